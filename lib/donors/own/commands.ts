import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { row, rows, Undo, undoing } from "@/lib/db/statement";
import { type ConsentPurpose, consentTextVersion } from "../consents";
import type { MendOwnProfile } from "./schema";

const idOnly = z.object({ id: z.string() });

/** Keeps what the donor agrees to, beside what they agreed to before; once is enough. */
export async function giveConsents(
  actor: DonorActor,
  purposes: readonly ConsentPurpose[],
  now = new Date(),
): Promise<void> {
  insist(actor, "donor.own", anywhere);
  for (const purpose of new Set(purposes)) {
    await rows(
      idOnly,
      sql`WITH agreed AS (
          INSERT INTO consent (id, donor_id, purpose, text_version, channel, given_at)
          VALUES (${newId()}::uuid, ${actor.donorId}::uuid, ${purpose}, ${consentTextVersion}, 'web', ${now})
          ON CONFLICT (donor_id, purpose) WHERE withdrawn_at IS NULL DO NOTHING RETURNING id, donor_id
        ), audit AS (${auditFrom(actor, "consent.give", {
          from: sql`agreed`,
          subjectKind: "donor",
          subjectId: sql`agreed.donor_id`,
          detail: sql`jsonb_build_object('purpose', ${purpose}::text)`,
        })})
        SELECT id FROM agreed`,
    );
  }
}

export type WithdrawRefusal = "booking_open" | "not_given";

/**
 * Takes one agreement back from now on. The one to keep a record cannot end while a place is booked: without it nobody
 * may receive the donor at the desk. What was recorded before stays, as the law on transfusion safety asks.
 */
export async function withdrawConsent(
  actor: DonorActor,
  purpose: ConsentPurpose,
  now = new Date(),
): Promise<Outcome<{ id: string }, WithdrawRefusal>> {
  insist(actor, "donor.own", anywhere);
  return undoing<{ id: string }, WithdrawRefusal>(async (tx) => {
    // Held before anything is asked: a booking made in this second is either seen below, or finds no agreement.
    await rows(
      idOnly,
      sql`SELECT id FROM consent WHERE donor_id = ${actor.donorId}::uuid AND purpose = ${purpose} AND withdrawn_at IS NULL FOR UPDATE`,
      tx,
    );
    if (purpose === "donation_record") {
      const open = await row(
        idOnly,
        sql`SELECT id FROM booking WHERE donor_id = ${actor.donorId}::uuid AND status = 'booked'`,
        tx,
      );
      if (open) throw new Undo<WithdrawRefusal>("booking_open");
    }
    const ended = await row(idOnly, endConsent(actor, purpose, now), tx);
    if (ended === null) throw new Undo<WithdrawRefusal>("not_given");
    return ended;
  });
}

function endConsent(actor: DonorActor, purpose: ConsentPurpose, now: Date): Sql {
  return sql`WITH ended AS (
        UPDATE consent SET withdrawn_at = greatest(given_at, ${now}::timestamptz)
        WHERE donor_id = ${actor.donorId}::uuid AND purpose = ${purpose} AND withdrawn_at IS NULL
        RETURNING id, donor_id
      ), audit AS (${auditFrom(actor, "consent.withdraw", {
        from: sql`ended`,
        subjectKind: "donor",
        subjectId: sql`ended.donor_id`,
        detail: sql`jsonb_build_object('purpose', ${purpose}::text)`,
      })})
      SELECT id FROM ended`;
}
export type MendRefusal = "commune_unknown" | "changed_meanwhile";

/** Mends what donors may change by themselves: language, home, work. Name, birthday and papers are mended at a desk. */
export async function mendOwnProfile(
  actor: DonorActor,
  input: MendOwnProfile,
): Promise<Outcome<{ id: string }, MendRefusal>> {
  insist(actor, "donor.own", anywhere);
  const home = await row(
    idOnly,
    sql`SELECT c.id FROM unit c WHERE c.id = ${input.communeId} AND c.parent_id = ${input.provinceId}
      AND c.kind = 'commune' AND c.valid_to IS NULL`,
  );
  if (home === null) return refused("commune_unknown");
  const mended = await row(
    idOnly,
    sql`WITH mended AS (
        UPDATE donor SET locale = ${input.locale}, home_province_id = ${input.provinceId}, home_commune_id = ${input.communeId},
          segment = ${input.segment}, employer = ${input.employer ?? null}, version = version + 1
        WHERE id = ${actor.donorId}::uuid AND version = ${input.version} RETURNING id
      ), audit AS (${auditFrom(actor, "donor.mend", { from: sql`mended`, subjectKind: "donor", subjectId: sql`mended.id` })})
      SELECT id FROM mended`,
  );
  return mended === null ? refused("changed_meanwhile") : done(mended);
}
