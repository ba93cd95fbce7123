import { impliedPlanRange, roundHalfUp } from "@/lib/core/numbers";
import type { CivilDate } from "@/lib/core/time";
import type { ReportedMonth } from "@/lib/reports/official/arithmetic";
import { comparableRate, decimalsOf, leadingFigure, mayCompare } from "./figures";
import { officialOf } from "./official";
import { recordedOf, type Sum } from "./recorded";
import type { Figure, Progress, Target } from "./schema";
import { type ToldFigure, withoutOwner } from "./told";

interface Standing {
  totals: ToldFigure[];
  targets: Target[];
  rates: ToldFigure[];
  recorded: Sum | undefined;
  /** Approved monthly reports, where months are told. */
  reports?: readonly ReportedMonth[];
  /** The day what is recorded counts to. */
  today: CivilDate;
  over: boolean;
  /** Half a year is held against its own target where there is one. */
  half?: "h1" | undefined;
}

/** The campaign, if any, and the part of the year a figure was printed of. */
export interface PrintedOf {
  readonly campaignId: string | null;
  readonly period: "year" | "H1";
}

/** What counts as received, against which target, at which rate. */
export function standing({ totals, targets, rates, recorded, reports = [], today, over, half }: Standing) {
  const total = leadingFigure(totals);
  const published = total?.value ?? null;
  const official = officialOf(recorded, reports, over);
  const basis = published !== null ? "published" : official ? "reported" : recorded ? "recorded" : "none";
  const containsDemo =
    published === null && (recorded?.containsDemo === true || reports.some((report) => report.isDemo));
  const ofYear = heldAgainst(targets.filter(isWhole), basis, containsDemo);
  const ofHalf = half
    ? heldAgainst(
        targets.filter(({ period }) => period === half),
        basis,
        containsDemo,
      )
    : null;
  const target = ofHalf?.target ?? ofYear.target;
  const measuredAgainst = ofHalf?.measuredAgainst ?? ofYear.measuredAgainst;
  // A committee that decided in 250 ml equivalents is answered in them, where each bag's volume is recorded.
  const inEquivalents = basis === "recorded" && recorded && measuredAgainst?.countedIn === "units_250ml";
  const recordedHere = inEquivalents ? roundHalfUp(recorded.volumeMl / 250) : (recorded?.donations ?? null);
  const received = published ?? official?.official ?? recordedHere;
  const countedIn = total ? total.countedIn : received === null ? null : inEquivalents ? "units_250ml" : "donations";
  const rate = leadingFigure(rates);
  const ownStatus = official?.status ?? (recorded && (over && recorded.reconciled ? "final" : "provisional"));
  const status = total ? total.status : (ownStatus ?? null);
  return {
    basis,
    received,
    countedIn,
    asOf: total ? (total.asOf ?? latestPrinting(total)) : received === null ? null : today,
    status,
    sources: total?.sources ?? [],
    containsDemo,
    recorded: recordedOf(recorded),
    official,
    target,
    measuredAgainst,
    ...(ofHalf?.measuredAgainst && ofYear.measuredAgainst
      ? {
          ofYear: {
            target: ofYear.measuredAgainst,
            rate: comparableRate(received, countedIn, ofYear.measuredAgainst),
          },
        }
      : {}),
    rate: {
      computed: comparableRate(received, countedIn, measuredAgainst),
      published: withoutOwner(rate),
      // A plan is implied only where it was not published, and only by the total it was published with.
      impliedPlan:
        rate?.value && published !== null && (target === null || !mayCompare(countedIn ?? "", target.countedIn))
          ? impliedPlanRange(published, rate.value, decimalsOf(rate.value))
          : null,
    },
  } as const;
}

/** Totals of the whole year, its half or the whole campaign, however they were counted. */
export function totalsAmong(figures: ToldFigure[], printed: PrintedOf): ToldFigure[] {
  return [...ofMetric(figures, "units_received", printed), ...ofMetric(figures, "donations_received", printed)].filter(
    (figure) => figure.value !== null,
  );
}

/** The figures of one metric over the whole year or its half, or over the whole campaign. */
export function ofMetric(figures: ToldFigure[], metric: string, { campaignId, period }: PrintedOf): ToldFigure[] {
  return figures.filter(
    (figure) =>
      figure.metric === metric &&
      figure.campaignId === campaignId &&
      (figure.period === period || (campaignId !== null && figure.period === `campaign:${campaignId}`)),
  );
}

/** Is it a target of the whole year or the whole campaign, and not of a half? */
export function isWhole({ period }: Pick<Target, "period">): boolean {
  return period === "year" || period === "campaign";
}

/**
 * The official target of a total among those of one period, and the one the total is held against: what was printed
 * against the official one alone; what holds demonstration facts against a demonstration target, else against one decided
 * here, but never against a printed one: a few made-up drives of a real target are no rate.
 */
export function heldAgainst(targets: readonly Target[], basis: Progress["basis"], containsDemo: boolean) {
  const target = totalTarget(targets.filter((one) => !one.isDemo));
  const demoTarget = totalTarget(targets.filter((one) => one.isDemo));
  if (basis === "published") return { target, measuredAgainst: target };
  const own = containsDemo && target && target.sources.length > 0 ? null : target;
  return { target, measuredAgainst: containsDemo ? (demoTarget ?? own) : (target ?? demoTarget) };
}

/** The target of the total: in units, else in donations. */
function totalTarget(targets: readonly Target[]): Target | null {
  return (
    targets.find(({ metric }) => metric === "units") ?? targets.find(({ metric }) => metric === "donations") ?? null
  );
}

function latestPrinting(figure: Figure): CivilDate | null {
  return (
    figure.sources
      .map((source) => source.publishedOn)
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}
