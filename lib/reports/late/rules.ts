import type { ReportKind } from "../periods";

/** Days after the due day on which the worker writes again: at once, then week by week for two months. */
const remindedOnDaysLate = [1, 7, 14, 21, 28, 42, 56];

/** Whether the worker writes today about a report that many days past its due day (negative: days still left). */
export function isDayToRemind(daysLate: number, remindDaysBefore: number): boolean {
  return remindedOnDaysLate.includes(daysLate) || (remindDaysBefore > 0 && daysLate === -remindDaysBefore);
}

/** Can somebody be written to about it now? Not of one's own, not twice a day, not where nobody is. */
export const mayRemind = (owed: { isOwn: boolean; office: number; remindedToday: boolean }): boolean =>
  !owed.isOwn && owed.office > 0 && !owed.remindedToday;

/** How a form names a report that is owed. */
export function keyOf(owed: { unitId: string; kind: ReportKind; startsOn: string }): string {
  return `${owed.unitId}|${owed.kind}|${owed.startsOn}`;
}
