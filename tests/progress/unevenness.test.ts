import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutFew } from "@/lib/core/few";
import { addDays } from "@/lib/core/time";
import { gapOf, keptTo, seasonAhead, suggestPush } from "@/lib/progress/push/rules";
import { shareOfYear, spanOf } from "@/lib/progress/span";
import { heatMap, summerDip, tetWeeks, weekendShare } from "@/lib/progress/unevenness/rules";

const days = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 364 }).map((past) => addDays("2026-01-01", past)),
    donations: fc.integer({ min: 0, max: 500 }),
    planned: fc.integer({ min: 0, max: 500 }),
    drives: fc.integer({ min: 1, max: 5 }),
  }),
);

describe("unevenness", () => {
  it("puts every donation of the year into one cell", () => {
    fc.assert(
      fc.property(days, (of) => {
        const total = of.reduce((sum, { donations }) => sum + donations, 0);
        expect(
          heatMap(of, 2026)
            .flat()
            .reduce((sum, cell) => sum + cell, 0),
        ).toBe(total);
        expect(
          heatMap(of, 2025)
            .flat()
            .every((cell) => cell === 0),
        ).toBe(true);
      }),
    );
  });

  const day = (on: string, donations: number) => ({ day: on, donations, planned: 50, drives: 1 });

  it("tells weekends, summer and the weeks of Tết", () => {
    expect(weekendShare([day("2026-11-21", 30), day("2026-11-22", 30), day("2026-11-23", 40)])).toBe(60);
    expect(weekendShare([])).toBeNull();
    expect(summerDip([day("2026-05-04", 31), day("2026-06-01", 15)], 2026, "2026-07-01")).toMatchObject({
      summerPerDay: 0.5,
      dipPercent: -144,
    });
    expect(summerDip([day("2026-05-04", 31)], 2026, "2026-05-20")).toBeNull();
    const weeks = tetWeeks(
      [day("2026-02-16", 3), day("2026-02-17", 5), day("2026-03-23", 7)],
      "2026-02-17",
      "2026-02-20",
    );
    expect(weeks.map(({ week }) => week)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4]);
    expect(weeks.map(({ donations }) => donations)).toEqual([0, 0, 0, 3, 5, 0, 0, 0, 7]);
    expect(weeks.map(({ when }) => when).slice(3, 6)).toEqual(["over", "now", "ahead"]);
  });
});

describe("a period in an address", () => {
  it.each([
    [{}, "2026-01-01", "2026-11-26", "2025-01-01", "2025-11-26"],
    [{ span: "q1" }, "2026-01-01", "2026-03-31", "2025-01-01", "2025-03-31"],
    [{ span: "m2", year: "2025" }, "2025-02-01", "2025-02-28", "2024-02-01", "2024-02-29"],
    [{ span: "custom", from: "2026-06-01", to: "2026-06-10" }, "2026-06-01", "2026-06-10", "2025-06-01", "2025-06-10"],
    [{ span: "custom", from: "2026-06-31", to: "2026-06-10" }, "2026-01-01", "2026-11-26", "2025-01-01", "2025-11-26"],
    [{ span: "century", year: "9" }, "2026-01-01", "2026-11-26", "2025-01-01", "2025-11-26"],
  ])("%o", (asked, from, through, beforeFrom, beforeTo) => {
    const span = spanOf(asked, "2026-11-26");
    expect([span.from, span.through, span.before.from, span.before.to]).toEqual([from, through, beforeFrom, beforeTo]);
  });

  it("knows how much of a year's plan lies in it", () => {
    expect(shareOfYear({ from: "2026-01-01", to: "2026-12-31" }, 2026, "2026-12-31")).toBe(1);
    expect(shareOfYear({ from: "2026-01-01", to: "2026-12-31" }, 2026, "2026-01-31")).toBeCloseTo(31 / 365);
    expect(shareOfYear({ from: "2025-01-01", to: "2025-12-31" }, 2026, "2026-01-31")).toBe(0);
  });
});

describe("small counts", () => {
  it("are kept back, and never alone where the rest would tell them", () => {
    const rows = fc.array(fc.record({ donations: fc.integer({ min: 0, max: 30 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(rows, (of) => {
        const told = withoutFew(of);
        told.forEach((row, index) => {
          if (row.donations !== null)
            expect([row.donations, row.donations === 0 || row.donations >= 5]).toEqual([of[index]?.donations, true]);
        });
        const hidden = told.filter(({ donations }) => donations === null).length;
        if (hidden === 1) expect(of.filter(({ donations }) => donations >= 5)).toEqual([]);
      }),
    );
  });
});

describe("a push plan", () => {
  it("is about the weeks before Tết or the summer, twelve at most, and never about what has gone by", () => {
    const tets = ["2026-02-17", "2027-02-06", "2028-01-26"];
    expect(seasonAhead("tet", "2026-11-26", tets)).toEqual({ from: "2026-12-12", to: "2027-02-20" });
    expect(seasonAhead("tet", "2027-02-10", tets)).toEqual({ from: "2027-02-11", to: "2027-02-20" });
    expect(seasonAhead("tet", "2028-06-01", tets)).toBeNull();
    expect(seasonAhead("summer", "2026-11-26", tets)).toEqual({ from: "2027-06-01", to: "2027-08-23" });
    expect(seasonAhead("summer", "2026-07-10", tets)).toEqual({ from: "2026-07-11", to: "2026-08-31" });
  });

  it("needs what the year lacks for its days in it, and a usual day's part beyond, less what is announced", () => {
    const facts = { remaining: 360, daysLeftInYear: 36, targetPerDay: 2, today: "2026-11-25", yieldRate: 0.8 };
    const days = { from: "2026-12-12", to: "2027-01-10", announcedUnits: 100 };
    expect(gapOf({ ...facts, ...days })).toEqual({ needed: 220, expected: 80, gap: 140 });
    expect(gapOf({ ...facts, ...days, remaining: null, targetPerDay: 0 })).toMatchObject({ gap: 0 });
  });

  it("asks as few communes as close the gap, those that know how to and rested longest first", () => {
    const commune = (id: string, drives: number, unitsPerDrive: number, lastOn: string | null, announced = 0) => ({
      id,
      drives,
      unitsPerDrive,
      lastOn,
      announced,
    });
    const communes = [
      commune("new", 0, 0, null),
      commune("lately", 3, 40, "2026-10-01"),
      commune("long ago", 2, 30, "2025-03-01"),
      commune("coming", 2, 60, "2025-02-01", 1),
    ];
    expect(suggestPush(65, communes, 25).map(({ id, units }) => [id, units])).toEqual([
      ["long ago", 30],
      ["lately", 40],
    ]);
    expect(suggestPush(150, communes, 25).map(({ id }) => id)).toEqual(["long ago", "lately", "coming", "new"]);
    expect(suggestPush(0, communes, 25)).toEqual([]);
  });

  it("is kept commune by commune: more in one does not make up for none in another", () => {
    const parts = [
      { drives: 1, units: 30, held: 3 },
      { drives: 1, units: 30, held: 0 },
    ];
    expect(keptTo({ parts, received: 90 })).toEqual({ drives: 2, units: 60, held: 1, received: 90 });
  });
});
