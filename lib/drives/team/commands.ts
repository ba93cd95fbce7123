import sql, { type Sql } from "sql-template-tag";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { row, statement, Undo, undoing } from "@/lib/db/statement";
import { accountOf, idShape, type LockedDrive, lockDrive } from "../changing";
import type { StaffDrive } from "../schema";

export type StaffRefusal = "account_unknown" | "already_assigned" | "oneself";

/**
 * Gives an existing account a role at this one drive. Never to oneself: who plans drives would otherwise let himself in
 * to what only the doctor may see.
 */
export async function staffDrive(actor: Actor, input: StaffDrive): Promise<Outcome<{ id: string }, StaffRefusal>> {
  return undoing<{ id: string }, StaffRefusal>(
    async (tx) => {
      const drive = await lockDrive(actor, "drive.staff", input.driveId, tx);
      const account = await row(
        idShape,
        sql`SELECT a.id FROM account a WHERE a.disabled_at IS NULL
          AND ${input.accountId ? sql`a.id = ${input.accountId}::uuid` : sql`a.email = ${input.email ?? ""}`}`,
        tx,
      );
      if (account === null) throw new Undo<StaffRefusal>("account_unknown");
      if (account.id === accountOf(actor)) throw new Undo<StaffRefusal>("oneself");
      const made = await row(
        idShape,
        sql`WITH made AS (
            INSERT INTO role_assignment (id, account_id, role, scope_kind, drive_id, granted_by)
            VALUES (${newId()}::uuid, ${account.id}::uuid, ${input.role}, 'drive', ${drive.id}::uuid, ${accountOf(actor)}::uuid)
            RETURNING *
          ), audit AS (${auditOfRole(actor, "drive.staff", drive)})
          SELECT id FROM made`,
        tx,
      );
      if (made === null) throw new Error("The role was neither given nor refused.");
      return made;
    },
    { role_assignment_once: "already_assigned" },
  );
}

/** Takes back a role at this drive; it ends with the person's next click. */
export async function unstaffDrive(
  actor: Actor,
  input: { driveId: string; assignmentId: string },
  now = new Date(),
): Promise<Outcome<{ id: string }, "not_assigned">> {
  return undoing<{ id: string }, "not_assigned">(async (tx) => {
    const drive = await lockDrive(actor, "drive.staff", input.driveId, tx);
    const ended = await statement(
      idShape,
      sql`WITH made AS (
          UPDATE role_assignment SET revoked_at = ${now}, revoked_by = ${accountOf(actor)}::uuid
          WHERE id = ${input.assignmentId}::uuid AND scope_kind = 'drive' AND drive_id = ${drive.id}::uuid AND revoked_at IS NULL
          RETURNING *
        ), audit AS (${auditOfRole(actor, "drive.unstaff", drive)})
        SELECT id FROM made`,
      { none: "not_assigned" },
      tx,
    );
    if (!ended.ok) throw new Undo<"not_assigned">(ended.refusal);
    return ended.value;
  });
}

/** The audit row of a statement whose `made` is a role at this drive. */
function auditOfRole(actor: Actor, action: string, drive: LockedDrive): Sql {
  return auditFrom(actor, action, {
    from: sql`made`,
    subjectKind: "drive",
    subjectId: sql`made.drive_id`,
    driveId: sql`made.drive_id`,
    unitId: sql`${drive.creditedUnitId}::text`,
    detail: sql`jsonb_build_object('account', made.account_id, 'role', made.role)`,
  });
}
