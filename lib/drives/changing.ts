import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed, reachOf } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import type { CivilDate } from "@/lib/core/time";
import { execute, type Runner, row, Undo } from "@/lib/db/statement";
import { drivesWithin } from "./reach";
import { type DriveStatus, driveStatuses, type WhyNot } from "./rules";

/** What every change to a drive shares: the lock, the version that was seen, the audit row. */

export const idShape = z.object({ id: z.string() });

/** A drive as its lock read it. */
export interface LockedDrive {
  readonly id: string;
  readonly status: DriveStatus;
  readonly heldOn: CivilDate;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly version: number;
  readonly creditedUnitId: string;
  readonly venueId: string;
  readonly facilityId: string;
}

/**
 * The drive, locked until the transaction ends: bookings, arrivals and other editors read it under a share lock and so
 * come wholly before or wholly after. A drive out of reach is as if it were not there.
 */
export async function lockDrive(actor: Actor, deed: Deed, id: string, tx: Runner): Promise<LockedDrive> {
  const found = await row(
    z.object({
      id: z.string(),
      status: z.enum(driveStatuses),
      heldOn: z.string(),
      startsAt: z.date(),
      endsAt: z.date(),
      version: z.number(),
      creditedUnitId: z.string(),
      venueId: z.string(),
      facilityId: z.string(),
    }),
    sql`SELECT d.id, d.status, d.held_on AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.version,
        d.credited_unit_id AS "creditedUnitId", d.venue_id AS "venueId", d.facility_id AS "facilityId"
      FROM drive d WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, deed))} FOR UPDATE`,
    tx,
  );
  if (found === null) throw new NotAllowed(deed);
  return found;
}

/**
 * Refuses an edit that began from an older version; the facts say who changed the drive and when, and how it stands now,
 * field by field, so that both versions can be shown.
 */
export async function insistSameVersion(drive: LockedDrive, version: number, tx: Runner): Promise<void> {
  if (drive.version === version) return;
  const saved = await row(
    z.record(z.string(), z.union([z.string(), z.number()])),
    sql`SELECT coalesce(last.who, '—') AS who, coalesce(to_char(last.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI'), '—') AS at,
        d.version, coalesce(d.title, '') AS title, h.id::text AS "hostId", h.name AS "hostName", f.id::text AS "facilityId",
        f.name AS "facilityName", v.id::text AS "venueId", v.name AS "venueName", u.id AS "creditedUnitId",
        u.name AS "creditedUnitName", d.held_on AS "heldOn", d.planned_units AS "plannedUnits",
        to_char(d.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI') AS "startTime",
        to_char(d.ends_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI') AS "endTime",
        coalesce(d.public_note, '') AS "publicNote"
      FROM drive d JOIN organisation h ON h.id = d.host_organisation_id JOIN facility f ON f.id = d.facility_id
        JOIN venue v ON v.id = d.venue_id JOIN unit u ON u.id = d.credited_unit_id
        LEFT JOIN LATERAL (SELECT a.name AS who, e.happened_at AS at FROM audit_event e
          LEFT JOIN account a ON a.id = e.actor_id
          WHERE e.subject_kind = 'drive' AND e.subject_id = d.id::text ORDER BY e.happened_at DESC LIMIT 1) last ON true
      WHERE d.id = ${drive.id}::uuid`,
    tx,
  );
  throw new Undo<"changed_meanwhile">("changed_meanwhile", saved ?? {});
}

/** Notes that something around a drive has changed: its next version, with the audit row. */
export async function touch(actor: Actor, drive: LockedDrive, action: string, now: Date, tx: Runner): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE drive SET version = version + 1, updated_at = ${now} WHERE id = ${drive.id}::uuid RETURNING *
      )
      ${auditOfDrive(actor, action, sql`made`)}`,
    tx,
  );
}

/** The audit row of a statement whose `made` is the drive as it now is. */
export function auditOfDrive(actor: Actor, action: string, from: Sql, detail: Record<string, unknown> = {}): Sql {
  return auditFrom(actor, action, {
    from,
    subjectKind: "drive",
    subjectId: sql`made.id`,
    driveId: sql`made.id`,
    unitId: sql`made.credited_unit_id`,
    detail: sql`${JSON.stringify(detail)}`,
  });
}

/** The account that answers for a row, where somebody of the staff wrote it. */
export function accountOf(actor: Actor): string | null {
  return actor.kind === "staff" ? actor.accountId : null;
}

/** Takes the transaction back when a rule has said why not. */
export function orUndo<R extends string>(why: WhyNot<R> | null): void {
  if (why !== null) throw new Undo<R>(why.refusal, why.facts);
}
