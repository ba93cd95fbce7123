import sql, { empty, type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { newId, newTicketCode } from "@/lib/core/ids";
import { prepared } from "@/lib/db/statement";
import { broughtBy } from "./invitations/statements";

/** A booking as the statements give it back. */
export const bookingRow = z.object({
  id: z.string(),
  code: z.string(),
  slotId: z.string(),
  driveId: z.string(),
  donorId: z.string(),
  status: z.string(),
});
export type BookingRow = z.output<typeof bookingRow>;

const bookingColumns = sql`id, code, slot_id AS "slotId", drive_id AS "driveId", donor_id AS "donorId",
  status`;

/**
 * Takes one place and makes the booking, its ticket and its audit row in one round trip; no row means no free place
 * (or a drive that no longer takes bookings). The drive's row is read under a share lock, so that a drive put off in
 * the same second either sees this booking or stops it; so is the agreement to be recorded, which may be taken back in
 * that second. Never `ON CONFLICT DO NOTHING` here: the counter would move
 * and the row would not come. With the code of somebody's invitation it also remembers who brought the donor.
 */
export function takePlace(
  actor: Actor,
  asked: {
    slotId: string;
    donorId: string;
    requestKey: string;
    channel: "web" | "desk";
    now: Date;
    invitation?: string | undefined;
  },
): Sql {
  return prepared(sql`
    WITH taking AS MATERIALIZED (
      SELECT drive.id, drive.credited_unit_id FROM drive
      WHERE drive.id = (SELECT drive_id FROM slot WHERE id = ${asked.slotId}::uuid) AND drive.status IN ('published', 'open')
      FOR SHARE
    ), agreed AS MATERIALIZED (
      SELECT consent.id FROM consent JOIN taking ON true
      WHERE consent.donor_id = ${asked.donorId}::uuid AND consent.purpose = 'donation_record' AND consent.withdrawn_at IS NULL
      FOR SHARE OF consent
    ), place AS (
      UPDATE slot SET booked = booked + 1 FROM taking, agreed
      WHERE slot.id = ${asked.slotId}::uuid AND slot.drive_id = taking.id
        AND slot.booked < slot.capacity AND slot.starts_at > ${asked.now}
      RETURNING slot.id, slot.drive_id, taking.credited_unit_id
    ), made AS (
      INSERT INTO booking (id, slot_id, drive_id, donor_id, code, request_key, channel, booked_at)
      SELECT ${newId()}::uuid, place.id, place.drive_id, ${asked.donorId}::uuid, ${newTicketCode()},
        ${asked.requestKey}::uuid, ${asked.channel}, ${asked.now}
      FROM place
      RETURNING *
    ), ${asked.invitation ? sql`brought AS (${broughtBy(asked.invitation, asked.now)}),` : empty} audit AS (${auditFrom(
      actor,
      "booking.make",
      {
        from: sql`made JOIN place ON place.drive_id = made.drive_id`,
        subjectKind: "booking",
        subjectId: sql`made.id`,
        driveId: sql`made.drive_id`,
        unitId: sql`place.credited_unit_id`,
        ...(asked.invitation
          ? { detail: sql`(SELECT jsonb_build_object('invitation', brought.invitation_id) FROM brought)` }
          : {}),
      },
    )})
    SELECT ${bookingColumns} FROM made`);
}

/** Gives the place back and ends the booking: the mirror of `takePlace`. No row means it was not open any more. */
export function givePlaceBack(actor: Actor, asked: { bookingId: string; donorId: string; by: string; now: Date }): Sql {
  return sql`
    WITH ended AS (
      UPDATE booking SET status = 'cancelled', ended_at = ${asked.now}, ended_by = ${asked.by}
      WHERE id = ${asked.bookingId}::uuid AND donor_id = ${asked.donorId}::uuid AND status = 'booked'
      RETURNING *
    ), freed AS (
      UPDATE slot SET booked = booked - 1 FROM ended WHERE slot.id = ended.slot_id RETURNING slot.id
    ), audit AS (${auditFrom(actor, "booking.cancel", {
      from: sql`ended`,
      subjectKind: "booking",
      subjectId: sql`ended.id`,
      driveId: sql`ended.drive_id`,
    })})
    SELECT ${bookingColumns} FROM ended`;
}

/**
 * Moves an open booking to another slot. Both slots change in one UPDATE over both rows: the one left gives a place
 * back, the one entered takes it, and the constraint on the counter refuses a full one. Locks in the house's order:
 * drive, booking, slots by id.
 */
export function changePlace(
  actor: Actor,
  asked: { bookingId: string; donorId: string; slotId: string; now: Date },
): Sql {
  return sql`
    WITH entering AS MATERIALIZED (
      SELECT slot.id, slot.drive_id FROM slot JOIN drive ON drive.id = slot.drive_id
      WHERE slot.id = ${asked.slotId}::uuid AND drive.status IN ('published', 'open') AND slot.starts_at > ${asked.now}
      FOR SHARE OF drive
    ), held AS MATERIALIZED (
      SELECT booking.id, booking.slot_id FROM booking, entering
      WHERE booking.id = ${asked.bookingId}::uuid AND booking.donor_id = ${asked.donorId}::uuid
        AND booking.status = 'booked' AND booking.slot_id <> entering.id
      FOR UPDATE OF booking
    ), both_slots AS MATERIALIZED (
      SELECT slot.id FROM slot, held, entering WHERE slot.id IN (held.slot_id, entering.id) ORDER BY slot.id FOR UPDATE OF slot
    ), counted AS (
      UPDATE slot SET booked = slot.booked + CASE WHEN slot.id = entering.id THEN 1 ELSE -1 END
      FROM both_slots, entering WHERE slot.id = both_slots.id
      RETURNING slot.id
    ), moved AS (
      UPDATE booking SET slot_id = entering.id, drive_id = entering.drive_id, moved_at = ${asked.now}
      FROM entering, held
      WHERE booking.id = held.id AND (SELECT count(*) FROM counted) = 2
      RETURNING booking.*
    ), audit AS (${auditFrom(actor, "booking.move", {
      from: sql`moved JOIN held ON held.id = moved.id`,
      subjectKind: "booking",
      subjectId: sql`moved.id`,
      driveId: sql`moved.drive_id`,
      detail: sql`jsonb_build_object('fromSlot', held.slot_id, 'toSlot', moved.slot_id)`,
    })})
    SELECT ${bookingColumns} FROM moved`;
}

/** The booking an earlier request with the same key made. */
export function bookingOfRequest(requestKey: string): Sql {
  return sql`SELECT ${bookingColumns} FROM booking WHERE request_key = ${requestKey}::uuid`;
}
