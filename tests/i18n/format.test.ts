import { describe, expect, test } from "vitest";
import {
  formatDate,
  formatDateLong,
  formatDateTime,
  formatDayMonth,
  formatDifference,
  formatDistance,
  formatList,
  formatMl,
  formatMonth,
  formatMonthShort,
  formatNumber,
  formatPercent,
  formatRelativeDay,
  formatTime,
  formatTimeRange,
  formatWeekdayShort,
} from "@/lib/i18n/format";

describe("dates", () => {
  test("are told day first in both languages", () => {
    expect(formatDate("vi", "2026-11-27")).toBe("27/11/2026");
    expect(formatDate("en", "2026-11-27")).toBe("27/11/2026");
    expect(formatDayMonth("vi", "2026-11-05")).toBe("05/11");
  });

  test("with the weekday as people write it", () => {
    expect(formatDateLong("vi", "2026-11-27")).toBe("Thứ sáu, 27/11/2026");
    expect(formatDateLong("vi", "2026-11-29")).toBe("Chủ nhật, 29/11/2026");
    expect(formatDateLong("en", "2026-11-27")).toBe("Friday, 27/11/2026");
    expect(formatWeekdayShort("vi", "2026-11-27")).toBe("T6");
    expect(formatWeekdayShort("vi", "2026-11-29")).toBe("CN");
    expect(formatWeekdayShort("en", "2026-11-29")).toBe("Sun");
  });

  test("with the month short and long", () => {
    expect(formatMonthShort("vi", "2026-01-27")).toBe("thg 1");
    expect(formatMonthShort("en", "2026-11-27")).toBe("Nov");
    expect(formatMonth("vi", "2026-11-01")).toBe("tháng 11/2026");
    expect(formatMonth("en", "2026-11-01")).toBe("November 2026");
  });

  test("of an instant are the day in Viet Nam, wherever the machine stands", () => {
    const newYear = new Date("2026-12-31T17:00:00Z");
    expect(formatDate("vi", newYear)).toBe("01/01/2027");
    expect(formatTime("vi", newYear)).toBe("00:00");
    expect(formatDateTime("en", new Date("2026-12-31T16:59:59Z"))).toBe("23:59, 31/12/2026");
    expect(formatTimeRange("vi", new Date("2026-11-27T00:30:00Z"), new Date("2026-11-27T04:30:00Z"))).toBe(
      "07:30–11:30",
    );
  });

  test("seen from another day", () => {
    expect(formatRelativeDay("vi", "2026-11-27", "2026-11-27")).toBe("hôm nay");
    expect(formatRelativeDay("vi", "2026-11-28", "2026-11-27")).toBe("ngày mai");
    expect(formatRelativeDay("vi", "2026-11-30", "2026-11-27")).toBe("sau 3 ngày nữa");
    expect(formatRelativeDay("en", "2026-11-25", "2026-11-27")).toBe("2 days ago");
  });

  test("that are no civil dates are a programming error", () => {
    expect(() => formatDate("vi", "27/11/2026")).toThrow(RangeError);
  });
});

describe("numbers", () => {
  test("group by the language", () => {
    expect(formatNumber("vi", 1748935)).toBe("1.748.935");
    expect(formatNumber("en", 1748935)).toBe("1,748,935");
    expect(formatNumber("vi", 1850)).toBe("1.850");
    expect(formatNumber("vi", 17.4, 1)).toBe("17,4");
  });

  test("as percent take percent, not a fraction", () => {
    expect(formatPercent("vi", 94.5)).toBe("94,5%");
    expect(formatPercent("en", 94.5)).toBe("94.5%");
    expect(formatPercent("vi", 98)).toBe("98%");
    expect(formatPercent("vi", 1.74, 2)).toBe("1,74%");
  });

  test("as a difference carry a sign", () => {
    expect(formatDifference("vi", 1200)).toBe("+1.200");
    expect(formatDifference("vi", -3)).toBe("−3");
    expect(formatDifference("vi", 0)).toBe("0");
  });

  test("as distance and volume carry a unit", () => {
    expect(formatDistance("vi", 1.24)).toBe("1,2\u00a0km");
    expect(formatDistance("en", 1.24)).toBe("1.2\u00a0km");
    expect(formatDistance("vi", 0.847)).toBe("850\u00a0m");
    expect(formatDistance("vi", 0.999)).toBe("1,0\u00a0km");
    expect(formatDistance("vi", 54.3)).toBe("54\u00a0km");
    expect(formatDistance("vi", 0)).toBe("10\u00a0m");
    expect(formatMl("vi", 1050)).toBe("1.050\u00a0ml");
  });

  test("and lists end in a word", () => {
    expect(formatList("vi", ["A", "B", "C"])).toBe("A, B và C");
    expect(formatList("en", ["A", "B"])).toBe("A and B");
  });
});
