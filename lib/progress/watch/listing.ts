import { inToldOrder, isOfFew } from "@/lib/core/few";
import { addCalendarMonths, addDays, type CivilDate } from "@/lib/core/time";
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
  /** A commune with few donors in one of its months, or whose sums would tell a neighbour's: none of its counts is told. */
  readonly few: boolean;
}

/**
 * The months a rule takes together up to each month that it judges: what the list tells of a unit are sums of these.
 * Sums of a commune are told only where `publicKeptBack` of the same days tells them.
 */
export function judgedSpans(units: readonly PacedUnit[], rule: WatchRule): { from: CivilDate; to: CivilDate }[] {
  const months = units[0]?.series.map(({ month }) => month) ?? [];
  const ends = months.slice(Math.max(rule.windowMonths - 1, months.length - rule.ofMonths));
  return ends.map((end) => ({
    from: addCalendarMonths(`${end}-01`, 1 - rule.windowMonths),
    to: addDays(addCalendarMonths(`${end}-01`, 1), -1),
  }));
}

/** Those on the list today, who lack most first, then by name those that do not tell it. `kept`: communes whose sums are kept back. */
export function watchedAmong(
  units: readonly PacedUnit[],
  { rules, today, kept }: { rules: readonly DatedRule[]; today: CivilDate; kept: ReadonlySet<string> },
): WatchedUnit[] {
  const rule = ruleOn(rules, today);
  if (rule === null) return [];
  const listed = units
    .map((unit) => ({ unit: watchedUnit(unit, rule, { rules, kept }), lacks: lackOf(lowMonths(unit.series, rule)) }))
    .filter(({ unit }) => isWatched(unit.low, rule))
    .sort((a, b) => b.lacks - a.lacks || a.unit.code.localeCompare(b.unit.code))
    .map(({ unit }) => unit);
  return inToldOrder(listed, { count: ({ missing }) => missing, name: ({ name }) => name });
}

/** One unit as the list would tell it, on it or not. `kept`: communes whose sums are kept back. */
export function watchedUnit(
  unit: PacedUnit,
  rule: WatchRule,
  { rules, kept }: { rules: readonly DatedRule[]; kept: ReadonlySet<string> },
): WatchedUnit {
  const { series, ...who } = unit;
  const low = lowMonths(series, rule);
  const few = unit.kind === "commune" && (kept.has(unit.id) || series.some(tellsFew));
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
