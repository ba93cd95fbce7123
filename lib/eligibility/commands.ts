import type { StaffActor } from "@/lib/auth/actor";
import { insist, type Place } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { statement } from "@/lib/db/statement";
import { liftDeferralRow, liftedRow } from "./statements";

export type LiftRefusal = "deferral_not_standing";

/** Ends a deferral before its day, for a reason that is kept. `place` is the drive at which a doctor decides it. */
export async function liftDeferral(
  actor: StaffActor,
  place: Place & { driveId: string },
  input: { deferralId: string; donorId: string; because: string },
  now = new Date(),
): Promise<Outcome<{ id: string; donorId: string }, LiftRefusal>> {
  insist(actor, "deferral.lift", place);
  return statement<typeof liftedRow, LiftRefusal>(
    liftedRow,
    liftDeferralRow(actor, { ...input, driveId: place.driveId, now }),
    { none: "deferral_not_standing" },
  );
}
