import { compareVietnamese } from "@/lib/core/text";
import { type CivilDate, daysBetween } from "@/lib/core/time";
import { type Standing, standingOf, standingOfRate } from "./rules";
import type { ProgressChild } from "./schema";

/** A reporting unit in its place among the others. */
export interface RankedUnit {
  child: ProgressChild;
  /** Its place by rate; null where no rate is known. Equal rates share a place. */
  rank: number | null;
  rate: number | null;
  /** Worked out here from two figures, or printed where the plan behind it was not. */
  rateFrom: "computed" | "published" | null;
  standing: Standing;
}

/** How much of a period has gone by at the end of a day, from 0 to 1. */
export function shareGone(period: { from: CivilDate; to: CivilDate }, today: CivilDate): number {
  const days = daysBetween(period.from, period.to) + 1;
  return Math.min(1, Math.max(0, (daysBetween(period.from, today) + 1) / days));
}

/**
 * The units by rate, the best first; then those with a figure and no rate, then those of which nothing was published,
 * by name. Standing is measured against the plan to date: the target in even steps.
 */
export function rankUnits(
  children: readonly ProgressChild[],
  period: { from: CivilDate; to: CivilDate },
  today: CivilDate,
): RankedUnit[] {
  const gone = shareGone(period, today);
  const sorted = children
    .map((child) => ({ child, ...rateAndStanding(child, gone) }))
    .sort(
      (a, b) =>
        (b.rate ?? -1) - (a.rate ?? -1) ||
        (b.child.received ?? -1) - (a.child.received ?? -1) ||
        compareVietnamese(a.child.unit.name, b.child.unit.name),
    );
  return sorted.map((one) => ({
    ...one,
    rank: one.rate === null ? null : sorted.findIndex((other) => other.rate === one.rate) + 1,
  }));
}

function rateAndStanding(child: ProgressChild, gone: number): Omit<RankedUnit, "child" | "rank"> {
  const { computed, published } = child.rate;
  const target = child.measuredAgainst?.value ?? null;
  if (computed !== null && child.received !== null && target !== null) {
    const standing = standingOf({ received: child.received, target, plannedToDate: target * gone });
    return { rate: computed, rateFrom: "computed", standing };
  }
  const rate = published?.value ?? null;
  return { rate, rateFrom: rate === null ? null : "published", standing: standingOfRate(rate) };
}
