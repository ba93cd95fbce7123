import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { type Outcome, refused } from "@/lib/core/outcome";
import { row, statement } from "@/lib/db/statement";
import { giveConsents } from "@/lib/donors/own/commands";
import { type Advice, publicDeclarationAdvice } from "@/lib/eligibility/advice";
import type { Answer, SelfCheckMissing } from "@/lib/eligibility/self-check";
import type { Locale } from "@/lib/i18n/routing";
import { bookSlot } from "../commands";
import type { BookingRefusal, ChangeRefusal } from "../rules";
import type { BookingForm } from "../schema";
import type { BookingRow } from "../statements";

type Answers = Record<string, Answer>;

const aboutShape = z.object({ sex: z.enum(["female", "male"]), heldOn: z.string() });

/** What the donor's answers come to on the day of the drive: what is still missing, and what to expect. Keeps nothing. */
export async function adviseOnAnswers(
  actor: DonorActor,
  asked: { slotId: string; answers: Answers },
  locale: Locale,
): Promise<{ missing: readonly SelfCheckMissing[]; advice: Advice } | null> {
  insist(actor, "booking.make", anywhere);
  const about = await row(
    aboutShape,
    sql`SELECT p.sex, d.held_on AS "heldOn" FROM donor p, slot s JOIN drive d ON d.id = s.drive_id
      WHERE p.id = ${actor.donorId}::uuid AND s.id = ${asked.slotId}::uuid`,
  );
  if (about === null) return null;
  return publicDeclarationAdvice({ sex: about.sex, onDate: about.heldOn, answers: asked.answers }, locale);
}

/**
 * A whole booking as its form hands it in: what the donor agrees to, then the place, then the answers given at home.
 * The agreement stands even when the place is gone: it was given. Answers wait for a booking to belong to, so they come
 * last, and may be handed in again from the ticket.
 */
export async function bookWithDeclaration(
  actor: DonorActor,
  form: Pick<BookingForm, "slotId" | "requestKey" | "consents" | "answers"> &
    Partial<Pick<BookingForm, "by">> & { forDonor?: string | undefined },
  now = new Date(),
): Promise<Outcome<BookingRow, BookingRefusal>> {
  // Two people of one phone in two tabs: what one answered and agreed to must not become the other's.
  if (form.forDonor !== undefined && form.forDonor !== actor.donorId) return refused("another_person");
  if (form.consents.length > 0) await giveConsents(actor, form.consents, now);
  const booked = await bookSlot(
    actor,
    { slotId: form.slotId, requestKey: form.requestKey, ...(form.by ? { invitation: form.by } : {}) },
    now,
  );
  if (booked.ok && form.answers)
    await declareForBooking(actor, { bookingId: booked.value.id, answers: form.answers }, now);
  return booked;
}

const keptShape = z.object({ id: z.string() });

/**
 * Keeps the answers given at home with an open booking; handed in again, the newer ones count. Nothing is kept while
 * one is missing. The screener reads them out and confirms them, none is taken as given. They go when the booking ends
 * without a visit.
 */
export async function declareForBooking(
  actor: DonorActor,
  declared: { bookingId: string; answers: Answers },
  now = new Date(),
): Promise<{ missing: readonly SelfCheckMissing[]; outcome: Outcome<{ id: string }, ChangeRefusal> }> {
  insist(actor, "booking.change", anywhere);
  const about = await row(
    aboutShape,
    sql`SELECT p.sex, d.held_on AS "heldOn" FROM booking b JOIN donor p ON p.id = b.donor_id JOIN drive d ON d.id = b.drive_id
      WHERE b.id = ${declared.bookingId}::uuid AND b.donor_id = ${actor.donorId}::uuid AND b.status = 'booked'`,
  );
  if (about === null) return { missing: [], outcome: refused("no_longer_open") };
  const onDay = { sex: about.sex, onDate: about.heldOn, answers: declared.answers };
  const { ruleSetId, answers, missing } = await publicDeclarationAdvice(onDay, "vi");
  if (missing.length > 0) return { missing, outcome: refused("no_longer_open") };
  const outcome = await statement<typeof keptShape, ChangeRefusal>(
    keptShape,
    sql`WITH open AS MATERIALIZED (
        SELECT id, donor_id, drive_id FROM booking
        WHERE id = ${declared.bookingId}::uuid AND donor_id = ${actor.donorId}::uuid AND status = 'booked' FOR SHARE
      ), kept AS (
        INSERT INTO declaration (id, donor_id, booking_id, rule_set_id, answers, declared_at)
        SELECT ${newId()}::uuid, open.donor_id, open.id, ${ruleSetId}, ${JSON.stringify(answers)}::jsonb, ${now} FROM open
        ON CONFLICT ON CONSTRAINT declaration_one_per_booking DO UPDATE
          SET rule_set_id = excluded.rule_set_id, answers = excluded.answers, declared_at = excluded.declared_at
        RETURNING id, booking_id
      ), audit AS (${auditFrom(actor, "declaration.keep", {
        from: sql`kept JOIN open ON open.id = kept.booking_id`,
        subjectKind: "booking",
        subjectId: sql`kept.booking_id`,
        driveId: sql`open.drive_id`,
      })})
      SELECT id FROM kept`,
    { none: "no_longer_open" },
  );
  return { missing: [], outcome };
}
