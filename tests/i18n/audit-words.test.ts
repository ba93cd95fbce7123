import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en/audit.json";
import vi from "@/lib/i18n/messages/vi/audit.json";

/** Every deed and subject the code writes into the audit trail. */
function written(): { actions: string[]; subjects: string[] } {
  const actions = new Set<string>();
  const subjects = new Set<string>();
  for (const file of [...sourcesIn("lib"), ...sourcesIn("app")]) {
    const source = readFileSync(file, "utf8");
    for (const [, action] of source.matchAll(/auditFrom\(\s*\w+,\s*"([a-z_]+\.[a-z_]+)"/g)) actions.add(action ?? "");
    for (const [, action] of source.matchAll(/action: "([a-z_]+\.[a-z_]+)"/g)) actions.add(action ?? "");
    for (const [, action] of source.matchAll(/note[dR]\w*\([^"()]*"([a-z_]+\.[a-z_]+)"/g)) actions.add(action ?? "");
    for (const [, action, subject] of source.matchAll(/'system', '([a-z_]+\.[a-z_]+)', '([a-z_]+)'/g)) {
      actions.add(action ?? "");
      subjects.add(subject ?? "");
    }
    for (const [, subject] of source.matchAll(/subjectKind: "([a-z_]+)"/g)) subjects.add(subject ?? "");
  }
  // What happens to a round is one list of words, each of them a deed.
  const [, kinds = ""] = /AwardEventKind =([^;]*);/.exec(readFileSync("lib/awards/rounds/changing.ts", "utf8")) ?? [];
  for (const [, kind] of kinds.matchAll(/"([a-z_]+)"/g)) actions.add(`award.${kind}`);
  return { actions: [...actions].sort(), subjects: [...subjects].sort() };
}

function sourcesIn(room: string): string[] {
  return readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("generated"))
    .map((name) => `${room}/${name}`);
}

const { actions, subjects } = written();
const wordOf = (words: object, path: string): unknown =>
  path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], words);

describe.each([
  ["vi", vi],
  ["en", en],
])("the audit trail in %s", (_, words) => {
  it.each(actions)("has a word for %s", (action) => {
    expect(wordOf(words.action, action)).toEqual(expect.any(String));
  });
  it.each(subjects)("names the subject %s", (subject) => {
    expect(wordOf(words.subject, subject)).toEqual(expect.any(String));
  });
});
