/** When a unit counts as low again and again. */
export interface WatchRule {
  /** Low is: below so many per cent of its pace. */
  readonly belowPercent: number;
  /** Listed once it is low in so many … */
  readonly inMonths: number;
  /** … of so many months that are over. */
  readonly ofMonths: number;
  /** How many months, up to each, are taken together: communes hold few drives, so one month says little. */
  readonly windowMonths: number;
}

/** A month that is over: what was received, and what the pace to the target asked for. */
export interface PacedMonth {
  readonly month: string;
  readonly received: number;
  /** Of a commune: what drives recorded, where a report may state more. */
  readonly recorded?: number;
  readonly plan: number;
}

/** A month in which somebody was low, with the sums of its window. */
export interface LowMonth extends PacedMonth {
  readonly percent: number;
}

/** The low months among the last ones, oldest first. Months before the series begins are not judged. */
export function lowMonths(series: readonly PacedMonth[], rule: WatchRule): LowMonth[] {
  const judged = series.map((_, index) => index).filter((index) => index + 1 >= rule.windowMonths);
  return judged.slice(-rule.ofMonths).flatMap((index) => {
    const window = series.slice(index + 1 - rule.windowMonths, index + 1);
    const received = window.reduce((sum, month) => sum + month.received, 0);
    const plan = window.reduce((sum, month) => sum + month.plan, 0);
    const isLow = plan > 0 && received * 100 < plan * rule.belowPercent;
    const month = series[index]?.month ?? "";
    return isLow ? [{ month, received, plan: Math.round(plan), percent: Math.floor((received * 100) / plan) }] : [];
  });
}

/** Is a unit with these low months on the list? */
export function isWatched(low: readonly LowMonth[], rule: WatchRule): boolean {
  return low.length >= rule.inMonths;
}

/**
 * The months at whose end a unit was on the list, oldest first, each judged by the rule in force then. `ruleOf` answers
 * the rule at the end of a month.
 */
export function monthsListed(
  series: readonly PacedMonth[],
  ruleOf: (month: string) => WatchRule | null,
  most = 12,
): string[] {
  return series
    .map(({ month }, index) => ({ month, upTo: series.slice(0, index + 1) }))
    .slice(-most)
    .filter(({ month, upTo }) => {
      const rule = ruleOf(month);
      return rule !== null && isWatched(lowMonths(upTo, rule), rule);
    })
    .map(({ month }) => month);
}

/** The states of a support action, in the order they are gone through. */
export const supportStates = ["planned", "doing", "done", "dropped"] as const;
export type SupportState = (typeof supportStates)[number];

/** Why an action may not be changed so, or null: once over it stays as it is, and its end says what came of it. */
export function whyNotChange(
  now: SupportState,
  wanted: SupportState,
  outcome: string | undefined,
): "support_over" | "outcome_missing" | null {
  if (now === "done" || now === "dropped") return "support_over";
  if ((wanted === "done" || wanted === "dropped") && !outcome?.trim()) return "outcome_missing";
  return null;
}
