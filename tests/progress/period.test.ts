import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparableRate, decimalsOf, leadingFigure, mayCompare } from "@/lib/progress/figures";
import { evenPlanByMonth, monthsOf, paceTo } from "@/lib/progress/period";
import type { Figure, Target } from "@/lib/progress/schema";

const figure = (id: string, more: Partial<Figure> = {}): Figure => ({
  id,
  metric: "units_received",
  period: "year",
  value: 1,
  of: null,
  detail: null,
  countedIn: "units",
  qualifier: "exact",
  status: "final",
  asOf: null,
  note: null,
  headline: false,
  campaignId: null,
  sources: [],
  ...more,
});
const target = (value: number, countedIn = "units"): Target => ({
  metric: "units",
  period: "year",
  value,
  qualifier: "exact",
  countedIn,
  campaignId: null,
  decidedOn: null,
  decisionNumber: null,
  version: 1,
  inForceFrom: null,
  isDemo: false,
  note: null,
  sources: [],
});

describe("the computed rate", () => {
  it("has one decimal, half up", () => expect(comparableRate(1748935, "units", target(1850000))).toBe(94.5));
  it("is none without a target", () => expect(comparableRate(338298, "units", null)).toBeNull());
  it("is none where units are held against bags", () => {
    expect(comparableRate(337208, "units", target(210000, "bags"))).toBeNull();
    expect(comparableRate(244934, "bags / people", target(210000, "bags"))).toBe(116.6);
  });
  it("holds recorded donations against any target", () => {
    expect(mayCompare("donations", "units")).toBe(true);
    expect(mayCompare("donations", "bags")).toBe(true);
  });
});

describe("the leading figure", () => {
  it("is the headline, though another was printed later", () => {
    const dec5 = figure("dec05", { headline: true, asOf: "2025-12-05" });
    const dec18 = figure("dec18", { asOf: "2025-12-18" });
    expect(leadingFigure([dec18, dec5])).toBe(dec5);
  });
  it("is else the latest", () => {
    const june = figure("june", { asOf: "2025-06-30" });
    const printed = figure("printed", {
      sources: [{ id: "s", publisher: null, address: null, publishedOn: "2025-12-01" }],
    });
    expect(leadingFigure([june, printed])).toBe(printed);
    expect(leadingFigure([])).toBeNull();
  });
});

describe("an even plan", () => {
  it("adds up to the target over any year and window", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 2000, max: 2040 }), (value, year) => {
        const plan = evenPlanByMonth(value, `${year}-01-01`, `${year}-12-31`);
        expect(plan.size).toBe(12);
        expect([...plan.values()].reduce((sum, month) => sum + month, 0)).toBe(value);
      }),
    );
    const window = evenPlanByMonth(1000, "2025-12-01", "2026-03-31");
    expect([...window.keys()]).toEqual(["2025-12", "2026-01", "2026-02", "2026-03"]);
    expect([...window.values()].reduce((sum, month) => sum + month, 0)).toBe(1000);
  });
  it("gives a month the days it has within the period", () =>
    expect([...evenPlanByMonth(62, "2025-05-30", "2025-07-30")]).toEqual([
      ["2025-05", 2],
      ["2025-06", 30],
      ["2025-07", 30],
    ]));
  it("knows the months of a period across new year", () =>
    expect(monthsOf("2025-11-22", "2026-01-01")).toEqual(["2025-11", "2025-12", "2026-01"]));
});

describe("the pace", () => {
  const year = { from: "2026-01-01", to: "2026-12-31" };
  it("says what the rest of the year must bring", () =>
    expect(paceTo(365, 100, year, "2026-07-01")).toEqual({
      daysGone: 182,
      daysLeft: 183,
      expectedByNow: 182,
      difference: -82,
      neededPerDay: 1.4,
      neededPerMonth: 45,
    }));
  it("asks for nothing more once the target is met", () =>
    expect(paceTo(365, 400, year, "2026-07-01")).toMatchObject({ neededPerDay: 0, neededPerMonth: 0 }));
  it("asks for the whole rest on the last day", () =>
    expect(paceTo(365, 300, year, "2026-12-31")).toMatchObject({ daysLeft: 0, neededPerDay: 65, neededPerMonth: 65 }));
  it.each(["2025-12-31", "2027-01-01"])("is none outside the period (%s)", (today) =>
    expect(paceTo(365, 1, year, today)).toBeNull(),
  );
  it("is none without a target", () => expect(paceTo(null, 1, year, "2026-07-01")).toBeNull());
});

it("reads how many decimals a rate was printed with", () => {
  expect([107, 94.8, 101.17].map(decimalsOf)).toEqual([0, 1, 2]);
});
