import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { rows } from "@/lib/db/statement";
import { drivesWithin } from "../reach";

const colleagueShape = z.object({
  assignmentId: z.string(),
  accountId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["desk_clerk", "medical_screener"]),
});

/** Who has a role at this one drive, for those who may say so. */
export async function driveColleagues(actor: Actor, id: string): Promise<z.output<typeof colleagueShape>[]> {
  return rows(
    colleagueShape,
    sql`SELECT r.id AS "assignmentId", a.id AS "accountId", a.name, a.email, r.role
      FROM drive d JOIN role_assignment r ON r.drive_id = d.id AND r.scope_kind = 'drive' AND r.revoked_at IS NULL
        AND r.role IN ('desk_clerk', 'medical_screener')
        JOIN account a ON a.id = r.account_id
      WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, "drive.staff"))}
      ORDER BY r.role, a.name COLLATE "vi-x-icu"`,
  );
}

/** Accounts that already work at desks of the drive's unit, to choose from. */
export async function possibleColleagues(actor: Actor, id: string): Promise<{ id: string; name: string }[]> {
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT a.id, a.name FROM account a WHERE a.disabled_at IS NULL AND EXISTS (
        SELECT FROM drive d JOIN role_assignment r ON r.account_id = a.id AND r.revoked_at IS NULL
            AND r.role IN ('desk_clerk', 'medical_screener', 'collecting_facility', 'drive_manager')
          LEFT JOIN drive other ON other.id = r.drive_id
        WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, "drive.staff"))}
          AND (r.unit_id IN (d.credited_unit_id, d.commune_id) OR other.credited_unit_id = d.credited_unit_id))
      ORDER BY a.name COLLATE "vi-x-icu" LIMIT 200`,
  );
}
