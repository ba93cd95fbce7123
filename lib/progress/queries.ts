import sqltag from "sql-template-tag";
import { z } from "zod";
import { percentOf, perThousand } from "@/lib/core/numbers";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import type { ReportedMonth } from "@/lib/reports/official/arithmetic";
import { type KeptBack, publicKeptBack } from "@/lib/targets/past/neighbours";
import { publicFlow } from "@/lib/units/flow/queries";
import { comparableRate, leadingFigure } from "./figures";
import { halvesWithTargets } from "./halves";
import { monthsWithPlan } from "./months";
import { reportedMonths } from "./official";
import { intoPresent, lineageOf } from "./over-time/attribution";
import { evenPlanByMonth, paceTo } from "./period";
import { type Sum, whatIsRecorded } from "./recorded";
import { registeredKept } from "./registered/queries";
import { registeredTargets, registrationAgainst } from "./registered/rules";
import { populationShare } from "./rules";
import type { CampaignProgress, KeptBackBeside, Progress, ProgressChild, Target, TargetVersion } from "./schema";
import { isWhole, ofMetric, type PrintedOf, standing, totalsAmong } from "./standing";
import { figureOnly, shownTarget, type Told, type ToldCampaign, whatIsTold, withoutOwner } from "./told";

export interface ProgressQuestion {
  year: number;
  /** "VN", a province's or ministry's code ("01", "BCA"), or a commune's; as it was at the end of the year. */
  unitCode?: string;
  campaignId?: string;
  /** An earlier day: the target version, rate and pace as they were known at its end. */
  asOf?: CivilDate;
  /**
   * The first half of the year alone, as it is known today: what was given, reported and printed of its months, by the
   * units of its last day, against the half's target where there is one. A commune of small months is kept back by its
   * year too: `firstHalfOfCommune` narrows that.
   */
  half?: "h1";
}

/**
 * How far a unit has come in a year, or within one campaign: what was published, what is recorded here, the targets,
 * its parts. A printed total of the whole year comes first; then approved monthly reports, each in place of what its unit
 * recorded in its month; printed, reported and recorded figures are never added to each other. Null when there is no such unit
 * then, or no edition of the campaign.
 */
export async function publicProgress(question: ProgressQuestion, now = new Date()): Promise<Progress | null> {
  const present = todayInVietnam(now);
  const replayedOf = question.asOf !== undefined && question.asOf < present ? question.asOf : null;
  const today = replayedOf ?? present;
  const asked = {
    year: question.year,
    unitCode: question.unitCode ?? "VN",
    campaignId: question.campaignId ?? null,
    replayedOf,
    lastDay: `${question.year}-${question.half ? "06-30" : "12-31"}`,
  };
  const told = await whatIsTold(asked, today);
  if (!told?.unit) return null;
  const campaign =
    asked.campaignId === null ? null : (told.campaigns.find((one) => one.id === asked.campaignId) ?? null);
  if (asked.campaignId !== null && campaign === null) return null;
  const until = [today, asked.lastDay].sort()[0] ?? today;
  const countedTo = question.half ? until : today;
  const flow = await publicFlow(until);
  const lineage = lineageOf(told.unit.id, flow);
  const pairTargets = campaign && told.unit.kind !== "commune" ? registeredTargets(ownTargets(told), campaign.id) : [];
  const [asThen, kept, registered] = await Promise.all([
    whatIsRecorded({ ...asked, unit: told.unit, lineage }, today),
    told.unit.kind === "commune" || told.unit.kind === "province"
      ? keptBackIn(told.unit.id, asked.year, campaign, until, countedTo)
      : null,
    campaign && pairTargets.length > 0
      ? registeredKept({
          campaignId: campaign.id,
          year: asked.year,
          creditedTo: told.unit.kind === "nation" ? null : lineage,
          through: countedTo,
        })
      : null,
  ]);
  const recorded = intoPresent(asThen, flow);

  const { unit } = told;
  const period = campaign
    ? { from: campaign.startsOn, to: campaign.endsOn }
    : { from: `${asked.year}-01-01`, to: asked.lastDay };
  const printed: PrintedOf = { campaignId: asked.campaignId, period: question.half ? "H1" : "year" };
  const all = recorded.find((sum) => sum.part === "all");
  const reports = reportedMonths(recorded).map((one) => ({ ...one, unitId: flow.get(one.unitId) ?? one.unitId }));
  const figures = told.figures.filter((figure) =>
    campaign ? figure.campaignId === campaign.id && (figure.about ?? "VN") === unit.id : figure.about === unit.id,
  );
  const totals = totalsAmong(figures, printed);
  const targets = [...ownTargets(told), ...demoPlan(told)];
  const scopedTargets = targets.filter((target) => target.campaignId === asked.campaignId);

  const main = standing({
    totals,
    targets: scopedTargets,
    rates: ofMetric(figures, "pct_of_plan", printed),
    recorded: all,
    reports,
    today: countedTo,
    over: today > period.to,
    half: question.half,
  });
  const children = childrenOf(told, recorded, reports, { today: countedTo, over: today > period.to, printed });
  const population = populationOf(told, unit.id);
  // A few made-up drives are no share of a real population.
  const comparable = main.received === null || main.containsDemo ? null : population;
  const against = main.measuredAgainst;
  // In half a year without a target of its own, its months are steps of the year's.
  const planned = {
    from: period.from,
    to: question.half && against?.period !== "h1" ? `${asked.year}-12-31` : period.to,
  };
  const plan = against ? evenPlanByMonth(against.value, planned.from, planned.to) : new Map<string, number>();
  const measured = (metric: string, computed: number | null, targetMetric: string | null) => ({
    computed,
    published: withoutOwner(leadingFigure(ofMetric(figures, metric, printed))),
    target: scopedTargets.find((target) => target.metric === targetMetric && isWhole(target)) ?? null,
  });
  const sums = main.recorded;
  const shareOf = (part: number | undefined) =>
    sums && sums.donations > 0 ? percentOf(part ?? 0, sums.donations) : null;
  const metFigure = leadingFigure(ofMetric(figures, "reporting_units_meeting_target", printed));
  const months = monthsWithPlan(recorded, reports, period, plan);
  const decidable = children.filter((child) => child.met !== null);

  return {
    ...(kept && unit.kind === "commune" ? { keptBack: ofCommune(kept, unit.id) } : {}),
    ...(kept && unit.kind === "province" ? { keptBackCodes: codesOf(kept, told) } : {}),
    year: asked.year,
    unit: withoutId(unit),
    campaign,
    period,
    ...main,
    versions: versionsOf(told, main),
    replayedOf,
    publishedTotals: totals.map(figureOnly),
    targets,
    pace:
      main.basis === "recorded" || main.basis === "reported"
        ? paceTo(against?.value ?? null, main.received, planned, today)
        : null,
    remaining: against && main.received !== null ? Math.max(0, against.value - main.received) : null,
    population,
    populationShare: {
      ...measured(
        "pct_of_population",
        comparable ? populationShare(main.received ?? 0, comparable.people) : null,
        "pct_of_population",
      ),
      perThousand: comparable ? perThousand(main.received ?? 0, comparable.people) : null,
    },
    voluntary: measured("pct_voluntary", shareOf(sums?.voluntary), "pct_voluntary"),
    repeat: measured("pct_repeat_donors", shareOf(sums?.repeat), "pct_repeat"),
    atLeast350Ml: measured("pct_350ml_or_more", shareOf(sums?.atLeast350Ml), null),
    firstTime: { computed: shareOf(sums?.firstTime) },
    met: {
      published: withoutOwner(metFigure),
      computed: decidable.length > 0 ? decidable.filter((child) => child.met).length : null,
      known: decidable.length,
      of: children.length,
    },
    registration: registered && registrationAgainst(registered, pairTargets),
    halves: campaign || question.half ? [] : halvesWithTargets({ year: asked.year, targets, figures, months, today }),
    months,
    children,
    campaigns: told.campaigns.map((one) => campaignProgress(one, told, recorded, countedTo, unit.id)),
    figures: figures.map(figureOnly),
    conflicts: told.conflicts.filter((conflict) =>
      conflict.figureIds.some((id) => figures.some((figure) => figure.id === id)),
    ),
  };
}

/** The targets in force of the unit itself. */
function ownTargets({ unit, targets }: Told): Target[] {
  return targets.filter((target) => target.unitId === unit?.id).map(shownTarget);
}

/** What the communes of a province, or of a commune's province, keep back, up to the day that is asked for. */
function keptBackIn(
  unitId: string,
  year: number,
  campaign: ToldCampaign | null,
  to: CivilDate,
  until: CivilDate,
): Promise<KeptBack> {
  return publicKeptBack({
    unitId,
    from: `${year}-01-01`,
    to,
    campaignId: campaign?.id ?? null,
    editions: { year, until },
  });
}

/** What a commune keeps back of itself. */
function ofCommune(kept: KeptBack, unitId: string): KeptBackBeside {
  const where = (parts: ReadonlyMap<string, ReadonlySet<string>>) =>
    [...parts].filter(([, communes]) => communes.has(unitId)).map(([part]) => part);
  return { whole: kept.whole.has(unitId), months: where(kept.months), campaigns: where(kept.campaigns) };
}

/** The communes that their province's list keeps back. */
function codesOf(kept: KeptBack, { children }: Told): ReadonlySet<string> {
  return new Set(children.filter(({ id }) => kept.listed.has(id)).map(({ code }) => code));
}

const yearShape = z.object({
  year: z.number(),
  published: z.boolean(),
  recorded: z.boolean(),
  containsDemo: z.boolean(),
});

export type ProgressYear = z.output<typeof yearShape>;

/** The years anything can be said about, newest first: for the year selector. */
export async function publicProgressYears(): Promise<ProgressYear[]> {
  // The first drive of a year that is found will do: drives of twenty years are not to be read for twenty rows.
  const within = sqltag`d.held_on BETWEEN make_date(year, 1, 1) AND make_date(year, 12, 31)`;
  const announced = sqltag`d.status NOT IN ('draft', 'cancelled')`;
  return rows(
    yearShape,
    sqltag`SELECT year, bool_or(published) AS published, bool_or(recorded) AS recorded, bool_or(demo) AS "containsDemo"
      FROM (
        SELECT year, bool_or(metric IN ('units_received', 'donations_received')) AS published, false AS recorded, false AS demo
        FROM published_figure WHERE unit_id IS NOT NULL AND period = 'year' GROUP BY year
        UNION ALL
        SELECT year, false, true, EXISTS (SELECT FROM drive d WHERE d.is_demo AND ${within} AND ${announced})
        FROM (SELECT min(held_on) AS first, max(held_on) AS last FROM drive) span
          CROSS JOIN LATERAL generate_series(extract(year FROM first)::integer, extract(year FROM last)::integer) year
        WHERE EXISTS (SELECT FROM drive d WHERE ${within} AND ${announced})
        UNION ALL
        SELECT extract(year FROM starts_on)::integer, false, true, bool_or(is_demo)
        FROM report WHERE kind = 'month' AND status = 'approved' AND superseded_at IS NULL GROUP BY 1
      ) years GROUP BY year ORDER BY year DESC`,
  );
}

function childrenOf(
  told: Told,
  recorded: Sum[],
  reports: readonly ReportedMonth[],
  { today, over, printed }: { today: CivilDate; over: boolean; printed: PrintedOf },
): ProgressChild[] {
  const sums = new Map(recorded.filter((sum) => sum.part === "child").map((sum) => [sum.key, sum]));
  // Communes and the provinces of a ministry have no targets of their own yet: only those where something happened are told.
  const wide = told.unit?.kind === "nation";
  return told.children.flatMap((unit) => {
    const sum = sums.get(unit.id);
    if (!wide && !sum) return [];
    const figures = told.figures.filter((figure) => figure.about === unit.id);
    const { sources: _sources, ...stands } = standing({
      totals: wide ? totalsAmong(figures, printed) : [],
      targets: wide
        ? told.targets
            .filter((target) => target.unitId === unit.id && target.campaignId === printed.campaignId)
            .map(shownTarget)
        : [],
      rates: wide ? ofMetric(figures, "pct_of_plan", printed) : [],
      recorded: sum,
      reports: wide ? reports.filter((report) => report.unitId === unit.id) : [],
      today,
      over,
      half: printed.period === "H1" ? "h1" : undefined,
    });
    const rate = stands.rate.computed ?? stands.rate.published?.value ?? null;
    const population = populationOf(told, unit.id);
    return [
      {
        unit: withoutId(unit),
        ...stands,
        met: rate === null ? null : rate >= 100,
        populationShare:
          population && stands.received !== null && wide && !stands.containsDemo
            ? populationShare(stands.received, population.people)
            : null,
        published: wide ? figures.map(figureOnly) : [],
      },
    ];
  });
}

function campaignProgress(
  campaign: ToldCampaign,
  told: Told,
  recorded: Sum[],
  today: CivilDate,
  unitId: string,
): CampaignProgress {
  const figures = told.figures.filter(
    (figure) => figure.campaignId === campaign.id && (figure.about ?? "VN") === unitId,
  );
  const {
    sources: _sources,
    asOf: _asOf,
    status: _status,
    official: _official,
    ofYear: _ofYear,
    ...stands
  } = standing({
    totals: totalsAmong(figures, { campaignId: campaign.id, period: "year" }),
    targets: told.targets
      .filter((target) => target.unitId === unitId && target.campaignId === campaign.id)
      .map(shownTarget),
    rates: ofMetric(figures, "pct_of_plan", { campaignId: campaign.id, period: "year" }),
    recorded: recorded.find((sum) => sum.part === "campaign" && sum.key === campaign.id),
    today,
    over: today > campaign.endsOn,
  });
  return { ...campaign, ...stands, published: figures.map(figureOnly) };
}

/** The versions of the target a rate stands on, each with the rate it would give: an earlier rate can still be seen. */
function versionsOf(
  told: Told,
  { measuredAgainst, received, countedIn }: ReturnType<typeof standing>,
): TargetVersion[] {
  if (measuredAgainst === null || measuredAgainst.qualifier === "sum") return [];
  const { metric, period, campaignId, isDemo } = measuredAgainst;
  return told.versions
    .filter(
      (one) => one.metric === metric && one.period === period && one.campaignId === campaignId && one.isDemo === isDemo,
    )
    .map(({ metric: _metric, period: _period, campaignId: _campaign, isDemo: _demo, ...version }) => ({
      ...version,
      rate: comparableRate(received, countedIn, version),
    }));
}

/** The nation has no demonstration target of its own: what its units were given adds up to one. */
function demoPlan({ unit, targets }: Told): Target[] {
  if (unit?.kind !== "nation") return [];
  const parts = targets.filter(
    (target) => target.isDemo && target.campaignId === null && target.period === "year" && target.metric === "units",
  );
  const [first] = parts;
  if (!first || parts.some((target) => target.unitId === unit.id)) return [];
  return [
    {
      ...shownTarget(first),
      value: parts.reduce((sum, target) => sum + target.value, 0),
      qualifier: "sum",
      note: null,
    },
  ];
}

/** The population a unit's rates of the year stand on, with the way it was counted and its source. */
function populationOf(told: Told, unitId: string): Progress["population"] {
  const found = told.populations.find((population) => population.unitId === unitId);
  if (!found) return null;
  const { unitId: _unitId, ...population } = found;
  return population;
}

function withoutId({ id: _id, ...unit }: Told["unit"] & {}) {
  return unit;
}
