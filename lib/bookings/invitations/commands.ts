import sql from "sql-template-tag";
import { recordAudit } from "@/lib/audit/record";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { newId, newOpenCode } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { execute, Undo, undoing } from "@/lib/db/statement";
import type { Invite } from "./schema";

export type InviteRefusal = "no_invitation";

/**
 * Does one thing with a donor's own link. A donor has one open link at most (`donor_invitation_one_open`); asked for
 * twice it is one. Changed or ended, the old code opens nothing any more, and what was booked by it still counts.
 */
export async function changeInvitation(
  actor: DonorActor,
  input: Invite,
): Promise<Outcome<{ step: Invite["step"] }, InviteRefusal>> {
  insist(actor, "donor.own", anywhere);
  return undoing<{ step: Invite["step"] }, InviteRefusal>(async (tx) => {
    const showsName = input.showsName === "yes";
    const mine = sql`donor_id = ${actor.donorId}::uuid AND ended_at IS NULL`;
    if (input.step === "name") {
      const told = await execute(sql`UPDATE donor_invitation SET shows_name = ${showsName} WHERE ${mine}`, tx);
      if (told === 0) throw new Undo("no_invitation");
    }
    if (input.step === "end" || input.step === "renew") {
      const ended = await execute(sql`UPDATE donor_invitation SET ended_at = now() WHERE ${mine}`, tx);
      if (ended === 0) throw new Undo("no_invitation");
    }
    if (input.step === "open" || input.step === "renew")
      await execute(
        sql`INSERT INTO donor_invitation (id, donor_id, code, shows_name, is_demo)
          SELECT ${newId()}::uuid, d.id, ${newOpenCode()}, ${showsName}, d.is_demo FROM donor d WHERE d.id = ${actor.donorId}::uuid
          ON CONFLICT (donor_id) WHERE ended_at IS NULL DO NOTHING`,
        tx,
      );
    await recordAudit(
      actor,
      { action: `invitation.${input.step}`, subjectKind: "donor", subjectId: actor.donorId },
      tx,
    );
    return { step: input.step };
  });
}

export type DropRefusal = "no_longer_open";

/** Takes the invitation off the donor's own open booking: the place stays, and nobody brought them. */
export async function dropInvitation(
  actor: DonorActor,
  bookingId: string,
): Promise<Outcome<{ id: string }, DropRefusal>> {
  insist(actor, "booking.change", anywhere);
  return undoing<{ id: string }, DropRefusal>(async (tx) => {
    const dropped = await execute(
      sql`DELETE FROM booking_referral r USING booking b
        WHERE r.booking_id = ${bookingId}::uuid AND r.booked_by = ${actor.donorId}::uuid
          AND b.id = r.booking_id AND b.status = 'booked'`,
      tx,
    );
    if (dropped === 0) throw new Undo("no_longer_open");
    await recordAudit(actor, { action: "booking.uninvite", subjectKind: "booking", subjectId: bookingId }, tx);
    return { id: bookingId };
  });
}
