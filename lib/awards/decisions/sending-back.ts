import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { row, Undo, undoing } from "@/lib/db/statement";
import { lockRound, noteRound, orUndo, setStatus } from "../rounds/changing";
import { whyNotSendBack } from "../rounds/rules";
import type { EndRound } from "../rounds/schema";
import { insistOtherHand } from "./other-hand";

export type SendBackRefusal =
  | "not_proposed"
  | "already_sent_back"
  | "part_decided"
  | "round_decided"
  | "round_over"
  | "own_proposal"
  | "reason_missing";

/**
 * Whoever approves sends a whole proposal back to the office that made it, with a reason, before any body has decided on
 * it. The list opens again as if it had never gone up; number, day and signatory go with the proposal, the reason stays
 * on the round until the next one (`award_round_sent_back_with_a_reason`).
 */
export async function sendBackProposal(
  actor: Actor,
  input: EndRound,
  now: Date = new Date(),
): Promise<Outcome<{ id: string }, SendBackRefusal>> {
  return undoing<{ id: string }, SendBackRefusal>(
    async (tx) => {
      const round = await lockRound(actor, "award.approve", input.roundId, tx);
      const proposal = await row(
        z.object({ number: z.string().nullable(), isSentBack: z.boolean(), decisions: z.coerce.number() }),
        sql`SELECT r.proposal_number AS number, r.sent_back_at IS NOT NULL AS "isSentBack",
            (SELECT count(*) FROM award_decision d WHERE d.round_id = r.id) AS decisions
          FROM award_round r WHERE r.id = ${round.id}::uuid`,
        tx,
      );
      if (proposal === null) throw new Undo("not_proposed");
      orUndo(whyNotSendBack({ status: round.status, ...proposal }));
      insistOtherHand(actor, round);
      await setStatus(
        round,
        "commenting",
        tx,
        sql`proposal_number = NULL, proposed_on = NULL, proposal_signatory_title = NULL, proposal_signatory_name = NULL,
          proposed_by = NULL, sent_back_at = ${now}, sent_back_because = ${input.because}`,
      );
      await noteRound(actor, round, "sent_back", tx, { words: input.because, detail: { proposal: proposal.number } });
      return { id: round.id };
    },
    { award_round_sent_back_with_a_reason: "reason_missing" },
  );
}
