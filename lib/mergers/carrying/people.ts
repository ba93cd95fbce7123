import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { endSessionsOfAccount } from "@/lib/auth/sessions";
import { newId } from "@/lib/core/ids";
import { execute, rows } from "@/lib/db/statement";

const movedRole = z.object({ accountId: z.string(), role: z.string(), unitId: z.string().nullable() });

/**
 * Whose roles a change has moved: each gets an audit row of their own, and their sessions end at once, as what they may
 * reach is no longer what it was when they signed in. Whoever does the deed stays.
 */
export async function tellPeople(actor: Actor, decisionId: string, tx: PoolClient): Promise<void> {
  const moved = await rows(
    movedRole,
    sql`SELECT r.account_id AS "accountId", r.role, r.unit_id AS "unitId"
      FROM unit_change_item i JOIN role_assignment r ON r.id::text = i.row_id
      WHERE i.decision_id = ${decisionId}::uuid AND i.subject = 'role_assignment' ORDER BY r.account_id, r.role`,
    tx,
  );
  await auditEach(
    actor,
    { action: "role.follow", subjectKind: "account" },
    moved.map(({ accountId, role, unitId }) => ({
      id: accountId,
      unitId,
      driveId: null,
      detail: { role, decisionId },
    })),
    tx,
  );
  const except = actor.kind === "staff" ? actor.sessionId : undefined;
  for (const accountId of new Set(moved.map((one) => one.accountId)))
    await endSessionsOfAccount(accountId, "role_moved", { except }, tx);
}

/** An audit row for each drive that a change has moved: whoever looks at the drive's history finds it there. */
export async function tellDrives(actor: Actor, decisionId: string, tx: PoolClient): Promise<void> {
  const moved = await rows(
    z.object({ id: z.string(), unitId: z.string() }),
    sql`SELECT d.id, d.credited_unit_id AS "unitId" FROM unit_change_item i JOIN drive d ON d.id::text = i.row_id
      WHERE i.decision_id = ${decisionId}::uuid AND i.subject = 'drive' ORDER BY d.id`,
    tx,
  );
  await auditEach(
    actor,
    { action: "drive.follow", subjectKind: "drive" },
    moved.map(({ id, unitId }) => ({ id, unitId, driveId: id, detail: { decisionId } })),
    tx,
  );
}

/** Many audit rows of one deed in one statement. */
async function auditEach(
  actor: Actor,
  entry: { action: string; subjectKind: string },
  about: readonly { id: string; unitId: string | null; driveId: string | null; detail: object }[],
  tx: PoolClient,
): Promise<void> {
  if (about.length === 0) return;
  const staff = actor.kind === "staff" ? actor : null;
  await execute(
    sql`INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, drive_id, unit_id, detail)
      SELECT e.id, ${staff ? "staff" : "system"}, ${staff?.accountId ?? null}::uuid, ${staff?.sessionId ?? null}::uuid,
        ${entry.action}, ${entry.subjectKind}, e.subject_id, e.drive_id, e.unit_id, e.detail
      FROM jsonb_to_recordset(${JSON.stringify(
        about.map((one) => ({
          id: newId(),
          subject_id: one.id,
          drive_id: one.driveId,
          unit_id: one.unitId,
          detail: one.detail,
        })),
      )}::jsonb) AS e (id uuid, subject_id text, drive_id uuid, unit_id text, detail jsonb)`,
    tx,
  );
}
