import sql from "sql-template-tag";
import type { StaffActor } from "@/lib/auth/actor";
import { execute, type Runner, Undo } from "@/lib/db/statement";
import { audit, tell } from "../changing";
import { tellReplaced } from "../letters";
import type { DecideTargets } from "../schema";
import { type Answered, openBeside } from "../split/answers";
import type { Decision } from "./force";

export type AnswersRefusal = "answers_changed";

/**
 * Locks what a decision is about and what it answers, in one order, so that of two decisions over the same proposals one
 * waits for the other and neither for both.
 */
export async function lockProposals(
  { proposals }: Pick<DecideTargets, "proposals">,
  splitIds: readonly string[],
  tx: Runner,
): Promise<void> {
  const beside = await openBeside(splitIds, tx);
  const ids = [...proposals, ...beside].map(({ id }) => id);
  await execute(sql`SELECT FROM target_proposal WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`, tx);
}

/**
 * What the units had proposed for the targets that splits give them is answered by these: closed as replaced by the
 * decision, each with its trail, its audit row and a letter to its office. Whoever signs must have seen each as it is.
 */
export async function answerProposals(
  actor: StaffActor,
  splitIds: readonly string[],
  seen: DecideTargets["answers"],
  { decision, now }: { decision: Decision; now: Date },
  tx: Runner,
): Promise<number> {
  const open = await openBeside(splitIds, tx);
  const unseen = open.filter(({ id, version }) => !seen.some((one) => one.id === id && one.version === version));
  const [first] = unseen;
  if (first) throw new Undo<AnswersRefusal>("answers_changed", { unit: first.name, more: unseen.length - 1 });
  await execute(
    sql`UPDATE target_proposal SET state = 'replaced', decision_id = ${decision.id}::uuid, version = version + 1,
        changed_at = ${now} WHERE id = ANY (${open.map(({ id }) => id)}::uuid[])`,
    tx,
  );
  for (const one of open) await noteReplaced(actor, one, decision, now, tx);
  await tellReplaced(open, decision, tx);
  return open.length;
}

async function noteReplaced(actor: StaffActor, one: Answered, decision: Decision, now: Date, tx: Runner) {
  const trail = { unitId: one.unitId, year: one.year, proposalId: one.id, value: one.value };
  await tell(actor, { ...trail, kind: "replaced", words: decision.number }, now, tx);
  const detail = { value: one.value, given: one.given ?? 0, number: decision.number };
  await audit(actor, "target.replace", { unitId: one.unitId, id: one.id, ...detail }, tx);
}
