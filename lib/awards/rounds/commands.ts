import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, rows, Undo, undoing } from "@/lib/db/statement";
import { takeIn } from "../candidates/statements";
import { earnedOn } from "../earning/earned";
import { rulesOfRound, storedRules } from "../editing/stored";
import { insistOnAward } from "../policy";
import { rulesFor } from "../rules";
import { accountOf, lockRound, noteRound, orUndo, setStatus } from "./changing";
import { placesTyped, whyNotPlan, whyNotPrepare, whyNotPropose, whyNotProposedOn } from "./rules";
import type { PlanRound, Propose } from "./schema";

export type PlanRefusal =
  | "counted_after_today"
  | "ceremony_before_count"
  | "no_rules"
  | "rule_unknown"
  | "quota_malformed"
  | "name_taken";

/** Plans a round of honours for a unit: its days, its ceremony, and the rules it honours by with how many each may. */
export async function planRound(
  actor: Actor,
  input: PlanRound,
  now = new Date(),
): Promise<Outcome<{ id: string }, PlanRefusal>> {
  insistOnAward(actor, "award.run", input);
  return undoing<{ id: string }, PlanRefusal>(
    async (tx) => {
      orUndo(
        whyNotPlan(
          { countedUntil: input.countedUntil, ceremonyOn: input.ceremonyOn ?? null, rules: input.rules.length },
          todayInVietnam(now),
        ),
      );
      const id = newId();
      await execute(
        sql`INSERT INTO award_round (id, unit_id, kind, name, year, counted_until, nominations_until, ceremony_on,
            ceremony_place, theme, hosts, made_by, made_at)
          VALUES (${id}::uuid, ${input.unitId}, ${input.kind}, ${input.name}, ${input.year}, ${input.countedUntil}::date,
            ${input.nominationsUntil ?? null}::date, ${input.ceremonyOn ?? null}::date, ${input.ceremonyPlace ?? null},
            ${input.theme ?? null}, ${input.hosts ?? null}, ${accountOf(actor)}::uuid, ${now})`,
        tx,
      );
      await setRules(id, input, tx);
      await noteRound(actor, { id, unitId: input.unitId }, "made", tx, { detail: { rules: input.rules.length } });
      return { id };
    },
    { award_round_once: "name_taken" },
  );
}

/** The rules of a round must be in force for its unit on the day until which it counts. */
async function setRules(roundId: string, input: PlanRound, tx: Runner): Promise<void> {
  const inForce = new Set(rulesFor(await storedRules(tx), input.unitId, input.countedUntil).map((rule) => rule.id));
  for (const ruleId of input.rules) {
    if (!inForce.has(ruleId)) throw new Undo<PlanRefusal>("rule_unknown");
    const quota = placesTyped(input.quotas[ruleId] ?? "");
    if (quota === undefined) throw new Undo<PlanRefusal>("quota_malformed");
    await execute(
      sql`INSERT INTO award_round_rule (round_id, rule_id, quota)
        VALUES (${roundId}::uuid, ${ruleId}, ${quota}::int)`,
      tx,
    );
  }
}

/** How a gathering went: who is new, whose count moved, who is there already. */
export interface Gathered {
  readonly added: number;
  readonly moved: number;
  readonly there: number;
}

/**
 * Brings in whoever earned one of the round's honours by its counting day, by the very look a dry run has. Run again it
 * adds only who is new, and corrects the count of those nobody has looked at yet: nobody stands in a round twice under
 * one rule (`award_candidate_once`).
 */
export async function gatherCandidates(
  actor: Actor,
  roundId: string,
): Promise<Outcome<Gathered, "round_over" | "already_proposed">> {
  return undoing<Gathered, "round_over" | "already_proposed">(async (tx) => {
    const round = await lockRound(actor, "award.run", roundId, tx);
    orUndo(whyNotPrepare(round));
    const rules = await rulesOfRound(round.id, tx);
    const ours = new Set(rules.map(({ id }) => id));
    // Whoever is due a rung this round leaves out is not given a lower one in its place.
    const beside = rulesFor(await storedRules(tx), round.unitId, round.countedUntil).filter(({ id }) => !ours.has(id));
    const unit = { id: round.unitId, kind: round.unitKind };
    let seen = 0;
    let added = 0;
    let moved = 0;
    for await (const earned of earnedOn(unit, [...rules, ...beside], round.countedUntil, tx)) {
      const page = earned.filter(({ rule }) => ours.has(rule.id));
      if (page.length === 0) continue;
      seen += page.length;
      const written = await rows(z.object({ fresh: z.boolean() }), takeIn(round, page, accountOf(actor)), tx);
      added += written.filter(({ fresh }) => fresh).length;
      moved += written.filter(({ fresh }) => !fresh).length;
    }
    if (round.status === "draft") await setStatus(round, "gathering", tx);
    const counted = { added, moved, there: seen - added - moved };
    await noteRound(actor, round, "gathered", tx, { detail: { ...counted } });
    return counted;
  });
}

type ProposeRefusal =
  | "round_over"
  | "already_proposed"
  | "nobody_chosen"
  | "still_returned"
  | "dated_ahead"
  | "dated_before_year";

/**
 * Sends the round up as a proposal (tờ trình) with its number, its day and who signs it; from now on nobody is added or
 * moved, and what it was sent back for is answered.
 */
export async function proposeRound(
  actor: Actor,
  input: Propose,
  now: Date = new Date(),
): Promise<Outcome<{ id: string }, ProposeRefusal>> {
  return undoing(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    const counts = await row(
      z.object({ chosen: z.coerce.number(), returned: z.coerce.number() }),
      sql`SELECT count(*) FILTER (WHERE status = 'chosen') AS chosen, count(*) FILTER (WHERE status = 'returned') AS returned
        FROM award_candidate WHERE round_id = ${round.id}::uuid`,
      tx,
    );
    orUndo(whyNotPropose({ status: round.status, chosen: counts?.chosen ?? 0, returned: counts?.returned ?? 0 }));
    orUndo(whyNotProposedOn(input.proposedOn, round, todayInVietnam(now)));
    await setStatus(
      round,
      "proposed",
      tx,
      sql`proposal_number = ${input.number}, proposed_on = ${input.proposedOn}::date,
        proposal_signatory_title = ${input.signatoryTitle}, proposal_signatory_name = ${input.signatoryName},
        proposed_by = ${accountOf(actor)}::uuid, sent_back_at = NULL, sent_back_because = NULL`,
    );
    await noteRound(actor, round, "proposed", tx, { words: input.number, detail: { chosen: counts?.chosen ?? 0 } });
    return { id: round.id };
  });
}

/** Takes a proposal back to the office before anybody has decided on it, with a reason. */
export async function takeBackProposal(
  actor: Actor,
  input: { roundId: string; because: string },
): Promise<Outcome<{ id: string }, "not_proposed" | "round_decided">> {
  return undoing<{ id: string }, "not_proposed" | "round_decided">(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    if (round.status !== "proposed") throw new Undo("not_proposed");
    const decided = await row(
      z.object({ id: z.string() }),
      sql`SELECT id FROM award_decision WHERE round_id = ${round.id}::uuid LIMIT 1`,
      tx,
    );
    if (decided !== null) throw new Undo("round_decided");
    await setStatus(
      round,
      "commenting",
      tx,
      sql`proposal_number = NULL, proposed_on = NULL, proposal_signatory_title = NULL, proposal_signatory_name = NULL,
        proposed_by = NULL`,
    );
    await noteRound(actor, round, "changed", tx, { words: input.because });
    return { id: round.id };
  });
}

/** Ends a round that will not be held, with a reason; what was decided before stays. */
export async function cancelRound(
  actor: Actor,
  input: { roundId: string; because: string },
): Promise<Outcome<{ id: string }, "round_over" | "round_decided">> {
  return undoing<{ id: string }, "round_over" | "round_decided">(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    if (round.status === "cancelled" || round.status === "presented") throw new Undo("round_over");
    if (round.status === "decided") throw new Undo("round_decided");
    await setStatus(round, "cancelled", tx, sql`cancelled_because = ${input.because}`);
    await noteRound(actor, round, "cancelled", tx, { words: input.because });
    return { id: round.id };
  });
}

/** A remark on a round or one candidate, while it is circulated; committee members see the round's numbers, not this. */
export async function commentRound(
  actor: Actor,
  input: { roundId: string; candidateId?: string; words: string },
): Promise<Outcome<{ id: string }, "round_over">> {
  return undoing<{ id: string }, "round_over">(async (tx) => {
    const round = await lockRound(actor, "award.comment", input.roundId, tx);
    if (round.status === "cancelled") throw new Undo("round_over");
    if (round.status === "gathering" || round.status === "checking") await setStatus(round, "commenting", tx);
    await noteRound(actor, round, "comment", tx, { words: input.words, candidateId: input.candidateId ?? null });
    return { id: round.id };
  });
}
