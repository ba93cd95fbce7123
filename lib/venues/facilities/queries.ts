import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, type Reach, reachOf } from "@/lib/auth/authorize";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { facilityKinds } from "../rules";
import type { FacilitySearch } from "./schema";
import { drivesAhead } from "./statements";

export const facilityPageSize = 30;

const facilityShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(facilityKinds),
  unitId: z.string(),
  unitName: z.string(),
  /** Units of blood it can take in a day; null where nobody has said. */
  dailyCapacity: z.number().nullable(),
  closedOn: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.number(),
  /** Drives it is to serve from today on. */
  drivesAhead: z.number(),
});
export type Facility = z.output<typeof facilityShape>;

const countsShape = z.object({ open: z.number(), closed: z.number(), uncounted: z.number() });

/** The units whose facilities the actor keeps: the nation's office all, a province's or ministry's its own. */
const within = (reach: Reach): Sql => sql`(${reach.nation} OR f.unit_id = ANY (${reach.unitIds}::text[]))`;

const columns = (today: CivilDate): Sql => sql`f.id, f.name, f.kind, f.unit_id AS "unitId", u.full_name AS "unitName",
  f.daily_capacity AS "dailyCapacity", f.closed_on AS "closedOn", f.is_demo AS "isDemo", f.version,
  ${drivesAhead(sql`f.id`, today)} AS "drivesAhead"`;

/** The collecting facilities an actor keeps, by any words of name or unit, in the order of the alphabet. */
export async function facilitiesKept(
  actor: Actor,
  search: FacilitySearch,
  now = new Date(),
): Promise<{ items: Facility[]; total: number; counts: z.output<typeof countsShape> }> {
  insist(actor, "place.manage", anywhere);
  const reach = reachOf(actor, "place.manage");
  const words = nameSearchKey(search.q).split(" ").filter(Boolean).slice(0, 8);
  const like = words.map((word) => `%${escapeLike(word)}%`);
  const states = {
    open: sql`f.closed_on IS NULL`,
    closed: sql`f.closed_on IS NOT NULL`,
    uncounted: sql`f.closed_on IS NULL AND f.daily_capacity IS NULL`,
  };
  const from = sql`FROM facility f JOIN unit u ON u.id = f.unit_id
    WHERE ${within(reach)} AND concat_ws(' ', f.name_key, u.name_key) LIKE ALL (${like}::text[])`;
  const [items, counts] = await Promise.all([
    rows(
      facilityShape,
      sql`SELECT ${columns(todayInVietnam(now))} ${from} AND ${states[search.state]}
        ORDER BY f.name COLLATE "vi-x-icu", f.id LIMIT ${facilityPageSize} OFFSET ${(search.page - 1) * facilityPageSize}`,
    ),
    row(
      countsShape,
      sql`SELECT count(*) FILTER (WHERE ${states.open}) AS open, count(*) FILTER (WHERE ${states.closed}) AS closed,
        count(*) FILTER (WHERE ${states.uncounted}) AS uncounted ${from}`,
    ),
  ]);
  const told = counts ?? { open: 0, closed: 0, uncounted: 0 };
  return { items, total: told[search.state], counts: told };
}

/** One facility the actor keeps; null for one that is not there or not theirs. */
export async function facilityKept(actor: Actor, id: string, now = new Date()): Promise<Facility | null> {
  insist(actor, "place.manage", anywhere);
  return row(
    facilityShape,
    sql`SELECT ${columns(todayInVietnam(now))} FROM facility f JOIN unit u ON u.id = f.unit_id
      WHERE f.id = ${id}::uuid AND ${within(reachOf(actor, "place.manage"))}`,
  );
}

/** Does the actor keep the facilities of a whole unit, or of all? Who works for a commune alone keeps none. */
export function keepsFacilities(actor: Actor): boolean {
  const reach = reachOf(actor, "place.manage");
  return reach.nation || reach.unitIds.length > 0;
}

/** The units of today a facility of the actor's may belong to: provinces, then ministries. */
export async function unitsOfFacilities(actor: Actor): Promise<{ id: string; name: string }[]> {
  insist(actor, "place.manage", anywhere);
  const reach = reachOf(actor, "place.manage");
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT u.id, u.full_name AS name FROM unit u
      WHERE u.kind IN ('province', 'ministry') AND u.valid_to IS NULL AND (${reach.nation} OR u.id = ANY (${reach.unitIds}::text[]))
      ORDER BY u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id`,
  );
}
