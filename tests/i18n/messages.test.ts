import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { messagesFor } from "@/lib/i18n/messages";

type Tree = { [key: string]: string | Tree };

const vi = flat(messagesFor("vi") as unknown as Tree);
const en = flat(messagesFor("en") as unknown as Tree);

describe("messages", () => {
  test("every file of a language is listed under its own name", () => {
    for (const locale of ["vi", "en"] as const) {
      const files = readdirSync(resolve(import.meta.dirname, "../../lib/i18n/messages", locale));
      expect(Object.keys(messagesFor(locale)).sort()).toEqual(files.map((file) => file.replace(".json", "")).sort());
    }
  });

  test("Vietnamese and English have the same keys", () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
  });

  test("no message is empty, padded, or written with loose diacritics", () => {
    for (const [key, text] of [...vi, ...en]) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
      expect(text.normalize("NFC"), key).toBe(text);
    }
  });

  test("both languages take the same arguments and tags", () => {
    for (const [key, text] of vi) expect([key, argumentsOf(en.get(key) ?? "")]).toEqual([key, argumentsOf(text)]);
  });
});

function flat(tree: Tree, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.type === TYPE.tag ? `<${element.value}>` : element.value);
      if (element.type === TYPE.tag) visit(element.children);
      if (element.type === TYPE.select || element.type === TYPE.plural)
        for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(parse(message));
  return [...names].sort();
}
