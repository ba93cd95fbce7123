import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { prepared, row, rows } from "@/lib/db/statement";
import { driveForDesk } from "@/lib/drives/desk/queries";
import { type DeskSight, deskSight } from "../policy";
import { plannedByNow, visitStatuses } from "../rules";

const queueShape = z.object({
  visitId: z.string().nullable(),
  bookingId: z.string().nullable(),
  number: z.number().nullable(),
  name: z.string(),
  slotAt: z.coerce.date().nullable(),
  status: z.enum(visitStatuses).nullable(),
  blood: z.string().nullable(),
  arrivedAt: z.coerce.date().nullable(),
  toReview: z.boolean(),
  toFinish: z.boolean(),
});

/** One line of the queue: somebody who is here, or (without a visit) somebody who booked and has not come. */
export type QueueItem = z.output<typeof queueShape>;

/** The whole day of a drive as its desk sees it, with a version that changes when anything in it does. */
export interface DeskQueue {
  readonly version: string;
  readonly items: readonly QueueItem[];
  readonly numbers: DeskNumbers;
}

export interface DeskNumbers {
  readonly received: number;
  readonly planned: number;
  readonly plannedByNow: number;
  /** When these were read, as an ISO instant; `plannedByNow` is of that minute. */
  readonly readAt: string;
  readonly bookedArrived: number;
  readonly booked: number;
  readonly walkIns: number;
  readonly deferred: number;
  readonly screened: number;
  readonly incomplete: number;
  readonly left: number;
  readonly waitMinutes: number | null;
  readonly reactions: number;
  readonly seriousReactions: number;
  readonly toReview: number;
}

/**
 * What a poll compares before anything is read: the drive's, visits', bookings' and donations' versions, folded.
 * Null when the drive is not there for this actor.
 */
export async function deskVersion(actor: StaffActor, driveId: string): Promise<string | null> {
  if ((await driveForDesk(actor, driveId)) === null) return null;
  return (await row(z.object({ version: z.string() }), prepared(versionOf(driveId))))?.version ?? null;
}

function versionOf(driveId: string): Sql {
  return sql`SELECT concat_ws('-', d.version,
      (SELECT concat_ws('.', count(*), sum(v.version)) FROM visit v WHERE v.drive_id = d.id),
      (SELECT concat_ws('.', count(*), count(*) FILTER (WHERE b.status = 'booked'), floor(extract(epoch FROM max(b.moved_at))))
        FROM booking b WHERE b.drive_id = d.id),
      (SELECT concat_ws('.', count(*), sum(g.version)) FROM donation g WHERE g.drive_id = d.id)) AS version
    FROM drive d WHERE d.id = ${driveId}::uuid`;
}

/** The queue of a drive and its numbers, or null when the drive is not within the actor's reach. */
export async function deskQueue(actor: StaffActor, driveId: string, now = new Date()): Promise<DeskQueue | null> {
  const drive = await driveForDesk(actor, driveId);
  if (drive === null) return null;
  const sight = deskSight(actor, drive);
  const [version, items, counts] = await Promise.all([
    row(z.object({ version: z.string() }), prepared(versionOf(driveId))),
    rows(queueShape, prepared(queueOf(driveId, sight))),
    row(countsShape, prepared(countsOf(driveId))),
  ]);
  if (version === null || counts === null) return null;
  return {
    version: version.version,
    items,
    numbers: {
      ...counts,
      planned: drive.plannedUnits,
      plannedByNow: plannedByNow(drive, now),
      readAt: now.toISOString(),
    },
  };
}

function queueOf(driveId: string, sight: DeskSight): Sql {
  const blood = sight.health
    ? sql`CASE WHEN p.blood_abo IS NULL THEN NULL ELSE p.blood_abo || coalesce(p.blood_rh, '') END`
    : sql`NULL::text`;
  return sql`
    SELECT v.id AS "visitId", v.booking_id AS "bookingId", v.number, p.full_name AS name, s.starts_at AS "slotAt", v.status,
      ${blood} AS blood, v.arrived_at AS "arrivedAt",
      ${sight.review} AND EXISTS (SELECT FROM donation g WHERE g.visit_id = v.id AND g.status = 'recorded' AND g.flags <> '{}'
        AND g.reviewed_at IS NULL) AS "toReview", v.status = 'bleeding' AND v.left_open_at IS NOT NULL AS "toFinish"
    FROM visit v JOIN donor p ON p.id = v.donor_id
      LEFT JOIN booking b ON b.id = v.booking_id LEFT JOIN slot s ON s.id = b.slot_id
    WHERE v.drive_id = ${driveId}::uuid
    UNION ALL
    SELECT NULL, b.id, NULL, p.full_name, s.starts_at, NULL, ${blood}, NULL, false, false
    FROM booking b JOIN donor p ON p.id = b.donor_id JOIN slot s ON s.id = b.slot_id
    WHERE b.drive_id = ${driveId}::uuid AND b.status = 'booked'
    ORDER BY 3 NULLS LAST, 5, 4`;
}

const countsShape = z.object({
  received: z.number(),
  bookedArrived: z.number(),
  booked: z.number(),
  walkIns: z.number(),
  deferred: z.number(),
  screened: z.number(),
  incomplete: z.number(),
  left: z.number(),
  waitMinutes: z.number().nullable(),
  reactions: z.number(),
  seriousReactions: z.number(),
  toReview: z.number(),
});

function countsOf(driveId: string): Sql {
  return sql`
    SELECT coalesce((SELECT donations FROM drive_total WHERE drive_id = ${driveId}::uuid), 0) AS received, seen.*, asked.*, given.*
    FROM (SELECT count(*) FILTER (WHERE booking_id IS NOT NULL) AS "bookedArrived",
        count(*) FILTER (WHERE booking_id IS NULL) AS "walkIns",
        count(*) FILTER (WHERE status = 'deferred') AS deferred, count(*) FILTER (WHERE screened_at IS NOT NULL) AS screened,
        count(*) FILTER (WHERE status = 'incomplete') AS incomplete, count(*) FILTER (WHERE status = 'left') AS "left",
        round(extract(epoch FROM avg(screened_at - arrived_at)) / 60)::int AS "waitMinutes"
      FROM visit WHERE drive_id = ${driveId}::uuid) seen,
    (SELECT count(*) FILTER (WHERE status IN ('booked', 'arrived', 'no_show')) AS booked
      FROM booking WHERE drive_id = ${driveId}::uuid) asked,
    (SELECT count(*) FILTER (WHERE adverse_reaction IS NOT NULL) AS reactions,
        count(*) FILTER (WHERE adverse_severity >= 3) AS "seriousReactions",
        count(*) FILTER (WHERE flags <> '{}' AND reviewed_at IS NULL) AS "toReview"
      FROM donation WHERE drive_id = ${driveId}::uuid AND status = 'recorded') given`;
}
