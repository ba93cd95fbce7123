import { addDays, type CivilDate, yearOf } from "@/lib/core/time";
import { type PushSeason, seasonAhead } from "../push/rules";

/** When a province is told, and of what share. */
export interface ShortageRule {
  /** So many weeks before Tết, or before 1 June. */
  readonly weeksBefore: number;
  /** Told is: announced drives should bring less than so many per cent of what the days need. */
  readonly coverPercent: number;
}

/** A Tết or summer that comes nearer: its year, the day it begins, and the days a push plan for it is about. */
export interface SeasonNear {
  readonly season: PushSeason;
  readonly year: number;
  readonly beginsOn: CivilDate;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * The next Tết or summer, once it is so many weeks away or nearer; null before that, and once it has begun: then it is too
 * late to be told. `tetDays` are the first days of lunar years.
 */
export function seasonNear(
  season: PushSeason,
  today: CivilDate,
  { weeksBefore, tetDays }: { weeksBefore: number; tetDays: readonly CivilDate[] },
): SeasonNear | null {
  const days = seasonAhead(season, today, tetDays);
  if (days === null) return null;
  const beginsOn =
    season === "tet"
      ? [...tetDays].sort().find((day) => addDays(day, 14) > addDays(today, 1))
      : `${yearOf(days.to)}-06-01`;
  if (beginsOn === undefined || today >= beginsOn || today < addDays(beginsOn, -7 * weeksBefore)) return null;
  return { season, year: yearOf(beginsOn), beginsOn, ...days };
}

/** What share of the need announced drives should cover, in whole per cent; null where nothing is needed. */
export function coverOf({ needed, expected }: { needed: number; expected: number }): number | null {
  return needed > 0 ? Math.floor((expected * 100) / needed) : null;
}

/** Is that too little by the rule? */
export function isShort(facts: { needed: number; expected: number }, { coverPercent }: ShortageRule): boolean {
  return facts.needed > 0 && facts.expected * 100 < facts.needed * coverPercent;
}
