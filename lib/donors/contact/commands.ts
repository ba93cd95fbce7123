import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { insist, type Place } from "@/lib/auth/authorize";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { row } from "@/lib/db/statement";

/** How somebody is reached and where they live, as the desk writes it down; null is "none". */
export interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly addressLine: string | null;
  readonly home: { readonly provinceId: string; readonly communeId: string } | null | "as_it_is";
}

const idOnly = z.object({ id: z.string() });

/**
 * Mends how somebody is reached, at the desk of a drive they booked or came to. Whoever signed in for them by a phone or
 * address that is theirs no longer is signed out. The same request again, or one that changes nothing, is done already
 * and leaves no second trace; one made from an older version is refused.
 */
export async function mendContact(
  actor: StaffActor,
  place: Place & { driveId: string },
  asked: { donorId: string; version: number; contact: Contact },
): Promise<Outcome<{ id: string }, "contact_changed_meanwhile">> {
  insist(actor, "donor.mend", place);
  const { donorId, contact } = asked;
  const home = contact.home === "as_it_is" ? null : contact.home;
  const provinceId = contact.home === "as_it_is" ? sql`donor.home_province_id` : sql`${home?.provinceId ?? null}::text`;
  const communeId = contact.home === "as_it_is" ? sql`donor.home_commune_id` : sql`${home?.communeId ?? null}::text`;
  const isSo = sql`(donor.phone, donor.email, donor.address_line, donor.home_province_id, donor.home_commune_id)
    IS NOT DISTINCT FROM (${contact.phone}::text, ${contact.email}::text, ${contact.addressLine}::text, ${provinceId}, ${communeId})`;
  const isHere = sql`(EXISTS (SELECT FROM visit v WHERE v.donor_id = donor.id AND v.drive_id = ${place.driveId}::uuid)
    OR EXISTS (SELECT FROM booking b WHERE b.donor_id = donor.id AND b.drive_id = ${place.driveId}::uuid))`;
  const written = await row(
    idOnly,
    sql`WITH before AS (SELECT id, phone, email FROM donor WHERE id = ${donorId}::uuid),
      mended AS (
        UPDATE donor SET phone = ${contact.phone}, email = ${contact.email}, address_line = ${contact.addressLine},
          home_province_id = ${provinceId}, home_commune_id = ${communeId}, version = donor.version + 1
        FROM before
        WHERE donor.id = before.id AND donor.version = ${asked.version} AND ${isHere} AND NOT ${isSo}
        RETURNING donor.id, donor.phone IS DISTINCT FROM before.phone AS phone_changed,
          donor.email IS DISTINCT FROM before.email AS email_changed
      ), signed_out AS (
        UPDATE session SET ended_at = now(), ended_because = 'contact_changed'
        FROM mended
        WHERE session.donor_id = mended.id AND session.ended_at IS NULL
          AND session.contact IS DISTINCT FROM ${contact.phone}::text AND session.contact IS DISTINCT FROM ${contact.email}::text
      ), audit AS (${auditFrom(actor, "donor.mend_contact", {
        from: sql`mended`,
        subjectKind: "donor",
        subjectId: sql`mended.id`,
        driveId: sql`${place.driveId}`,
        detail: sql`jsonb_build_object('phone', mended.phone_changed, 'email', mended.email_changed)`,
      })})
      SELECT id FROM mended`,
  );
  if (written) return done(written);
  const already = await row(
    idOnly,
    sql`SELECT donor.id FROM donor WHERE donor.id = ${donorId}::uuid AND ${isHere} AND ${isSo}`,
  );
  return already ? done(already) : refused("contact_changed_meanwhile");
}
