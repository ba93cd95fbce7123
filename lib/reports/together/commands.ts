import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, NotAllowed } from "@/lib/auth/authorize";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { undoing } from "@/lib/db/statement";
import { approve, check, type DecideRefusal, decidingKept, lockToDecide } from "../deciding";
import type { DecideTogether } from "./schema";

/** What came of one report among many. */
export type Verdict = { id: string; verdict: "done" } | { id: string; verdict: DecideRefusal | "not_there" };

export interface DecidedTogether {
  readonly decided: number;
  readonly refused: number;
  readonly verdicts: readonly Verdict[];
}

/**
 * Checks or approves many reports, each in a transaction of its own: one that cannot be leaves the others as decided, and
 * never half of a report is. Approving one that was only sent checks it as well. Nobody decides about what they sent
 * themselves, and each report must be as it was seen.
 */
export async function decideTogether(
  actor: Actor,
  input: DecideTogether,
  now = new Date(),
): Promise<Outcome<DecidedTogether, "none_chosen" | "nothing_decided">> {
  insist(actor, "report.check", anywhere);
  if (input.which.length === 0) return refused("none_chosen");
  const verdicts: Verdict[] = [];
  for (const one of input.which) verdicts.push(await decideOne(actor, one, input, now));
  const decided = verdicts.filter(({ verdict }) => verdict === "done").length;
  if (decided === 0) return refused("nothing_decided", { count: verdicts.length });
  return done({ decided, refused: verdicts.length - decided, verdicts });
}

async function decideOne(
  actor: Actor,
  { id, revision }: DecideTogether["which"][number],
  { deed, finality, note }: DecideTogether,
  now: Date,
): Promise<Verdict> {
  const words = note || null;
  try {
    const outcome = await undoing<Verdict, DecideRefusal>(async (tx) => {
      const report = await lockToDecide(
        actor,
        { id, revision },
        deed === "approve" ? ["approve", "check"] : ["check"],
        tx,
      );
      if (report.status === "submitted") await check(actor, report, deed === "check" ? words : null, now, tx);
      if (deed === "approve") await approve(actor, report, finality, words, now, tx);
      return { id, verdict: "done" };
    }, decidingKept);
    return outcome.ok ? outcome.value : { id, verdict: outcome.refusal };
  } catch (error) {
    // One out of reach is as if it were not there, and keeps nobody from deciding about the others.
    if (error instanceof NotAllowed) return { id, verdict: "not_there" };
    throw error;
  }
}
