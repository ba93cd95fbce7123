import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** The interface, and the rules it asks by, spell as official papers do: hòa, khỏe, hủy, the mark on the first vowel. */
it("puts the marks of tones where official papers put them", () => {
  const folder = "lib/i18n/messages/vi";
  const files = [...readdirSync(folder).map((file) => join(folder, file)), "prisma/reference/eligibility_rules.json"];
  const otherwise = /\p{L}*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/giu;
  const found = files.flatMap((file) =>
    [...readFileSync(file, "utf8").normalize("NFC").matchAll(otherwise)].map(([word]) => `${file}: ${word}`),
  );
  expect(found).toEqual([]);
});
