import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  addCalendarMonths,
  addDays,
  ageOn,
  civilDateOf,
  dayOfYear,
  daysBetween,
  daysInYear,
  formatVietnameseDate,
  instantInVietnam,
  isCivilDate,
  monthOf,
  parseVietnameseDate,
  timeOfDay,
  todayInVietnam,
  weekdayOf,
  yearOf,
} from "@/lib/core/time";

const anyDate = fc
  .date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2199-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyInstant = fc.date({ min: new Date("1980-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });

describe("civil dates", () => {
  test.each([
    ["2025-01-31", true],
    ["2024-02-29", true],
    ["2025-02-29", false],
    ["2025-02-31", false],
    ["2025-2-3", false],
    ["2025-13-01", false],
    ["2025-00-10", false],
    ["2025-01-00", false],
    ["0999-01-01", false],
    ["2025-01-01T00:00", false],
    ["", false],
    [20250101, false],
    [null, false],
  ])("%s is a civil date: %s", (value, expected) => expect(isCivilDate(value)).toBe(expected));

  test("a string that is no date is a mistake of the caller", () => {
    expect(() => addDays("2025-02-30", 1)).toThrow(RangeError);
    expect(() => addDays("2025-02-28", 1.5)).toThrow(RangeError);
    expect(() => instantInVietnam("2025-01-01", "24:00")).toThrow(RangeError);
  });
});

describe("days", () => {
  test.each([
    ["2025-01-06", 84, "2025-03-31"],
    ["2025-01-06", 14, "2025-01-20"],
    ["2028-02-29", 84, "2028-05-23"],
    ["2025-12-31", 1, "2026-01-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2025-03-01", -1, "2025-02-28"],
  ])("%s + %i days = %s", (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  test("adding and counting days undo each other", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  test("the order of dates is the order of their strings", () => {
    fc.assert(fc.property(anyDate, anyDate, (a, b) => Math.sign(daysBetween(a, b)) === (a < b ? 1 : a > b ? -1 : 0)));
  });

  test.each([
    ["2026-11-22", 7],
    ["2025-01-06", 1],
    ["2024-02-29", 4],
    ["1970-01-01", 4],
  ])("%s is weekday %i", (date, weekday) => expect(weekdayOf(date)).toBe(weekday));

  test("the parts and the place in the year", () => {
    expect([yearOf("2028-12-31"), monthOf("2028-12-31"), dayOfYear("2028-12-31"), daysInYear(2028)]).toEqual([
      2028, 12, 366, 366,
    ]);
    expect([dayOfYear("2025-01-01"), daysInYear(2025), daysInYear(2100)]).toEqual([1, 365, 365]);
  });
});

describe("calendar months", () => {
  test.each([
    ["2025-08-31", 6, "2026-02-28"],
    ["2027-08-31", 6, "2028-02-29"],
    ["2025-08-30", 6, "2026-02-28"],
    ["2025-01-15", 12, "2026-01-15"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2024-02-29", 48, "2028-02-29"],
    ["2025-12-31", 2, "2026-02-28"],
    ["2025-03-31", -1, "2025-02-28"],
    ["2025-01-31", -2, "2024-11-30"],
  ])("%s + %i months = %s", (from, months, to) => expect(addCalendarMonths(from, months)).toBe(to));

  test("months go forward, and a longer wait never ends earlier", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 240 }), (date, months) => {
        expect(addCalendarMonths(date, months) >= date).toBe(true);
        expect(addCalendarMonths(date, months + 1) > addCalendarMonths(date, months)).toBe(true);
      }),
    );
  });
});

describe("age in completed years", () => {
  test.each([
    ["2007-11-22", "2025-11-21", 17],
    ["2007-11-22", "2025-11-22", 18],
    ["2008-02-29", "2026-02-28", 17],
    ["2008-02-29", "2026-03-01", 18],
    ["2008-02-29", "2028-02-29", 20],
    ["1964-12-31", "2025-12-30", 60],
    ["1964-12-31", "2025-12-31", 61],
    ["2025-06-01", "2025-06-01", 0],
    ["2025-06-02", "2025-06-01", -1],
  ])("born %s, on %s: %i", (born, on, age) => expect(ageOn(born, on)).toBe(age));
});

describe("Viet Nam and the machine", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    process.env.TZ = zone;
    if (zone === undefined) delete process.env.TZ;
  });

  test.each(["UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"])(
    "the answers do not depend on a machine in %s",
    (machine) => {
      process.env.TZ = machine;
      expect(todayInVietnam(new Date("2025-12-31T16:59:59Z"))).toBe("2025-12-31");
      expect(todayInVietnam(new Date("2025-12-31T17:00:00Z"))).toBe("2026-01-01");
      expect(instantInVietnam("2026-01-01", "00:00").toISOString()).toBe("2025-12-31T17:00:00.000Z");
      expect(timeOfDay(new Date("2025-12-31T17:01:00Z"))).toBe("00:01");
      expect(addDays("2025-03-30", 1)).toBe("2025-03-31");
      expect(weekdayOf("2025-12-31")).toBe(3);
    },
  );

  test("an instant goes to its day and clock and comes back to the minute", () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const again = instantInVietnam(civilDateOf(instant), timeOfDay(instant));
        expect(again.getTime()).toBe(Math.floor(instant.getTime() / 60_000) * 60_000);
      }),
    );
  });
});

describe("typed dates", () => {
  test.each([
    ["31/01/2025", "2025-01-31"],
    ["1/2/2025", "2025-02-01"],
    [" 01-02-2025 ", "2025-02-01"],
    ["01.02.2025", "2025-02-01"],
    ["01 / 02 / 2025", "2025-02-01"],
    ["01011999", "1999-01-01"],
    ["2025-01-31", "2025-01-31"],
  ])("%s is read as %s", (text, value) => expect(parseVietnameseDate(text)).toEqual({ ok: true, value }));

  test.each([
    ["", "date_empty"],
    ["   ", "date_empty"],
    ["31/02/2025", "date_impossible"],
    ["29/02/2025", "date_impossible"],
    ["00/01/2025", "date_impossible"],
    ["01/13/2025", "date_impossible"],
    ["01/02/25", "date_malformed"],
    ["mai", "date_malformed"],
    ["1/2", "date_malformed"],
    ["010299", "date_malformed"],
  ])("%s is refused: %s", (text, refusal) => expect(parseVietnameseDate(text)).toEqual({ ok: false, refusal }));

  test("what is printed is read back", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(parseVietnameseDate(formatVietnameseDate(date))).toEqual({ ok: true, value: date });
      }),
    );
  });
});
