import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { inToldOrder, isOfFew, mayTellPart, type Told, withoutFew } from "@/lib/core/few";
import type { CivilDate } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import type { KeptBack } from "@/lib/targets/past/neighbours";
import { publicFlow } from "@/lib/units/flow/queries";
import { flowTables } from "@/lib/units/flow/statements";
import { lineageOf } from "../over-time/attribution";
import { counts, halfTarget, within, yearTarget } from "../scope/conditions";
import type { UnitScope } from "../scope/queries";
import { type Half, halfOf } from "../span";
import { addedBy, type ByReports, beyondOf, type KeptBackIn, keptBackIn, type ViewOfDays } from "./beside";
import { type KeptParts, publicKeptParts } from "./kept-parts";
import type { DrillPart } from "./rules";

/** A view: whose drives, over which days, taken apart by what. */
export interface DrillQuestion extends ViewOfDays {
  readonly by: DrillPart;
}

const rowShape = z.object({
  key: z.string(),
  code: z.string().nullable().describe("of a unit that can be opened"),
  name: z.string(),
  nameEn: z.string(),
  donations: z.number(),
  before: z.number().describe("in the same days a year before"),
  drives: z.number(),
  planned: z.number().describe("units that its drives of the days so far had planned"),
  wholeBlood: z.number(),
  target: z.number().nullable().describe("the whole year's"),
  half: z.number().nullable().describe("the target of the half-year that is asked for; null where none is in force"),
  isDemo: z.boolean(),
});
type DrillRow = z.output<typeof rowShape>;

/** What a view answers: its parts, most first, and how many there are in all. */
export interface Drill {
  readonly rows: (Told<Omit<DrillRow, "before" | "wholeBlood">> & {
    before: number | null;
    wholeBlood: number | null;
  } & ByReports)[];
  readonly all: number;
  /** What was recorded, null where the whole of a commune is kept back; with `reported` it is the official figure. */
  readonly sum: { donations: number | null; before: number | null; drives: number } & ByReports;
}

/** As many parts as a page shows. */
export const mostRows = 200;

/**
 * The drives of a unit, and of those that have gone into it, in a period, taken apart: by the units below it (in a
 * commune: by the bodies that hosted), by host, campaign, collecting facility, donor segment or component, each beside
 * the same days of the year before. Beside the sum, and beside the units of the nation, stands what approved monthly
 * reports make of it; they tell nothing of a campaign, nor of what is below a province. Reads totals by drive, never a
 * donation. Below the provinces few donations are kept back, and what would tell them: of a commune
 * also its whole, where its province less its neighbours would tell it or theirs.
 */
export async function publicDrill(asked: DrillQuestion): Promise<Drill> {
  const { scope, span, today } = asked;
  const ofUnits = asked.by === "unit" && scope.kind !== "commune";
  const ofBreakdown = asked.by === "segment" || asked.by === "component";
  const flow = await publicFlow(today);
  const byReports = await beyondOf(asked, flow, scope.kind === "nation" ? undefined : [scope.id]);
  const ofReporting = ofUnits && scope.kind === "nation";
  const key = keyOf(asked);
  const lineage = lineageOf(scope.id, flow);
  const donations = ofBreakdown ? sql`b.donations` : sql`t.donations`;
  const joined = ofBreakdown
    ? sql`JOIN drive_breakdown b ON b.drive_id = d.id AND b.donations > 0`
    : asked.by === "campaign"
      ? sql`JOIN drive_campaign dc ON dc.drive_id = d.id JOIN campaign_edition e ON e.id = dc.edition_id`
      : sql``;
  const inCampaign =
    asked.campaignId === null
      ? sql`true`
      : sql`EXISTS (SELECT FROM drive_campaign f JOIN campaign_edition g ON g.id = f.edition_id
          WHERE f.drive_id = d.id AND g.campaign_id = ${asked.campaignId})`;
  const found = await rows(
    rowShape.extend({ all: z.number(), sumNow: z.number(), sumBefore: z.number(), sumDrives: z.number() }),
    sql`WITH RECURSIVE ${flowTables(today)}, part AS (
        SELECT ${ofUnits ? sql`coalesce(gone.to_id, ${key})` : key} AS key,
          coalesce(sum(${donations}) FILTER (WHERE d.held_on BETWEEN ${span.from}::date AND ${span.through}::date), 0)::integer AS donations,
          coalesce(sum(${donations}) FILTER (WHERE d.held_on BETWEEN ${span.before.from}::date AND ${span.before.to}::date), 0)::integer AS before,
          count(DISTINCT d.id) FILTER (WHERE d.held_on BETWEEN ${span.from}::date AND ${span.through}::date)::integer AS drives,
          ${ofBreakdown ? sql`0` : sql`coalesce(sum(d.planned_units) FILTER (WHERE d.held_on BETWEEN ${span.from}::date AND ${span.through}::date), 0)::integer`} AS planned,
          ${
            ofBreakdown
              ? sql`coalesce(sum(b.donations) FILTER (WHERE b.component = 'whole_blood' AND d.held_on BETWEEN ${span.from}::date AND ${span.through}::date), 0)::integer`
              : sql`coalesce(sum(t.donations - t.apheresis) FILTER (WHERE d.held_on BETWEEN ${span.from}::date AND ${span.through}::date), 0)::integer`
          } AS whole_blood,
          bool_or(d.is_demo) AS is_demo
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id ${joined}
          ${ofUnits ? sql`LEFT JOIN sole gone ON gone.from_id = ${key} AND gone.parts = 1` : sql``}
        WHERE (d.held_on BETWEEN ${span.from}::date AND ${span.through}::date
            OR d.held_on BETWEEN ${span.before.from}::date AND ${span.before.to}::date)
          AND ${within(scope, lineage)} AND ${counts} AND ${inCampaign}
        GROUP BY 1
      ), everyone AS (
        SELECT coalesce(part.key, listed.id) AS key, coalesce(donations, 0) AS donations, coalesce(before, 0) AS before,
          coalesce(drives, 0) AS drives, coalesce(planned, 0) AS planned, coalesce(whole_blood, 0) AS whole_blood,
          coalesce(part.is_demo, false) AS is_demo
        FROM part FULL JOIN (${listed(asked)}${ofReporting ? sql` UNION SELECT unnest(${[...byReports.keys()]}::text[])` : sql``}) listed ON listed.id = part.key
      )
      SELECT p.key, ${ofUnits ? sql`u.code` : sql`NULL`} AS code, ${nameOf(asked)} AS name, ${nameOf(asked, true)} AS "nameEn",
        p.donations, p.before, p.drives, p.planned, p.whole_blood AS "wholeBlood", p.is_demo AS "isDemo",
        ${ofUnits ? yearTarget(sql`p.key`, span.year, today) : sql`NULL::float8`} AS target,
        ${halfTarget(sql`p.key`, { year: span.year, half: ofUnits ? halfOf(span) : null }, today)} AS half,
        count(*) OVER ()::integer AS all, sum(p.donations) OVER ()::integer AS "sumNow",
        sum(p.before) OVER ()::integer AS "sumBefore", sum(p.drives) OVER ()::integer AS "sumDrives"
      FROM everyone p ${namesOf(asked)}
      ORDER BY p.donations DESC, ${nameOf(asked)} COLLATE "vi-x-icu", p.key LIMIT ${mostRows}`,
  );
  const [first] = found;
  const plain = found.map(({ all: _all, sumNow: _now, sumBefore: _before, sumDrives: _drives, ...one }) => one);
  const sum = { donations: first?.sumNow ?? 0, before: first?.sumBefore ?? 0, drives: first?.sumDrives ?? 0 };
  const beside =
    scope.kind === "commune" || (ofUnits && scope.kind === "province")
      ? await keptBackIn({
          unitId: scope.id,
          span,
          campaignId: asked.campaignId,
          eachCampaign: asked.by === "campaign",
        })
      : null;
  // Of a province's bodies and facilities, what is told of its communes is to be told nowhere else.
  const communes =
    scope.kind === "province" && !ofUnits && !ofBreakdown && asked.by !== "campaign"
      ? await keptBackIn({ unitId: scope.id, span, campaignId: asked.campaignId })
      : null;
  const parts =
    isBelowProvinces(asked) && (scope.kind === "commune" || scope.kind === "province") && asked.by !== "campaign"
      ? await publicKeptParts(asked, { key, ofBreakdown, lineage, inCampaign, communes })
      : null;
  const told = {
    rows: (isBelowProvinces(asked) ? hidden(plain, { beside: ofUnits ? beside : null, parts }) : plain).map((row) => ({
      ...row,
      ...addedBy(ofReporting ? [byReports.get(row.key)] : []),
    })),
    all: first?.all ?? 0,
    sum: { ...sum, ...addedBy(scope.kind === "nation" ? [...byReports.values()] : [byReports.get(scope.id)]) },
  };
  if (scope.kind !== "commune" || beside === null) return told;
  const ofCampaign = (kept: KeptBack, key: string) => kept.campaigns.get(key)?.has(scope.id) === true;
  const without = {
    donations: isOfFew(sum.donations) || beside.now.whole.has(scope.id),
    before: isOfFew(sum.before) || beside.before.whole.has(scope.id),
  };
  return {
    ...told,
    rows: inOrder(
      told.rows.map((row) => ({
        ...row,
        ...(without.donations || ofCampaign(beside.now, row.key) ? { donations: null, wholeBlood: null } : {}),
        ...(without.before || ofCampaign(beside.before, row.key) ? { before: null } : {}),
      })),
    ),
    sum: {
      ...told.sum,
      ...(without.donations ? { donations: null } : {}),
      ...(without.before ? { before: null } : {}),
    },
  };
}

/** Provinces and ministries, and what one campaign brought in them or in the whole country, are never few people's places. */
function isBelowProvinces({ scope, by }: DrillQuestion): boolean {
  if (by === "host" || scope.kind === "commune") return true;
  return by === "unit" ? scope.kind !== "nation" : by !== "campaign";
}

/** Rows without their small counts, nor those that lists of other days would tell: of communes `beside`, of all `parts`. */
function hidden(found: DrillRow[], { beside, parts }: { beside: KeptBackIn | null; parts: KeptParts | null }) {
  const before = withoutFew(found.map(({ key, before }) => ({ key, donations: before })));
  const told = withoutFew(found).map((one, index) => {
    const isKept = beside?.now.listed.has(one.key) || parts?.now.has(one.key);
    const donations = isKept ? null : one.donations;
    const isPartTold = donations !== null && mayTellPart(one.wholeBlood, donations) && !parts?.wholeBlood.has(one.key);
    return {
      ...one,
      donations,
      before:
        beside?.before.listed.has(one.key) || parts?.before.has(one.key) ? null : (before[index]?.donations ?? null),
      wholeBlood: isPartTold ? one.wholeBlood : null,
    };
  });
  return inOrder(told);
}

function inOrder<Row extends { donations: number | null; name: string }>(rows: readonly Row[]): Row[] {
  return inToldOrder(rows, { count: ({ donations }) => donations, name: ({ name }) => name });
}

function keyOf({ scope, by }: DrillQuestion): Sql {
  if (by === "segment") return sql`b.segment`;
  if (by === "component") return sql`b.component`;
  if (by === "campaign") return sql`e.campaign_id`;
  if (by === "facility") return sql`d.facility_id::text`;
  if (by === "host" || scope.kind === "commune") return sql`d.host_organisation_id::text`;
  if (scope.kind === "nation") return sql`d.credited_unit_id`;
  return scope.kind === "ministry" ? sql`d.province_id` : sql`d.commune_id`;
}

/** Units that are shown whether or not they held anything: those that report to the nation, and a province's communes. */
function listed({ scope, by, today }: DrillQuestion): Sql {
  const below =
    by !== "unit"
      ? null
      : scope.kind === "nation"
        ? sql`kind IN ('province', 'ministry')`
        : scope.kind === "province"
          ? sql`kind = 'commune' AND parent_id = ${scope.id}`
          : null;
  if (below === null) return sql`SELECT NULL::text AS id WHERE false`;
  return sql`SELECT id FROM unit WHERE ${below} AND valid_from <= ${today}::date
    AND (valid_to IS NULL OR valid_to > ${today}::date)`;
}

function namesOf({ scope, by }: DrillQuestion): Sql {
  if (by === "segment" || by === "component") return sql``;
  if (by === "campaign") return sql`JOIN campaign c ON c.id = p.key`;
  if (by === "facility") return sql`JOIN facility f ON f.id = p.key::uuid`;
  if (by === "host" || scope.kind === "commune") return sql`JOIN organisation o ON o.id = p.key::uuid`;
  return sql`JOIN unit u ON u.id = p.key`;
}

function nameOf({ scope, by }: DrillQuestion, english = false): Sql {
  if (by === "segment" || by === "component") return sql`p.key`;
  if (by === "campaign") return english ? sql`c.name_en` : sql`c.name_vi`;
  if (by === "facility") return sql`f.name`;
  if (by === "host" || scope.kind === "commune") return sql`o.name`;
  return english ? sql`u.name_en` : sql`u.name`;
}

const pacedShape = z.object({ target: z.number().nullable(), isSum: z.boolean(), half: z.number().nullable() });

/**
 * The year's target a view is held against: the unit's own, else the sum of those of the units that report to the nation.
 * Beside it the unit's own target of the half-year that is asked for: halves are not added up, since not every unit has one.
 */
export async function publicYearTarget(
  scope: Pick<UnitScope, "id" | "kind">,
  asked: { year: number; half?: Half | null },
  today: CivilDate,
): Promise<z.output<typeof pacedShape>> {
  const { year, half = null } = asked;
  const own = yearTarget(sql`${scope.id}::text`, year, today);
  const ownHalf = halfTarget(sql`${scope.id}::text`, { year, half }, today);
  const found = await row(
    pacedShape,
    scope.kind === "nation"
      ? sql`WITH parts AS (SELECT sum(${yearTarget(sql`u.id`, year, today)}) AS demo_sum,
            bool_or(EXISTS (SELECT FROM target g WHERE g.unit_id = u.id AND g.year = ${year} AND g.is_demo)) AS demo
          FROM unit u WHERE u.kind IN ('province', 'ministry') AND u.valid_to IS NULL)
        SELECT CASE WHEN demo THEN demo_sum ELSE coalesce(${own}, demo_sum) END AS target,
          (demo OR ${own} IS NULL) AS "isSum", ${ownHalf} AS half FROM parts`
      : sql`SELECT ${own} AS target, false AS "isSum", ${ownHalf} AS half`,
  );
  return found ?? { target: null, isSum: false, half: null };
}
