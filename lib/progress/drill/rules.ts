import { percentOf } from "@/lib/core/numbers";
import { compareVietnamese } from "@/lib/core/text";
import { halfOf, type Span, shareOfPeriod, shareOfYear } from "../span";

/** By what a view is taken apart. */
export const drillParts = ["unit", "host", "campaign", "facility", "segment", "component"] as const;
export type DrillPart = (typeof drillParts)[number];

/** By what its rows may be put in order. */
export const drillSorts = ["received", "name", "drives", "rate", "change"] as const;
export type DrillSort = (typeof drillSorts)[number];

/** How a figure changed against an earlier one, in per cent; null where there was nothing to compare with. */
export function changePercent(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : Math.round(((now - before) * 100) / before);
}

/** What should be there by a day, and on which target that stands: the whole of it, and whether it is of the half-year. */
export interface Due {
  readonly units: number;
  readonly target: number;
  readonly ofHalf: boolean;
}

/**
 * What a unit should have received in a period up to the last day of it that has come. In a half-year with a target of its
 * own: the even part of that one; else the even part of the year's target that falls into the period. Null without either.
 */
export function dueIn(
  span: Pick<Span, "word" | "year" | "from" | "to" | "through">,
  { target, half }: { target: number | null; half: number | null },
): Due | null {
  if (half !== null && halfOf(span) !== null)
    return { units: half * shareOfPeriod(span, span.through), target: half, ofHalf: true };
  if (target === null) return null;
  return { units: target * shareOfYear(span, span.year, span.through), target, ofHalf: false };
}

/** What a row of a view must hold to be told and put in order. */
export interface DrillLine {
  readonly name: string;
  readonly donations: number | null;
  readonly before: number | null;
  readonly drives: number;
  /** What should be there by now; null without a target. */
  readonly due: Due | null;
  /** What approved reports add to what was recorded, and to what was a year before. */
  readonly reported: number;
  readonly reportedBefore: number;
}

/**
 * The rows with what the table tells of each: official with what reports add, the rate to what is due so far,
 * the change to last year; in the order asked for, a row kept back among those that received few.
 */
export function toldInOrder<Line extends DrillLine>(
  rows: readonly Line[],
  { sort, descending }: { sort: DrillSort; descending: boolean },
): (Line & { received: number | null; rate: number | null; change: number | null })[] {
  const told = rows.map((row) => {
    const received = row.donations === null ? null : row.donations + row.reported;
    return {
      ...row,
      received,
      rate: row.due !== null && received !== null ? percentOf(received, row.due.units) : null,
      change: changePercent(received, row.before === null ? null : row.before + row.reportedBefore),
    };
  });
  const value = (row: (typeof told)[number]) =>
    ({ received: row.received ?? 2, name: 0, drives: row.drives, rate: row.rate ?? -1, change: row.change ?? -1e9 })[
      sort
    ];
  return told.sort((a, b) => {
    const up = sort === "name" ? compareVietnamese(a.name, b.name) : value(a) - value(b);
    return (descending ? -up : up) || compareVietnamese(a.name, b.name);
  });
}

/** Of how many communes drives on their ground are credited to others than their province, and to whom, each once. */
export function creditedElsewhere<Unit extends { name: string }>(rows: readonly { creditedTo: readonly Unit[] }[]) {
  const units = new Map(rows.flatMap(({ creditedTo }) => creditedTo.map((unit) => [unit.name, unit])));
  return {
    communes: rows.filter(({ creditedTo }) => creditedTo.length > 0).length,
    units: [...units.values()].sort((a, b) => compareVietnamese(a.name, b.name)),
  };
}
