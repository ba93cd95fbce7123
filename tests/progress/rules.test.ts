import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/core/time";
import {
  equivalentUnits,
  metCount,
  monthlyPlan,
  type PlanShape,
  paceNeeded,
  paceSoFar,
  planToDate,
  populationShare,
  publishedAgainstComputed,
  rateClassOf,
  rateOf,
  seasonalShape,
  standingOf,
  standingOfRate,
  sumKnown,
} from "@/lib/progress/rules";
import published from "@/prisma/reference/published_results.json";

const shares = [6, 5, 9, 10, 8, 9, 10, 8, 9, 9, 8, 9];
const seasonal: PlanShape = { kind: "seasonal", monthShares: shares };

describe("rates", () => {
  test.each([
    [1_748_935, 1_850_000, 94.5],
    [338_298, null, null],
    [0, 1000, 0],
    [1000, 1000, 100],
    [10, 0, null],
  ])("%i of %s is %s %%", (received, target, rate) => expect(rateOf(received, target)).toBe(rate));

  test.each([
    [{ percent: 94, decimals: 0 }, 1_748_935, 1_850_000, { computed: 94.5, agreement: "truncated" }],
    [{ percent: 91.36, decimals: 2 }, 237_537, 260_000, { computed: 91.4, agreement: "rounded" }],
    [{ percent: 96, decimals: 0 }, 1_748_935, 1_850_000, { computed: 94.5, agreement: "differs" }],
    [{ percent: 107, decimals: 0 }, 338_298, null, { computed: null, agreement: "not_computable" }],
  ] as const)("published %j", (rate, received, target, expected) => {
    expect(publishedAgainstComputed(rate, { received, target })).toEqual(expected);
  });

  test("the share of the population is taken of the national figure", () => {
    const check = published.checks.find(({ id }) => id === "chk-vn-2025-pop");
    for (const people of [check?.implied_population_min, check?.implied_population_max]) {
      expect(populationShare(1_748_935, people as number)).toBe(1.74);
    }
    // The provinces' own populations, added up, give another and wrong share.
    expect(populationShare(1_748_935, 113_571_926)).toBe(1.54);
    expect(populationShare(1_748_935, null)).toBe(null);
  });
});

describe("the pace needed to the year's end", () => {
  test.each([
    [1000, 1366, "2028-12-30", { remaining: 366, daysLeft: 1, perDay: 366 }],
    [0, 365, "2025-12-31", { remaining: 365, daysLeft: 0, perDay: null }],
    [400, 365, "2025-06-01", { remaining: 0, daysLeft: 213, perDay: 0 }],
    [0, 365, "2024-12-31", { remaining: 365, daysLeft: 365, perDay: 1 }],
    [0, 365, "2024-06-01", { remaining: 365, daysLeft: 365, perDay: 1 }],
    [0, 365, "2026-02-01", { remaining: 365, daysLeft: 0, perDay: null }],
    [1_500_000, 1_850_000, "2025-11-22", { remaining: 350_000, daysLeft: 39, perDay: 8975 }],
  ])("%i of %i at %s", (received, target, asOf, pace) => {
    expect(paceNeeded({ received, target, asOf }, Number(asOf === "2028-12-30" ? 2028 : 2025))).toEqual(pace);
  });

  test("keeping to it is enough", () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.nat(2_000_000), fc.nat(363), (received, target, day) => {
        const { daysLeft, perDay } = paceNeeded({ received, target, asOf: addDays("2025-01-01", day) }, 2025);
        expect(received + daysLeft * (perDay as number) >= target).toBe(true);
      }),
    );
  });

  test("the pace so far counts the day itself", () => {
    expect(paceSoFar(1000, "2025-01-10")).toBe(100);
    expect(paceSoFar(365, "2025-12-31")).toBe(1);
  });
});

describe("the plan to date", () => {
  test.each([
    [365, "2025-01-01", 1],
    [365, "2025-12-31", 365],
    [366, "2028-12-31", 366],
    [365, "2024-12-31", 0],
    [365, "2026-01-01", 365],
    [1_850_000, "2025-06-30", 917_397],
  ])("even: %i by %s is %i", (target, asOf, planned) => {
    expect(planToDate(target, asOf, asOf === "2028-12-31" ? 2028 : 2025)).toBe(planned);
  });

  test.each([
    ["2025-01-31", 60],
    ["2025-02-28", 110],
    ["2025-02-14", 85],
    ["2025-06-30", 470],
    ["2025-12-31", 1000],
  ])("seasonal: 1000 by %s is %i", (asOf, planned) => {
    expect(planToDate(1000, asOf, 2025, seasonal)).toBe(planned);
  });

  test("months add up to the target exactly, and agree with the plan at each month's end", () => {
    const shape = fc.oneof(
      fc.constant<PlanShape>({ kind: "even" }),
      fc
        .array(fc.integer({ min: 0, max: 1000 }), { minLength: 12, maxLength: 12 })
        .filter((months) => months.some((share) => share > 0))
        .map((monthShares): PlanShape => ({ kind: "seasonal", monthShares })),
    );
    fc.assert(
      fc.property(fc.nat(2_000_000), shape, fc.constantFrom(2025, 2028), (target, chosen, year) => {
        const months = monthlyPlan(target, year, chosen);
        expect(months.length).toBe(12);
        expect(months.reduce((sum, units) => sum + units, 0)).toBe(target);
        expect(months.every((units) => units >= 0)).toBe(true);
        const half = months.slice(0, 6).reduce((sum, units) => sum + units, 0);
        expect(Math.abs(half - planToDate(target, `${year}-06-30`, year, chosen))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("it never falls as days go by, and ends at the target", () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000),
        fc.nat(363),
        fc.constantFrom<PlanShape>({ kind: "even" }, seasonal),
        (t, day, shape) => {
          const on = addDays("2025-01-01", day);
          expect(planToDate(t, addDays(on, 1), 2025, shape)).toBeGreaterThanOrEqual(planToDate(t, on, 2025, shape));
          expect(planToDate(t, "2025-12-31", 2025, shape)).toBe(t);
        },
      ),
    );
  });

  test("a season is learnt from whole years only, each weighing alike", () => {
    expect(seasonalShape([])).toBe(null);
    expect(seasonalShape([[1, 2, 3]])).toBe(null);
    expect(seasonalShape([[...shares.slice(0, 11), null]])).toBe(null);
    expect(seasonalShape([new Array(12).fill(0)])).toBe(null);
    const learnt = seasonalShape([shares, shares.map((share) => share * 100), [5, null]]);
    expect(planToDate(1000, "2025-06-30", 2025, learnt as PlanShape)).toBe(470);
  });

  test("shares that are not twelve, or negative, are a mistake of the caller", () => {
    for (const monthShares of [[1, 2], new Array(12).fill(0), [...shares.slice(0, 11), -1]]) {
      expect(() => planToDate(1000, "2025-06-30", 2025, { kind: "seasonal", monthShares })).toThrow(RangeError);
    }
  });
});

describe("where a unit stands", () => {
  test.each([
    [1000, 1000, 900, "met"],
    [1001, 1000, 900, "met"],
    [999, 1000, 1000, "watch"],
    [500, 1000, 500, "on_plan"],
    [499, 1000, 500, "watch"],
    [450, 1000, 500, "watch"],
    [449, 1000, 500, "behind"],
    [0, 1000, 0, "on_plan"],
    [0, 1000, 1, "behind"],
    [10, null, 0, "no_target"],
    [10, 0, 0, "no_target"],
  ] as const)("%i of %s, planned %i: %s", (received, target, plannedToDate, standing) => {
    expect(standingOf({ received, target, plannedToDate })).toBe(standing);
  });

  test("89.96 % is not 90: the figures are compared, not a rounded rate", () => {
    expect(standingOf({ received: 8996, target: 20_000, plannedToDate: 10_000 })).toBe("behind");
  });

  test("its thresholds are the committee's", () => {
    const strict = { onPlanFromPercent: 105, watchFromPercent: 100 };
    expect(standingOf({ received: 500, target: 1000, plannedToDate: 500 }, strict)).toBe("watch");
  });

  test.each([
    [107, "met"],
    [100, "met"],
    [94, "watch"],
    [89.9, "behind"],
    [null, "no_target"],
  ] as const)("published %s %%: %s", (percent, standing) => expect(standingOfRate(percent)).toBe(standing));

  test.each([
    [0, "far_below"],
    [69.9, "far_below"],
    [70, "below"],
    [90, "nearly"],
    [99.9, "nearly"],
    [100, "reached"],
    [107, "reached"],
    [110, "above"],
    [null, null],
  ])("%s %% is drawn as %s", (percent, word) => expect(rateClassOf(percent)).toBe(word));

  test("a unit without a target has not failed", () => {
    const units = [
      { received: 100, target: 100 },
      { received: 99, target: 100 },
      { received: 500, target: null },
    ];
    expect(metCount(units)).toEqual({ met: 1, withTarget: 2, withoutTarget: 1 });
  });
});

test("a missing figure is not a zero", () => {
  expect(sumKnown([1, null, 2])).toEqual({ sum: 3, known: 2, of: 3 });
  expect(sumKnown([null, null])).toEqual({ sum: null, known: 0, of: 2 });
  expect(sumKnown([])).toEqual({ sum: null, known: 0, of: 0 });
});

test("a bag of 350 ml is 1.4 units of 250 ml", () => {
  expect([250, 350, 450].map(equivalentUnits)).toEqual([1, 1.4, 1.8]);
});
