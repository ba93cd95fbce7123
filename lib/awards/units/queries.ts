import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import type { Deed } from "@/lib/auth/matrix";
import { rows } from "@/lib/db/statement";
import { awardsWithin } from "../policy";

const unitShape = z.object({ id: z.string(), name: z.string(), kind: z.string() });

/** The units of today in whose name the actor may do a deed of the awards: the nation first, then by name. */
export async function honouringUnits(actor: StaffActor, deed: Deed): Promise<z.output<typeof unitShape>[]> {
  return rows(
    unitShape,
    sql`SELECT u.id, u.full_name AS name, u.kind FROM unit u
      WHERE u.kind IN ('nation', 'province', 'ministry') AND u.valid_to IS NULL AND ${awardsWithin(actor, deed, sql`u.id`)}
      ORDER BY u.kind <> 'nation', u.kind = 'ministry', u.name COLLATE "vi-x-icu"`,
  );
}

/** The units in whose name the actor may nominate for a round: the organiser itself, or those below with places. */
export async function nominatingUnits(
  actor: StaffActor,
  roundId: string,
): Promise<{ id: string; name: string; kind: string }[]> {
  return rows(
    unitShape,
    sql`SELECT u.id, u.full_name AS name, u.kind FROM unit u JOIN award_round r ON r.id = ${roundId}::uuid
      WHERE (u.id = r.unit_id AND ${awardsWithin(actor, "award.nominate", sql`u.id`)})
        OR (u.id IN (SELECT unit_id FROM award_quota WHERE round_id = r.id)
          AND ${awardsWithin(actor, "award.nominate", sql`CASE WHEN u.kind = 'commune' THEN u.parent_id ELSE u.id END`, sql`u.id`)})
      ORDER BY u.id <> r.unit_id, u.name COLLATE "vi-x-icu", u.id LIMIT 400`,
  );
}
