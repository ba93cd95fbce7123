import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isWatched,
  lowMonths,
  monthsListed,
  type PacedMonth,
  type WatchRule,
  whyNotChange,
} from "@/lib/progress/watch/rules";

const rule: WatchRule = { belowPercent: 80, inMonths: 3, ofMonths: 6, windowMonths: 1 };
const series = (...received: number[]): PacedMonth[] =>
  received.map((units, index) => ({ month: `2026-${String(index + 1).padStart(2, "0")}`, received: units, plan: 100 }));

describe("low again and again", () => {
  it.each([
    ["three low of six", [100, 79, 100, 79, 100, 79], true],
    ["two low of six", [100, 79, 100, 80, 100, 79], false],
    ["low long ago alone", [10, 10, 10, 100, 100, 100, 100, 100, 100], false],
    ["nothing judged yet", [10, 10], false],
  ])("%s", (_, received, listed) => {
    expect(isWatched(lowMonths(series(...received), rule), rule)).toBe(listed);
  });

  it("judges windows, so that one drive in half a year may be enough", () => {
    const half = { ...rule, windowMonths: 6, belowPercent: 50, inMonths: 1 };
    expect(lowMonths(series(0, 0, 400, 0, 0, 0, 0), half)).toEqual([]);
    expect(lowMonths(series(0, 0, 200, 0, 0, 0, 0), half).map(({ month }) => month)).toEqual(["2026-06", "2026-07"]);
  });

  it("never holds a month without a plan against anybody", () => {
    expect(lowMonths([{ month: "2026-01", received: 0, plan: 0 }], rule)).toEqual([]);
  });

  it("never lists for receiving more, nor lets off for a stricter rule", () => {
    const months = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        months,
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 99 }),
        (received, more, percent) => {
          const loose = { ...rule, belowPercent: percent };
          const strict = { ...rule, belowPercent: percent + 1 };
          const low = isWatched(lowMonths(series(...received), loose), loose);
          if (!low) {
            expect(isWatched(lowMonths(series(...received.map((units) => units + more)), loose), loose)).toBe(false);
          } else {
            expect(isWatched(lowMonths(series(...received), strict), strict)).toBe(true);
          }
        },
      ),
    );
  });

  it("tells past lists by the rule of their day", () => {
    const months = series(100, 50, 50, 50, 50, 50);
    const ruleOf = (month: string) => (month < "2026-05" ? { ...rule, belowPercent: 40 } : rule);
    expect(monthsListed(months, ruleOf)).toEqual(["2026-05", "2026-06"]);
  });
});

it.each([
  ["planned", "doing", undefined, null],
  ["doing", "done", "  ", "outcome_missing"],
  ["doing", "done", "Đã có 2 buổi", null],
  ["done", "doing", undefined, "support_over"],
] as const)("%s to %s with %s: %s", (now, wanted, outcome, why) => {
  expect(whyNotChange(now, wanted, outcome)).toBe(why);
});
