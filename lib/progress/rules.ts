import { percentOf, percentOfTruncated, roundHalfUp } from "@/lib/core/numbers";
import {
  type CivilDate,
  dayOfYear,
  daysBetween,
  daysInMonth,
  daysInYear,
  monthOf,
  partsOf,
  yearOf,
} from "@/lib/core/time";

/**
 * How a year's target is spread over its months: `even` by days, `seasonal` by the share of each month (twelve numbers
 * of any scale), as earlier years show it.
 */
export type PlanShape = { kind: "even" } | { kind: "seasonal"; monthShares: readonly number[] };

/** From which per cent of its plan a unit stands where. Named here, shown beside every colour. */
export type Thresholds = {
  /** From this share of the plan to date on, a unit is on plan. */
  onPlanFromPercent: number;
  /** From this share on it is worth a look; below, it is behind. */
  watchFromPercent: number;
};

export const DEFAULT_THRESHOLDS: Thresholds = { onPlanFromPercent: 100, watchFromPercent: 90 };

/** `met`: the year's target is reached. The others compare with the plan to date. */
export type Standing = "met" | "on_plan" | "watch" | "behind" | "no_target";

/** What was received, as a percentage of the target, half up to one decimal; null without a target. */
export function rateOf(received: number, target: number | null): number | null {
  return percentOf(received, target, 1);
}

/**
 * The units a day that are still needed to reach the target by 31 December, from the day after `asOf` (figures count
 * `asOf` itself). `perDay` is rounded up, so that keeping to it is enough; it is null when the year is over.
 */
export function paceNeeded(
  { received, target, asOf }: { received: number; target: number; asOf: CivilDate },
  year: number,
): { remaining: number; daysLeft: number; perDay: number | null } {
  const remaining = Math.max(0, target - received);
  const daysLeft = Math.min(daysInYear(year), Math.max(0, daysBetween(asOf, `${year}-12-31`)));
  if (remaining === 0) return { remaining, daysLeft, perDay: 0 };
  return { remaining, daysLeft, perDay: daysLeft === 0 ? null : Math.ceil(remaining / daysLeft) };
}

/** The units a day that were received so far this year, to one decimal, to be put beside the pace needed. */
export function paceSoFar(received: number, asOf: CivilDate): number {
  return roundHalfUp(received / dayOfYear(asOf), 1);
}

/** How much of a year's target should be there at the end of a day; nothing before the year, all of it after. */
export function planToDate(target: number, asOf: CivilDate, year: number, shape: PlanShape = { kind: "even" }): number {
  if (yearOf(asOf) < year) return 0;
  if (yearOf(asOf) > year) return target;
  if (shape.kind === "even") return roundHalfUp((target * dayOfYear(asOf)) / daysInYear(year));
  const shares = wholeShares(shape.monthShares);
  const month = monthOf(asOf);
  const before = shares.slice(0, month - 1).reduce((sum, share) => sum + share, 0);
  const within = ((shares[month - 1] ?? 0) * partsOf(asOf).day) / daysInMonth(year, month);
  return roundHalfUp(target * (before + within));
}

/** A year's target by months, whole units that add up to it exactly. */
export function monthlyPlan(target: number, year: number, shape: PlanShape = { kind: "even" }): number[] {
  const shares =
    shape.kind === "even"
      ? Array.from({ length: 12 }, (_, index) => daysInMonth(year, index + 1) / daysInYear(year))
      : wholeShares(shape.monthShares);
  const ends = shares.map((_, index) =>
    index === 11 ? target : roundHalfUp(target * shares.slice(0, index + 1).reduce((sum, share) => sum + share, 0)),
  );
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}

/**
 * The share of each month, from the months of earlier years: each year weighs alike, however much was received. Null
 * when no year is whole, since half a year says nothing about the other half.
 */
export function seasonalShape(years: readonly (readonly (number | null)[])[]): PlanShape | null {
  const whole = years.filter(
    (months): months is number[] => months.length === 12 && months.every((units) => units !== null && units >= 0),
  );
  const counted = whole.map(wholeSharesOrNull).filter((shares): shares is number[] => shares !== null);
  if (counted.length === 0) return null;
  const monthShares = Array.from({ length: 12 }, (_, month) =>
    counted.reduce((sum, shares) => sum + (shares[month] ?? 0) / counted.length, 0),
  );
  return { kind: "seasonal", monthShares };
}

/** Where a unit stands: its target met, else what it received against its plan to date. */
export function standingOf(
  { received, target, plannedToDate }: { received: number; target: number | null; plannedToDate: number },
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): Standing {
  if (target === null || target <= 0) return "no_target";
  if (received >= target) return "met";
  if (plannedToDate <= 0 || isAtLeast(received, plannedToDate, thresholds.onPlanFromPercent)) return "on_plan";
  return isAtLeast(received, plannedToDate, thresholds.watchFromPercent) ? "watch" : "behind";
}

/** Where a unit stands at the end of a year, when only its rate was published and the plan behind it was not. */
export function standingOfRate(percent: number | null, thresholds: Thresholds = DEFAULT_THRESHOLDS): Standing {
  if (percent === null) return "no_target";
  if (percent >= 100) return "met";
  return percent >= thresholds.watchFromPercent ? "watch" : "behind";
}

/** The comparison is made on the figures, not on a rounded rate: 89.96 % is not 90. */
function isAtLeast(part: number, whole: number, percent: number): boolean {
  return part * 100 >= whole * percent;
}

/** The classes of the map, on both sides of the plan: each from its `from` per cent up to the next one's. */
export const RATE_CLASSES = [
  { word: "far_below", from: 0 },
  { word: "below", from: 70 },
  { word: "nearly", from: 90 },
  { word: "reached", from: 100 },
  { word: "above", from: 110 },
] as const;
export type RateClass = (typeof RATE_CLASSES)[number]["word"];

/** The map's class of a rate; null where none is known, which is hatched and said in words. */
export function rateClassOf(percent: number | null): RateClass | null {
  return percent === null ? null : (RATE_CLASSES.findLast(({ from }) => percent >= from)?.word ?? "far_below");
}

/**
 * Units as a share of the population, to two decimals as the reports print it (1.74 %). The national figure is a
 * population of its own: the provinces' figures count temporary residents and must not be added up for it.
 */
export function populationShare(units: number, people: number | null): number | null {
  return percentOf(units, people, 2);
}

/** How many units of those that have a target met it; those without are told apart, not counted as having failed. */
export function metCount(units: readonly { received: number; target: number | null }[]): {
  met: number;
  withTarget: number;
  withoutTarget: number;
} {
  const withTarget = units.filter(({ target }) => target !== null && target > 0);
  const met = withTarget.filter(({ received, target }) => received >= (target as number)).length;
  return { met, withTarget: withTarget.length, withoutTarget: units.length - withTarget.length };
}

/**
 * A published rate beside the one computed from published figures. `rounded` and `truncated`: the print is the computed
 * rate, rounded half up or cut off (94 for 94.54); `differs`: neither; `not_computable`: the plan was not published.
 */
export function publishedAgainstComputed(
  published: { percent: number; decimals: number },
  { received, target }: { received: number; target: number | null },
): { computed: number | null; agreement: "rounded" | "truncated" | "differs" | "not_computable" } {
  const computed = rateOf(received, target);
  if (computed === null) return { computed, agreement: "not_computable" };
  if (percentOf(received, target, published.decimals) === published.percent) return { computed, agreement: "rounded" };
  const cut = percentOfTruncated(received, target, published.decimals) === published.percent;
  return { computed, agreement: cut ? "truncated" : "differs" };
}

/** A sum of what is known, and how much of it is: a missing figure is not a zero. */
export function sumKnown(figures: readonly (number | null)[]): { sum: number | null; known: number; of: number } {
  const known = figures.filter((figure): figure is number => figure !== null);
  const sum = known.length === 0 ? null : known.reduce((total, figure) => total + figure, 0);
  return { sum, known: known.length, of: figures.length };
}

/**
 * The units of 250 ml that a volume makes, to one decimal: "units" and "bags" are two bases of counting (a bag of 350
 * ml is 1.4 units), and a figure always says on which it stands.
 */
export function equivalentUnits(volumeMl: number): number {
  return roundHalfUp(volumeMl / 250, 1);
}

function wholeShares(monthShares: readonly number[]): number[] {
  const shares = wholeSharesOrNull(monthShares);
  if (shares === null) throw new RangeError("a seasonal plan has twelve shares, none negative, not all zero");
  return shares;
}

function wholeSharesOrNull(monthShares: readonly number[]): number[] | null {
  const total = monthShares.reduce((sum, share) => sum + share, 0);
  if (monthShares.length !== 12 || monthShares.some((share) => !(share >= 0)) || total <= 0) return null;
  return monthShares.map((share) => share / total);
}

/**
 * May months be held against even steps of a plan? Not beside a printed total: what is reported and recorded here of its
 * months is then the part of it that somebody sent, and no month of the whole.
 */
export function mayCompareMonths({ basis }: { readonly basis: string }): boolean {
  return basis !== "published";
}
