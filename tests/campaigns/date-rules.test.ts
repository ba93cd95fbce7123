import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editionDates, sundayNearest } from "@/lib/campaigns/date-rules";
import { dateRuleSchema } from "@/lib/campaigns/schema";
import { addDays, daysBetween, weekdayOf } from "@/lib/core/time";
import reference from "@/prisma/reference/campaigns.json";

const calendar = parse(readFileSync("prisma/reference/lunar_tet.csv"), { columns: true }) as Record<string, string>[];
const tetOn = (year: number) => calendar.find((row) => row.year === String(year))?.tet_date ?? null;

describe("the campaigns of the reference file", () => {
  const cases = reference.campaigns.flatMap((campaign) =>
    campaign.resolved_default.map((expected) => [campaign.id, expected.year, campaign.date_rule, expected] as const),
  );
  test("there are seven of them, for seven years", () => expect(cases.length).toBe(49));

  test.each(cases)("%s %i", (_, year, stored, expected) => {
    const dates = editionDates(dateRuleSchema.parse(stored), year, tetOn(year));
    expect(dates).toMatchObject({
      startsOn: expected.start,
      endsOn: expected.end,
      mainDayOn: "main_day" in expected ? expected.main_day : null,
    });
  });

  test("7 April has its month of action around it", () => {
    const stored = reference.campaigns.find(({ id }) => id === "ngay-toan-dan-hien-mau")?.date_rule;
    expect(editionDates(dateRuleSchema.parse(stored), 2026, null)?.activity).toEqual({
      startsOn: "2026-04-01",
      endsOn: "2026-04-30",
    });
  });

  test("beyond the calendar of Tết there is no guess", () => {
    const stored = reference.campaigns.find(({ id }) => id === "le-hoi-xuan-hong")?.date_rule;
    expect(editionDates(dateRuleSchema.parse(stored), 2090, tetOn(2090))).toBe(null);
  });
});

test.each([
  { kind: "fixed", month: 13, day: 1 },
  { kind: "lunar", month: 1, day: 15 },
  { kind: "relative_to_tet", start_offset_days: "ten", end_offset_days: 18 },
])("%j is no date rule", (stored) => expect(dateRuleSchema.safeParse(stored).success).toBe(false));

test("29 February is the last of February in a common year; 31 April is a mistake", () => {
  const leap = dateRuleSchema.parse({ kind: "fixed", month: 2, day: 29 });
  expect([editionDates(leap, 2028, null)?.startsOn, editionDates(leap, 2027, null)?.startsOn]).toEqual([
    "2028-02-29",
    "2027-02-28",
  ]);
  expect(() => editionDates(dateRuleSchema.parse({ kind: "fixed", month: 4, day: 31 }), 2027, null)).toThrow(
    RangeError,
  );
});

test("the nearest Sunday is a Sunday, three days away at most", () => {
  fc.assert(
    fc.property(fc.nat(40_000), (days) => {
      const date = addDays("1990-01-01", days);
      expect(weekdayOf(sundayNearest(date))).toBe(7);
      expect(Math.abs(daysBetween(date, sundayNearest(date)))).toBeLessThanOrEqual(3);
    }),
  );
});
