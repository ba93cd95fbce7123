import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { row } from "@/lib/db/statement";
import type { AuditEntry } from "./record";

/**
 * How many people's records one member of staff reads within ten minutes. A busy desk comes to some two dozen; at five
 * times that whoever watches over the data is told in the audit, and past the last number nothing more is shown for a
 * while.
 */
export const reading = { minutes: 10, tellAt: 120, most: 300 } as const;

/** What counts as reading somebody's record. */
const reads = ["donor.look_up", "visit.read", "visit.read_health"] as const;
type Read = AuditEntry & { readonly action: (typeof reads)[number]; readonly subjectId: string };

/**
 * Records that somebody's record is read, before it is shown: false when this member of staff has read too many just
 * now, and then nothing may be shown. The row, the count and the word to whoever watches over the data
 * (`donor.read_many`, once in ten minutes) are one statement. The same record read again counts once.
 */
export async function recordRead(actor: StaffActor, entry: Read): Promise<boolean> {
  const kept = await row(
    z.object({ id: z.string() }),
    sql`WITH lately AS (
        SELECT count(DISTINCT subject_id) FILTER (WHERE action = ANY (${[...reads]}::text[]) AND subject_id <> ${entry.subjectId}) AS others,
          coalesce(bool_or(action = 'donor.read_many'), false) AS told
        FROM audit_event
        WHERE actor_id = ${actor.accountId}::uuid AND happened_at > now() - make_interval(mins => ${reading.minutes})
      ), told AS (
        INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, drive_id, unit_id, detail)
        SELECT ${newId()}::uuid, 'staff', ${actor.accountId}::uuid, ${actor.sessionId}::uuid, 'donor.read_many', 'account',
          ${actor.accountId}, ${entry.driveId ?? null}::uuid, ${entry.unitId ?? null}, jsonb_build_object('people', others + 1)
        FROM lately WHERE others + 1 >= ${reading.tellAt} AND NOT told
      )
      INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, drive_id, unit_id, detail)
      SELECT ${newId()}::uuid, 'staff', ${actor.accountId}::uuid, ${actor.sessionId}::uuid, ${entry.action}, ${entry.subjectKind},
        ${entry.subjectId}, ${entry.driveId ?? null}::uuid, ${entry.unitId ?? null}, ${JSON.stringify(entry.detail ?? {})}::jsonb
      FROM lately WHERE others < ${reading.most}
      RETURNING id`,
  );
  return kept !== null;
}
