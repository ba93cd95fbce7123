import { comparableRate, leadingFigure } from "@/lib/progress/figures";
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

/** What was received against what, in the report's period: printed, else reported and recorded month by month. */
export function headlineOf(facts: ReportFacts): Headline {
  const { progress, question, days } = facts;
  const [first, ...others] = [...printedOf(facts, "units_received"), ...printedOf(facts, "donations_received")];
  const printedRate = printedOf(facts, "pct_of_plan")[0] ?? null;
  const isKept = facts.commune?.isKeptBack === true;
  if (question.period === "year") {
    const { received, countedIn, basis, asOf, status, sources, measuredAgainst } = progress;
    return {
      received,
      qualifier: first?.value === received ? first.qualifier : "exact",
      countedIn,
      basis,
      asOf,
      status,
      sources,
      isDemo: progress.containsDemo,
      isKeptBack: isKept && received === null,
      others: progress.publishedTotals.slice(1),
      target: measuredAgainst,
      computedRate: progress.rate.computed,
      printedRate,
    };
  }
  const months = progress.months.filter(({ month, received }) => `${month}-01` <= days.to && received !== null);
  const isDemo = !first && months.some((month) => month.containsDemo);
  const halves = progress.targets.filter((target) => target.period === "h1" && target.campaignId === null);
  const ofHalf = halves.find((target) => target.isDemo === isDemo && /^(units|donations)$/.test(target.metric));
  const target = ofHalf ?? (first ? progress.target : progress.measuredAgainst);
  const received = first?.value ?? (months.length > 0 && !isKept ? sumOf(months) : null);
  const countedIn = first?.countedIn ?? (received === null ? null : "donations");
  const over = days.to < facts.today;
  return {
    received,
    qualifier: first?.qualifier ?? "exact",
    countedIn,
    basis: first
      ? "published"
      : received === null
        ? "none"
        : months.some(({ reported }) => reported !== null)
          ? "reported"
          : "recorded",
    asOf: first ? first.asOf : received === null ? null : over ? days.to : facts.today,
    status: first ? first.status : received === null ? null : "provisional",
    sources: first?.sources ?? [],
    isDemo,
    isKeptBack: isKept && received === null,
    others,
    target,
    computedRate: comparableRate(received, countedIn, target),
    printedRate,
  };
}

const sumOf = (months: readonly { received: number | null }[]) =>
  months.reduce((sum, { received }) => sum + (received ?? 0), 0);
