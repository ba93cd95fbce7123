import { type CivilDate, isCivilDate } from "@/lib/core/time";

/** The spans a conference hears a report of. */
export const reportPeriods = ["year", "h1"] as const;
export type ReportPeriod = (typeof reportPeriods)[number];

export interface ReportQuestion {
  /** "VN", or the code of a province, ministry or commune as it was within the period. */
  readonly unitCode: string;
  readonly year: number;
  readonly period: ReportPeriod;
}

/** Why there is no such report. */
export type ReportRefusal = "not_begun" | "unit_unknown" | "unit_not_yet" | "unit_ended" | "unit_not_told_apart";

/** The first and last day of what is reported. */
export function daysOfReport({ year, period }: Pick<ReportQuestion, "year" | "period">): {
  from: CivilDate;
  to: CivilDate;
} {
  return { from: `${year}-01-01`, to: period === "h1" ? `${year}-06-30` : `${year}-12-31` };
}

/**
 * Why a report of a unit cannot be made for a period: the period lies ahead, nobody ever bore the code, the unit began
 * later, it had ended by the first day, or it ended within the year and its figures are held by what it became.
 */
export function whyNotReport(
  days: { from: CivilDate; to: CivilDate },
  unit: { validFrom: CivilDate; validTo: CivilDate | null; isHeld: boolean } | null,
  today: CivilDate,
): ReportRefusal | null {
  if (days.from > today) return "not_begun";
  if (unit === null) return "unit_unknown";
  if (unit.validFrom > days.to) return "unit_not_yet";
  if (unit.validTo !== null && unit.validTo <= days.from) return "unit_ended";
  return unit.isHeld ? null : "unit_not_told_apart";
}

/** Communes have codes of five digits. */
export const isCommuneCode = (code: string): boolean => /^\d{5}$/.test(code);

/**
 * What an address asks for; null where it asks for nothing a report could be of. A commune is named by itself, or beside
 * the unit it was chosen in.
 */
export function readReportQuestion(asked: {
  unit?: string | undefined;
  commune?: string | undefined;
  year?: string | undefined;
  period?: string | undefined;
}): ReportQuestion | null {
  const { unit = "VN", commune = "", year = "", period = "year" } = asked;
  if (!/^(VN|\d{2}|[A-Z]{3}|\d{5})$/.test(unit) || !isCivilDate(`${year}-01-01`)) return null;
  if (commune !== "" && !isCommuneCode(commune)) return null;
  const named = reportPeriods.find((one) => one === period);
  return named ? { unitCode: commune || unit, year: Number(year), period: named } : null;
}
