import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { looserThan, RULE_KEYS, type RuleValues, ruleSetInForce, stricterOf } from "@/lib/eligibility/rule-set";
import { allowedVolumesMl, nextEligibleOn } from "@/lib/eligibility/rules";
import { answersSchema, readRuleSet, rulesFileSchema, ruleValuesSchema } from "@/lib/eligibility/schema";
import file from "@/prisma/reference/eligibility_rules.json";
import { circular26 } from "./rule-sets";

const law = circular26.values;

describe("the reference file", () => {
  test("every value names its source; what was not read in the text waits for a doctor", () => {
    expect(Object.keys(circular26.provenance).sort()).toEqual([...RULE_KEYS].sort());
    const all = [...Object.values(circular26.provenance), ...circular26.deferralReasons, ...circular26.questions];
    for (const { source, standing, needsMedicalConfirmation } of all) {
      expect(source).not.toBe("");
      if (standing !== "V") expect(needsMedicalConfirmation).toBe(true);
    }
    expect(circular26.provenance.systolicMinMmhg).toMatchObject({ standing: "S", needsMedicalConfirmation: true });
    expect(circular26.provenance.maxMlPerKg).toMatchObject({ standing: "V", needsMedicalConfirmation: false });
  });

  test("no reason is visible to a clerk and no answer is preset", () => {
    expect(circular26.deferralReasons.some((reason) => reason.clerkVisible)).toBe(false);
    expect(file.rule_sets[0]?.rules.questions.every((question) => question.preset === null)).toBe(true);
  });

  test("a rule set with a value missing or unknown is not read", () => {
    const [set] = file.rule_sets;
    if (!set) throw new Error("no rule set");
    const stored = { id: set.id, effectiveFrom: set.effective_from };
    const { values } = set.rules;
    expect(() => readRuleSet({ ...stored, rules: { ...set.rules, values: values.slice(1) } })).toThrow();
    const unknown = [...values, { ...values[0], key: "max_age_of_cat" }];
    expect(() => readRuleSet({ ...stored, rules: { ...set.rules, values: unknown } })).toThrow();
    const questions = [{ ...set.rules.questions[0], reasons: ["no_such_reason"] }];
    expect(() => readRuleSet({ ...stored, rules: { ...set.rules, questions } })).toThrow();
    expect(() => rulesFileSchema.parse({ ...file, rule_sets: [{ ...set, effective_from: "2013-02-31" }] })).toThrow();
  });

  test("the set in force is the latest that had begun", () => {
    const sets = [{ effectiveFrom: "2027-01-01" }, { effectiveFrom: "2013-11-15" }];
    expect(ruleSetInForce(sets, "2013-11-14")).toBe(null);
    expect(ruleSetInForce(sets, "2013-11-15")).toBe(sets[1]);
    expect(ruleSetInForce(sets, "2026-12-31")).toBe(sets[1]);
    expect(ruleSetInForce(sets, "2027-01-01")).toBe(sets[0]);
  });
});

describe("a local policy may be stricter, never looser", () => {
  test.each([
    [{ minWeightFemaleKg: 45 }, { minWeightFemaleKg: 45 }, []],
    [{ minWeightFemaleKg: 41 }, { minWeightFemaleKg: 42 }, ["minWeightFemaleKg"]],
    [{ restDaysWholeBlood: 90 }, { restDaysWholeBlood: 90 }, []],
    [{ restDaysWholeBlood: 60 }, { restDaysWholeBlood: 84 }, ["restDaysWholeBlood"]],
    [{ bagVolumesMl: [250, 350] }, { bagVolumesMl: [250, 350] }, []],
    [{ bagVolumesMl: [350, 500] }, { bagVolumesMl: [350] }, ["bagVolumesMl"]],
    [{ maxAgeInclusive: false }, { maxAgeInclusive: false }, []],
    [{ systolicBelowMmhg: 180 }, { systolicBelowMmhg: 160 }, ["systolicBelowMmhg"]],
    [{ minAgeYears: 16, maxAgeYears: 55 }, { minAgeYears: 18, maxAgeYears: 55 }, ["minAgeYears"]],
  ] satisfies [Partial<RuleValues>, Partial<RuleValues>, string[]][])("%j", (local, counts, looser) => {
    expect(stricterOf(law, local)).toEqual({ ...law, ...counts });
    expect(looserThan(law, local)).toEqual(looser);
  });

  test("one value is what the circular says and another what it says, when the policy says nothing", () => {
    expect(stricterOf(law, {})).toEqual(law);
  });

  const number = fc.integer({ min: 1, max: 700 });
  const anyPolicy = fc
    .record(
      {
        minWeightFemaleKg: number,
        minWeightMaleKg: number,
        smallDonorBelowKg: number,
        smallDonorMaxMl: number,
        maxMlPerKg: fc.integer({ min: 1, max: 20 }),
        maxWholeBloodMl: number,
        bagVolumesMl: fc.subarray([250, 350, 450, 500], { minLength: 1 }),
        minHemoglobinGPerL: number,
        minHemoglobinLargeGPerL: number,
        largeVolumeAboveMl: number,
        restDaysWholeBlood: number,
        restDaysPlatelets: number,
      },
      { requiredKeys: [] },
    )
    .map((policy) => policy as Partial<RuleValues>);

  test("whatever a policy says, nobody gives more or sooner than the circular allows", () => {
    const measures = fc.record({
      sex: fc.constantFrom("female" as const, "male" as const),
      weightKg: fc.integer({ min: 300, max: 1200 }).map((tenths) => tenths / 10),
      hemoglobinGramsPerLitre: fc.integer({ min: 90, max: 180 }),
    });
    const last = fc.constantFrom("whole_blood" as const, "platelets" as const);
    fc.assert(
      fc.property(anyPolicy, measures, last, (policy, measured, component) => {
        const strict = stricterOf(law, policy);
        const byLaw = allowedVolumesMl(measured, law);
        for (const volume of allowedVolumesMl(measured, strict)) expect(byLaw).toContain(volume);
        const donation = { component, givenOn: "2025-01-06" };
        const sooner = nextEligibleOn(donation, "whole_blood", strict) as string;
        expect(sooner >= (nextEligibleOn(donation, "whole_blood", law) as string)).toBe(true);
        expect(looserThan(strict, strict)).toEqual([]);
        if (strict.bagVolumesMl.length > 0) expect(ruleValuesSchema.safeParse(strict).success).toBe(true);
      }),
    );
  });
});

test("answers are yes, no or unsure, and nothing else", () => {
  expect(answersSchema.safeParse({ medicine: { answer: "no" } }).success).toBe(true);
  expect(
    answersSchema.safeParse({
      past_6_months_skin: { answer: "yes", reasons: [{ code: "tattoo", eventOn: "2026-01-02" }] },
    }).success,
  ).toBe(true);
  expect(answersSchema.safeParse({ medicine: { answer: "" } }).success).toBe(false);
  expect(
    answersSchema.safeParse({ tattoo: { answer: "yes", reasons: [{ code: "tattoo", eventOn: "2026-02-30" }] } })
      .success,
  ).toBe(false);
});
