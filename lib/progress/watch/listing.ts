import { isOfFew } from "@/lib/core/few";
import type { CivilDate } from "@/lib/core/time";
import type { DatedRule, PacedUnit } from "./queries";
import { isWatched, type LowMonth, lowMonths, monthsListed, type PacedMonth, type WatchRule } from "./rules";

/** The rule in force at the end of a day; rules stand the latest first. */
export function ruleOn<Rule extends { inForceFrom: string }>(rules: readonly Rule[], day: CivilDate): Rule | null {
  return rules.find((rule) => rule.inForceFrom <= day) ?? null;
}

/** A unit on the list, with why and since when. */
export interface WatchedUnit extends Omit<PacedUnit, "series"> {
  readonly low: readonly LowMonth[];
  readonly listedIn: readonly string[];
  /** What it lacks to its pace; null where that would tell few donors. */
  readonly missing: number | null;
  /** A commune with few donors in one of its months, of which sums of months would tell: none of its counts is told. */
  readonly few: boolean;
}

/** Those on the list today, who lack most first. */
export function watchedAmong(
  units: readonly PacedUnit[],
  rules: readonly DatedRule[],
  today: CivilDate,
): WatchedUnit[] {
  const rule = ruleOn(rules, today);
  if (rule === null) return [];
  return units
    .map((unit) => ({ unit: watchedUnit(unit, rule, rules), lacks: lackOf(lowMonths(unit.series, rule)) }))
    .filter(({ unit }) => isWatched(unit.low, rule))
    .sort((a, b) => b.lacks - a.lacks || a.unit.code.localeCompare(b.unit.code))
    .map(({ unit }) => unit);
}

/** One unit as the list would tell it, on it or not. */
export function watchedUnit(unit: PacedUnit, rule: WatchRule, rules: readonly DatedRule[]): WatchedUnit {
  const { series, ...who } = unit;
  const low = lowMonths(series, rule);
  const few = unit.kind === "commune" && series.some(tellsFew);
  return {
    ...who,
    low,
    listedIn: monthsListed(series, (month) => ruleOn(rules, `${month}-28`)),
    missing: few ? null : lackOf(low),
    few,
  };
}

/** Few gave in a month, as reported or as recorded, or a report makes it more by few. */
function tellsFew({ received, recorded = received }: PacedMonth): boolean {
  return [received, recorded, Math.abs(received - recorded)].some(isOfFew);
}

function lackOf(low: readonly LowMonth[]): number {
  return Math.round(low.reduce((sum, { plan, received }) => sum + plan - received, 0));
}
