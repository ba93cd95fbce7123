import { roundHalfUp } from "@/lib/core/numbers";

/** A year's total as it is known: printed, or official here and scaled to the whole year. */
export interface YearTotal {
  readonly year: number;
  readonly total: number;
  readonly from: "published" | "recorded";
  /** How many months of what is held here are told by an approved report. */
  readonly reports?: number;
  readonly isDemo: boolean;
  /** Printed as a round number ("nearly"): it can be carried on, but no growth told by it. */
  readonly isRounded?: boolean;
}

/** A target one could expect next: dự kiến, never decided. */
export interface Projection {
  readonly value: number;
  readonly basedOn: YearTotal;
  readonly before: YearTotal | null;
  /** In per cent, one decimal; null where only one year is known. */
  readonly growth: number | null;
}

/** Growth is carried on only within these bounds: one odd year is no trend. */
export const growthBounds = { least: -10, most: 15 } as const;

/**
 * What next year may bring: the latest known year, carried on by its growth over the year before, rounded to hundreds.
 * Printed and recorded totals are not compared with one another, nor real ones with made-up ones, nor with a round
 * number; real ones come first.
 * Null when nothing is known.
 */
export function projectionFor(year: number, totals: readonly YearTotal[]): Projection | null {
  const known = totals.filter((one) => one.year < year && one.total > 0);
  const [basedOn] = [...known].sort(
    (a, b) =>
      Number(a.isDemo) - Number(b.isDemo) ||
      b.year - a.year ||
      Number(b.from === "published") - Number(a.from === "published"),
  );
  if (!basedOn) return null;
  const before = basedOn.isRounded
    ? null
    : (known.find(
        (one) =>
          one.year === basedOn.year - 1 && one.from === basedOn.from && one.isDemo === basedOn.isDemo && !one.isRounded,
      ) ?? null);
  if (!before) return { value: inHundreds(basedOn.total), basedOn, before, growth: null };
  const growth = roundHalfUp(((basedOn.total - before.total) / before.total) * 100, 1);
  const carried = Math.min(growthBounds.most, Math.max(growthBounds.least, growth));
  const steps = year - basedOn.year;
  return { value: inHundreds(basedOn.total * (1 + carried / 100) ** steps), basedOn, before, growth };
}

const inHundreds = (value: number): number => (value < 1000 ? Math.round(value) : Math.round(value / 100) * 100);
