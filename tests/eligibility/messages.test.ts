import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { sayable } from "@/lib/core/sayable";
import type { DonateWord, MissingMeasure, VitalWord, VolumeWord } from "@/lib/eligibility/rules";
import type { SelfCheck, SelfCheckMissing, SelfCheckWord } from "@/lib/eligibility/self-check";
import en from "@/lib/i18n/messages/en/eligibility.json";
import vi from "@/lib/i18n/messages/vi/eligibility.json";

/** The compiler's part: every word that a rule can say has its sentence, in both languages. */
type Sentences = {
  refusal: Record<VolumeWord | DonateWord, string>;
  missing: Record<MissingMeasure, string>;
  vital: Record<VitalWord, string>;
  self_check: {
    verdict: Record<SelfCheck["verdict"], string>;
    reason: Record<Exclude<SelfCheckWord, DonateWord | VolumeWord>, string>;
    missing: Record<SelfCheckMissing["field"], string>;
  };
};
const sentences = { vi, en } satisfies Record<string, Sentences>;

describe.each(["vi", "en"] as const)("sentences in %s", (locale) => {
  const say = createTranslator({ locale, messages: sentences[locale] });

  test("a refusal says the day as it is read here", () => {
    const facts = { component: "whole_blood", lastGivenOn: "2025-01-06", firstAllowedOn: "2025-03-31" };
    expect(say("refusal.resting", sayable(facts) as Record<string, string>)).toMatch(/06\/01\/2025.*31\/03\/2025/);
  });

  test("a measured limit is written the way of the language", () => {
    expect(say("refusal.over_ml_per_kg", { mlPerKg: 9, needKg: 38.9 })).toContain(locale === "vi" ? "38,9" : "38.9");
    expect(say("vital.hemoglobin_limits_volume", { min: 120, minLarge: 125, aboveMl: 350 })).toContain("350 ml");
  });
});
