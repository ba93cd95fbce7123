import { type CivilDate, daysInMonth } from "@/lib/core/time";
import type { OverTimeQuestion } from "./queries";

/** What an address asks of sums over time: a year, a month of it or all, a province's communes or the reporting units. */
export interface OverTimeAsked {
  readonly year: number;
  /** "07"; empty for the whole year. */
  readonly month: string;
  /** A province's code of those days; empty for the reporting units. */
  readonly province: string;
  readonly view: "then" | "now";
}

/** The days and units asked for, as the page and its file both ask the sums. */
export function overTimeQuestion({ year, month, province, view }: OverTimeAsked, today: CivilDate): OverTimeQuestion {
  return {
    from: month ? `${year}-${month}-01` : `${year}-01-01`,
    to: month ? `${year}-${month}-${daysInMonth(year, Number(month))}` : `${year}-12-31`,
    view,
    provinceCode: province || null,
    today,
  };
}
