import { addDays, type CivilDate, civilDate, daysInMonth, partsOf } from "@/lib/core/time";

/** What a report covers. */
export const reportKinds = ["month", "half_year", "year"] as const;
export type ReportKind = (typeof reportKinds)[number];

export interface Period {
  readonly kind: ReportKind;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

const monthsLong: Record<ReportKind, number> = { month: 1, half_year: 6, year: 12 };

/** The period of a kind that begins on a day; null when none begins then. */
export function periodOf(kind: ReportKind, startsOn: CivilDate): Period | null {
  const { year, month, day } = partsOf(startsOn);
  const long = monthsLong[kind];
  if (day !== 1 || (month - 1) % long !== 0) return null;
  const last = month + long - 1;
  return { kind, startsOn, endsOn: civilDate(year, last, daysInMonth(year, last)) ?? startsOn };
}

/** The twelve months, two halves or the one year of a year. */
export function periodsOf(kind: ReportKind, year: number): Period[] {
  return Array.from({ length: 12 / monthsLong[kind] }, (_, index) => {
    const startsOn = civilDate(year, index * monthsLong[kind] + 1, 1) as CivilDate;
    return periodOf(kind, startsOn) as Period;
  });
}

/** The last day on which a report of a period is in time. */
export function dueOn(period: Pick<Period, "endsOn">, daysAfter: number): CivilDate {
  return addDays(period.endsOn, daysAfter);
}

/** Facts for a sentence that names a period: `kind` chooses the words, `part` is the month or the half. */
export function periodFacts({ kind, startsOn }: Pick<Period, "kind" | "startsOn">): {
  kind: ReportKind;
  part: number;
  year: string;
} {
  const { year, month } = partsOf(startsOn);
  return { kind, part: kind === "half_year" ? (month === 1 ? 1 : 2) : month, year: String(year) };
}
