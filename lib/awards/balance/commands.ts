import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { execute, row, rows, Undo, undoing } from "@/lib/db/statement";
import { insistOnQuota } from "../candidates/quota";
import { askedBy, firstMove, moveAll, standingOf } from "../moves/changing";
import { accountOf, lockRound, noteCandidates, noteRound, orUndo } from "../rounds/changing";
import { whyNotPrepare } from "../rounds/rules";
import { fillByRank } from "./rules";
import type { Fill, Swap } from "./schema";
import { sightOf } from "./sight";
import { rankedCandidates } from "./statements";

export type FillRefusal =
  | "round_over"
  | "already_proposed"
  | "list_moved"
  | "nobody_waits"
  | "over_quota"
  | "not_there";

/**
 * Chooses so many of those who wait under one rule, in the order of the list, all of them or none. It does what its
 * preview showed or nothing: when somebody else chose or looked at somebody meanwhile, the list has moved and is shown
 * again. The same request twice is one filling.
 */
export async function fillPlaces(
  actor: Actor,
  input: Fill,
): Promise<Outcome<{ id: string; chosen: number }, FillRefusal>> {
  return undoing<{ id: string; chosen: number }, FillRefusal>(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    const first = await row(
      z.object({ id: z.string(), chosen: z.number() }),
      sql`SELECT id, chosen FROM award_fill WHERE id = ${input.requestKey}::uuid AND round_id = ${round.id}::uuid`,
      tx,
    );
    if (first) return first;
    orUndo(whyNotPrepare(round));
    const waiting = await rows(
      z.object({ id: z.string(), rank: z.number().nullable() }),
      sql`SELECT ranked.id, ranked.rank FROM (${rankedCandidates(round.id, [input.ruleId])}) ranked
        JOIN award_candidate c ON c.id = ranked.id WHERE c.status = 'checked' ORDER BY ranked.rank, c.id`,
      tx,
    );
    const { ids } = fillByRank(waiting, input.places);
    if (ids.length === 0) throw new Undo("nobody_waits");
    if (sightOf(ids) !== input.seen) throw new Undo("list_moved");
    await execute(
      sql`INSERT INTO award_fill (id, round_id, rule_id, chosen, made_by)
        VALUES (${input.requestKey}::uuid, ${round.id}::uuid, ${input.ruleId}, ${ids.length}, ${accountOf(actor)}::uuid)`,
      tx,
    );
    await execute(
      sql`UPDATE award_candidate SET status = 'chosen', status_because = NULL, fill_id = ${input.requestKey}::uuid, version = version + 1
        WHERE id = ANY (${ids}::uuid[])`,
      tx,
    );
    await insistOnQuota(round.id, ids, tx);
    await noteCandidates(actor, round, "chosen", ids, null, tx);
    await noteRound(actor, round, "filled", tx, {
      detail: { rule: input.ruleId, chosen: ids.length, fill: input.requestKey },
    });
    return { id: input.requestKey, chosen: ids.length };
  });
}

/**
 * Takes a filling back: whoever is still chosen by it waits again. Whom somebody moved by hand since stays as they are.
 */
export async function undoFill(
  actor: Actor,
  input: { roundId: string; fillId: string },
): Promise<Outcome<{ back: number }, FillRefusal>> {
  return undoing<{ back: number }, FillRefusal>(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    orUndo(whyNotPrepare(round));
    const ended = await execute(
      sql`UPDATE award_fill SET undone_at = now() WHERE id = ${input.fillId}::uuid AND round_id = ${round.id}::uuid AND undone_at IS NULL`,
      tx,
    );
    if (ended === 0) throw new Undo("not_there");
    const back = await rows(
      z.object({ id: z.string() }),
      sql`UPDATE award_candidate SET status = 'checked', fill_id = NULL, version = version + 1
        WHERE fill_id = ${input.fillId}::uuid AND status = 'chosen' RETURNING id`,
      tx,
    );
    await noteCandidates(
      actor,
      round,
      "checked",
      back.map(({ id }) => id),
      null,
      tx,
    );
    await noteRound(actor, round, "unfilled", tx, { detail: { fill: input.fillId, back: back.length } });
    return { back: back.length };
  });
}

export type SwapRefusal =
  | "round_over"
  | "already_proposed"
  | "list_moved"
  | "not_checked"
  | "over_quota"
  | "candidate_unknown";

/**
 * Puts one chosen back and chooses another of the same rule in their place, in one step, with one reason for both. The
 * same request twice is one swap with one answer, and it can be taken back as one (`undoMove`).
 */
export async function swapCandidates(
  actor: Actor,
  input: Swap,
): Promise<Outcome<{ id: string; moveId: string }, SwapRefusal>> {
  return undoing<{ id: string; moveId: string }, SwapRefusal>(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    const asked = askedBy(`swap ${input.outId}`, [input.outId, input.inId]);
    const swapped = { id: input.inId, moveId: input.requestKey };
    if (await firstMove(round.id, input.requestKey, asked, tx)) return swapped;
    orUndo(whyNotPrepare(round));
    const held = await standingOf(round.id, [input.outId, input.inId], tx);
    const [out, coming] = [input.outId, input.inId].map((id) => held.find((one) => one.id === id));
    if (!out || !coming || out.status !== "chosen" || out.ruleId !== coming.ruleId) throw new Undo("list_moved");
    if (coming.status === "gathered" || coming.status === "returned") throw new Undo("not_checked");
    if (coming.status !== "checked") throw new Undo("list_moved");
    await moveAll(
      actor,
      { id: input.requestKey, roundId: round.id, asked, because: null },
      [
        { ...out, to: "checked" },
        { ...coming, to: "chosen" },
      ],
      tx,
    );
    await insistOnQuota(round.id, [coming.id], tx);
    for (const candidateId of [out.id, coming.id])
      await noteRound(actor, round, "swapped", tx, {
        candidateId,
        words: input.because,
        detail: { out: out.id, in: coming.id },
      });
    return swapped;
  });
}
