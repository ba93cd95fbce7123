import sql from "sql-template-tag";
import { z } from "zod";
import type { DonorActor } from "@/lib/auth/actor";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { prepared, row, rows } from "@/lib/db/statement";
import { publicRules } from "@/lib/eligibility/queries";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import type { BookingFacts } from "./rules";

/** A donor's ticket: what to show at the table, and where and when to be there. */
export interface Ticket {
  readonly id: string;
  readonly code: string;
  readonly status: "booked" | "cancelled" | "arrived" | "no_show" | "drive_cancelled";
  readonly slotId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly driveId: string;
  readonly driveStatus: string;
  readonly statusReason: string | null;
  readonly heldOn: CivilDate;
  readonly title: string | null;
  readonly venueName: string;
  readonly address: string;
  readonly communeName: string;
  readonly provinceName: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly contactPhone: string | null;
  readonly isDemo: boolean;
}

const ticketShape = z.object({
  id: z.string(),
  code: z.string(),
  status: z.enum(["booked", "cancelled", "arrived", "no_show", "drive_cancelled"]),
  slotId: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  driveId: z.string(),
  driveStatus: z.string(),
  statusReason: z.string().nullable(),
  heldOn: z.string(),
  title: z.string().nullable(),
  venueName: z.string(),
  address: z.string(),
  communeName: z.string(),
  provinceName: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  contactPhone: z.string().nullable(),
  isDemo: z.boolean(),
});

const ticketSelect = sql`
  SELECT b.id, b.code, b.status, b.slot_id AS "slotId", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
    d.id AS "driveId", d.status AS "driveStatus", d.status_reason AS "statusReason", d.held_on AS "heldOn", d.title,
    v.name AS "venueName", v.address, c.full_name AS "communeName", p.name AS "provinceName", v.lat, v.lon,
    d.contact_phone AS "contactPhone", d.is_demo AS "isDemo"
  FROM booking b JOIN slot s ON s.id = b.slot_id JOIN drive d ON d.id = b.drive_id JOIN venue v ON v.id = d.venue_id
    JOIN unit c ON c.id = d.commune_id JOIN unit p ON p.id = d.province_id`;

/** One of the donor's own tickets, or null. */
export async function ticket(actor: DonorActor, bookingId: string): Promise<Ticket | null> {
  return row(
    ticketShape,
    prepared(sql`${ticketSelect} WHERE b.id = ${bookingId}::uuid AND b.donor_id = ${actor.donorId}::uuid`),
  );
}

/** The donor's tickets, the open one first, then the newest; at most twenty. */
export async function tickets(actor: DonorActor): Promise<Ticket[]> {
  return rows(
    ticketShape,
    prepared(sql`${ticketSelect} WHERE b.donor_id = ${actor.donorId}::uuid
      ORDER BY (b.status = 'booked') DESC, s.starts_at DESC LIMIT 20`),
  );
}

const factsShape = z.object({
  startsAt: z.date().nullable(),
  free: z.number().nullable(),
  driveStatus: z.string().nullable(),
  heldOn: z.string().nullable(),
  openBookingId: z.string().nullable(),
  bornOn: z.string(),
  consented: z.boolean(),
  ...standingShape,
});

/**
 * What is known about a donor and a slot before a place is asked for, in one read. `exceptBookingId` leaves one open
 * booking out of the count: the one about to be moved.
 */
export async function bookingFacts(
  actor: DonorActor,
  slotId: string | null,
  now: Date,
  exceptBookingId: string | null = null,
): Promise<BookingFacts> {
  const found = await row(
    factsShape,
    prepared(sql`SELECT s.starts_at AS "startsAt", s.capacity - s.booked AS free, d.status AS "driveStatus", d.held_on AS "heldOn",
        (SELECT b.id FROM booking b WHERE b.donor_id = p.id AND b.status = 'booked'
          AND b.id IS DISTINCT FROM ${exceptBookingId}::uuid) AS "openBookingId",
        p.born_on AS "bornOn",
        EXISTS (SELECT 1 FROM consent k WHERE k.donor_id = p.id AND k.purpose = 'donation_record'
          AND k.withdrawn_at IS NULL) AS consented,
        ${standingColumns}
      FROM donor p LEFT JOIN slot s ON s.id = ${slotId}::uuid LEFT JOIN drive d ON d.id = s.drive_id
      WHERE p.id = ${actor.donorId}::uuid`),
  );
  if (found === null) throw new Error("A signed-in donor has no record.");
  const onDate = found.heldOn ?? todayInVietnam(now);
  const { values } = await publicRules(onDate);
  return {
    now,
    slot:
      found.startsAt === null || found.free === null || found.driveStatus === null
        ? null
        : { startsAt: found.startsAt, free: found.free, driveStatus: found.driveStatus },
    openBookingId: found.openBookingId,
    consented: found.consented,
    body: {
      birthOn: found.bornOn,
      onDate,
      component: "whole_blood",
      donations: found.donations,
      deferrals: found.deferrals,
    },
    values,
  };
}
