import type { StaffActor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { statement } from "@/lib/db/statement";
import { driveForDeed } from "../place";
import type { LeaveVisit, StopDonation } from "../schema";
import { endVisit, type VisitRow, visitRow } from "../statements";
export type EndRefusal = "moved_on";

/** Notes that somebody went home before the needle. */
export async function leaveVisit(
  actor: StaffActor,
  input: LeaveVisit,
  now = new Date(),
): Promise<Outcome<VisitRow, EndRefusal>> {
  await driveForDeed(actor, "visit.leave", input.driveId);
  return statement<typeof visitRow, EndRefusal>(
    visitRow,
    endVisit(actor, { ...input, from: ["arrived", "fit"], to: "left", because: input.because ?? null, now }),
    { none: "moved_on" },
  );
}

/** Notes that a donation stopped after the needle without a bag to count, and what was lost: it may ask for a rest. */
export async function stopDonation(
  actor: StaffActor,
  input: StopDonation,
  now = new Date(),
): Promise<Outcome<VisitRow, EndRefusal>> {
  await driveForDeed(actor, "donation.record", input.driveId);
  const because = input.note ? `${input.because}: ${input.note}` : input.because;
  return statement<typeof visitRow, EndRefusal>(
    visitRow,
    endVisit(actor, { ...input, from: ["bleeding"], to: "incomplete", because, lostMl: input.lostMl || null, now }),
    { none: "moved_on" },
  );
}
