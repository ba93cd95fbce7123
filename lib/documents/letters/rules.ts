import { type CivilDate, partsOf } from "@/lib/core/time";

export const spans = ["week", "month"] as const;
export type Span = (typeof spans)[number];

/** Is a letter of this rhythm due on a day? Weeks count from Monday as 1; months have their 28th in every month. */
export function isDueOn({ every, onDay }: { every: Span; onDay: number }, today: CivilDate): boolean {
  return (every === "week" ? weekdayOf(today) : partsOf(today).day) === onDay;
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: CivilDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
