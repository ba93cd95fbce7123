import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, reachOf } from "@/lib/auth/authorize";
import { isFew } from "@/lib/core/few";
import { isId } from "@/lib/core/ids";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { unitsWithin } from "@/lib/units/reach";
import { channels, outreachKinds } from "./rules";

export const outreachPageSize = 30;

const activityShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  heldOn: z.string(),
  kind: z.enum(outreachKinds),
  channel: z.enum(channels),
  title: z.string(),
  quantity: z.number(),
  peopleReached: z.number().nullable(),
  withdrawnBecause: z.string().nullable(),
  isDemo: z.boolean(),
});
export type OutreachActivity = z.output<typeof activityShape>;

/** What the log is searched by. */
export interface OutreachSearch {
  readonly year: number;
  readonly month: number | null;
  readonly unitId: string | null;
  readonly page: number;
}

/** Who writes a unit's log down knows its numbers; whoever reads its totals alone is told no few people of one commune. */
const seesFew = (actor: StaffActor) => unitsWithin(reachOf(actor, "outreach.log"));

function within(actor: StaffActor, { year, month, unitId }: OutreachSearch) {
  const [from, to]: [CivilDate, CivilDate] = [`${year}-01-01`, `${year}-12-31`];
  return sql`${unitsWithin(reachOf(actor, "outreach.view"))} AND a.held_on BETWEEN ${from}::date AND ${to}::date
    AND (${month}::integer IS NULL OR extract(month FROM a.held_on) = ${month}::integer)
    AND (${unitId}::text IS NULL OR u.id = ${unitId}::text AND (${seesFew(actor)} OR u.kind <> 'commune') OR u.parent_id = ${unitId}::text AND u.kind = 'commune')`;
}

/** The activities within the reader's reach, the latest first; struck-out ones among them. */
export async function outreachLog(
  actor: StaffActor,
  search: OutreachSearch,
  pageSize = outreachPageSize,
): Promise<{ items: OutreachActivity[]; total: number }> {
  insist(actor, "outreach.view", anywhere);
  const found = await rows(
    activityShape.extend({ total: z.number(), keepsFew: z.boolean() }),
    sql`SELECT a.id, a.unit_id AS "unitId", u.name AS "unitName", a.held_on AS "heldOn", a.kind, a.channel, a.title, a.quantity,
        a.people_reached AS "peopleReached", a.withdrawn_because AS "withdrawnBecause", a.is_demo AS "isDemo",
        u.kind = 'commune' AND NOT ${seesFew(actor)} AS "keepsFew", count(*) OVER () AS total
      FROM outreach_activity a JOIN unit u ON u.id = a.unit_id
      WHERE ${within(actor, search)}
      ORDER BY a.held_on DESC, a.id DESC LIMIT ${pageSize} OFFSET ${(search.page - 1) * pageSize}`,
  );
  return {
    items: found.map(({ total: _total, keepsFew, ...one }) =>
      keepsFew && one.peopleReached !== null && isFew(one.peopleReached) ? { ...one, peopleReached: null } : one,
    ),
    total: found[0]?.total ?? 0,
  };
}

const sumShape = z.object({
  sessions: z.number(),
  products: z.number(),
  people: z.number(),
  byChannel: z.array(
    z.object({ kind: z.enum(outreachKinds), channel: z.enum(channels), quantity: z.number(), people: z.number() }),
  ),
  containsDemo: z.boolean(),
});
export type OutreachSums = z.output<typeof sumShape>;

/** Sums of the log within the reader's reach: sessions, media products, people reached, and each channel's part. */
export async function outreachSums(actor: StaffActor, search: OutreachSearch): Promise<OutreachSums> {
  insist(actor, "outreach.view", anywhere);
  return sumsWhere(within(actor, search));
}

async function sumsWhere(condition: ReturnType<typeof within>): Promise<OutreachSums> {
  const found = await row(
    sumShape,
    sql`WITH part AS (
        SELECT a.kind, a.channel, sum(a.quantity)::integer AS quantity, coalesce(sum(a.people_reached), 0)::integer AS people,
          bool_or(a.is_demo) AS demo
        FROM outreach_activity a JOIN unit u ON u.id = a.unit_id
        WHERE a.withdrawn_at IS NULL AND ${condition} GROUP BY a.kind, a.channel
      )
      SELECT coalesce(sum(quantity) FILTER (WHERE kind = 'session'), 0)::integer AS sessions,
        coalesce(sum(quantity) FILTER (WHERE kind = 'product'), 0)::integer AS products,
        coalesce(sum(people), 0)::integer AS people, coalesce(bool_or(demo), false) AS "containsDemo",
        coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'channel', channel, 'quantity', quantity, 'people', people)
          ORDER BY kind DESC, quantity DESC), '[]') AS "byChannel"
      FROM part`,
  );
  return found as OutreachSums;
}

const publishedShape = z.object({
  id: z.string(),
  metric: z.enum(["outreach_sessions", "media_products", "people_reached"]),
  period: z.string(),
  value: z.number(),
  qualifier: z.string(),
  sourceId: z.string(),
  publisher: z.string().nullable(),
  address: z.string().nullable(),
  publishedOn: z.string().nullable(),
});
export type PublishedOutreach = z.output<typeof publishedShape>;

/** What was printed about the nation's outreach in a year, each figure with its first source. */
export async function publicPublishedOutreach(year: number): Promise<PublishedOutreach[]> {
  return rows(
    publishedShape,
    sql`SELECT DISTINCT ON (f.metric, f.period, f.id) f.id, f.metric, f.period, f.value, f.qualifier, s.id AS "sourceId",
        s.publisher, s.address, s.published_on AS "publishedOn"
      FROM published_figure f JOIN published_figure_source fs ON fs.figure_id = f.id JOIN published_source s ON s.id = fs.source_id
      WHERE f.year = ${year} AND f.unit_id = 'VN' AND f.value IS NOT NULL
        AND f.metric IN ('outreach_sessions', 'media_products', 'people_reached')
      ORDER BY f.metric, f.period, f.id, s.published_on NULLS LAST, s.id`,
  );
}

/** The units an activity may be written down for: the reader's own, and a province's communes. */
export async function outreachUnits(actor: StaffActor, now = new Date()): Promise<{ id: string; name: string }[]> {
  insist(actor, "outreach.view", anywhere);
  const today = todayInVietnam(now);
  const reach = reachOf(actor, "outreach.log");
  // The nation's list is of those that report to it; a province's list is of itself and its communes.
  const wanted = reach.nation ? sql`u.kind IN ('province', 'ministry')` : unitsWithin(reach);
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT u.id, CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS name FROM unit u
      WHERE ${wanted} AND u.valid_from <= ${today}::date AND u.ends_before > ${today}::date
      ORDER BY u.kind = 'commune', u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id`,
  );
}

/** One activity that the reader may strike out, or null. */
export async function outreachActivity(actor: StaffActor, id: string): Promise<OutreachActivity | null> {
  if (!isId(id)) return null;
  return row(
    activityShape,
    sql`SELECT a.id, a.unit_id AS "unitId", u.name AS "unitName", a.held_on AS "heldOn", a.kind, a.channel, a.title, a.quantity,
        a.people_reached AS "peopleReached", a.withdrawn_because AS "withdrawnBecause", a.is_demo AS "isDemo"
      FROM outreach_activity a JOIN unit u ON u.id = a.unit_id
      WHERE a.id = ${id}::uuid AND ${unitsWithin(reachOf(actor, "outreach.log"))}`,
  );
}
