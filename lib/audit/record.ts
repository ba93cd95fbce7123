import sql, { type Sql } from "sql-template-tag";
import type { Actor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { execute, type Runner } from "@/lib/db/statement";

/** What an audit row tells: ids and words, never a name, a number of a card, or an answer about health. */
export interface AuditEntry {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId?: string | null;
  readonly driveId?: string | null;
  readonly unitId?: string | null;
  readonly detail?: Record<string, unknown>;
}

/** Records a read of a person's data, or a deed whose statement could not carry its own audit row. */
export async function recordAudit(actor: Actor | null, entry: AuditEntry, on?: Runner): Promise<void> {
  const who = identityOf(actor);
  await execute(
    sql`INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, drive_id, unit_id, detail)
      VALUES (${newId()}::uuid, ${who.kind}, ${who.id}::uuid, ${who.sessionId}::uuid, ${entry.action}, ${entry.subjectKind},
        ${entry.subjectId ?? null}, ${entry.driveId ?? null}::uuid,
        ${entry.unitId || !entry.driveId ? sql`${entry.unitId ?? null}` : unitOfDrive(sql`${entry.driveId}`)}, ${JSON.stringify(entry.detail ?? {})}::jsonb)`,
    on,
  );
}

/** The same deed done to many things at once: a row for each, in one statement. */
export async function recordAudits(
  actor: Actor | null,
  entry: Omit<AuditEntry, "subjectId" | "driveId">,
  subjectIds: readonly string[],
  on?: Runner,
): Promise<void> {
  if (subjectIds.length === 0) return;
  const who = identityOf(actor);
  const written = subjectIds.map((subject) => ({ id: newId(), subject }));
  await execute(
    sql`INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, unit_id, detail)
      SELECT w.id, ${who.kind}, ${who.id}::uuid, ${who.sessionId}::uuid, ${entry.action}, ${entry.subjectKind}, w.subject,
        ${entry.unitId ?? null}, ${JSON.stringify(entry.detail ?? {})}::jsonb
      FROM json_to_recordset(${JSON.stringify(written)}::json) AS w (id uuid, subject text)`,
    on,
  );
}

/** Columns of the row (or rows) a statement wrote, for the audit row written with it. */
export interface AuditColumns {
  readonly from: Sql;
  readonly subjectKind: string;
  readonly subjectId: Sql;
  readonly driveId?: Sql;
  readonly unitId?: Sql;
  readonly detail?: Sql;
}

/**
 * The audit row as one more part of the statement that does the deed:
 * `WITH made AS (INSERT … RETURNING *), audit AS (${auditFrom(actor, "booking.make", { from: sql`made`, … })}) SELECT … FROM made`.
 * Nothing is written unless the deed is, and the deed is not written without it. At most one row: `from` must hold one.
 */
export function auditFrom(actor: Actor | null, action: string, columns: AuditColumns): Sql {
  const who = identityOf(actor);
  const none = sql`NULL`;
  const unitId = columns.unitId ?? (columns.driveId ? unitOfDrive(columns.driveId) : none);
  return sql`INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, drive_id, unit_id, detail)
    SELECT ${newId()}::uuid, ${who.kind}, ${who.id}::uuid, ${who.sessionId}::uuid, ${action}, ${columns.subjectKind},
      (${columns.subjectId})::text, (${columns.driveId ?? none})::uuid, (${unitId})::text,
      coalesce((${columns.detail ?? none})::jsonb, '{}'::jsonb)
    FROM ${columns.from}`;
}

/** Whoever watches over a province's data sees what happened at its drives, also where the deed named the drive alone. */
function unitOfDrive(driveId: Sql): Sql {
  return sql`(SELECT its_drive.credited_unit_id FROM drive its_drive WHERE its_drive.id = (${driveId})::uuid)`;
}

function identityOf(actor: Actor | null): { kind: string; id: string | null; sessionId: string | null } {
  if (actor === null) return { kind: "public", id: null, sessionId: null };
  switch (actor.kind) {
    case "staff":
      return { kind: "staff", id: actor.accountId, sessionId: actor.sessionId };
    case "donor":
      return { kind: "donor", id: actor.donorId, sessionId: actor.sessionId };
    case "contact":
      return { kind: "public", id: null, sessionId: actor.sessionId };
    case "system":
      return { kind: "system", id: null, sessionId: null };
  }
}
