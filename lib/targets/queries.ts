import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { isFew } from "@/lib/core/few";
import { isId } from "@/lib/core/ids";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { row } from "@/lib/db/statement";
import { publicKeptBack } from "./past/neighbours";
import { yearTotals } from "./past/totals";
import { unitsWithin } from "./policy";
import { type Projection, projectionFor, type YearTotal } from "./projection";
import { metrics, periods, proposalStates } from "./rules";
import { type Answered, openBeside } from "./split/answers";
import { sharedMetrics } from "./split/whole";

const editionShape = z.object({
  id: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
});

const versionShape = z.object({
  id: z.string(),
  period: z.enum(periods),
  metric: z.string(),
  editionId: z.string().nullable(),
  value: z.number(),
  countedIn: z.string(),
  version: z.number(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  decisionId: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decidedOn: z.string().nullable(),
  signatory: z.string().nullable(),
  fileName: z.string().nullable(),
  reason: z.string().nullable(),
  isPrinted: z.boolean(),
  isDemo: z.boolean(),
});
/** A target as it was decided or printed. */
export type TargetVersion = z.output<typeof versionShape>;

const proposalShape = z.object({
  id: z.string(),
  period: z.enum(periods),
  metric: z.enum(metrics),
  editionId: z.string().nullable(),
  value: z.number(),
  countedIn: z.string(),
  origin: z.enum(["unit", "above"]),
  state: z.enum(proposalStates),
  adjusts: z.string().nullable(),
  adjustedValue: z.number().nullable(),
  effectiveFrom: z.string().nullable(),
  reason: z.string().nullable(),
  meetingName: z.string().nullable(),
  meetingOn: z.string().nullable(),
  meetingPlace: z.string().nullable(),
  /** Where a split has answered it: with how much, by which decision. */
  answer: z.object({ given: z.number().nullable(), number: z.string(), on: z.string() }).nullable(),
  version: z.number(),
  isDemo: z.boolean(),
});
/** A target that is only wanted. */
export type TargetProposal = z.output<typeof proposalShape>;

const happeningShape = z.object({
  id: z.string(),
  proposalId: z.string().nullable(),
  kind: z.string(),
  value: z.number().nullable(),
  words: z.string().nullable(),
  who: z.string().nullable(),
  at: z.coerce.date(),
});
/** A step or a comment, with who and when. */
export type TargetHappening = z.output<typeof happeningShape>;

const viewShape = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  versions: z.array(versionShape),
  proposals: z.array(proposalShape),
  happenings: z.array(happeningShape),
  editions: z.array(editionShape),
  splits: z.array(
    z.object({
      id: z.string(),
      period: z.enum(periods),
      metric: z.enum(sharedMetrics),
      editionId: z.string().nullable(),
      state: z.enum(["draft", "submitted"]),
      version: z.number(),
      whole: z.number(),
      sum: z.number(),
      parts: z.number(),
    }),
  ),
});

/** How one of a unit's targets is about to be shared over its parts. */
export type UnitSplit = z.output<typeof viewShape>["splits"][number] & { year: number; answers: Answered[] };

/** Everything about a unit's targets in a year, and what its next year may bring. */
export type UnitTargets = Omit<z.output<typeof viewShape>, "splits"> & {
  year: number;
  /** The splits on their way, each with the proposals it answers when it is decided. */
  splits: UnitSplit[];
  projection: Projection | null;
  /** The year the projection is of: the one asked for where it lies ahead, else the one after it. */
  projectedYear: number;
};

/** A unit's targets of a year with their versions, what is wanted, what was said; null out of reach. */
export async function unitTargets(
  actor: StaffActor,
  { unitId, year }: { unitId: string; year: number },
  now = new Date(),
): Promise<UnitTargets | null> {
  const held = await row(
    viewShape,
    sql`SELECT u.id, u.code, u.kind, u.parent_id AS "parentId", parent.name AS "parentName", u.name, u.name_en AS "nameEn",
        u.valid_from AS "validFrom", u.valid_to AS "validTo",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'period', t.period, 'metric', t.metric,
            'editionId', t.campaign_edition_id, 'value', t.value, 'countedIn', t.counting_basis, 'version', t.version,
            'from', t.in_force_from, 'until', (t.superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
            'decisionId', t.decision_id, 'decisionNumber', t.decision_number, 'decidedOn', t.decided_on,
            'signatory', d.signatory, 'fileName', f.name, 'reason', t.reason, 'isPrinted', t.source_figure_id IS NOT NULL,
            'isDemo', t.is_demo) ORDER BY t.period = 'campaign', t.period, t.campaign_edition_id, t.metric DESC, t.is_demo, t.version DESC)
          FROM target t LEFT JOIN target_decision d ON d.id = t.decision_id
            LEFT JOIN target_decision_file f ON f.decision_id = d.id
          WHERE t.unit_id = u.id AND t.year = ${year}), '[]') AS versions,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'period', p.period, 'metric', p.metric,
            'editionId', p.campaign_edition_id, 'value', p.value, 'countedIn', p.counting_basis, 'origin', p.origin,
            'state', p.state, 'adjusts', p.adjusts, 'adjustedValue', a.value, 'effectiveFrom', p.effective_from,
            'reason', p.reason, 'meetingName', p.meeting_name, 'meetingOn', p.meeting_on, 'meetingPlace', p.meeting_place,
            'version', p.version, 'isDemo', p.is_demo, 'answer', CASE WHEN p.state = 'replaced' THEN jsonb_build_object(
              'number', by.number, 'on', by.decided_on, 'given', (SELECT part.value FROM target_split s
                JOIN target_split_part part ON part.split_id = s.id AND part.unit_id = p.unit_id
                WHERE s.decision_id = p.decision_id AND s.year = p.year AND s.period = p.period AND s.metric = p.metric
                  AND s.campaign_edition_id IS NOT DISTINCT FROM p.campaign_edition_id LIMIT 1)) END) ORDER BY p.made_at DESC)
          FROM target_proposal p LEFT JOIN target a ON a.id = p.adjusts LEFT JOIN target_decision by ON by.id = p.decision_id
          WHERE p.unit_id = u.id AND p.year = ${year}), '[]') AS proposals,
        coalesce((SELECT jsonb_agg(one ORDER BY one ->> 'at') FROM (
            SELECT jsonb_build_object('id', e.id, 'proposalId', e.proposal_id, 'kind', e.kind, 'value', e.value, 'words', e.words,
              'who', who.name, 'at', e.happened_at) AS one
            FROM target_event e LEFT JOIN account who ON who.id = e.by_account
            WHERE e.unit_id = u.id AND e.year = ${year} ORDER BY e.happened_at DESC LIMIT 200) told), '[]') AS happenings,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'nameVi', c.short_vi, 'nameEn', c.short_en,
            'startsOn', e.starts_on, 'endsOn', e.ends_on) ORDER BY e.starts_on)
          FROM campaign_edition e JOIN campaign c ON c.id = e.campaign_id
          WHERE e.year = ${year} AND e.scope_unit_id IN ('VN', u.id, u.parent_id)), '[]') AS editions,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'period', s.period, 'metric', s.metric,
            'editionId', s.campaign_edition_id, 'state', s.state, 'version', s.version, 'whole', s.whole,
            'sum', coalesce((SELECT sum(value) FROM target_split_part WHERE split_id = s.id), 0),
            'parts', (SELECT count(*) FROM target_split_part WHERE split_id = s.id AND value IS NOT NULL))
            ORDER BY s.period = 'campaign', s.period DESC, s.metric DESC, s.id)
          FROM target_split s WHERE s.unit_id = u.id AND s.year = ${year} AND s.state IN ('draft', 'submitted')), '[]') AS splits
      FROM unit u LEFT JOIN unit parent ON parent.id = u.parent_id
      WHERE u.id = ${unitId} AND ${unitsWithin(reachOf(actor, "target.view"))}`,
  );
  if (held === null) return null;
  const answers = await openBeside(held.splits.map(({ id }) => id));
  const splits = held.splits.map((split) => ({
    ...split,
    year,
    answers: answers.filter(({ splitId }) => splitId === split.id),
  }));
  const today = todayInVietnam(now);
  const totals = await yearTotals([unitId], { from: year - 3, to: Math.min(year, yearOf(today)) }, today);
  const projectedYear = year > yearOf(today) ? year : year + 1;
  const all = totals.get(unitId) ?? [];
  const known = held.kind === "commune" ? await withoutKeptBack(unitId, all) : all;
  return { ...held, splits, year, projectedYear, projection: projectionFor(projectedYear, known) };
}

/** The years of a commune whose donors are not few, and tell nothing of its neighbours' few. */
async function withoutKeptBack(communeId: string, totals: readonly YearTotal[]): Promise<YearTotal[]> {
  const kept = await Promise.all(
    totals.map(({ year }) => publicKeptBack({ unitId: communeId, from: `${year}-01-01`, to: `${year}-12-31` })),
  );
  return totals.filter(({ total }, at) => !isFew(total) && !kept[at]?.whole.has(communeId));
}

const fileShape = z.object({ name: z.string(), mediaType: z.string(), bytes: z.instanceof(Uint8Array) });

/** The paper behind a decision, for whoever may read any unit's targets it decided or the level that signed it. */
export async function decisionFile(actor: StaffActor, decisionId: string): Promise<z.output<typeof fileShape> | null> {
  if (!isId(decisionId)) return null;
  return row(
    fileShape,
    sql`SELECT f.name, f.media_type AS "mediaType", f.bytes FROM target_decision_file f
      WHERE f.decision_id = ${decisionId}::uuid AND EXISTS (
        SELECT FROM unit u WHERE ${unitsWithin(reachOf(actor, "target.view"))}
          AND (u.id IN (SELECT unit_id FROM target WHERE decision_id = f.decision_id)
            OR u.id = (SELECT unit_id FROM target_decision WHERE id = f.decision_id)))`,
  );
}
