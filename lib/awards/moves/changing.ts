import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { execute, type Runner, row, rows, Undo } from "@/lib/db/statement";
import { sightOf } from "../balance/sight";
import { accountOf } from "../rounds/changing";
import { type CandidateStatus, candidateStatuses } from "../rounds/rules";

/** What one press asked for, in short: the same deed to the same people, whatever their order, has the same mark. */
export const askedBy = (deed: string, candidateIds: readonly string[]): string =>
  sightOf([deed, ...new Set(candidateIds)].sort());

/**
 * The first answer to a press that came before, null where it is the first; the round is held meanwhile. A key that
 * once stood for another deed, as on a page gone back to, is refused: what it shows is no longer so.
 */
export async function firstMove(
  roundId: string,
  requestKey: string,
  asked: string,
  tx: Runner,
): Promise<{ id: string; moved: number } | null> {
  const first = await row(
    z.object({ id: z.string(), roundId: z.string(), moved: z.number(), asked: z.string() }),
    sql`SELECT id, round_id AS "roundId", moved, asked FROM award_move WHERE id = ${requestKey}::uuid`,
    tx,
  );
  if (first === null) return null;
  if (first.roundId !== roundId || first.asked !== asked) throw new Undo<"candidate_unknown">("candidate_unknown");
  return { id: first.id, moved: first.moved };
}

/** How a candidate stands before a press. */
export interface Standing {
  readonly id: string;
  readonly status: CandidateStatus;
  readonly because: string | null;
  readonly fillId: string | null;
}

/** Candidates of a round, held until the transaction ends, with what is needed to put them back; by id. */
export async function standingOf(roundId: string, candidateIds: readonly string[], tx: Runner) {
  return rows(
    z.object({
      id: z.string(),
      ruleId: z.string(),
      status: z.enum(candidateStatuses),
      because: z.string().nullable(),
      fillId: z.string().nullable(),
    }),
    sql`SELECT id, rule_id AS "ruleId", status, status_because AS because, fill_id AS "fillId" FROM award_candidate
      WHERE round_id = ${roundId}::uuid AND id = ANY (${[...candidateIds]}::uuid[]) ORDER BY id FOR UPDATE`,
    tx,
  );
}

/**
 * Moves candidates to where the press puts them, with its reason, and keeps where each stood before. Whoever calls has
 * asked every rule; the round is held.
 */
export async function moveAll(
  actor: Actor,
  move: { id: string; roundId: string; asked: string; because: string | null },
  moving: readonly (Standing & { to: CandidateStatus })[],
  tx: Runner,
): Promise<void> {
  if (moving.length === 0) return;
  await execute(
    sql`INSERT INTO award_move (id, round_id, asked, moved, made_by)
      VALUES (${move.id}::uuid, ${move.roundId}::uuid, ${move.asked}, ${moving.length}, ${accountOf(actor)}::uuid)`,
    tx,
  );
  await execute(
    sql`WITH wanted AS (SELECT * FROM json_to_recordset(${JSON.stringify(moving)}::json)
          AS w (id uuid, status text, because text, "fillId" uuid, "to" text)),
      moved AS (UPDATE award_candidate c SET status = w."to", status_because = ${move.because}, fill_id = NULL, version = version + 1
        FROM wanted w WHERE c.id = w.id RETURNING c.id, c.version)
      INSERT INTO award_move_item (move_id, candidate_id, from_status, from_because, from_fill_id, to_status, to_version)
      SELECT ${move.id}::uuid, w.id, w.status, w.because, w."fillId", w."to", moved.version
      FROM wanted w JOIN moved ON moved.id = w.id`,
    tx,
  );
}
