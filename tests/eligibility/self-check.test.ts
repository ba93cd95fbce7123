import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Sex } from "@/lib/eligibility/rule-set";
import { type Answer, questionsFor, type SelfCheckFacts, selfCheck } from "@/lib/eligibility/self-check";
import { circular26 } from "./rule-sets";

const no: Answer = { answer: "no", reasons: [] };
const yes = (...reasons: [string, string | null][]): Answer => ({
  answer: "yes",
  reasons: reasons.map(([code, eventOn]) => ({ code, eventOn })),
});

/** Somebody whose every answer stands in nobody's way. */
function healthy(sex: Sex, answers: Record<string, Answer> = {}): SelfCheckFacts {
  const all = questionsFor(sex, circular26).map(({ code, defersWhen }): [string, Answer] => [
    code,
    { answer: defersWhen === "yes" ? "no" : "yes", reasons: [] },
  ]);
  return {
    onDate: "2026-11-22",
    birthOn: "2001-03-14",
    sex,
    weightKg: 52,
    lastDonation: null,
    answers: { ...Object.fromEntries(all), ...answers },
  };
}

describe("the self-check", () => {
  test("may_come: nothing stands in the way", () => {
    expect(selfCheck(healthy("female"), circular26)).toEqual({
      verdict: "may_come",
      firstAllowedOn: null,
      reasons: [],
      missing: [],
    });
    expect(selfCheck(healthy("male"), circular26).verdict).toBe("may_come");
  });

  test("unfinished: an empty form is asked everything, and nothing is taken as given", () => {
    const empty = { onDate: "2026-11-22", birthOn: null, sex: null, weightKg: null, lastDonation: null, answers: {} };
    const result = selfCheck(empty, circular26);
    expect(result.verdict).toBe("unfinished");
    expect(result.missing.length).toBe(3 + circular26.questions.length);
    expect(result.reasons).toEqual([]);
  });

  test("questions on pregnancy are for women only", () => {
    const asked = (sex: Sex) => questionsFor(sex, circular26).map(({ code }) => code);
    expect(asked("female")).toContain("pregnancy");
    expect(asked("male")).not.toContain("pregnancy");
  });

  test("wait: a tattoo of 1 September holds until 1 March, counted in calendar months", () => {
    const answers = { past_6_months_skin: yes(["tattoo", "2026-09-01"]) };
    expect(selfCheck(healthy("female", answers), circular26)).toMatchObject({
      verdict: "wait",
      firstAllowedOn: "2027-03-01",
      reasons: [{ word: "deferral", deferralCode: "tattoo", facts: { firstAllowedOn: "2027-03-01" } }],
    });
  });

  test("wait: of several the last day counts, and all are told", () => {
    const answers = {
      past_6_months_skin: yes(["tattoo", "2026-09-01"], ["piercing", "2026-10-15"]),
      past_7_days_illness: yes(["cold", "2026-11-20"]),
    };
    const facts = {
      ...healthy("male", answers),
      lastDonation: { component: "whole_blood", givenOn: "2026-10-01" } as const,
    };
    const result = selfCheck(facts, circular26);
    expect(result.firstAllowedOn).toBe("2027-04-15");
    expect(result.reasons.map(({ word }) => word)).toEqual(["resting", "deferral", "deferral", "deferral"]);
  });

  test("an old event no longer defers", () => {
    const answers = { past_6_months_skin: yes(["tattoo", "2026-05-22"]) };
    expect(selfCheck(healthy("male", answers), circular26).verdict).toBe("may_come");
  });

  test("resting: day 83 waits, day 84 may come", () => {
    const lastDonation = { component: "whole_blood", givenOn: "2026-08-31" } as const;
    expect(selfCheck({ ...healthy("male"), lastDonation }, circular26)).toMatchObject({
      verdict: "wait",
      firstAllowedOn: "2026-11-23",
    });
    const day84 = { ...healthy("male"), lastDonation, onDate: "2026-11-23" };
    expect(selfCheck(day84, circular26).verdict).toBe("may_come");
  });

  test.each([
    ["medicine", yes(), "ask_doctor", "doctor_decides"],
    ["chronic_disease", yes(), "ask_doctor", "doctor_decides"],
    ["drug_use", { answer: "unsure", reasons: [] } as Answer, "ask_doctor", "unsure"],
    ["pregnancy", yes(), "ask_doctor", "doctor_decides"],
    ["well_today", no, "wait", "deferral"],
    ["fever_now", yes(), "wait", "deferral"],
    ["transmissible_ever", yes(["hepatitis_b", null]), "cannot", "permanent"],
  ])("%s: %j gives %s", (question, answer, verdict, word) => {
    const result = selfCheck(healthy("female", { [question]: answer }), circular26);
    expect(result.verdict).toBe(verdict);
    expect(result.reasons.map((reason) => reason.word)).toEqual([word]);
  });

  test("unfinished: a yes that names no illness, no day, or a day to come", () => {
    const missing = (answer: Answer) =>
      selfCheck(healthy("female", { past_12_months: answer }), circular26).missing.map(({ field }) => field);
    expect(missing(yes())).toEqual(["reason"]);
    expect(missing(yes(["malaria", null]))).toEqual(["eventOn"]);
    expect(missing(yes(["malaria", "2026-11-23"]))).toEqual(["eventOn_future"]);
    expect(missing(yes(["hiv", "2026-01-01"]))).toEqual(["reason"]);
  });

  test.each([
    [{ birthOn: "1960-01-01" }, "too_old"],
    [{ weightKg: 41.9 }, "underweight"],
  ])("cannot: %j", (facts, word) => {
    const result = selfCheck({ ...healthy("female"), ...facts }, circular26);
    expect([result.verdict, result.reasons[0]?.word]).toEqual(["cannot", word]);
  });

  test("too_young waits for the birthday; 42 kg is enough for a woman, not for a man", () => {
    expect(selfCheck({ ...healthy("female"), birthOn: "2008-12-01" }, circular26)).toMatchObject({
      verdict: "wait",
      firstAllowedOn: "2026-12-01",
    });
    expect(selfCheck({ ...healthy("female"), weightKg: 42 }, circular26).verdict).toBe("may_come");
    expect(selfCheck({ ...healthy("male"), weightKg: 42 }, circular26).verdict).toBe("cannot");
  });

  test("whatever is answered, may_come means that every question was answered harmlessly", () => {
    const answer = fc.record({
      answer: fc.constantFrom("yes" as const, "no" as const, "unsure" as const),
      reasons: fc.array(
        fc.record({
          code: fc.constantFrom(...circular26.deferralReasons.map(({ code }) => code)),
          eventOn: fc.constantFrom(null, "2026-11-20", "2020-01-01"),
        }),
        { maxLength: 3 },
      ),
    });
    const answers = fc.dictionary(fc.constantFrom(...circular26.questions.map(({ code }) => code)), answer);
    fc.assert(
      fc.property(answers, fc.constantFrom("female" as const, "male" as const), (given, sex) => {
        const result = selfCheck(healthy(sex, given), circular26);
        if (result.verdict !== "may_come") return;
        expect(result.missing).toEqual([]);
        expect(result.firstAllowedOn).toBe(null);
        for (const question of questionsFor(sex, circular26)) {
          const { answer: said, reasons = [] } = given[question.code] ?? { answer: "harmless" };
          expect(said).not.toBe("unsure");
          if (said === question.defersWhen) expect(reasons.some(({ eventOn }) => eventOn === "2020-01-01")).toBe(true);
        }
      }),
    );
  });
});
