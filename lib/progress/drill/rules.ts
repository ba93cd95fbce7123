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
