import type { Actor } from "@/lib/auth/actor";
import { NotAllowed, reachOf } from "@/lib/auth/authorize";

/**
 * May this actor take a unit's campaign away, or an edition of it, and bring it back? Only the office that is the
 * unit's own: the nation's may write the days of a province's campaign, but not make it disappear.
 */
export function mayTakeAway(actor: Actor, unitId: string): boolean {
  const reach = reachOf(actor, "campaign.plan");
  return reach.unitIds.includes(unitId) || (unitId === "VN" && reach.nation);
}

/** Throws `NotAllowed` unless it is the unit's own office. */
export function insistOwn(actor: Actor, unitId: string): void {
  if (!mayTakeAway(actor, unitId)) throw new NotAllowed("campaign.plan");
}
