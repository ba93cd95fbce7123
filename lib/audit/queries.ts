import sql, { join } from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, reachOf } from "@/lib/auth/authorize";
import { isCivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";

export const auditPageSize = 50;

/** Families of deeds, the first word of an action. */
export const auditFamilies = [
  "session",
  "account",
  "role",
  "donor",
  "booking",
  "drive",
  "visit",
  "donation",
  "deferral",
  "report",
  "outreach",
  "audit",
  "award",
  "honour",
] as const;

const civilDate = z.string().refine(isCivilDate).optional().catch(undefined);

/** What the trail is searched by, read from the address of the page. */
export const auditSearch = z.object({
  family: z.enum(auditFamilies).optional().catch(undefined),
  by: z.enum(["staff", "donor", "system", "public"]).optional().catch(undefined),
  from: civilDate,
  to: civilDate,
  /** An id of a person, drive, donation … or of who did it. */
  id: z.uuid().optional().catch(undefined),
  /** Where the page before ended: instant and id of its last row. */
  before: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});
export type AuditSearch = z.output<typeof auditSearch>;

const eventShape = z.object({
  id: z.string(),
  happenedAt: z.date(),
  /** To the microsecond, as the next page needs it. */
  cursor: z.string(),
  actorKind: z.enum(["staff", "donor", "system", "public"]),
  actorId: z.string().nullable(),
  /** Staff answer for what they do by name; donors stay an id. */
  actorName: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string().nullable(),
  driveId: z.string().nullable(),
  unitName: z.string().nullable(),
});
export type AuditEvent = z.output<typeof eventShape>;

/**
 * Who did or saw what, newest first, within the reader's reach; one page and whether there is another. Ids and words
 * only: no donor's name stands in the trail.
 */
export async function auditTrail(
  actor: StaffActor,
  search: AuditSearch,
): Promise<{ events: AuditEvent[]; next: string | null }> {
  insist(actor, "audit.view", anywhere);
  const reach = reachOf(actor, "audit.view");
  const [beforeAt, beforeId] = search.before?.split("_") ?? [];
  const conditions = [
    reach.nation ? sql`true` : sql`e.unit_id = ANY (${[...reach.unitIds]}::text[])`,
    search.family ? sql`e.action LIKE ${`${search.family}.%`}` : null,
    search.by ? sql`e.actor_kind = ${search.by}` : null,
    search.from ? sql`e.happened_at >= ${search.from}::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'` : null,
    search.to ? sql`e.happened_at < (${search.to}::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'` : null,
    search.id
      ? sql`e.id IN (SELECT id FROM audit_event WHERE subject_id = ${search.id}
          UNION ALL SELECT id FROM audit_event WHERE actor_id = ${search.id}::uuid
          UNION ALL SELECT id FROM audit_event WHERE drive_id = ${search.id}::uuid)`
      : null,
    beforeAt ? sql`(e.happened_at, e.id) < (${beforeAt}::timestamptz, ${beforeId}::uuid)` : null,
  ].filter((condition) => condition !== null);
  const found = await rows(
    eventShape,
    sql`SELECT e.id, e.happened_at AS "happenedAt",
        to_char(e.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || e.id AS cursor,
        e.actor_kind AS "actorKind", e.actor_id AS "actorId", a.name AS "actorName", e.action, e.subject_kind AS "subjectKind",
        e.subject_id AS "subjectId", e.drive_id AS "driveId", u.name AS "unitName"
      FROM audit_event e
        LEFT JOIN account a ON e.actor_kind = 'staff' AND a.id = e.actor_id
        LEFT JOIN unit u ON u.id = e.unit_id
      WHERE ${join(conditions, " AND ")}
      ORDER BY e.happened_at DESC, e.id DESC LIMIT ${auditPageSize + 1}`,
  );
  const events = found.slice(0, auditPageSize);
  return { events, next: found.length > auditPageSize ? (events.at(-1)?.cursor ?? null) : null };
}
