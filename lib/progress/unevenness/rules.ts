import { roundHalfUp } from "@/lib/core/numbers";
import { addDays, type CivilDate, daysBetween, daysInMonth, monthOf, weekdayOf, yearOf } from "@/lib/core/time";

/** What the drives of one day brought, and what they had planned. */
export interface DaySum {
  readonly day: CivilDate;
  readonly donations: number;
  readonly planned: number;
  readonly drives: number;
}

/** Twelve months by seven weekdays (Monday first) of donations; every day of the year falls into one cell. */
export function heatMap(days: readonly DaySum[], year: number): number[][] {
  const cells = Array.from({ length: 12 }, () => Array.from({ length: 7 }, () => 0));
  for (const { day, donations } of days) {
    const row = yearOf(day) === year ? cells[monthOf(day) - 1] : undefined;
    if (row) row[weekdayOf(day) - 1] = (row[weekdayOf(day) - 1] ?? 0) + donations;
  }
  return cells;
}

/** How much of it came on Saturdays and Sundays, in per cent with one decimal; null where nothing came. */
export function weekendShare(days: readonly DaySum[]): number | null {
  const all = days.reduce((sum, { donations }) => sum + donations, 0);
  const weekend = days.filter(({ day }) => weekdayOf(day) >= 6).reduce((sum, { donations }) => sum + donations, 0);
  return all === 0 ? null : roundHalfUp((weekend * 100) / all, 1);
}

/**
 * June to September beside the other months that are over: units a day, and how much less in per cent (negative: more).
 * Null unless both have a month that is over.
 */
export function summerDip(
  days: readonly DaySum[],
  year: number,
  today: CivilDate,
): { summerPerDay: number; otherPerDay: number; dipPercent: number } | null {
  const over = Array.from({ length: 12 }, (_, index) => index + 1).filter(
    (month) => `${year}-${String(month).padStart(2, "0")}-${daysInMonth(year, month)}` < today,
  );
  const perDay = (months: number[]) => {
    const count = months.reduce((sum, month) => sum + daysInMonth(year, month), 0);
    const units = days
      .filter(({ day }) => yearOf(day) === year && months.includes(monthOf(day)))
      .reduce((sum, { donations }) => sum + donations, 0);
    return count === 0 ? null : units / count;
  };
  const summer = perDay(over.filter((month) => month >= 6 && month <= 9));
  const other = perDay(over.filter((month) => month < 6 || month > 9));
  if (summer === null || other === null || other === 0) return null;
  return {
    summerPerDay: roundHalfUp(summer, 1),
    otherPerDay: roundHalfUp(other, 1),
    dipPercent: roundHalfUp((1 - summer / other) * 100),
  };
}

/** A week counted from the first day of the lunar year: −4 begins 28 days before it, 0 on it, 4 ends 34 days after. */
export interface TetWeek {
  readonly week: number;
  readonly from: CivilDate;
  readonly donations: number;
  readonly planned: number;
  readonly drives: number;
  /** Whether it is over, runs, or lies ahead (then only what is planned says anything). */
  readonly when: "over" | "now" | "ahead";
}

/** The nine weeks around one Tết. */
export function tetWeeks(days: readonly DaySum[], tetOn: CivilDate, today: CivilDate): TetWeek[] {
  return Array.from({ length: 9 }, (_, index) => {
    const week = index - 4;
    const from = addDays(tetOn, week * 7);
    const within = days.filter(({ day }) => daysBetween(from, day) >= 0 && daysBetween(from, day) < 7);
    const add = (of: (one: DaySum) => number) => within.reduce((sum, one) => sum + of(one), 0);
    return {
      week,
      from,
      donations: add(({ donations }) => donations),
      planned: add(({ planned }) => planned),
      drives: add(({ drives }) => drives),
      when: addDays(from, 6) < today ? "over" : from > today ? "ahead" : "now",
    };
  });
}
