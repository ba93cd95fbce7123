import { expect, test } from "vitest";
import type { PhoneRefusal } from "@/lib/core/phone";
import type { CardRefusal, CardWarning } from "@/lib/donors/citizen-card";
import type { IdentityKind, IdentityRefusal } from "@/lib/donors/identity-number";
import en from "@/lib/i18n/messages/en/donors.json";
import vi from "@/lib/i18n/messages/vi/donors.json";

/** The compiler's part: every word has its sentence, in both languages. */
type Sentences = {
  identity: {
    kind: Record<IdentityKind, string>;
    refusal: Record<IdentityRefusal | CardRefusal, string>;
    warning: Record<CardWarning, string>;
    phone: Record<PhoneRefusal, string>;
  };
};
const sentences = { vi, en } satisfies Record<string, Sentences>;

test("no sentence about an identity is empty or left in the other language", () => {
  const said = (part: object): string[] =>
    Object.values(part).flatMap((value) => (typeof value === "string" ? [value] : said(value as object)));
  const [inVietnamese, inEnglish] = [said(sentences.vi.identity), said(sentences.en.identity)];
  expect(inVietnamese.length).toBe(inEnglish.length);
  for (const [index, sentence] of inVietnamese.entries()) {
    expect(sentence.trim()).not.toBe("");
    expect(sentence).not.toBe(inEnglish[index]);
  }
});
