import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** The interface spells as official papers do: hòa, khỏe, hủy, with the mark on the first vowel of an open syllable. */
it("puts the marks of tones where official papers put them", () => {
  const folder = "lib/i18n/messages/vi";
  const otherwise = /\p{L}*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/giu;
  const found = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").normalize("NFC").matchAll(otherwise)].map(
      ([word]) => `${file}: ${word}`,
    ),
  );
  expect(found).toEqual([]);
});
