import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysInMonth } from "@/lib/core/time";
import {
  errorMargin,
  forecastOf,
  paceToReach,
  seasonOf,
  shareDone,
  tetDaysIn,
  trials,
  weighedDays,
  widened,
  type YearOfMonths,
} from "@/lib/progress/forecast/rules";

const tets: Record<number, string> = {
  2021: "2021-02-12",
  2022: "2022-02-01",
  2023: "2023-01-22",
  2024: "2024-02-10",
  2025: "2025-01-29",
  2026: "2026-02-17",
};

/** A year whose months follow a season to the letter. */
function perfect(year: number, daily: readonly number[], size: number, tetFactor: number): YearOfMonths {
  const tetOn = tets[year] ?? null;
  const months = daily.map((units, index) => units * size * weighedDays(year, index + 1, tetOn, tetFactor));
  return { year, months, tetOn };
}

const daily = fc.array(fc.double({ min: 0.5, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 });
const sizes = fc.array(fc.integer({ min: 5, max: 500 }), { minLength: 5, maxLength: 5 });

describe("the season of past years", () => {
  it("finds the days around Tết in the months they fall into", () => {
    expect(tetDaysIn(2026, 2, "2026-02-17")).toBe(22);
    expect(tetDaysIn(2026, 3, "2026-02-17")).toBe(3);
    expect(tetDaysIn(2025, 1, "2025-01-29")).toBe(13);
    expect(tetDaysIn(2025, 6, "2025-01-29")).toBe(0);
  });

  it("ends every year whole and never runs backwards", () => {
    fc.assert(
      fc.property(daily, (units) => {
        const season = { daily: units, tetFactor: 0.4 };
        const days = Array.from({ length: 12 }, (_, index) => {
          const month = String(index + 1).padStart(2, "0");
          return `2026-${month}-${daysInMonth(2026, index + 1)}`;
        });
        const shares = days.map((day) => shareDone(season, 2026, "2026-02-17", day));
        expect(shares.at(-1)).toBe(1);
        expect([...shares].sort((a, b) => a - b)).toEqual(shares);
      }),
    );
  });
});

describe("the forecast", () => {
  it("is exact for a year that follows its season, wherever Tết falls and whatever it takes away", () => {
    fc.assert(
      fc.property(
        daily,
        sizes,
        fc.constantFrom(1, 0.5, 0.2),
        fc.integer({ min: 1, max: 11 }),
        (units, of, tet, gone) => {
          const past = [2021, 2022, 2023, 2024, 2025].map((year, index) => perfect(year, units, of[index] ?? 10, tet));
          const whole = perfect(2026, units, 400, tet);
          const total = whole.months.reduce<number>((sum, month) => sum + (month ?? 0), 0);
          const through = `2026-${String(gone).padStart(2, "0")}-${daysInMonth(2026, gone)}`;
          const months = whole.months.slice(0, gone).map(Number);
          const told = forecastOf(past, { year: 2026, tetOn: "2026-02-17", months, through });
          if (told.kind === "none") {
            expect(told.because).toMatch(/few_units|too_early/);
            return;
          }
          expect(Math.abs(told.total - total)).toBeLessThanOrEqual(1);
          expect(told.low).toBeLessThanOrEqual(told.total);
          expect(told.high).toBeGreaterThanOrEqual(told.total);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["few_years", [2024, 2025], 400],
    ["few_units", [2023, 2024, 2025], 0.2],
  ] as const)("gives no number and says %s", (because, years, size) => {
    const flat = Array.from({ length: 12 }, () => 1);
    const past = years.map((year) => perfect(year, flat, size, 1));
    const now = { year: 2026, tetOn: "2026-02-17", months: [9000, 9000, 9000], through: "2026-03-31" };
    expect(forecastOf(past, now)).toMatchObject({ kind: "none", because });
  });

  it("does not count a year of which a month is unknown", () => {
    const flat = Array.from({ length: 12 }, () => 1);
    const past = [2022, 2023, 2024, 2025].map((year) => perfect(year, flat, 400, 1));
    const holed = past.map((year, index) => (index < 2 ? { ...year, months: [null, ...year.months.slice(1)] } : year));
    const now = { year: 2026, tetOn: null, months: [9000, 9000, 9000], through: "2026-03-31" };
    expect(forecastOf(holed, now)).toMatchObject({ kind: "none", because: "few_years", have: 2, need: 3 });
  });

  it("says nothing of a year in its first days, nor of one that is over", () => {
    const flat = Array.from({ length: 12 }, () => 1);
    const past = [2022, 2023, 2024, 2025].map((year) => perfect(year, flat, 400, 1));
    const now = { year: 2026, tetOn: null, months: [400] };
    expect(forecastOf(past, { ...now, through: "2026-01-05" })).toMatchObject({ because: "too_early" });
    expect(forecastOf(past, { ...now, through: "2026-12-31" })).toMatchObject({ because: "year_over" });
  });
});

describe("the band", () => {
  it("is wider the fewer years the method was tried on", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.integer({ min: 1, max: 20 }), (error, years) => {
        expect(widened(error, years)).toBeGreaterThan(widened(error, years + 1));
      }),
    );
    const flat = (size: number, year: number) =>
      perfect(
        year,
        Array.from({ length: 12 }, () => 1),
        size,
        1,
      );
    const few = trials([2023, 2024, 2025].map((year) => flat(50, year)));
    expect(errorMargin([], 3, 100, 1000)).toBe(Number.POSITIVE_INFINITY);
    expect(errorMargin(few, 3, 100, 1000)).toBeLessThan(errorMargin(few, 3, 900, 1000));
  });

  it("never widens as the year goes on, with the same rest to come", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 500, max: 2000 }), { minLength: 12, maxLength: 12 }), (forecasts) => {
        const past = forecasts.map((forecast, index) => ({ year: 2025, month: index + 1, forecast, actual: 1000 }));
        const margins = past.map(({ month }) => errorMargin(past, month, 100, 1000));
        expect([...margins].sort((a, b) => b - a)).toEqual(margins);
      }),
    );
  });

  it("is tried on each past year from the years before it alone", () => {
    const years = [2022, 2023, 2024, 2025].map((year) =>
      perfect(
        year,
        Array.from({ length: 12 }, () => 1),
        100,
        1,
      ),
    );
    expect([...new Set(trials(years).map(({ year }) => year))]).toEqual([2024, 2025]);
    const odd = [...years.slice(0, 3), { ...years[3], months: years[3]?.months.map(() => 7) } as YearOfMonths];
    expect(trials(odd).filter(({ year }) => year === 2024)).toEqual(trials(years).filter(({ year }) => year === 2024));
  });
});

it("rounds the pace still needed up, so that keeping to it is enough", () => {
  expect(paceToReach(1000, 900, "2026-11-25")).toEqual({ remaining: 100, daysLeft: 36, perWeek: 20, perMonth: 85 });
  expect(paceToReach(1000, 1200, "2026-11-25")).toMatchObject({ remaining: 0, perWeek: 0 });
  expect(paceToReach(1000, 900, "2026-12-31")).toBeNull();
});

it("assumes no Tết effect where one year alone is known", () => {
  expect(
    seasonOf([
      perfect(
        2025,
        Array.from({ length: 12 }, () => 1),
        10,
        0.3,
      ),
    ])?.tetFactor,
  ).toBe(1);
});
