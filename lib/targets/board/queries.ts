import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { inForceOn } from "../in-force";
import { mayAssignTargets, mayDecideSplit, mayDecideTargets, mayDraftTargets, unitsWithin } from "../policy";
import { metrics, periods, proposalStates } from "../rules";

const openShape = z.object({
  id: z.string(),
  state: z.enum(proposalStates),
  period: z.enum(periods),
  metric: z.enum(metrics),
  value: z.number(),
});
const rowShape = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  value: z.number().nullable(),
  countedIn: z.string().nullable(),
  version: z.number().nullable(),
  decisionNumber: z.string().nullable(),
  isDemo: z.boolean().nullable(),
  partsSum: z.number().nullable(),
  partsKnown: z.number(),
  before: z.number().nullable(),
  open: z.array(openShape),
  splitState: z.enum(["draft", "submitted"]).nullable(),
});

/** A unit's year at a glance: what is in force, what is on its way. */
export type TargetRow = z.output<typeof rowShape>;

/**
 * A unit and its parts in a year, within the actor's reach: the target of units in force today, the one of the year
 * before, the sum of its parts' targets, open proposals. The nation's parts are provinces and ministries, a province's
 * its communes.
 */
export async function targetBoard(
  actor: StaffActor,
  { year, unitId }: { year: number; unitId: string },
  now = new Date(),
): Promise<TargetRow[]> {
  const today = todayInVietnam(now);
  const lastDay = `${year}-12-31`;
  return rows(
    rowShape,
    sql`SELECT u.id, u.code, u.kind, u.parent_id AS "parentId", u.name, u.name_en AS "nameEn",
        held.value::float8 AS value, held.counting_basis AS "countedIn", held.version, held.decision_number AS "decisionNumber",
        held.is_demo AS "isDemo", before.value::float8 AS before,
        parts.sum AS "partsSum", coalesce(parts.known, 0)::integer AS "partsKnown",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'state', p.state, 'period', p.period, 'metric', p.metric,
            'value', p.value) ORDER BY p.period, p.metric)
          FROM target_proposal p WHERE p.unit_id = u.id AND p.year = ${year}
            AND p.state IN ('draft', 'proposed', 'assigned', 'agreed')), '[]') AS open,
        (SELECT s.state FROM target_split s WHERE s.unit_id = u.id AND s.year = ${year} AND s.state IN ('draft', 'submitted')
          ORDER BY s.changed_at DESC LIMIT 1) AS "splitState"
      FROM unit u
        LEFT JOIN LATERAL (${inForceOf(year, today)}) held ON true
        LEFT JOIN LATERAL (${inForceOf(year - 1, today)}) before ON true
        LEFT JOIN LATERAL (
          SELECT sum(part.value)::float8 AS sum, count(*) AS known FROM (
            SELECT DISTINCT ON (t.unit_id) t.value FROM target t JOIN unit c ON c.id = t.unit_id
            WHERE c.parent_id = u.id AND t.year = ${year} AND t.period = 'year' AND t.metric = 'units'
              AND t.is_demo = coalesce(held.is_demo, false) AND ${inForceOn(today)}
            ORDER BY t.unit_id, t.version DESC) part) parts ON true
      WHERE (u.id = ${unitId} OR u.parent_id = ${unitId}) AND ${unitsWithin(reachOf(actor, "target.view"))}
        AND u.valid_from <= ${lastDay}::date AND (u.valid_to IS NULL OR u.valid_to > ${lastDay}::date)
      ORDER BY u.id <> ${unitId}, u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id`,
  );
}

/** The year's target of units in force: a real one before one made up for the demonstration. */
const inForceOf = (year: number, today: CivilDate) => sql`
  SELECT t.value, t.counting_basis, t.version, t.decision_number, t.is_demo FROM target t
  WHERE t.unit_id = u.id AND t.year = ${year} AND t.period = 'year' AND t.metric = 'units' AND ${inForceOn(today)}
  ORDER BY t.is_demo, t.version DESC LIMIT 1`;

const waitingShape = z.object({
  unitId: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  year: z.number(),
  what: z.enum(["proposal", "split"]),
  state: z.enum(["draft", "proposed", "assigned", "agreed", "submitted", "replaced"]),
  period: z.enum(periods),
  metric: z.enum(metrics),
  editionId: z.string().nullable(),
  editionVi: z.string().nullable(),
  editionEn: z.string().nullable(),
  value: z.number(),
  changedAt: z.date(),
});
/** Something on its way, and what this person is to do about it. */
export type Waiting = z.output<typeof waitingShape> & { deed: "decide" | "answer" | "finish" | "read" };

/**
 * What waits for this person in a year and those after it: to sign what was submitted or agreed, to take up what a unit below proposed or the level
 * above assigned, to finish one's own drafts, to read for two weeks how a split has answered what one's unit proposed. The
 * longest waiting first.
 */
export async function waitingTargets(actor: StaffActor, year: number, now = new Date()): Promise<Waiting[]> {
  const own = reachOf(actor, "target.draft");
  const all = [own, reachOf(actor, "target.decide")];
  // Communes are their province's to answer and to sign for; the nation's offices can, and are not asked to.
  const provinces = all.flatMap(({ unitIds, communeIds }) => [...unitIds, ...communeIds]);
  const atOwnLevel = all.some(({ nation }) => nation)
    ? sql`(u.kind <> 'commune' OR u.parent_id = ANY (${provinces}::text[]) OR u.id = ANY (${provinces}::text[]))`
    : sql`true`;
  const found = await rows(
    waitingShape,
    sql`SELECT u.id AS "unitId", u.kind, u.parent_id AS "parentId", u.name, u.name_en AS "nameEn", w.year, w.what, w.state, w.period,
        w.metric, w.edition_id AS "editionId", c.short_vi AS "editionVi", c.short_en AS "editionEn", w.value::float8 AS value,
        w.changed_at AS "changedAt"
      FROM (
        SELECT unit_id, year, 'proposal' AS what, state, period, metric, campaign_edition_id AS edition_id, value, changed_at
        FROM target_proposal WHERE state IN ('draft', 'proposed', 'assigned', 'agreed')
          OR state = 'replaced' AND unit_id = ANY (${[...own.unitIds, ...own.communeIds]}::text[])
            AND changed_at > ${now}::timestamptz - interval '14 days'
        UNION ALL
        SELECT unit_id, year, 'split', state, period, metric, campaign_edition_id, whole, changed_at FROM target_split
        WHERE state IN ('draft', 'submitted')
      ) w JOIN unit u ON u.id = w.unit_id LEFT JOIN campaign_edition e ON e.id = w.edition_id
        LEFT JOIN campaign c ON c.id = e.campaign_id
      WHERE w.year >= ${year} AND ${unitsWithin(reachOf(actor, "target.view"))} AND ${atOwnLevel}
      ORDER BY w.changed_at LIMIT 200`,
  );
  return found.flatMap((one) => {
    const deed = deedFor(actor, one);
    return deed === null ? [] : [{ ...one, deed }];
  });
}

function deedFor(actor: StaffActor, one: z.output<typeof waitingShape>): Waiting["deed"] | null {
  const unit = { id: one.unitId, kind: one.kind, parentId: one.parentId };
  if (one.state === "replaced") return mayDraftTargets(actor, unit) ? "read" : null;
  if (one.state === "draft") return mayDraftTargets(actor, unit) ? "finish" : null;
  if (one.what === "split") return mayDecideSplit(actor, unit) ? "decide" : null;
  if (mayDecideTargets(actor, unit)) return "decide";
  if (one.state === "proposed") return mayAssignTargets(actor, unit) ? "answer" : null;
  return one.state === "assigned" && mayDraftTargets(actor, unit) && !mayAssignTargets(actor, unit) ? "answer" : null;
}

const ownShape = z.object({ id: z.string(), name: z.string(), nameEn: z.string() });
/** A unit whose tree somebody may look at. */
export type OwnUnit = z.output<typeof ownShape>;

/** The units at the head of what this person reaches: the nation with all provinces, else their own. */
export async function headUnits(actor: StaffActor): Promise<OwnUnit[]> {
  return rows(
    ownShape,
    sql`SELECT u.id, u.name, u.name_en AS "nameEn" FROM unit u
      WHERE u.valid_to IS NULL AND ${unitsWithin(reachOf(actor, "target.view"))}
        AND (u.kind <> 'commune' OR u.id = ANY (${reachOf(actor, "target.view").communeIds}::text[]))
      ORDER BY u.kind = 'nation' DESC, u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id LIMIT 100`,
  );
}
