import { expect, test } from "vitest";
import { type DonationNumberRefusal, parseDonationNumber } from "@/lib/donations/din";
import en from "@/lib/i18n/messages/en/donations.json";
import vi from "@/lib/i18n/messages/vi/donations.json";

const sentences = { vi, en } satisfies Record<string, { number: { refusal: Record<DonationNumberRefusal, string> } }>;

test("donation_number_mistyped is said in both languages", () => {
  const outcome = parseDonationNumber("HN26000123?", "local");
  expect(outcome.ok).toBe(false);
  if (outcome.ok) return;
  for (const { number } of Object.values(sentences)) expect(number.refusal[outcome.refusal]).toMatch(/\.$/);
});
