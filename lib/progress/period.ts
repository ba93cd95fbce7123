import { roundHalfUp } from "@/lib/core/numbers";
import { addDays, type CivilDate, daysBetween, daysInMonth } from "@/lib/core/time";
import type { Progress } from "./schema";

/** The target spread evenly over the days of a period, by month; the months add up to the target. */
export function evenPlanByMonth(target: number, from: CivilDate, to: CivilDate): Map<string, number> {
  const days = daysBetween(from, to) + 1;
  const plan = new Map<string, number>();
  let given = 0;
  for (const month of monthsOf(from, to)) {
    const last = lastDayOf(month) < to ? lastDayOf(month) : to;
    const upTo = Math.round((target * (daysBetween(from, last) + 1)) / days);
    plan.set(month, upTo - given);
    given = upTo;
  }
  return plan;
}

/** The months a period touches, "YYYY-MM". */
export function monthsOf(from: CivilDate, to: CivilDate): string[] {
  const months: string[] = [];
  for (let day = `${from.slice(0, 7)}-01`; day <= to; day = addDays(lastDayOf(day.slice(0, 7)), 1))
    months.push(day.slice(0, 7));
  return months;
}

/**
 * What the rest of the period must bring, against a target spread evenly; null before it begins, after it has ended,
 * and without a target.
 */
export function paceTo(
  target: number | null,
  received: number | null,
  period: { from: CivilDate; to: CivilDate },
  today: CivilDate,
): Progress["pace"] {
  if (target === null || received === null || today < period.from || today > period.to) return null;
  const days = daysBetween(period.from, period.to) + 1;
  const daysGone = daysBetween(period.from, today) + 1;
  const daysLeft = days - daysGone;
  const expectedByNow = roundHalfUp((target * daysGone) / days);
  const remaining = Math.max(0, target - received);
  return {
    daysGone,
    daysLeft,
    expectedByNow,
    difference: received - expectedByNow,
    neededPerDay: daysLeft === 0 ? remaining : roundHalfUp(remaining / daysLeft, 1),
    neededPerMonth: daysLeft === 0 ? remaining : Math.ceil((remaining / daysLeft) * Math.min(daysLeft, 365 / 12)),
  };
}

function lastDayOf(month: string): CivilDate {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return `${month}-${daysInMonth(year, number)}`;
}
