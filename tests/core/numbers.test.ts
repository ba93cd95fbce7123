import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  impliedPlanRange,
  parseDecimal,
  parseWhole,
  percentOf,
  percentOfTruncated,
  perThousand,
  roundHalfUp,
} from "@/lib/core/numbers";
import published from "@/prisma/reference/published_results.json";

describe("typed numbers", () => {
  test.each([
    ["52,4", 52.4],
    ["52.4", 52.4],
    [" 52 ", 52],
    ["52,", 52],
    [",5", 0.5],
    ["52.400", 52.4],
    ["1.748,5", 1748.5],
    ["1,748.5", 1748.5],
    ["1.748.935", 1748935],
    ["1 748 935", 1748935],
    ["-3,5", -3.5],
    ["−3,5", -3.5],
    ["５２", 52],
    ["0", 0],
  ])("%s measures %d", (text, value) => expect(parseDecimal(text)).toEqual({ ok: true, value }));

  test.each([
    ["", "number_empty"],
    ["52kg", "number_malformed"],
    ["5 2", "number_malformed"],
    ["1e3", "number_malformed"],
    ["1,2,3", "number_malformed"],
    ["12.34.56", "number_malformed"],
    ["Infinity", "number_malformed"],
    [".", "number_malformed"],
    ["0x10", "number_malformed"],
  ])("%s does not measure: %s", (text, refusal) => expect(parseDecimal(text)).toEqual({ ok: false, refusal }));

  test.each([
    ["1.748", 1748],
    ["1,748", 1748],
    ["1.748.935", 1748935],
    ["1748935", 1748935],
    ["0", 0],
  ])("%s counts %d", (text, value) => expect(parseWhole(text)).toEqual({ ok: true, value }));

  test.each([
    ["52,4", "number_not_whole"],
    ["1.748,5", "number_not_whole"],
    ["", "number_empty"],
    ["1.74", "number_not_whole"],
    ["nhiều", "number_malformed"],
    ["99999999999999999999", "number_malformed"],
  ])("%s does not count: %s", (text, refusal) => expect(parseWhole(text)).toEqual({ ok: false, refusal }));

  test("a number printed in either convention is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (n) => {
        for (const locale of ["vi-VN", "en-GB"]) {
          expect(parseWhole(n.toLocaleString(locale))).toEqual({ ok: true, value: n });
          const tenths = n / 10;
          const text = tenths.toLocaleString(locale, { minimumFractionDigits: 1 });
          expect(parseDecimal(text)).toEqual({ ok: true, value: tenths });
        }
      }),
    );
  });
});

describe("rounding", () => {
  test.each([
    [1.005, 2, 1.01],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [0.05, 1, 0.1],
    [94.45, 1, 94.5],
    [94.449999, 1, 94.4],
    [1e21, 0, 1e21],
    [9e15, 6, 9e15],
    [0, 1, 0],
  ])("%d to %i places is %d", (value, decimals, rounded) => expect(roundHalfUp(value, decimals)).toBe(rounded));

  test.each([
    [1748935, 1850000, 94.5],
    [16, 36, 44.4],
    [1, 3, 33.3],
    [1, 2000, 0.1],
    [0, 5, 0],
    [5, 0, null],
    [5, null, null],
    [-1, 8, -12.5],
  ])("%d of %s is %s %%", (part, whole, rate) => expect(percentOf(part, whole)).toBe(rate));

  test("per thousand people", () => {
    expect(perThousand(1748935, 100_500_000)).toBe(17.4);
    expect(perThousand(1748935, null)).toBe(null);
  });
});

describe("the published figures reproduce", () => {
  const ratios = published.checks.filter((check) => check.half_up !== undefined);
  const plans = published.checks.filter((check) => check.implied_plan_min !== undefined);

  test("there are checks of both kinds", () => {
    expect(ratios.length).toBeGreaterThan(5);
    expect(plans.length).toBeGreaterThan(5);
  });

  test.each(ratios.map((check) => [check.id, check] as const))("%s", (_, check) => {
    const [part, whole] = (check.compute as string).split(" / ").map((n) => Number(n.replace(" * 100", "")));
    expect(percentOf(part as number, whole as number, check.decimals)).toBe(check.half_up);
    expect(percentOfTruncated(part as number, whole as number, check.decimals)).toBe(check.truncated);
  });

  test.each(plans.map((check) => [check.id, check] as const))("%s", (_, check) => {
    expect(impliedPlanRange(check.units as number, check.pct as number, check.decimals as number)).toEqual({
      min: check.implied_plan_min,
      max: check.implied_plan_max,
      mid: check.implied_plan_mid,
    });
  });

  test("every plan in an implied range gives the printed rate, and no plan beside it does", () => {
    const decimals = fc.constantFrom(0, 1, 2);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 1, max: 3_000_000 }),
        decimals,
        (r, p, d) => {
          const rate = percentOf(r, p, d) as number;
          const range = impliedPlanRange(r, rate, d);
          if (range === null) {
            expect(rate).toBe(0);
            return;
          }
          expect(range.min <= p && p <= range.max).toBe(true);
          expect(percentOf(r, range.min, d)).toBe(rate);
          expect(percentOf(r, range.max, d)).toBe(rate);
          expect(percentOf(r, range.min - 1, d)).not.toBe(rate);
          expect(percentOf(r, range.max + 1, d)).not.toBe(rate);
        },
      ),
    );
  });

  test("a rate of zero implies no plan", () => {
    expect(impliedPlanRange(10, 0, 0)).toBe(null);
    expect(impliedPlanRange(0, 107, 0)).toBe(null);
  });
});
