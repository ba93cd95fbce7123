import { isPeriod, type TargetPeriod } from "../rules";

/** What is shared over parts: counts add up, rates do not. */
export const sharedMetrics = ["units", "registered"] as const;
export type SharedMetric = (typeof sharedMetrics)[number];

/** Which of a unit's targets: of what time, counting what. A split belongs to one of them, whatever its period. */
export interface TargetOf<Metric extends string = SharedMetric> {
  readonly year: number;
  readonly period: TargetPeriod;
  readonly metric: Metric;
  /** The edition of a campaign; null for a year or a half. */
  readonly editionId: string | null;
}

/** The year's units, which most is about. */
export const yearOfUnits = (year: number): TargetOf => ({ year, period: "year", metric: "units", editionId: null });

/** Of something that is about a target, which one it is. */
export const targetOf = <Metric extends string>({
  year,
  period,
  metric,
  editionId,
}: TargetOf<Metric>): TargetOf<Metric> => ({
  year,
  period,
  metric,
  editionId,
});

/** The target an address or a form names, else the year's units. */
export function targetAsked(
  year: number,
  { period, edition, metric }: { period?: unknown; edition?: unknown; metric?: unknown },
): TargetOf {
  const editionId = typeof edition === "string" && /^[\w:.-]{1,80}$/.test(edition) ? edition : null;
  const asked = isPeriod(period) && (period !== "campaign" || editionId !== null) ? period : "year";
  return {
    year,
    period: asked,
    metric: sharedMetrics.find((one) => one === metric) ?? "units",
    editionId: asked === "campaign" ? editionId : null,
  };
}

/** How an address names it; what is the year's units is not said. */
export function targetFilters({ year, period, metric, editionId }: TargetOf): Record<string, string> {
  return {
    year: String(year),
    ...(period === "year" ? {} : { period }),
    ...(editionId === null ? {} : { edition: editionId }),
    ...(metric === "units" ? {} : { metric }),
  };
}

/** The page where it is shared out. */
export const splitPath = (unitId: string, of: TargetOf): string =>
  `/staff/targets/${unitId}/split?${new URLSearchParams(targetFilters(of))}`;

/** What a sentence about it is filled with. */
export const targetFacts = (
  { year, period, metric }: TargetOf,
  edition: { readonly nameVi: string; readonly nameEn: string } | null,
  locale: string,
) => ({ year: String(year), period, metric, edition: (locale === "en" ? edition?.nameEn : edition?.nameVi) ?? "" });
