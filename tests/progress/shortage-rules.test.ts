import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "@/lib/core/time";
import { coverOf, isShort, seasonNear } from "@/lib/progress/shortage/rules";

const tetDays = ["2026-02-17", "2027-02-06", "2028-01-26"];
const near = (season: "tet" | "summer", today: string, weeksBefore = 12) =>
  seasonNear(season, today, { weeksBefore, tetDays });

describe("a season that comes nearer", () => {
  it.each([
    ["tet", "2026-11-13", null],
    ["tet", "2026-11-14", { year: 2027, beginsOn: "2027-02-06", from: "2026-12-12", to: "2027-02-20" }],
    ["tet", "2027-02-05", { year: 2027, from: "2027-02-06", to: "2027-02-20" }],
    ["tet", "2027-02-06", null],
    ["summer", "2027-03-08", null],
    ["summer", "2027-03-09", { year: 2027, beginsOn: "2027-06-01", from: "2027-06-01", to: "2027-08-23" }],
    ["summer", "2027-05-31", { year: 2027, from: "2027-06-01" }],
    ["summer", "2027-06-01", null],
    ["summer", "2027-12-31", null],
  ] as const)("is %s on %s: %j", (season, today, wanted) => {
    if (wanted === null) expect(near(season, today)).toBeNull();
    else expect(near(season, today)).toMatchObject(wanted);
  });

  it("is seen on exactly the days of the weeks before it, whatever the rule", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 26 }), fc.integer({ min: 0, max: 700 }), (weeks, days) => {
        const today = addDays("2026-01-01", days);
        const seen = near("tet", today, weeks);
        if (seen === null) return;
        const left = daysBetween(today, seen.beginsOn);
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(7 * weeks);
        expect(seen.from > today).toBe(true);
      }),
    );
  });
});

describe("too little by the rule", () => {
  const rule = { weeksBefore: 12, coverPercent: 60 };
  it.each([
    [100, 59, true],
    [100, 60, false],
    [0, 0, false],
    [3, 0, true],
  ])("is %i needed, %i expected: %s", (needed, expected, short) =>
    expect(isShort({ needed, expected }, rule)).toBe(short),
  );

  it("more drives never make a province short, and a share is never told better than it is", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.nat(500), (needed, expected, more) => {
        if (!isShort({ needed, expected }, rule))
          expect(isShort({ needed, expected: expected + more }, rule)).toBe(false);
        const cover = coverOf({ needed, expected });
        if (cover !== null) expect(cover * needed).toBeLessThanOrEqual(expected * 100);
      }),
    );
  });
});
