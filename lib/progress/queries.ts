import sqltag, { empty, type Sql } from "sql-template-tag";
import { z } from "zod";
import { impliedPlanRange, percentOf, perThousand } from "@/lib/core/numbers";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { comparableRate, decimalsOf, leadingFigure, mayCompare } from "./figures";
import { evenPlanByMonth, monthsOf, paceTo } from "./period";
import { populationShare } from "./rules";
import {
  type CampaignProgress,
  type Figure,
  figureShape,
  type Progress,
  type ProgressChild,
  type Recorded,
  type Target,
  targetShape,
  unitShape,
} from "./schema";

export interface ProgressQuestion {
  year: number;
  /** "VN", a province's or ministry's code ("01", "BCA"), or a commune's; as it was at the end of the year. */
  unitCode?: string;
  campaignId?: string;
}

/**
 * How far a unit has come in a year, or within one campaign: what was published, what is recorded here, the targets,
 * its parts. A printed total of the whole year comes first; the two are never added. Null when there is no such unit
 * then, or no edition of the campaign.
 */
export async function publicProgress(question: ProgressQuestion, now = new Date()): Promise<Progress | null> {
  const today = todayInVietnam(now);
  const asked = { year: question.year, unitCode: question.unitCode ?? "VN", campaignId: question.campaignId ?? null };
  const told = await whatIsTold(asked, today);
  if (!told?.unit) return null;
  const campaign =
    asked.campaignId === null ? null : (told.campaigns.find((one) => one.id === asked.campaignId) ?? null);
  if (asked.campaignId !== null && campaign === null) return null;
  const recorded = await whatIsRecorded({ ...asked, unit: told.unit }, today);

  const { unit } = told;
  const period = campaign
    ? { from: campaign.startsOn, to: campaign.endsOn }
    : { from: `${asked.year}-01-01`, to: `${asked.year}-12-31` };
  const all = recorded.find((sum) => sum.part === "all");
  const figures = told.figures.filter((figure) =>
    campaign ? figure.campaignId === campaign.id && (figure.about ?? "VN") === unit.id : figure.about === unit.id,
  );
  const totals = totalsAmong(figures, asked.campaignId);
  const targets = [...told.targets.filter((target) => target.unitId === unit.id).map(shownTarget), ...demoPlan(told)];
  const scopedTargets = targets.filter((target) => target.campaignId === asked.campaignId);

  const main = standing({
    totals,
    targets: scopedTargets,
    rates: ofMetric(figures, "pct_of_plan", asked.campaignId),
    recorded: all,
    today,
    over: today > period.to,
  });
  const children = childrenOf(told, recorded, today, period.to, asked.campaignId);
  const population = populationOf(told, unit.id);
  // A few made-up drives are no share of a real population.
  const comparable = main.received === null || main.containsDemo ? null : population;
  const against = main.measuredAgainst;
  const plan = against ? evenPlanByMonth(against.value, period.from, period.to) : new Map<string, number>();
  const measured = (metric: string, computed: number | null, targetMetric: string | null) => ({
    computed,
    published: withoutOwner(leadingFigure(ofMetric(figures, metric, asked.campaignId))),
    target: targets.find((target) => target.metric === targetMetric && target.campaignId === asked.campaignId) ?? null,
  });
  const sums = main.recorded;
  const shareOf = (part: number | undefined) =>
    sums && sums.donations > 0 ? percentOf(part ?? 0, sums.donations) : null;
  const metFigure = leadingFigure(ofMetric(figures, "reporting_units_meeting_target", asked.campaignId));
  const decidable = children.filter((child) => child.met !== null);

  return {
    year: asked.year,
    unit: withoutId(unit),
    campaign,
    period,
    ...main,
    publishedTotals: totals.map(figureOnly),
    targets,
    pace: main.basis === "recorded" ? paceTo(against?.value ?? null, main.received, period, today) : null,
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
    months: monthsWithPlan(recorded, period, plan),
    children,
    campaigns: told.campaigns.map((one) => campaignProgress(one, told, recorded, today, unit.id)),
    figures: figures.map(figureOnly),
    conflicts: told.conflicts.filter((conflict) =>
      conflict.figureIds.some((id) => figures.some((figure) => figure.id === id)),
    ),
  };
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
  return rows(
    yearShape,
    sqltag`SELECT year, bool_or(published) AS published, bool_or(recorded) AS recorded, bool_or(demo) AS "containsDemo"
      FROM (
        SELECT year, bool_or(metric IN ('units_received', 'donations_received')) AS published, false AS recorded, false AS demo
        FROM published_figure WHERE unit_id IS NOT NULL AND period = 'year' GROUP BY year
        UNION ALL
        SELECT extract(year FROM held_on)::integer, false, true, bool_or(is_demo)
        FROM drive WHERE status NOT IN ('draft', 'cancelled') GROUP BY 1
      ) years GROUP BY year ORDER BY year DESC`,
  );
}

// ── what files and decisions tell ──

const toldUnit = unitShape.extend({ id: z.string() });
const toldFigure = figureShape.extend({ about: z.string().nullable() });
const toldTarget = targetShape.extend({ unitId: z.string() });
const toldCampaign = z.object({
  id: z.string(),
  nameVi: z.string(),
  shortVi: z.string(),
  nameEn: z.string(),
  shortEn: z.string(),
  year: z.number(),
  startsOn: z.string(),
  endsOn: z.string(),
  mainOn: z.string().nullable(),
  datesFrom: z.enum(["published", "rule", "decided"]),
  source: z.string(),
  note: z.string().nullable(),
  printed: z.record(z.string(), z.unknown()),
});
const toldShape = z.object({
  unit: toldUnit.nullable(),
  children: z.array(toldUnit),
  populations: z.array(
    z.object({ unitId: z.string(), year: z.number(), basis: z.string(), people: z.number(), source: z.string() }),
  ),
  targets: z.array(toldTarget),
  figures: z.array(toldFigure),
  conflicts: z.array(
    z.object({ id: z.string(), whatVi: z.string(), whatEn: z.string(), figureIds: z.array(z.string()) }),
  ),
  campaigns: z.array(toldCampaign),
});
type Told = z.output<typeof toldShape>;
type ToldFigure = z.output<typeof toldFigure>;
type ToldCampaign = z.output<typeof toldCampaign>;

interface Asked {
  year: number;
  unitCode: string;
  campaignId: string | null;
}

/** Unit, parts, populations, targets, figures and campaigns in one answer. */
function whatIsTold({ year, unitCode }: Asked, today: CivilDate): Promise<Told | null> {
  const lastDay = `${year}-12-31`;
  const on = lastDay < today ? lastDay : today;
  return row(
    toldShape,
    sqltag`
    WITH asked AS (
      SELECT id, kind, code FROM unit
      WHERE code = ${unitCode} AND valid_from <= ${on} AND (valid_to IS NULL OR valid_to > ${on})
      ORDER BY kind DESC LIMIT 1
    ), parts AS (
      SELECT child.id FROM asked JOIN unit child ON
        (asked.kind = 'nation' AND child.kind IN ('province', 'ministry')
          OR asked.kind = 'province' AND child.kind = 'commune' AND child.parent_id = asked.id
          OR asked.kind = 'ministry' AND child.kind = 'province')
      WHERE child.valid_from <= ${on} AND (child.valid_to IS NULL OR child.valid_to > ${on})
    ), everyone AS (SELECT id FROM asked UNION ALL SELECT id FROM parts),
    described AS (
      SELECT u.id, u.code, u.kind, jsonb_build_object('id', u.id, 'code', u.code, 'kind', u.kind,
          'type', coalesce(v.type, u.type), 'name', coalesce(v.name, u.name), 'fullName', coalesce(v.full_name, u.full_name),
          'nameEn', u.name_en, 'regionCode', u.region_code, 'validFrom', u.valid_from, 'validTo', u.valid_to) AS unit
      FROM unit u
      LEFT JOIN unit_version v ON v.unit_id = u.id AND v.valid_from <= ${on} AND (v.valid_to IS NULL OR v.valid_to > ${on})
      WHERE u.id IN (SELECT id FROM everyone)
    ), editions AS (
      SELECT DISTINCT ON (e.campaign_id) e.* FROM campaign_edition e
      WHERE e.year = ${year} AND e.scope_unit_id IN (SELECT id FROM asked UNION SELECT 'VN')
      ORDER BY e.campaign_id, e.scope_unit_id <> (SELECT id FROM asked)
    ), figure AS (
      SELECT f.* FROM published_figure f
      WHERE f.year = ${year} AND (f.unit_id IN (SELECT id FROM everyone)
        OR f.scope = 'campaign' AND EXISTS (SELECT FROM asked WHERE kind = 'nation'))
    )
    SELECT
      (SELECT unit FROM described WHERE id = (SELECT id FROM asked)) AS unit,
      coalesce((SELECT jsonb_agg(unit ORDER BY kind DESC, code) FROM described WHERE id IN (SELECT id FROM parts)), '[]') AS children,
      coalesce((SELECT jsonb_agg(jsonb_build_object('unitId', unit_id, 'year', year, 'basis', basis, 'people', people, 'source', source))
        FROM unit_population WHERE unit_id IN (SELECT id FROM everyone)), '[]') AS populations,
      coalesce((SELECT jsonb_agg(jsonb_build_object('unitId', t.unit_id, 'metric', t.metric, 'period', t.period, 'value', t.value,
          'qualifier', t.qualifier, 'countedIn', t.counting_basis, 'campaignId', e.campaign_id, 'decidedOn', t.decided_on,
          'decisionNumber', t.decision_number, 'version', t.version, 'isDemo', t.is_demo, 'note', t.note,
          'sources', ${sourcesOf(sqltag`t.source_figure_id`)}) ORDER BY t.metric, t.is_demo)
        FROM target t LEFT JOIN campaign_edition e ON e.id = t.campaign_edition_id
        WHERE t.year = ${year} AND t.superseded_at IS NULL AND t.unit_id IN (SELECT id FROM everyone)), '[]') AS targets,
      coalesce((SELECT jsonb_agg(jsonb_build_object('about', f.unit_id, 'id', f.id, 'metric', f.metric, 'period', f.period,
          'value', f.value, 'of', f.detail -> 'of', 'detail', f.value_detail, 'countedIn', f.counted_in, 'qualifier', f.qualifier,
          'status', f.status, 'asOf', f.as_of, 'note', f.note, 'headline', f.headline, 'campaignId', f.campaign_id,
          'sources', ${sourcesOf(sqltag`f.id`)}) ORDER BY f.headline DESC, f.metric, f.period, f.id)
        FROM figure f), '[]') AS figures,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'whatVi', what_vi, 'whatEn', what_en, 'figureIds', figure_ids) ORDER BY id)
        FROM published_conflict WHERE figure_ids && (SELECT array_agg(id) FROM figure)), '[]') AS conflicts,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'nameVi', c.name_vi, 'shortVi', c.short_vi, 'nameEn', c.name_en,
          'shortEn', c.short_en, 'year', e.year, 'startsOn', e.starts_on, 'endsOn', e.ends_on, 'mainOn', e.main_on,
          'datesFrom', e.dates_from, 'source', e.source, 'note', e.note, 'printed', e.published) ORDER BY c.sort_order)
        FROM editions e JOIN campaign c ON c.id = e.campaign_id), '[]') AS campaigns`,
  );
}

const sourcesOf = (figureId: Sql): Sql => sqltag`coalesce((
  SELECT jsonb_agg(jsonb_build_object('id', s.id, 'publisher', s.publisher, 'address', s.address, 'publishedOn', s.published_on)
    ORDER BY s.published_on NULLS LAST, s.id)
  FROM published_figure_source fs JOIN published_source s ON s.id = fs.source_id WHERE fs.figure_id = ${figureId}), '[]')`;

// ── what drives recorded ──

const sumShape = z.object({
  part: z.enum(["all", "month", "child", "campaign"]),
  key: z.string().nullable(),
  donations: z.number(),
  volumeMl: z.number(),
  voluntary: z.number(),
  firstTime: z.number(),
  atLeast350Ml: z.number(),
  apheresis: z.number(),
  drives: z.number(),
  everyDrive: z.number(),
  plannedUnits: z.number(),
  containsDemo: z.boolean(),
  reconciled: z.boolean(),
});
type Sum = z.output<typeof sumShape>;

/** Totals by drive added up once: altogether, by month, by part of the unit, by campaign. Drafts and drives called off count nothing. */
function whatIsRecorded(
  { year, unit, campaignId }: Asked & { unit: Told["unit"] & {} },
  today: CivilDate,
): Promise<Sum[]> {
  const ofUnit =
    unit.kind === "nation"
      ? empty
      : unit.kind === "commune"
        ? sqltag`AND d.commune_id = ${unit.id}`
        : sqltag`AND d.credited_unit_id = ${unit.id}`;
  const inPeriod =
    campaignId === null
      ? sqltag`d.held_on BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`
      : sqltag`d.id IN (SELECT dc.drive_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
          WHERE e.year = ${year} AND e.campaign_id = ${campaignId})`;
  const child =
    unit.kind === "nation"
      ? sqltag`d.credited_unit_id`
      : unit.kind === "ministry"
        ? sqltag`d.province_id`
        : unit.kind === "province"
          ? sqltag`d.commune_id`
          : sqltag`NULL::text`;
  const sums = sqltag`sum(donations)::integer AS donations, sum(volume_ml)::bigint AS "volumeMl", sum(voluntary)::integer AS voluntary,
    sum(first_time)::integer AS "firstTime", sum(at_least_350_ml)::integer AS "atLeast350Ml", sum(apheresis)::integer AS apheresis,
    count(*) FILTER (WHERE held_on <= ${today})::integer AS drives, count(*)::integer AS "everyDrive",
    sum(planned_units)::integer AS "plannedUnits", bool_or(is_demo) AS "containsDemo", bool_and(status = 'reconciled') AS reconciled`;
  const columns = sqltag`d.held_on, d.is_demo, d.status, d.planned_units, coalesce(t.donations, 0) AS donations,
    coalesce(t.volume_ml, 0) AS volume_ml, coalesce(t.voluntary, 0) AS voluntary, coalesce(t.first_time, 0) AS first_time,
    coalesce(t.at_least_350_ml, 0) AS at_least_350_ml, coalesce(t.apheresis, 0) AS apheresis`;
  // A donation stays a fact when its drive is broken off; a drive called off without any counts as none.
  const counts = sqltag`(t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed'))`;
  return rows(
    sumShape,
    sqltag`
    WITH counted AS MATERIALIZED (
      SELECT ${child} AS child, to_char(d.held_on, 'YYYY-MM') AS month, ${columns}
      FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
      WHERE ${inPeriod} ${ofUnit} AND ${counts}
    ), in_campaign AS (
      SELECT DISTINCT e.campaign_id, d.id, ${columns}
      FROM campaign_edition e
      JOIN drive_campaign dc ON dc.edition_id = e.id
      JOIN drive d ON d.id = dc.drive_id
      LEFT JOIN drive_total t ON t.drive_id = d.id
      WHERE e.year = ${year} ${campaignId === null ? empty : sqltag`AND e.campaign_id = ${campaignId}`} ${ofUnit} AND ${counts}
    )
    SELECT CASE WHEN grouping(month) = 0 THEN 'month' WHEN grouping(child) = 0 THEN 'child' ELSE 'all' END AS part,
      CASE WHEN grouping(month) = 0 THEN month WHEN grouping(child) = 0 THEN child END AS key, ${sums}
    FROM counted GROUP BY GROUPING SETS ((), (month), (child)) HAVING count(*) > 0
    UNION ALL
    SELECT 'campaign', campaign_id, ${sums} FROM in_campaign GROUP BY campaign_id`,
  );
}

function recordedOf(sum: Sum | undefined): Recorded | null {
  if (!sum) return null;
  const { part: _part, key: _key, everyDrive: _every, reconciled: _reconciled, ...told } = sum;
  return { ...told, repeat: sum.donations - sum.firstTime };
}

// ── both together ──

interface Standing {
  totals: ToldFigure[];
  targets: Target[];
  rates: ToldFigure[];
  recorded: Sum | undefined;
  today: CivilDate;
  over: boolean;
}

/** What counts as received, against which target, at which rate. */
function standing({ totals, targets, rates, recorded, today, over }: Standing) {
  const total = leadingFigure(totals);
  const published = total?.value ?? null;
  const basis = published !== null ? "published" : recorded ? "recorded" : "none";
  const received = published ?? recorded?.donations ?? null;
  const countedIn = total ? total.countedIn : recorded ? "donations" : null;
  const containsDemo = basis === "recorded" && recorded !== undefined && recorded.containsDemo;
  const target = totalTarget(targets.filter((one) => !one.isDemo));
  const demoTarget = totalTarget(targets.filter((one) => one.isDemo));
  const measuredAgainst = basis === "published" ? target : containsDemo || !target ? (demoTarget ?? target) : target;
  const rate = leadingFigure(rates);
  const status = total ? total.status : recorded ? (over && recorded.reconciled ? "final" : "provisional") : null;
  return {
    basis,
    received,
    countedIn,
    asOf: total ? (total.asOf ?? latestPrinting(total)) : recorded ? today : null,
    status,
    sources: total?.sources ?? [],
    containsDemo,
    recorded: recordedOf(recorded),
    target,
    measuredAgainst,
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

function childrenOf(
  told: Told,
  recorded: Sum[],
  today: CivilDate,
  lastDay: CivilDate,
  campaignId: string | null,
): ProgressChild[] {
  const sums = new Map(recorded.filter((sum) => sum.part === "child").map((sum) => [sum.key, sum]));
  // Communes and the provinces of a ministry have no targets of their own yet: only those where something happened are told.
  const wide = told.unit?.kind === "nation";
  return told.children.flatMap((unit) => {
    const sum = sums.get(unit.id);
    if (!wide && !sum) return [];
    const figures = told.figures.filter((figure) => figure.about === unit.id);
    const { sources: _sources, ...stands } = standing({
      totals: wide ? totalsAmong(figures, campaignId) : [],
      targets: wide
        ? told.targets
            .filter((target) => target.unitId === unit.id && target.campaignId === campaignId)
            .map(shownTarget)
        : [],
      rates: wide ? ofMetric(figures, "pct_of_plan", campaignId) : [],
      recorded: sum,
      today,
      over: today > lastDay,
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
    ...stands
  } = standing({
    totals: totalsAmong(figures, campaign.id),
    targets: told.targets
      .filter((target) => target.unitId === unitId && target.campaignId === campaign.id)
      .map(shownTarget),
    rates: ofMetric(figures, "pct_of_plan", campaign.id),
    recorded: recorded.find((sum) => sum.part === "campaign" && sum.key === campaign.id),
    today,
    over: today > campaign.endsOn,
  });
  return { ...campaign, ...stands, published: figures.map(figureOnly) };
}

/** Totals of the whole year or the whole campaign, however they were counted. */
function totalsAmong(figures: ToldFigure[], campaignId: string | null): ToldFigure[] {
  return [
    ...ofMetric(figures, "units_received", campaignId),
    ...ofMetric(figures, "donations_received", campaignId),
  ].filter((figure) => figure.value !== null);
}

function ofMetric(figures: ToldFigure[], metric: string, campaignId: string | null): ToldFigure[] {
  return figures.filter(
    (figure) =>
      figure.metric === metric &&
      figure.campaignId === campaignId &&
      (figure.period === "year" || (campaignId !== null && figure.period === `campaign:${campaignId}`)),
  );
}

/** The target of the total: in units, else in donations. */
function totalTarget(targets: Target[]): Target | null {
  const whole = targets.filter((target) => target.period !== "h1");
  return (
    whole.find((target) => target.metric === "units") ?? whole.find((target) => target.metric === "donations") ?? null
  );
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

/** The nation by its statistics office; a province by the merger papers, which alone cover all 34. The latest year. */
function populationOf(told: Told, unitId: string): Progress["population"] {
  const wanted = unitId === "VN" ? "nso_average" : "merger_papers";
  const found = told.populations
    .filter((population) => population.unitId === unitId && population.basis === wanted)
    .sort((a, b) => b.year - a.year)[0];
  if (!found) return null;
  const { unitId: _unitId, ...population } = found;
  return population;
}

function monthsWithPlan(
  recorded: Sum[],
  period: { from: CivilDate; to: CivilDate },
  plan: Map<string, number>,
): Progress["months"] {
  const sums = new Map(recorded.filter((sum) => sum.part === "month").map((sum) => [sum.key ?? "", sum]));
  const months = [...new Set([...monthsOf(period.from, period.to), ...sums.keys()])].sort();
  return months.map((month) => {
    const sum = sums.get(month);
    return {
      month,
      received: sum?.donations ?? null,
      volumeMl: sum?.volumeMl ?? null,
      plan: plan.get(month) ?? null,
      plannedUnits: sum?.plannedUnits ?? null,
      containsDemo: sum?.containsDemo ?? false,
    };
  });
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

function shownTarget({ unitId: _unitId, ...target }: z.output<typeof toldTarget>): Target {
  return target;
}

function figureOnly({ about: _about, ...figure }: ToldFigure): Figure {
  return figure;
}

const withoutOwner = (figure: Figure | null): Figure | null =>
  figure === null ? null : figureOnly(figure as ToldFigure);

function withoutId({ id: _id, ...unit }: Told["unit"] & {}) {
  return unit;
}
