import type { Actor } from "@/lib/auth/actor";
import { Undo } from "@/lib/db/statement";
import { accountOf, type LockedRound } from "../rounds/changing";

/**
 * Stops, as `own_proposal`, whoever sent the proposal from deciding about it, wholly or name by name, though their roles
 * allow both; of decisions the database says the same (`award_decision_by_another`).
 */
export function insistOtherHand(actor: Actor, round: Pick<LockedRound, "proposedBy">): void {
  if (round.proposedBy !== null && round.proposedBy === accountOf(actor)) throw new Undo("own_proposal");
}
