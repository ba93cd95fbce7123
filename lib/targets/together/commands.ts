import type { StaffActor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { Undo, undoing } from "@/lib/db/statement";
import { maySend, noteAgreed } from "../proposals/commands";
import type { StepRefusal } from "../rules";
import type { AgreeTogether } from "../schema";
import { lockSeen, type SeenRefusal } from "./seen";

export type AgreeTogetherRefusal = StepRefusal | SeenRefusal | "none_agreed" | "meeting_in_future";

/**
 * Notes that one named meeting agreed on many proposals: all of them or none, each with its trail and its audit row. Each
 * must be as it was seen; the day of a meeting is never ahead.
 */
export async function agreeTogether(
  actor: StaffActor,
  input: AgreeTogether,
  now = new Date(),
): Promise<Outcome<{ agreed: number }, AgreeTogetherRefusal>> {
  return undoing<{ agreed: number }, AgreeTogetherRefusal>(async (tx) => {
    if (input.proposals.length === 0) throw new Undo("none_agreed");
    if (input.meetingOn > todayInVietnam(now)) throw new Undo("meeting_in_future");
    const locked = await lockSeen(actor, input.proposals, { deed: "target.draft", allows: maySend }, tx);
    for (const { held } of locked) await noteAgreed(actor, held, input, now, tx);
    return { agreed: locked.length };
  });
}
