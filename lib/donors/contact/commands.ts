import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { insist, type Place } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { type Runner, row, transaction } from "@/lib/db/statement";
import { translatorFor } from "@/lib/i18n/translator";
import { canSend, queueMessage } from "@/lib/jobs/outbox";

/** How somebody is reached and where they live, as the desk writes it down; null is "none". */
export interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly addressLine: string | null;
  readonly home: { readonly provinceId: string; readonly communeId: string } | null | "as_it_is";
}

const idOnly = z.object({ id: z.string() });
const mended = idOnly.extend({
  locale: z.enum(["vi", "en"]),
  phoneBefore: z.string().nullable(),
  emailBefore: z.string().nullable(),
});
/** How long the news of a changed contact is kept. */
const keepHours = 24 * 7;

/**
 * Mends how somebody is reached, at the desk of a drive they booked or came to. Whoever signed in for them by a phone or
 * address that is theirs no longer is signed out, and what was theirs is told of it: whoever puts another phone there
 * can sign in with it, so the person themselves must hear. The same request again, or one that changes nothing, is done already
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
  const change = sql`WITH before AS (SELECT id, phone, email FROM donor WHERE id = ${donorId}::uuid FOR NO KEY UPDATE),
      mended AS (
        UPDATE donor SET phone = ${contact.phone}, email = ${contact.email}, address_line = ${contact.addressLine},
          home_province_id = ${provinceId}, home_commune_id = ${communeId}, version = donor.version + 1
        FROM before
        WHERE donor.id = before.id AND donor.version = ${asked.version} AND ${isHere} AND NOT ${isSo}
        RETURNING donor.id, donor.locale, before.phone AS phone_before, before.email AS email_before,
          donor.phone IS DISTINCT FROM before.phone AS phone_changed, donor.email IS DISTINCT FROM before.email AS email_changed
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
      SELECT id, locale, CASE WHEN phone_changed THEN phone_before END AS "phoneBefore",
        CASE WHEN email_changed THEN email_before END AS "emailBefore" FROM mended`;
  const written = await transaction(async (tx) => {
    const changed = await row(mended, change, tx);
    if (changed) await tellFormerContacts(changed, tx);
    return changed;
  });
  if (written) return done({ id: written.id });
  const already = await row(
    idOnly,
    sql`SELECT donor.id FROM donor WHERE donor.id = ${donorId}::uuid AND ${isHere} AND ${isSo}`,
  );
  return already ? done(already) : refused("contact_changed_meanwhile");
}

/** Writes to the phone and the address that were the person's until now. */
async function tellFormerContacts(changed: z.output<typeof mended>, tx: Runner): Promise<void> {
  const t = translatorFor(changed.locale);
  const former = [
    { channel: "sms" as const, recipient: changed.phoneBefore },
    { channel: "email" as const, recipient: changed.emailBefore },
  ];
  for (const { channel, recipient } of former) {
    if (recipient === null || !canSend(channel)) continue;
    await queueMessage(
      {
        channel,
        recipient,
        kind: "donors.contact_changed",
        subject: t("notices.contact_changed.subject"),
        body: t("notices.contact_changed.body"),
        locale: changed.locale,
        businessKey: `contact_changed:${newId()}`,
        keepHours,
      },
      tx,
    );
  }
}
