import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { FEWEST_TOLD, isOfFew, keptBackOfficial } from "@/lib/core/few";
import { addCalendarMonths, type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { publicKeptBack } from "@/lib/targets/past/neighbours";
import { communeMonths } from "@/lib/targets/past/reported";
import { unitsWithin } from "../policy";
import { counts } from "../scope/conditions";
import { type PushCandidate, pushSeasons } from "./rules";

const candidateShape = z.object({
  id: z.string(),
  name: z.string(),
  drives: z.number(),
  unitsPerDrive: z.number(),
  lastOn: z.string().nullable(),
  lastByReport: z.boolean(),
  announced: z.number(),
});
const factsShape = z.object({
  announcedUnits: z.number(),
  planned: z.number(),
  received: z.number(),
  drives: z.number(),
});

/** What a plan for a province's time ahead is made from. */
export interface PushFacts {
  readonly candidates: readonly (PushCandidate & { name: string; lastByReport: boolean })[];
  readonly announcedUnits: number;
  /** What drives brought of what they had planned in the last six months; 1 where none was held. */
  readonly yieldRate: number;
  /** What a drive here brings on average; null where none was held. */
  readonly usualUnits: number | null;
}

/**
 * The communes of a province as places for a drive, and what its drives announced for the time ahead should bring. What a
 * commune held beside the system counts as its approved reports of whole months state it.
 */
export async function publicPushFacts(
  asked: { provinceId: string; from: CivilDate; to: CivilDate },
  now = new Date(),
): Promise<PushFacts> {
  const today = todayInVietnam(now);
  const since = addCalendarMonths(today, -24);
  const [found, sums, kept] = await Promise.all([
    rows(
      candidateShape,
      sql`WITH held AS (
          SELECT d.commune_id, count(*) FILTER (WHERE d.held_on < ${today}::date)::integer AS drives,
            coalesce(avg(t.donations) FILTER (WHERE d.held_on < ${today}::date), 0)::float8 AS units,
            max(d.held_on) FILTER (WHERE d.held_on < ${today}::date) AS last_on,
            count(*) FILTER (WHERE d.held_on BETWEEN ${asked.from}::date AND ${asked.to}::date
              AND d.status IN ('published', 'open'))::integer AS announced
          FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
          WHERE d.credited_unit_id = ${asked.provinceId} AND ${counts} AND d.held_on >= ${since}::date
          GROUP BY d.commune_id
        ), reported AS (
          SELECT commune_id, sum(greatest(drives - recorded_drives, 0))::integer AS drives, sum(received - recorded)::integer AS units,
            max(ends_on) FILTER (WHERE drives > recorded_drives) AS last_on
          FROM ${communeMonths({ provinceId: asked.provinceId, from: since })} r
          WHERE ends_on < ${today}::date GROUP BY commune_id
        )
        SELECT c.id, c.full_name AS name, coalesce(h.drives, 0) + coalesce(r.drives, 0) AS drives,
          CASE WHEN r.drives > 0 THEN (coalesce(h.units * h.drives, 0) + r.units) / (coalesce(h.drives, 0) + r.drives)
            ELSE coalesce(h.units, 0) END AS "unitsPerDrive",
          to_char(greatest(h.last_on, r.last_on), 'YYYY-MM-DD') AS "lastOn",
          coalesce(r.last_on > coalesce(h.last_on, '-infinity'), false) AS "lastByReport", coalesce(h.announced, 0) AS announced
        FROM unit c LEFT JOIN held h ON h.commune_id = c.id LEFT JOIN reported r ON r.commune_id = c.id
        WHERE c.parent_id = ${asked.provinceId} AND c.kind = 'commune' AND c.valid_to IS NULL ORDER BY c.id`,
    ),
    row(
      factsShape,
      sql`SELECT coalesce(sum(d.planned_units) FILTER (WHERE d.held_on BETWEEN ${asked.from}::date AND ${asked.to}::date
            AND d.status IN ('published', 'open')), 0)::integer AS "announcedUnits",
          coalesce(sum(d.planned_units) FILTER (WHERE d.held_on < ${today}::date), 0)::integer AS planned,
          coalesce(sum(t.donations) FILTER (WHERE d.held_on < ${today}::date), 0)::integer AS received,
          count(*) FILTER (WHERE d.held_on < ${today}::date)::integer AS drives
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
        WHERE d.credited_unit_id = ${asked.provinceId} AND ${counts} AND d.held_on BETWEEN ${addCalendarMonths(today, -6)}::date AND ${asked.to}::date`,
    ),
    publicKeptBack({ unitId: asked.provinceId, from: since, to: today }),
  ]);
  const { announcedUnits, planned, received, drives } = sums ?? {
    announcedUnits: 0,
    planned: 0,
    received: 0,
    drives: 0,
  };
  const usualUnits = drives > 0 ? received / drives : null;
  // What a commune is asked for tells about what it brought: where that is kept back, as much as a usual drive brings.
  const candidates = found.map((one) =>
    kept.whole.has(one.id) || isOfFew(Math.round(one.unitsPerDrive * one.drives))
      ? { ...one, unitsPerDrive: usualUnits ?? FEWEST_TOLD }
      : one,
  );
  return {
    candidates,
    announcedUnits,
    yieldRate: planned > 0 && received > 0 ? received / planned : 1,
    usualUnits,
  };
}

const planShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  season: z.enum(pushSeasons),
  name: z.string(),
  owner: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  gapUnits: z.number(),
  isDemo: z.boolean(),
  version: z.number(),
  parts: z.array(
    z.object({
      communeId: z.string(),
      code: z.string(),
      name: z.string(),
      drives: z.number(),
      units: z.number(),
      announced: z.number().describe("drives announced or held within the plan's days"),
      held: z.number(),
      received: z.number().describe("official: as approved reports of whole months within the plan's days state it"),
      recorded: z.number(),
    }),
  ),
});
type WholePlan = z.output<typeof planShape>;
type Part = WholePlan["parts"][number];

/** A plan with what came of it so far; a commune's units are null where they are kept back, and then so is the plan's sum. */
export type PushPlan = Omit<WholePlan, "parts"> & {
  parts: (Omit<Part, "received" | "recorded"> & { received: number | null })[];
  received: number | null;
};

const plans = (actor: Actor, now: Date, which: ReturnType<typeof sql>) => sql`
  SELECT p.id, p.unit_id AS "unitId", u.code AS "unitCode", u.name AS "unitName", p.season, p.name, p.owner,
    to_char(p.starts_on, 'YYYY-MM-DD') AS "startsOn", to_char(p.ends_on, 'YYYY-MM-DD') AS "endsOn", p.gap_units AS "gapUnits",
    p.is_demo AS "isDemo", p.version,
    (SELECT jsonb_agg(jsonb_build_object('communeId', c.id, 'code', c.code, 'name', c.full_name, 'drives', s.drives, 'units', s.units,
        'announced', h.announced, 'held', h.held + r.held, 'received', h.recorded + r.received, 'recorded', h.recorded) ORDER BY s.units DESC, c.code)
      FROM push_plan_part s JOIN unit c ON c.id = s.commune_id CROSS JOIN LATERAL (
        SELECT count(*)::integer AS announced, count(*) FILTER (WHERE d.held_on < ${todayInVietnam(now)}::date)::integer AS held,
          coalesce(sum(t.donations), 0)::integer AS recorded
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
        WHERE d.commune_id = c.id AND d.credited_unit_id = p.unit_id AND ${counts} AND d.held_on BETWEEN p.starts_on AND p.ends_on) h
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(greatest(m.drives - m.recorded_drives, 0)), 0)::integer AS held,
          coalesce(sum(m.received - m.recorded), 0)::integer AS received
        FROM ${communeMonths({ provinceId: null, from: "2000-01-01" })} m
        WHERE m.commune_id = c.id AND m.starts_on >= p.starts_on AND m.ends_on <= p.ends_on) r
      WHERE s.plan_id = p.id) AS parts
  FROM push_plan p JOIN unit u ON u.id = p.unit_id
  WHERE ${unitsWithin(actor, "progress.view", sql`p.unit_id`, sql`p.unit_id`)} AND ${which}`;

/** The plans within an actor's reach, the latest first. */
export async function pushPlans(actor: Actor, unitId: string | null, now = new Date()): Promise<PushPlan[]> {
  const found = await rows(
    planShape,
    sql`${plans(actor, now, unitId === null ? sql`true` : sql`p.unit_id = ${unitId}`)} ORDER BY p.starts_on DESC, u.name LIMIT 60`,
  );
  return Promise.all(found.map((plan) => withoutFewUnits(plan, todayInVietnam(now))));
}

/** One plan, or null when it is not within the actor's reach. */
export async function pushPlan(actor: Actor, id: string, now = new Date()): Promise<PushPlan | null> {
  const found = await row(planShape, plans(actor, now, sql`p.id = ${id}::uuid`));
  return found && withoutFewUnits(found, todayInVietnam(now));
}

/**
 * A commune's few donors are not told, nor what would tell them: the list of its province of the same days, or a report
 * beside what was recorded. The sum of a plan, less the parts it tells, would tell what it does not: it is told only where
 * all of them are.
 */
async function withoutFewUnits(plan: WholePlan, today: CivilDate): Promise<PushPlan> {
  const few = keptBackOfficial(plan.parts.map(({ received, recorded }) => ({ official: received, recorded })));
  const beside = await keptBackInProvince(plan, today);
  const parts = plan.parts.map(({ recorded: _recorded, ...part }, at) =>
    few[at] || beside.has(part.communeId) ? { ...part, received: null } : part,
  );
  return { ...plan, parts, received: sumOfAll(parts.map(({ received }) => received)) };
}

/** The communes that the province's list of the plan's days, so far, keeps back. */
async function keptBackInProvince(
  { unitId, startsOn, endsOn }: Pick<WholePlan, "unitId" | "startsOn" | "endsOn">,
  today: CivilDate,
): Promise<ReadonlySet<string>> {
  if (startsOn > today) return new Set();
  const { whole } = await publicKeptBack({ unitId, from: startsOn, to: endsOn < today ? endsOn : today });
  return whole;
}

function sumOfAll(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
