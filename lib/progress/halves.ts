import { roundHalfUp } from "@/lib/core/numbers";
import type { CivilDate } from "@/lib/core/time";
import { daysOf } from "@/lib/targets/rules";
import { comparableRate, leadingFigure } from "./figures";
import { paceTo } from "./period";
import type { HalfProgress, Progress, Target } from "./schema";
import { heldAgainst } from "./standing";
import { figureOnly, type ToldFigure } from "./told";

const halves = ["h1", "h2"] as const;

interface HalvesAsked {
  year: number;
  /** Every target in force of the unit, whatever its period. */
  targets: readonly Target[];
  /** What was printed of the unit in the year. */
  figures: readonly ToldFigure[];
  /** The year's months, official and recorded. */
  months: Progress["months"];
  today: CivilDate;
}

/**
 * How the halves of a year stand that were given a target of their own; a half without one is not told. What was printed
 * of the half comes first; else its official months are added up, each the approved report where there is one, else what
 * drives recorded: as for the whole year, printed, reported and recorded figures are never added to each other.
 */
export function halvesWithTargets({ year, targets, figures, months, today }: HalvesAsked): HalfProgress[] {
  return halves.flatMap((period) => {
    const own = targets.filter((target) => target.period === period && target.campaignId === null);
    if (own.length === 0) return [];
    const days = daysOf(period, year, null);
    const inside = months.filter(({ month }) => month >= days.from.slice(0, 7) && month <= days.to.slice(0, 7));
    const printed = printedOf(figures, period.toUpperCase());
    const official = sumOf(inside.map(({ received }) => received));
    const isReported = inside.some(({ reported }) => reported !== null);
    const basis = printed ? "published" : official === null ? "none" : isReported ? "reported" : "recorded";
    const containsDemo = printed === null && inside.some((month) => month.containsDemo);
    const { measuredAgainst: target } = heldAgainst(own, basis, containsDemo);
    if (target === null) return [];
    // As for the year: what a committee decided in 250 ml equivalents is answered in them where each bag is recorded.
    const inEquivalents = basis === "recorded" && target.countedIn === "units_250ml";
    const received =
      printed?.value ??
      (inEquivalents ? roundHalfUp((sumOf(inside.map(({ volumeMl }) => volumeMl)) ?? 0) / 250) : official);
    const countedIn = received === null ? null : (printed?.countedIn ?? (inEquivalents ? "units_250ml" : "donations"));
    return {
      period,
      ...days,
      target,
      basis,
      received,
      countedIn,
      containsDemo,
      published: printed && figureOnly(printed),
      rate: comparableRate(received, countedIn, target),
      remaining: received === null ? null : Math.max(0, target.value - received),
      pace: basis === "published" ? null : paceTo(target.value, received, days, today),
    };
  });
}

/** The printed total of a half to show first. */
function printedOf(figures: readonly ToldFigure[], period: string): ToldFigure | null {
  const totals = figures.filter(
    (figure) =>
      figure.period === period &&
      figure.campaignId === null &&
      figure.value !== null &&
      (figure.metric === "units_received" || figure.metric === "donations_received"),
  );
  return leadingFigure(totals) as ToldFigure | null;
}

/** A sum of what is known; null where nothing is: nought is only what somebody counted. */
function sumOf(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}
