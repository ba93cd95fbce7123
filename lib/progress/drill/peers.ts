import sql from "sql-template-tag";
import { z } from "zod";
import { isOfFew, type Told } from "@/lib/core/few";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { flowTables } from "@/lib/units/flow/statements";
import { peopleOn } from "@/lib/units/populations/valid";
import { counts, halfTarget, yearTarget } from "../scope/conditions";
import { halfOf } from "../span";
import { addedBy, type ByReports, beyondOf, keptBackIn, type ViewOfDays } from "./beside";

const peerShape = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.string(),
  name: z.string(),
  nameEn: z.string(),
  people: z.number().nullable(),
  distanceKm: z.number().nullable(),
  donations: z.number(),
  before: z.number(),
  drives: z.number(),
  target: z.number().nullable(),
  half: z.number().nullable(),
});
export type Peer = Omit<Told<z.output<typeof peerShape>>, "before" | "id"> & { before: number | null } & ByReports;

/**
 * A unit and the five most like it: provinces by population; communes, of which no population is held, by how near they
 * lie within their province. Each with what its predecessors brought and, of provinces, what approved reports add (`reported`).
 * Empty for the nation and a ministry, which have no peers.
 */
export async function publicPeers(asked: Omit<ViewOfDays, "campaignId">): Promise<Peer[]> {
  const { scope, span, today } = asked;
  if (scope.kind === "nation" || scope.kind === "ministry") return [];
  const own = scope.kind === "commune" ? sql`d.commune_id` : sql`d.credited_unit_id`;
  const found = await rows(
    peerShape,
    sql`WITH RECURSIVE ${flowTables(today)}, asked AS (SELECT u.*, ${peopleOn(sql`u.id`, `${span.year}-12-31`)} AS people FROM unit u WHERE u.id = ${scope.id}),
      near AS (
        SELECT u.id, u.code, u.kind, u.name, u.name_en, ${peopleOn(sql`u.id`, `${span.year}-12-31`)} AS people,
          round((111.2 * sqrt((u.lat - a.lat) ^ 2 + ((u.lon - a.lon) * cos(radians(a.lat))) ^ 2))::numeric, 1)::float8 AS km,
          a.people AS own_people, u.id = a.id AS itself
        FROM asked a JOIN unit u ON u.kind = a.kind AND (u.valid_to IS NULL OR u.valid_to > ${today}::date)
          AND u.valid_from <= ${today}::date AND (a.kind <> 'commune' OR u.parent_id = a.parent_id)
      ), chosen AS (
        SELECT * FROM near
        ORDER BY itself DESC, ${scope.kind === "commune" ? sql`km` : sql`abs(people - own_people)`} NULLS LAST, code LIMIT 6
      )
      SELECT c.id, c.code, c.kind, c.name, c.name_en AS "nameEn", c.people,
        ${scope.kind === "commune" ? sql`c.km` : sql`NULL::float8`} AS "distanceKm",
        ${yearTarget(sql`c.id`, span.year, today)} AS target,
        ${halfTarget(sql`c.id`, { year: span.year, half: halfOf(span) }, today)} AS half, s.donations, s.before, s.drives
      FROM chosen c CROSS JOIN LATERAL (
        SELECT coalesce(sum(t.donations) FILTER (WHERE d.held_on >= ${span.from}::date), 0)::integer AS donations,
          coalesce(sum(t.donations) FILTER (WHERE d.held_on <= ${span.before.to}::date), 0)::integer AS before,
          count(*) FILTER (WHERE d.held_on >= ${span.from}::date)::integer AS drives
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
        WHERE ${own} = ANY (ARRAY(SELECT c.id UNION ALL SELECT from_id FROM sole WHERE to_id = c.id AND parts = 1)) AND ${counts} AND (d.held_on BETWEEN ${span.from}::date AND ${span.through}::date
          OR d.held_on BETWEEN ${span.before.from}::date AND ${span.before.to}::date)) s
      ORDER BY c.itself DESC, ${scope.kind === "commune" ? sql`c.km` : sql`c.people DESC`} NULLS LAST, c.code`,
  );
  const flow = await publicFlow(today);
  const byReports = await beyondOf(
    { ...asked, campaignId: null },
    flow,
    found.map(({ id }) => id),
  );
  if (scope.kind !== "commune") return found.map(({ id, ...peer }) => ({ ...peer, ...addedBy([byReports.get(id)]) }));
  const beside = await keptBackIn({ unitId: scope.id, span, campaignId: null });
  return found.map(({ id, ...peer }) => ({
    ...peer,
    ...addedBy([]),
    donations: isOfFew(peer.donations) || beside.now.whole.has(id) ? null : peer.donations,
    before: isOfFew(peer.before) || beside.before.whole.has(id) ? null : peer.before,
  }));
}
