import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/core/time";
import { COMPONENTS, type Component } from "@/lib/eligibility/rule-set";
import {
  ageVerdict,
  allowedVolumesMl,
  apheresisLimitMl,
  deferralEndsOn,
  nextEligibleOn,
  permittedVolumes,
  type VitalField,
  type Vitals,
  vitalsVerdict,
  volumeVerdict,
  whyNotDonate,
} from "@/lib/eligibility/rules";
import { circular26 } from "./rule-sets";

const law = circular26.values;

describe("age", () => {
  test.each([
    ["2008-11-23", "2026-11-22", { word: "too_young", facts: { minAgeYears: 18, firstAllowedOn: "2026-11-23" } }],
    ["2008-11-22", "2026-11-22", null],
    ["2008-02-29", "2026-02-28", { word: "too_young", facts: { minAgeYears: 18, firstAllowedOn: "2026-03-01" } }],
    ["2008-02-29", "2026-03-01", null],
    ["1966-11-22", "2026-11-22", null],
    ["1965-11-23", "2026-11-22", null],
    ["1965-11-22", "2026-11-22", { word: "too_old", facts: { maxAgeYears: 60 } }],
  ])("born %s, on %s", (birthOn, onDate, verdict) => expect(ageVerdict(birthOn, onDate, law)).toEqual(verdict));

  test('too_old on the 60th birthday where "to 60" is read as before 60', () => {
    const strict = { ...law, maxAgeInclusive: false };
    expect(ageVerdict("1966-11-23", "2026-11-22", strict)).toBe(null);
    expect(ageVerdict("1966-11-22", "2026-11-22", strict)?.word).toBe("too_old");
  });
});

describe("bags of whole blood", () => {
  test.each([
    // sex, kg, Hb, allowed
    ["female", 41.9, 140, []],
    ["female", 42, 140, [250]],
    ["female", 44.9, 140, [250]],
    ["female", 45, 140, [250, 350]],
    ["male", 42, 140, []],
    ["male", 44.9, 140, []],
    ["male", 45, 140, [250, 350]],
    ["male", 49.9, 140, [250, 350]],
    ["female", 50, 140, [250, 350, 450]],
    ["male", 120, 140, [250, 350, 450]],
    ["female", 52, 119, []],
    ["female", 52, 119.9, []],
    ["female", 52, 120, [250, 350]],
    ["female", 52, 123, [250, 350]],
    ["female", 52, 124.9, [250, 350]],
    ["female", 52, 125, [250, 350, 450]],
    ["female", 42, 120, [250]],
  ] as const)("%s, %d kg, Hb %d: %j", (sex, weightKg, hemoglobinGramsPerLitre, allowed) => {
    expect(allowedVolumesMl({ sex, weightKg, hemoglobinGramsPerLitre }, law)).toEqual(allowed);
  });

  test("hemoglobin_low_for_volume: 123 g/l at 52 kg offers 250 and 350, not 450, and says why", () => {
    expect(permittedVolumes({ sex: "female", weightKg: 52, hemoglobinGramsPerLitre: 123 }, law)).toEqual([
      { volumeMl: 250, verdict: "allowed", reasons: [], missing: [] },
      { volumeMl: 350, verdict: "allowed", reasons: [], missing: [] },
      {
        volumeMl: 450,
        verdict: "refused",
        reasons: [{ word: "hemoglobin_low_for_volume", facts: { min: 125, aboveMl: 350 } }],
        missing: [],
      },
    ]);
  });

  test("over_ml_per_kg: 49.9 kg is told that 450 ml asks for 50 kg", () => {
    const verdict = volumeVerdict(
      { component: "whole_blood", volumeMl: 450, sex: "male", weightKg: 49.9, hemoglobinGramsPerLitre: 140 },
      law,
    );
    expect(verdict.reasons).toEqual([{ word: "over_ml_per_kg", facts: { mlPerKg: 9, needKg: 50 } }]);
  });

  test("small_donor, underweight: 42 to under 45 kg is for women and 250 ml", () => {
    const [, bag350] = permittedVolumes({ sex: "female", weightKg: 44, hemoglobinGramsPerLitre: 130 }, law);
    expect(bag350?.reasons).toEqual([{ word: "small_donor", facts: { belowKg: 45, maxMl: 250 } }]);
    const [man250] = permittedVolumes({ sex: "male", weightKg: 44, hemoglobinGramsPerLitre: 130 }, law);
    expect(man250?.reasons).toEqual([{ word: "underweight", facts: { minKg: 45, sex: "male" } }]);
  });

  test("nothing is permitted before it is measured, but what is already impossible is refused", () => {
    expect(permittedVolumes({ sex: "female" }, law).map(({ verdict, missing }) => [verdict, missing])).toEqual(
      [250, 350, 450].map(() => ["pending", ["weight", "hemoglobin"]]),
    );
    expect(permittedVolumes({ sex: "female", weightKg: 44 }, law).map(({ verdict }) => verdict)).toEqual([
      "pending",
      "refused",
      "refused",
    ]);
    expect(permittedVolumes({ sex: "female", hemoglobinGramsPerLitre: 121 }, law).map((v) => v.verdict)).toEqual([
      "pending",
      "pending",
      "refused",
    ]);
  });

  test("bag_unknown, over_volume_cap: a bag that is not in use is refused whatever the weight", () => {
    const words = (volumeMl: number) =>
      volumeVerdict(
        { component: "whole_blood", volumeMl, sex: "male", weightKg: 90, hemoglobinGramsPerLitre: 150 },
        law,
      ).reasons.map(({ word }) => word);
    expect(words(500)).toEqual(["bag_unknown"]);
    expect(words(550)).toEqual(["bag_unknown", "over_volume_cap"]);
    expect(words(0)).toEqual(["bag_unknown"]);
  });

  test("too_young, too_old: age forbids every bag", () => {
    const measures = { sex: "male", weightKg: 60, hemoglobinGramsPerLitre: 150, onDate: "2026-11-22" } as const;
    expect(allowedVolumesMl({ ...measures, birthOn: "2008-11-23" }, law)).toEqual([]);
    expect(allowedVolumesMl({ ...measures, birthOn: "2008-11-22" }, law)).toEqual([250, 350, 450]);
    expect(permittedVolumes({ ...measures, birthOn: "1960-01-01" }, law)[0]?.reasons[0]?.word).toBe("too_old");
  });

  const donors = fc.record({
    sex: fc.constantFrom("female" as const, "male" as const),
    weightKg: fc.integer({ min: 200, max: 1500 }).map((tenths) => tenths / 10),
    hemoglobinGramsPerLitre: fc.integer({ min: 60, max: 220 }),
  });

  test("whatever is allowed keeps to 9 ml/kg and 500 ml, and with a bag every smaller bag is allowed", () => {
    fc.assert(
      fc.property(donors, (donor) => {
        const allowed = allowedVolumesMl(donor, law);
        for (const volume of allowed) {
          expect(volume * 10 <= Math.round(donor.weightKg * 10) * 9).toBe(true);
          expect(volume <= 500).toBe(true);
          expect(donor.weightKg >= (donor.sex === "male" ? 45 : 42)).toBe(true);
        }
        expect([250, 350, 450].slice(0, allowed.length)).toEqual(allowed);
      }),
    );
  });

  test("more weight and more haemoglobin never take a bag away", () => {
    fc.assert(
      fc.property(donors, fc.nat(300), fc.nat(60), (donor, tenths, more) => {
        const stronger = {
          ...donor,
          weightKg: donor.weightKg + tenths / 10,
          hemoglobinGramsPerLitre: donor.hemoglobinGramsPerLitre + more,
        };
        expect(allowedVolumesMl(stronger, law).length).toBeGreaterThanOrEqual(allowedVolumesMl(donor, law).length);
      }),
    );
  });
});

describe("apheresis", () => {
  test.each([
    [49.9, null],
    [50, 500],
    [59.9, 500],
    [60, 650],
    [90, 650],
  ])("%d kg gives at most %s ml", (kg, maxMl) => expect(apheresisLimitMl(kg, law)).toBe(maxMl));

  const fit = { sex: "male", weightKg: 62, hemoglobinGramsPerLitre: 140 } as const;
  test.each([
    ["platelets", 500, { plateletsGigaPerLitre: 150 }, "allowed", []],
    ["platelets", 500, { plateletsGigaPerLitre: 149 }, "refused", ["platelets_low"]],
    ["platelets", 500, {}, "pending", []],
    ["granulocytes", 300, { plateletsGigaPerLitre: 149 }, "refused", ["platelets_low"]],
    ["plasma", 650, { serumProteinGramsPerLitre: 60 }, "allowed", []],
    ["plasma", 651, { serumProteinGramsPerLitre: 60 }, "refused", ["over_apheresis_cap"]],
    ["plasma", 500, { serumProteinGramsPerLitre: 59.9 }, "refused", ["serum_protein_low"]],
    ["plasma", 500, {}, "pending", []],
    ["plasma", 501, { weightKg: 59.9, serumProteinGramsPerLitre: 70 }, "refused", ["over_apheresis_cap"]],
    ["red_cells", 400, { weightKg: 49.9 }, "refused", ["apheresis_underweight"]],
    ["red_cells", 400, {}, "allowed", []],
    ["red_cells", 400, { hemoglobinGramsPerLitre: 119 }, "refused", ["hemoglobin_low"]],
    ["red_cells", 400, { hemoglobinGramsPerLitre: 121 }, "allowed", []],
    ["stem_cells", 200, { weightKg: null }, "pending", []],
  ] as const)("%s %d ml %j: %s %j", (component, volumeMl, measures, verdict, words) => {
    const result = volumeVerdict({ ...fit, ...measures, component, volumeMl }, law);
    expect([result.verdict, result.reasons.map(({ word }) => word)]).toEqual([verdict, words]);
  });
});

describe("vital signs, as one types", () => {
  const female = { sex: "female" } as const;
  test.each([
    [{ weightKg: 41.9 }, "weight", "refuse", "weight_low"],
    [{ weightKg: 42 }, "weight", "watch", "weight_limits_volume"],
    [{ weightKg: 49.9 }, "weight", "watch", "weight_limits_volume"],
    [{ weightKg: 50 }, "weight", "ok", "weight_ok"],
    [{ weightKg: 5 }, "weight", "check", "not_possible"],
    [{ weightKg: 524 }, "weight", "check", "not_possible"],
    [{ systolicMmhg: 99 }, "systolic", "refuse", "systolic_low"],
    [{ systolicMmhg: 100 }, "systolic", "ok", "systolic_ok"],
    [{ systolicMmhg: 159 }, "systolic", "ok", "systolic_ok"],
    [{ systolicMmhg: 160 }, "systolic", "refuse", "systolic_high"],
    [{ systolicMmhg: 11 }, "systolic", "check", "not_possible"],
    [{ diastolicMmhg: 59 }, "diastolic", "refuse", "diastolic_low"],
    [{ diastolicMmhg: 60 }, "diastolic", "ok", "diastolic_ok"],
    [{ diastolicMmhg: 99 }, "diastolic", "ok", "diastolic_ok"],
    [{ diastolicMmhg: 100 }, "diastolic", "refuse", "diastolic_high"],
    [{ systolicMmhg: 76, diastolicMmhg: 118 }, "systolic", "check", "pressures_swapped"],
    [{ systolicMmhg: 11, diastolicMmhg: 76 }, "systolic", "check", "not_possible"],
    [{ systolicMmhg: 11, diastolicMmhg: 76 }, "diastolic", "ok", "diastolic_ok"],
    [{ pulsePerMinute: 59 }, "pulse", "refuse", "pulse_low"],
    [{ pulsePerMinute: 60 }, "pulse", "ok", "pulse_ok"],
    [{ pulsePerMinute: 90 }, "pulse", "ok", "pulse_ok"],
    [{ pulsePerMinute: 91 }, "pulse", "refuse", "pulse_high"],
    [{ pulsePerMinute: 70, pulseRegular: false }, "pulse", "refuse", "pulse_irregular"],
    [{ hemoglobinGramsPerLitre: 119 }, "hemoglobin", "refuse", "hemoglobin_low"],
    [{ hemoglobinGramsPerLitre: 120 }, "hemoglobin", "watch", "hemoglobin_limits_volume"],
    [{ hemoglobinGramsPerLitre: 125 }, "hemoglobin", "ok", "hemoglobin_ok"],
    [{ hemoglobinGramsPerLitre: 12.3 }, "hemoglobin", "check", "hemoglobin_in_other_unit"],
    [{ hemoglobinGramsPerLitre: 1 }, "hemoglobin", "check", "not_possible"],
    [{ temperatureCelsius: 37.5 }, "temperature", "ok", "temperature_ok"],
    [{ temperatureCelsius: 37.6 }, "temperature", "refuse", "fever"],
    [{ serumProteinGramsPerLitre: 59 }, "serum_protein", "refuse", "serum_protein_low"],
    [{ serumProteinGramsPerLitre: 60 }, "serum_protein", "ok", "serum_protein_ok"],
    [{ plateletsGigaPerLitre: 149 }, "platelets", "refuse", "platelets_low"],
    [{ plateletsGigaPerLitre: 150 }, "platelets", "ok", "platelets_ok"],
  ] satisfies [Vitals, VitalField, string, string][])("%j: %s is %s, %s", (vitals, field, verdict, word) => {
    expect(vitalsVerdict(vitals, female, law)[field]).toMatchObject({ verdict, word });
  });

  test("an empty form says nothing about anybody", () => {
    const verdicts = Object.values(vitalsVerdict({}, female, law));
    expect(verdicts.every(({ verdict }) => verdict === "empty")).toBe(true);
    expect(vitalsVerdict({ weightKg: Number.NaN, systolicMmhg: null }, female, law).weight).toEqual({
      verdict: "empty",
    });
  });

  test("weights for a man and for apheresis", () => {
    expect(vitalsVerdict({ weightKg: 44.9 }, { sex: "male" }, law).weight).toMatchObject({ verdict: "refuse" });
    const platelets = { sex: "female", component: "platelets" } as const;
    expect(vitalsVerdict({ weightKg: 49.9 }, platelets, law).weight).toMatchObject({ verdict: "refuse" });
    expect(vitalsVerdict({ weightKg: 60 }, platelets, law).weight).toMatchObject({
      verdict: "ok",
      facts: { maxMl: 650 },
    });
    expect(vitalsVerdict({ hemoglobinGramsPerLitre: 121 }, platelets, law).hemoglobin).toMatchObject({ verdict: "ok" });
  });

  test("the desk's own picture: 52.4 kg, 118/76, 78, 123", () => {
    const seen = vitalsVerdict(
      { weightKg: 52.4, systolicMmhg: 118, diastolicMmhg: 76, pulsePerMinute: 78, hemoglobinGramsPerLitre: 123 },
      female,
      law,
    );
    expect(seen.weight).toEqual({ verdict: "ok", word: "weight_ok", facts: { minKg: 50, maxMl: 450 } });
    expect(seen.systolic).toEqual({ verdict: "ok", word: "systolic_ok", facts: { min: 100, below: 160 } });
    expect(seen.hemoglobin).toEqual({
      verdict: "watch",
      word: "hemoglobin_limits_volume",
      facts: { min: 120, minLarge: 125, aboveMl: 350 },
    });
  });

  test("any number at all gets a verdict, and the weight's verdict agrees with the bags", () => {
    fc.assert(
      fc.property(fc.double(), fc.constantFrom("female" as const, "male" as const), (weightKg, sex) => {
        const { weight } = vitalsVerdict({ weightKg, hemoglobinGramsPerLitre: weightKg }, { sex }, law);
        if (weight.verdict !== "ok" && weight.verdict !== "watch" && weight.verdict !== "refuse") return;
        const allowed = allowedVolumesMl({ sex, weightKg, hemoglobinGramsPerLitre: 150 }, law);
        expect(weight.verdict).toBe(allowed.length === 0 ? "refuse" : allowed.length === 3 ? "ok" : "watch");
      }),
    );
  });
});

describe("rest between donations", () => {
  const on = (component: Component, givenOn: string) => ({ component, givenOn });
  test.each([
    ["whole_blood", "2025-01-06", "whole_blood", "2025-03-31"],
    ["red_cells", "2025-01-06", "whole_blood", "2025-03-31"],
    ["whole_blood", "2025-01-06", "red_cells", "2025-03-31"],
    ["platelets", "2025-01-06", "platelets", "2025-01-20"],
    ["plasma", "2025-01-06", "platelets", "2025-01-20"],
    ["whole_blood", "2028-02-29", "whole_blood", "2028-05-23"],
    // Kinds mixed: the component given last decides.
    ["platelets", "2025-01-06", "whole_blood", "2025-01-20"],
    ["whole_blood", "2025-01-06", "platelets", "2025-03-31"],
    ["granulocytes", "2025-01-06", "granulocytes", "2025-01-07"],
    ["granulocytes", "2025-01-06", "whole_blood", "2025-01-20"],
  ] as const)("%s on %s, then %s: from %s", (component, givenOn, next, from) => {
    expect(nextEligibleOn(on(component, givenOn), next, law)).toBe(from);
  });

  test("nothing given before means no rest", () => {
    expect(nextEligibleOn(null, "whole_blood", law)).toBe(null);
    expect(nextEligibleOn([], "whole_blood", law)).toBe(null);
  });

  test("whole blood still waits twelve weeks from whole blood when platelets came between", () => {
    const past = [on("whole_blood", "2025-01-06"), on("platelets", "2025-02-10")];
    expect(nextEligibleOn(past, "whole_blood", law)).toBe("2025-03-31");
    expect(nextEligibleOn(past, "platelets", law)).toBe("2025-02-24");
    expect(nextEligibleOn([...past].reverse(), "whole_blood", law)).toBe("2025-03-31");
  });

  test("granulocytes: three times in seven days, the fourth a week after the first", () => {
    const days = ["2025-01-06", "2025-01-07", "2025-01-08"].map((day) => on("granulocytes", day));
    expect(nextEligibleOn(days.slice(0, 2), "granulocytes", law)).toBe("2025-01-08");
    expect(nextEligibleOn(days, "granulocytes", law)).toBe("2025-01-13");
    expect(nextEligibleOn([...days, on("stem_cells", "2025-01-13")], "granulocytes", law)).toBe("2025-01-14");
    const spread = ["2025-01-01", "2025-01-05", "2025-01-09"].map((day) => on("stem_cells", day));
    expect(nextEligibleOn(spread, "stem_cells", law)).toBe("2025-01-10");
  });

  test("whoever follows the answers never gives mobilised cells four times in seven days", () => {
    const steps = fc.array(fc.nat(5), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(steps, (waits) => {
        const past: { component: Component; givenOn: string }[] = [];
        for (const wait of waits) {
          const from = nextEligibleOn(past, "granulocytes", law) ?? "2025-01-01";
          past.push(on("granulocytes", addDays(from, wait)));
        }
        for (let i = 3; i < past.length; i++) {
          const first = past[i - 3]?.givenOn as string;
          expect(addDays(first, 7) <= (past[i]?.givenOn as string)).toBe(true);
        }
      }),
    );
  });

  test("the answer lies after every donation, and one more donation never makes it earlier", () => {
    const donation = fc.record({
      component: fc.constantFrom(...COMPONENTS),
      givenOn: fc.nat(400).map((days) => addDays("2025-01-01", days)),
    });
    fc.assert(
      fc.property(fc.array(donation, { minLength: 1, maxLength: 6 }), fc.constantFrom(...COMPONENTS), (past, next) => {
        const from = nextEligibleOn(past, next, law) as string;
        for (const { givenOn } of past) expect(from > givenOn).toBe(true);
        expect(nextEligibleOn([...past].reverse(), next, law)).toBe(from);
      }),
    );
  });
});

describe("deferrals", () => {
  test.each([
    ["surgery", "2025-01-15", "2026-01-15"],
    ["childbirth", "2024-02-29", "2025-02-28"],
    ["tattoo", "2025-08-31", "2026-02-28"],
    ["tattoo", "2027-08-31", "2028-02-29"],
    ["dengue", "2025-01-06", "2025-02-03"],
    ["live_vaccine", "2025-12-20", "2026-01-17"],
    ["cold", "2025-02-25", "2025-03-04"],
    ["covid_infection", "2025-01-06", "2025-01-20"],
    ["donated_elsewhere", "2025-01-06", "2025-03-31"],
    ["unwell_today", "2025-01-06", "2025-01-07"],
  ])("%s on %s: from %s", (reason, eventOn, firstAllowedOn) => {
    expect(deferralEndsOn(reason, eventOn, circular26)).toEqual({
      lastDay: addDays(firstAllowedOn, -1),
      firstAllowedOn,
    });
  });

  test("hiv is permanent and chronic_disease is for a doctor: neither has an end to show", () => {
    expect(deferralEndsOn("hiv", "2025-01-06", circular26)).toBe(null);
    expect(deferralEndsOn("chronic_disease", "2025-01-06", circular26)).toBe(null);
  });

  test("a reason that the rule set does not know is a mistake of the caller", () => {
    expect(() => deferralEndsOn("astrology", "2025-01-06", circular26)).toThrow(RangeError);
  });

  test("the reasons of the circular have the lengths of the circular", () => {
    const of = (wanted: string) => circular26.deferralReasons.filter(({ group }) => group === wanted);
    const each = (group: string) => new Set(of(group).map((r) => `${r.duration?.length} ${r.duration?.unit}`));
    expect(each("twelve_months")).toEqual(new Set(["12 months"]));
    expect(each("six_months")).toEqual(new Set(["6 months"]));
    expect(each("four_weeks")).toEqual(new Set(["4 weeks"]));
    expect(each("seven_days")).toEqual(new Set(["7 days"]));
    expect(["twelve_months", "six_months", "four_weeks", "seven_days"].map((g) => of(g).length)).toEqual([
      10, 9, 13, 7,
    ]);
  });
});

describe("why somebody may not give on a day", () => {
  const donor = {
    birthOn: "1995-05-01",
    onDate: "2025-03-30",
    component: "whole_blood",
    donations: [{ component: "whole_blood", givenOn: "2025-01-06" }],
    deferrals: [],
  } as const;

  test("resting: day 83 is refused with the first allowed day, day 84 is accepted", () => {
    expect(whyNotDonate(donor, law)).toEqual({
      word: "resting",
      facts: { component: "whole_blood", lastGivenOn: "2025-01-06", daysSince: 83, firstAllowedOn: "2025-03-31" },
    });
    expect(whyNotDonate({ ...donor, onDate: "2025-03-31" }, law)).toBe(null);
  });

  test("deferred: until its last day, and the longest wait is the one told", () => {
    const deferrals = [{ countedFrom: "2025-03-01", lastDay: "2025-08-31" }];
    expect(whyNotDonate({ ...donor, deferrals }, law)).toEqual({
      word: "deferred",
      facts: { lastDayOn: "2025-08-31", firstAllowedOn: "2025-09-01" },
    });
    expect(whyNotDonate({ ...donor, deferrals, onDate: "2025-08-31" }, law)?.word).toBe("deferred");
    expect(whyNotDonate({ ...donor, deferrals, onDate: "2025-09-01" }, law)).toBe(null);
    const shorter = [{ countedFrom: "2025-03-29", lastDay: "2025-03-30" }];
    expect(whyNotDonate({ ...donor, deferrals: shorter, onDate: "2025-03-20" }, law)?.word).toBe("resting");
  });

  test("deferred_without_end: no day is promised and no cause is told", () => {
    const deferrals = [{ countedFrom: "2025-03-01", lastDay: null }];
    expect(whyNotDonate({ ...donor, deferrals }, law)).toEqual({ word: "deferred_without_end" });
  });

  test("too_young tells the birthday, too_old no day", () => {
    const young = { ...donor, birthOn: "2007-04-02", donations: [] };
    expect(whyNotDonate(young, law)).toEqual({
      word: "too_young",
      facts: { minAgeYears: 18, firstAllowedOn: "2025-04-02" },
    });
    expect(whyNotDonate({ ...donor, birthOn: "1960-01-01" }, law)?.word).toBe("too_old");
  });

  test("too_old: whoever will be too old when the wait ends is not sent home with a day", () => {
    expect(whyNotDonate({ ...donor, birthOn: "1964-03-31" }, law)).toEqual({
      word: "too_old",
      facts: { maxAgeYears: 60 },
    });
  });

  test("on the first allowed day that is told, nothing of it stands in the way any more", () => {
    const day = (max: number) => fc.nat(max).map((days) => addDays("2024-01-01", days));
    const facts = fc.record({
      birthOn: fc.nat(20_000).map((days) => addDays("1955-01-01", days)),
      onDate: day(900),
      component: fc.constantFrom(...COMPONENTS),
      donations: fc.array(fc.record({ component: fc.constantFrom(...COMPONENTS), givenOn: day(600) }), {
        maxLength: 5,
      }),
      deferrals: fc.array(fc.record({ countedFrom: day(10), lastDay: day(900) }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const refusal = whyNotDonate(given, law);
        const from = refusal?.facts?.firstAllowedOn;
        if (typeof from !== "string") return;
        expect(from > given.onDate).toBe(true);
        expect(whyNotDonate({ ...given, onDate: from }, law)).toBe(null);
        expect(whyNotDonate({ ...given, onDate: addDays(from, -1) }, law)).not.toBe(null);
      }),
    );
  });
});
