import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import { type Runner, Undo } from "@/lib/db/statement";
import { type HeldProposal, type HeldUnit, insistSameVersion, lockProposal, unitFor } from "../changing";
import type { mayDecideTargets } from "../policy";
import { type StepRefusal, whyNotDecide } from "../rules";
import type { SeenProposal } from "../schema";

/** Of many, the one that keeps the paper from being written: it is named, so that it can be found again in a long list. */
export type SeenRefusal = "changed_meanwhile" | "one_changed" | "one_not_open";

/**
 * Proposals of a paper or a meeting, locked in one order until the transaction ends: each open, within the actor's reach,
 * and as it was seen.
 */
export async function lockSeen(
  actor: StaffActor,
  seen: readonly SeenProposal[],
  { deed, allows }: { deed: Deed; allows: typeof mayDecideTargets },
  tx: Runner,
): Promise<{ held: HeldProposal; unit: HeldUnit }[]> {
  const versions = new Map(seen.map(({ id, version }) => [id, version]));
  const locked: { held: HeldProposal; unit: HeldUnit }[] = [];
  for (const [id, version] of [...versions].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const held = await lockProposal(id, tx);
    if (held === null) throw new NotAllowed(deed);
    const unit = await unitFor(actor, held.unitId, deed, allows, tx);
    const why: StepRefusal | null = whyNotDecide(held.state);
    if (why) throw versions.size === 1 ? new Undo(why) : new Undo("one_not_open", { unit: unit.name });
    if (version !== null)
      await insistSameVersion(held, version, "proposal", tx).catch((error: unknown) => {
        if (versions.size === 1 || !(error instanceof Undo)) throw error;
        throw new Undo("one_changed", { ...error.facts, unit: unit.name });
      });
    locked.push({ held, unit });
  }
  return locked;
}
