import sql from "sql-template-tag";
import { z } from "zod";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { isFew } from "@/lib/core/few";
import { isId } from "@/lib/core/ids";
import { row } from "@/lib/db/statement";
import { codeIn } from "./code";

const count = z.coerce.number().int();

const ownShape = z.object({
  code: z.string().nullable(),
  showsName: z.boolean(),
  booked: count,
  /** Null while fewer than five have booked: of so few, the one who did not give could be guessed, and why. */
  gave: count.nullable(),
});

/** A donor's own link and what came of it, whichever link they had: how many, never who. */
export type OwnInvitation = z.output<typeof ownShape>;

/**
 * The link a donor invites by (null while there is none), how many different people booked by their invitations and
 * how many of them gave. Voided donations and those for a relative do not count, nor whoever brought this donor.
 */
export async function ownInvitation(actor: DonorActor): Promise<OwnInvitation> {
  insist(actor, "donor.own", anywhere);
  const found = await row(
    ownShape,
    sql`SELECT i.code, coalesce(i.shows_name, false) AS "showsName", came.booked, came.gave
      FROM (SELECT count(DISTINCT r.booked_by) AS booked, count(DISTINCT g.donor_id) AS gave
          FROM booking_referral r LEFT JOIN visit v ON v.booking_id = r.booking_id
            LEFT JOIN donation g ON g.visit_id = v.id AND g.status <> 'voided' AND g.kind = 'voluntary'
          WHERE r.donor_id = ${actor.donorId}::uuid AND r.doubt IS NULL) came
        LEFT JOIN donor_invitation i ON i.donor_id = ${actor.donorId}::uuid AND i.ended_at IS NULL`,
  );
  const own = found ?? { code: null, showsName: false, booked: 0, gave: 0 };
  return isFew(own.booked) ? { ...own, gave: null } : own;
}

const inviterShape = z.object({ donorId: z.string(), name: z.string().nullable(), isDemo: z.boolean() });

/** An open invitation as whoever holds its link may know it: a name only where the inviter lets it be shown. */
export interface PublicInvitation {
  readonly name: string | null;
  readonly isDemo: boolean;
}

async function openInvitation(asked: string | null) {
  const code = codeIn(asked ?? undefined);
  if (code === null) return null;
  return row(
    inviterShape,
    sql`SELECT i.donor_id AS "donorId", CASE WHEN i.shows_name THEN d.full_name END AS name, d.is_demo AS "isDemo"
      FROM donor_invitation i JOIN donor d ON d.id = i.donor_id WHERE i.code = ${code} AND i.ended_at IS NULL`,
  );
}

/** What the page of an invitation tells; null when the link was ended or never was. */
export async function publicInvitation(code: string | null): Promise<PublicInvitation | null> {
  const found = await openInvitation(code);
  return found && { name: found.name, isDemo: found.isDemo };
}

/** The invitation a booking would be made by, for the one who books: null when it is nobody else's. */
export async function invitationFor(actor: DonorActor, code: string | null): Promise<{ name: string | null } | null> {
  insist(actor, "booking.make", anywhere);
  const found = await openInvitation(code);
  return found && found.donorId !== actor.donorId ? { name: found.name } : null;
}

/** By whose invitation a donor's own booking was made; null when by nobody's. */
export async function invitationOfBooking(
  actor: DonorActor,
  bookingId: string,
): Promise<{ name: string | null } | null> {
  insist(actor, "donor.own", anywhere);
  if (!isId(bookingId)) return null;
  return row(
    z.object({ name: z.string().nullable() }),
    sql`SELECT CASE WHEN i.shows_name AND i.ended_at IS NULL THEN d.full_name END AS name
      FROM booking_referral r JOIN donor_invitation i ON i.id = r.invitation_id JOIN donor d ON d.id = i.donor_id
      WHERE r.booking_id = ${bookingId}::uuid AND r.booked_by = ${actor.donorId}::uuid`,
  );
}
