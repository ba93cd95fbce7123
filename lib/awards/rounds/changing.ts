import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordAudit, recordAudits } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import { newId } from "@/lib/core/ids";
import { execute, type Runner, row, Undo } from "@/lib/db/statement";
import { insistOnAward } from "../policy";
import { roundStatuses } from "./rules";

export const lockedRoundShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitKind: z.string(),
  year: z.number(),
  countedUntil: z.string(),
  nominationsUntil: z.string().nullable(),
  proposedOn: z.string().nullable(),
  /** The account that sent the proposal, while there is one and it is known. */
  proposedBy: z.string().nullable(),
  ceremonyOn: z.string().nullable(),
  status: z.enum(roundStatuses),
  isDemo: z.boolean(),
});
export type LockedRound = z.output<typeof lockedRoundShape>;

/** A round held until the transaction ends, for an actor who may do this to it. */
export async function lockRound(actor: Actor, deed: Deed, roundId: string, tx: Runner): Promise<LockedRound> {
  const round = await anyRound(roundId, tx);
  if (round === null) throw new NotAllowed(deed);
  insistOnAward(actor, deed, round);
  return round;
}

/** A round held until the transaction ends, whoever asks: those below it name people for it. */
export async function anyRound(roundId: string, tx: Runner): Promise<LockedRound | null> {
  return row(
    lockedRoundShape,
    sql`SELECT r.id, r.unit_id AS "unitId", u.kind AS "unitKind", r.year, r.counted_until::text AS "countedUntil",
        r.nominations_until::text AS "nominationsUntil", r.proposed_on::text AS "proposedOn", r.proposed_by AS "proposedBy",
        r.ceremony_on::text AS "ceremonyOn", r.status, r.is_demo AS "isDemo"
      FROM award_round r JOIN unit u ON u.id = r.unit_id WHERE r.id = ${roundId}::uuid FOR UPDATE OF r`,
    tx,
  );
}

/** Throws a rule's refusal, if it has one. */
export function orUndo<R extends string>(refusal: R | null): void {
  if (refusal !== null) throw new Undo<R>(refusal);
}

export type AwardEventKind =
  | "made"
  | "changed"
  | "gathered"
  | "nominated"
  | "withdrawn"
  | "checked"
  | "returned"
  | "chosen"
  | "passed_over"
  | "filled"
  | "unfilled"
  | "swapped"
  | "undone"
  | "comment"
  | "proposed"
  | "sent_back"
  | "approved"
  | "refused"
  | "decided"
  | "seated"
  | "invited"
  | "presented"
  | "cancelled";

/** What happened to a round, in its own history and in the audit; the words are for those who may see the round. */
export async function noteRound(
  actor: Actor,
  round: { id: string; unitId: string },
  kind: AwardEventKind,
  tx: Runner,
  more: { words?: string | null; candidateId?: string | null; detail?: Record<string, unknown> } = {},
): Promise<void> {
  await execute(
    sql`INSERT INTO award_event (id, round_id, candidate_id, kind, words, by_account)
      VALUES (${newId()}::uuid, ${round.id}::uuid, ${more.candidateId ?? null}::uuid, ${kind}, ${more.words ?? null}, ${accountOf(actor)}::uuid)`,
    tx,
  );
  await recordAudit(
    actor,
    {
      action: `award.${kind}`,
      subjectKind: more.candidateId ? "award_candidate" : "award_round",
      subjectId: more.candidateId ?? round.id,
      unitId: round.unitId,
      detail: { round: round.id, ...more.detail },
    },
    tx,
  );
}

/** The same happened to many candidates at once: one row of history and one of the audit for each, in two statements. */
export async function noteCandidates(
  actor: Actor,
  round: { id: string; unitId: string },
  kind: AwardEventKind,
  candidateIds: readonly string[],
  words: string | null,
  tx: Runner,
): Promise<void> {
  if (candidateIds.length === 0) return;
  const events = candidateIds.map((candidate) => ({ id: newId(), candidate }));
  await execute(
    sql`INSERT INTO award_event (id, round_id, candidate_id, kind, words, by_account)
      SELECT e.id, ${round.id}::uuid, e.candidate, ${kind}, ${words}, ${accountOf(actor)}::uuid
      FROM json_to_recordset(${JSON.stringify(events)}::json) AS e (id uuid, candidate uuid)`,
    tx,
  );
  await recordAudits(
    actor,
    {
      action: `award.${kind}`,
      subjectKind: "award_candidate",
      unitId: round.unitId,
      detail: { round: round.id },
    },
    candidateIds,
    tx,
  );
}

/** Moves a round on; its version grows, so that a screen notices. */
export async function setStatus(round: { id: string }, status: string, tx: Runner, also: Sql = sql`is_demo = is_demo`) {
  await execute(
    sql`UPDATE award_round SET status = ${status}, ${also}, version = version + 1 WHERE id = ${round.id}::uuid`,
    tx,
  );
}

/** Whose deed it is, for a row's column; nobody's when the worker does it. */
export const accountOf = (actor: Actor): string | null => (actor.kind === "staff" ? actor.accountId : null);
