import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AwardRule,
  type HeldHonour,
  levelKeyOf,
  rulesFor,
  rungsMissed,
  rungsToGive,
  whyNotHonour,
} from "@/lib/awards/rules";

const lifetime: AwardRule = {
  id: "twenty",
  scheme: "122",
  scopeUnitId: "VN",
  level: "province",
  subjectKind: "donor",
  metric: "lifetime_donations",
  threshold: 20,
  below: null,
  periodMonths: null,
  repeats: "once",
  cooldownYears: 0,
  excludedYears: 0,
  object: "certificate_of_merit",
  validFrom: "2017-09-15",
  validTo: null,
};
const rung = (threshold: number, differing: Partial<AwardRule> = {}): AwardRule => ({
  ...lifetime,
  id: `r${threshold}`,
  threshold,
  ...differing,
});
const heldFor = (rule: AwardRule, on: string): HeldHonour => ({
  levelKey: levelKeyOf(rule, on),
  level: rule.level,
  threshold: rule.threshold,
  honouredOn: on,
});

describe("may this subject have this honour on this day", () => {
  const yearly = rung(3, { repeats: "yearly", metric: "period_donations", periodMonths: 12 });
  it.each<[string, AwardRule, number | null, HeldHonour[], string, string | null]>([
    ["twenty of twenty", lifetime, 20, [], "2025-06-14", null],
    ["nineteen of twenty", lifetime, 19, [], "2025-06-14", "below_threshold"],
    ["nothing counted", lifetime, null, [], "2025-06-14", "below_threshold"],
    ["nine of five to nine", rung(5, { below: 10 }), 9, [], "2025-06-14", null],
    ["ten of five to nine", rung(5, { below: 10 }), 10, [], "2025-06-14", "beyond_range"],
    ["the same level before", lifetime, 25, [heldFor(lifetime, "2019-06-14")], "2025-06-14", "already_honoured"],
    ["a higher rung before", lifetime, 31, [heldFor(rung(30), "2019-06-14")], "2025-06-14", "honoured_higher"],
    ["a lower rung before", rung(30), 31, [heldFor(lifetime, "2019-06-14")], "2025-06-14", null],
    [
      "a higher rung of another level",
      lifetime,
      31,
      [heldFor(rung(30, { level: "nation" }), "2019-06-14")],
      "2025-06-14",
      null,
    ],
    ["this year already", yearly, 4, [heldFor(yearly, "2025-01-14")], "2025-06-14", "already_honoured"],
    ["last year, no cooldown", yearly, 4, [heldFor(yearly, "2024-06-14")], "2025-06-14", null],
    [
      "a day short of three years",
      { ...yearly, cooldownYears: 3 },
      4,
      [heldFor(yearly, "2022-06-15")],
      "2025-06-14",
      "cooling_down",
    ],
    ["three years to the day", { ...yearly, cooldownYears: 3 }, 4, [heldFor(yearly, "2022-06-14")], "2025-06-14", null],
    [
      "any honour of the level within three years",
      { ...rung(30), excludedYears: 3 },
      30,
      [heldFor(rung(5), "2023-12-20")],
      "2025-06-14",
      "honoured_recently",
    ],
    [
      "an honour of another level within three years",
      { ...rung(30), excludedYears: 3 },
      30,
      [heldFor(rung(5, { level: "commune" }), "2023-12-20")],
      "2025-06-14",
      null,
    ],
  ])("%s", (_, rule, counted, held, on, refusal) => {
    expect(whyNotHonour(rule, counted, held, on)).toBe(refusal);
  });

  it("never gives a donor who moved the same level again, whichever province's rule it is", () => {
    const inHanoi = rung(20, { id: "a", scopeUnitId: "P01", object: "certificate_of_merit" });
    const inNgheAn = rung(20, { id: "b", scopeUnitId: "P40", object: "commendation" });
    expect(whyNotHonour(inNgheAn, 22, [heldFor(inHanoi, "2024-06-14")], "2025-06-14")).toBe("already_honoured");
  });
});

describe("which rules a unit honours by", () => {
  const own = rung(10, { id: "own", scopeUnitId: "P48" });
  const until = rung(15, { id: "until", scopeUnitId: "P48", validTo: "2025-07-01" });
  const since = rung(12, { id: "since", scopeUnitId: "P48", validFrom: "2025-07-01" });
  const family = rung(3, { id: "family", subjectKind: "family", metric: "family_donations" });
  const national = rung(100, { id: "national", level: "nation" });
  const all = [lifetime, own, until, since, family, national];
  it.each<[string, string, string[]]>([
    ["P48", "2025-06-30", ["own", "until", "family"]],
    ["P48", "2025-07-01", ["own", "since", "family"]],
    ["P40", "2025-07-01", ["twenty", "family"]],
    ["VN", "2025-07-01", ["national"]],
    ["P40", "2017-09-14", []],
  ])("%s on %s", (unitId, on, ids) => {
    expect(rulesFor(all, unitId, on).map(({ id }) => id)).toEqual(ids);
  });
});

describe("the rung to give", () => {
  const ladder = [5, 10, 20, 30, 40, 50].map((threshold) => rung(threshold));
  it("is the highest reached and not yet received, and only that", () => {
    expect(rungsToGive(ladder, () => 52, [heldFor(rung(40), "2021-06-14")], "2026-06-14").map(({ id }) => id)).toEqual([
      "r50",
    ]);
    expect(rungsToGive(ladder, () => 52, [heldFor(rung(50), "2021-06-14")], "2026-06-14")).toEqual([]);
  });

  it("given again and again as counts grow, honours each rung at most once and never a lower one after a higher", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), (steps) => {
        const held: HeldHonour[] = [];
        let counted = 0;
        steps.forEach((step, index) => {
          counted += step;
          const on = `${2000 + index}-06-14`;
          for (const rule of rungsToGive(ladder, () => counted, held, on)) held.push(heldFor(rule, on));
        });
        const thresholds = held.map(({ threshold }) => threshold ?? 0);
        expect(thresholds).toEqual([...new Set(thresholds)].sort((a, b) => a - b));
        expect(Math.max(0, ...thresholds)).toBe(
          Math.max(0, ...ladder.map((r) => r.threshold ?? 0).filter((t) => t <= counted)),
        );
      }),
    );
  });
});

describe("which rungs were passed and never given", () => {
  const nation = rung(30, { id: "nation30", level: "nation" });
  const others = [
    rung(10, { id: "family", subjectKind: "family", metric: "family_donations" }),
    rung(3, { id: "yearly", repeats: "yearly", metric: "period_donations", periodMonths: 12 }),
    rung(5, { id: "named", metric: "nomination", threshold: null }),
  ];
  const ladder = [rung(40), rung(30), nation, rung(20), rung(10), ...others];
  const considered = rung(40);
  it.each<[string, number, HeldHonour[], string[]]>([
    ["none below the first", 9, [], []],
    ["all below, at both levels", 42, [], ["r10", "r20", "r30", "nation30"]],
    [
      "those between what is held",
      42,
      [heldFor(rung(10), "2015-06-14"), heldFor(rung(30), "2022-06-14")],
      ["r20", "nation30"],
    ],
    ["not above the count", 25, [heldFor(rung(20), "2020-06-14")], ["r10"]],
  ])("%s", (_name, counted, held, ids) => {
    expect(rungsMissed(ladder, considered, counted, held).map(({ id }) => id)).toEqual(ids);
  });
});
