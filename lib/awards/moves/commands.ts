import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { execute, row, rows, Undo, undoing } from "@/lib/db/statement";
import { insistOnQuota } from "../candidates/quota";
import { lockRound, noteCandidates, orUndo } from "../rounds/changing";
import { whyNotPrepare } from "../rounds/rules";
import type { UndoMove } from "./schema";

export type UndoMoveRefusal = "round_over" | "already_proposed" | "not_there" | "moved_since" | "over_quota";

/**
 * Takes one press on the list back, whole: everybody stands as before it, with the reason they had then. Refused when
 * somebody has moved any of them since, and nobody is moved then; pressed twice it is one undoing with one answer.
 */
export async function undoMove(actor: Actor, input: UndoMove): Promise<Outcome<{ back: number }, UndoMoveRefusal>> {
  return undoing<{ back: number }, UndoMoveRefusal>(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    const move = await row(
      z.object({ moved: z.number(), undone: z.boolean() }),
      sql`SELECT moved, undone_at IS NOT NULL AS undone FROM award_move
        WHERE id = ${input.moveId}::uuid AND round_id = ${round.id}::uuid`,
      tx,
    );
    if (move === null) throw new Undo("not_there");
    if (move.undone) return { back: move.moved };
    orUndo(whyNotPrepare(round));
    const back = await rows(
      z.object({ id: z.string() }),
      // A filling that was itself taken back since is not what somebody is chosen by any more.
      sql`UPDATE award_candidate c SET status = i.from_status, status_because = i.from_because, version = c.version + 1,
          fill_id = (SELECT f.id FROM award_fill f WHERE f.id = i.from_fill_id AND f.undone_at IS NULL)
        FROM award_move_item i
        WHERE i.move_id = ${input.moveId}::uuid AND c.id = i.candidate_id AND c.version = i.to_version RETURNING c.id`,
      tx,
    );
    if (back.length !== move.moved) throw new Undo("moved_since", { count: move.moved - back.length });
    await insistOnQuota(
      round.id,
      back.map(({ id }) => id),
      tx,
    );
    await execute(sql`UPDATE award_move SET undone_at = now() WHERE id = ${input.moveId}::uuid`, tx);
    await noteCandidates(
      actor,
      round,
      "undone",
      back.map(({ id }) => id),
      null,
      tx,
    );
    return { back: back.length };
  });
}
