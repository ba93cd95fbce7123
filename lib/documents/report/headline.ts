import { leadingFigure } from "@/lib/progress/figures";
import type { Figure, Source, Target } from "@/lib/progress/schema";
import type { ReportFacts } from "./queries";

/** The figures a report begins with, of its own period. */
export interface Headline {
  readonly received: number | null;
  /** How exact: "exact", "nearly", "over" … */
  readonly qualifier: string;
  readonly countedIn: string | null;
  readonly basis: "published" | "reported" | "recorded" | "none";
  readonly asOf: string | null;
  readonly status: "provisional" | "final" | null;
  readonly sources: readonly Source[];
  readonly isDemo: boolean;
  /** There is a count, of a commune, that is kept back. */
  readonly isKeptBack: boolean;
  /** Other totals somebody published of the same period. */
  readonly others: readonly Figure[];
  /** What rates stand on: of half a year its own target, else the year's. */
  readonly target: Target | null;
  readonly computedRate: number | null;
  readonly printedRate: Figure | null;
}

/** The figures of one metric published for the report's period, the leading one first. */
export function printedOf({ progress, question }: ReportFacts, metric: string): Figure[] {
  const period = question.period === "h1" ? "H1" : "year";
  const figures = progress.figures.filter(
    (figure) =>
      figure.metric === metric && figure.period === period && figure.campaignId === null && figure.value !== null,
  );
  const first = leadingFigure(figures);
  return first ? [first, ...figures.filter((figure) => figure !== first)] : [];
}

/**
 * What was received against what, in the report's period: printed, else reported and recorded month by month. The same
 * answer the annexes are rows of.
 */
export function headlineOf(facts: ReportFacts): Headline {
  const { progress } = facts;
  const [first] = [...printedOf(facts, "units_received"), ...printedOf(facts, "donations_received")];
  const isKeptBack = facts.commune?.isKeptBack === true && progress.basis !== "published";
  const { received, countedIn, basis, asOf, status, sources, measuredAgainst } = progress;
  return {
    received: isKeptBack ? null : received,
    qualifier: first?.value === received ? first.qualifier : "exact",
    countedIn: isKeptBack ? null : countedIn,
    basis: isKeptBack ? "none" : basis,
    asOf: isKeptBack ? null : asOf,
    status: isKeptBack ? null : status,
    sources,
    isDemo: progress.containsDemo,
    isKeptBack,
    others: progress.publishedTotals.slice(1),
    target: measuredAgainst,
    computedRate: isKeptBack ? null : progress.rate.computed,
    printedRate: printedOf(facts, "pct_of_plan")[0] ?? null,
  };
}
