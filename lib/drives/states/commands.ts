import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { execute, type Runner, row, rows, undoing } from "@/lib/db/statement";
import { auditOfDrive, type LockedDrive, lockDrive, orUndo } from "../changing";
import { tellBooked } from "../letters";
import {
  type CloseRefusal,
  type DriveStatus,
  type OpenRefusal,
  type PublishRefusal,
  type PutOffRefusal,
  type ReconcileRefusal,
  type ReopenRefusal,
  reasonLine,
  whyNotClose,
  whyNotOpen,
  whyNotPublish,
  whyNotPutOff,
  whyNotReconcile,
  whyNotReopen,
} from "../rules";
import type { PutOffDrive } from "../schema";
import { publishFactsOf, publishFactsShape } from "../statements";

/** Announces a draft: from now on it is found and booked. Twice is refused the second time, with a sentence. */
export async function publishDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, PublishRefusal>> {
  return undoing<{ id: string }, PublishRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.publish", driveId, tx);
    orUndo(whyNotPublish({ ...drive, ...(await publishFacts(drive.id, tx)) }, now));
    await become(actor, drive, "published", "drive.publish", sql`published_at = ${now}`, now, tx);
    return { id: drive.id };
  });
}

/** Opens the desk by hand; the first arrival on its day opens it too, in the arrival's own statement. */
export async function openDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, OpenRefusal>> {
  return undoing<{ id: string }, OpenRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.run", driveId, tx);
    orUndo(whyNotOpen(drive, now));
    await become(actor, drive, "open", "drive.open", sql`opened_at = ${now}`, now, tx);
    return { id: drive.id };
  });
}

/**
 * Closes the desk. Whoever booked an hour that has begun and did not come is noted as not come; whoever's hour has not
 * begun could not have come: they lose their place and are written to.
 */
export async function closeDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string; noShows: number; sentAway: number }, CloseRefusal>> {
  return undoing<{ id: string; noShows: number; sentAway: number }, CloseRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.run", driveId, tx);
    const { inside } = await visitsOf(drive.id, tx);
    orUndo(whyNotClose(drive, inside));
    const noShows = await execute(
      sql`UPDATE booking SET status = 'no_show', ended_at = ${now}, ended_by = ${closing}
        FROM slot WHERE slot.id = booking.slot_id AND booking.drive_id = ${drive.id}::uuid AND booking.status = 'booked'
          AND slot.starts_at <= ${now}`,
      tx,
    );
    const sentAway = await endBookings(drive.id, "closed_early", now, tx);
    const counted = { noShows, sentAway: sentAway.length };
    await become(actor, drive, "closed", "drive.close", sql`closed_at = ${now}`, now, tx, counted);
    await tellBooked(sentAway, { how: "closed_early", reason: "other", postponedTo: null }, tx);
    return { id: drive.id, ...counted };
  });
}

/** By what a booking ended when its drive's desk closed: a desk that opens again expects the person again. */
const closing = "drive_closed";

/**
 * Opens a drive again that was closed too soon, on its own day. Whom the closing noted as not come may still come,
 * unless they have booked elsewhere since; whoever was written to stays away.
 */
export async function reopenDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, ReopenRefusal>> {
  return undoing<{ id: string }, ReopenRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.run", driveId, tx);
    orUndo(whyNotReopen(drive, now));
    await execute(
      sql`UPDATE booking SET status = 'booked', ended_at = NULL, ended_by = NULL
        WHERE drive_id = ${drive.id}::uuid AND status = 'no_show' AND ended_by = ${closing}
          AND NOT EXISTS (SELECT FROM booking other WHERE other.donor_id = booking.donor_id AND other.status = 'booked')`,
      tx,
    );
    await become(actor, drive, "open", "drive.reopen", sql`closed_at = NULL`, now, tx);
    return { id: drive.id };
  });
}

/** Signs off a closed drive's numbers: everything flagged was looked at, and the total equals the count. */
export async function reconcileDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, ReconcileRefusal>> {
  return undoing<{ id: string }, ReconcileRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.reconcile", driveId, tx);
    const facts = await row(
      z.object({ toReview: z.number(), counted: z.number(), total: z.number() }),
      sql`SELECT count(*) FILTER (WHERE flags <> '{}' AND reviewed_at IS NULL) AS "toReview", count(*) AS counted,
          coalesce((SELECT donations FROM drive_total WHERE drive_id = ${drive.id}::uuid), 0) AS total
        FROM donation WHERE drive_id = ${drive.id}::uuid AND status = 'recorded'`,
      tx,
    );
    orUndo(whyNotReconcile(drive, facts ?? { toReview: 0, counted: 0, total: 0 }));
    await become(actor, drive, "reconciled", "drive.reconcile", sql`reconciled_at = ${now}`, now, tx);
    return { id: drive.id };
  });
}

/**
 * Postpones or cancels a drive. Everybody who holds a place loses it in the same transaction and is written to;
 * answers how many.
 */
export async function putOffDrive(
  actor: Actor,
  input: PutOffDrive,
  now = new Date(),
): Promise<Outcome<{ id: string; people: number }, PutOffRefusal>> {
  return undoing<{ id: string; people: number }, PutOffRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.put_off", input.driveId, tx);
    const { all } = await visitsOf(drive.id, tx);
    const postponedTo = input.how === "postponed" ? (input.postponedTo ?? null) : null;
    orUndo(whyNotPutOff(drive, { ...input, visits: all, postponedTo }, now));
    const reason = reasonLine(input.reason, input.words);
    const ended = await endBookings(drive.id, input.how, now, tx);
    await become(
      actor,
      drive,
      input.how,
      input.how === "postponed" ? "drive.postpone" : "drive.cancel",
      sql`status_reason = ${reason}, postponed_to = ${postponedTo}::date`,
      now,
      tx,
      { reason: input.reason, people: ended.length },
    );
    await tellBooked(ended, { how: input.how, reason, postponedTo }, tx);
    return { id: drive.id, people: ended.length };
  });
}

/** Ends every open booking of a drive and frees its places; answers which. */
async function endBookings(driveId: string, by: string, now: Date, tx: Runner): Promise<string[]> {
  const ended = await rows(
    z.object({ id: z.string(), slotId: z.string() }),
    sql`UPDATE booking SET status = 'drive_cancelled', ended_at = ${now}, ended_by = ${by}
      WHERE drive_id = ${driveId}::uuid AND status = 'booked' RETURNING id, slot_id AS "slotId"`,
    tx,
  );
  await execute(
    sql`WITH freed AS (
        SELECT slot.id, count(*) AS places FROM slot JOIN unnest(${ended.map((booking) => booking.slotId)}::uuid[]) AS lost (slot_id)
          ON lost.slot_id = slot.id GROUP BY slot.id
      )
      UPDATE slot SET booked = booked - freed.places FROM freed WHERE slot.id = freed.id`,
    tx,
  );
  return ended.map((booking) => booking.id);
}

async function publishFacts(driveId: string, tx: Runner) {
  const found = await row(
    publishFactsShape,
    sql`SELECT ${publishFactsOf} FROM drive d WHERE d.id = ${driveId}::uuid`,
    tx,
  );
  if (found === null) throw new Error("A locked drive vanished.");
  return found;
}

async function visitsOf(driveId: string, tx: Runner): Promise<{ all: number; inside: number }> {
  const found = await row(
    z.object({ all: z.number(), inside: z.number() }),
    sql`SELECT count(*) AS "all", count(*) FILTER (WHERE status IN ('arrived', 'fit', 'bleeding')) AS inside
      FROM visit WHERE drive_id = ${driveId}::uuid`,
    tx,
  );
  return found ?? { all: 0, inside: 0 };
}

/** The drive's new state, with its audit row, in one statement. */
async function become(
  actor: Actor,
  drive: LockedDrive,
  status: DriveStatus,
  action: string,
  also: Sql,
  now: Date,
  tx: Runner,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE drive SET status = ${status}, ${also}, version = version + 1, updated_at = ${now}
        WHERE id = ${drive.id}::uuid RETURNING *
      )
      ${auditOfDrive(actor, action, sql`made`, detail)}`,
    tx,
  );
}
