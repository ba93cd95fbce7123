import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import en from "@/lib/i18n/messages/en";
import vi from "@/lib/i18n/messages/vi";

const lib = resolve(import.meta.dirname, "../../lib");
const actions = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(^|\/)actions\.ts$/.test(file),
);

/** The refusal words of the commands an actions file calls, as their types name them. */
function wordsOf(file: string, source: string): string[] {
  return [...source.matchAll(/from "((?:\.{1,2}|@\/lib)\/[\w/.-]*commands)"/g)].flatMap(([, from = ""]) => {
    const path = from.startsWith("@") ? join(lib, from.slice("@/lib/".length)) : join(lib, file, "..", from);
    if (!existsSync(`${path}.ts`)) return [];
    const types = readFileSync(`${path}.ts`, "utf8").matchAll(/type \w*Refusal =([^;]*);/g);
    return [...types].flatMap(([, union = ""]) => [...union.matchAll(/"(\w+)"/g)].map(([, word = ""]) => word));
  });
}

function isSaid(messages: object, key: string): boolean {
  const found = key
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], messages);
  return typeof found === "string";
}

it("finds the actions and their words", () => {
  expect(actions.length).toBeGreaterThan(20);
  expect(actions.flatMap((file) => wordsOf(file, readFileSync(join(lib, file), "utf8"))).length).toBeGreaterThan(100);
});

it.each(actions)("%s has a sentence in both languages for every refusal of its commands", (file) => {
  const source = readFileSync(join(lib, file), "utf8");
  const places = [...source.matchAll(/"([\w.]+\.refusal)"/g)].map(([, place = ""]) => place);
  const unsaid = wordsOf(file, source).filter(
    (word) => !places.some((place) => isSaid(vi, `${place}.${word}`) && isSaid(en, `${place}.${word}`)),
  );
  expect(unsaid).toEqual([]);
});
