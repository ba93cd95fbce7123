import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { done, type Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import {
  accountOf,
  audit,
  type HeldProposal,
  insistSameVersion,
  isDemoActor,
  tell,
  unitFor,
  unitName,
} from "../changing";
import { levelAbove, mayDecideSplit, mayDecideTargets } from "../policy";
import type { StepRefusal } from "../rules";
import { sameTarget } from "../same-target";
import type { DecideTargets } from "../schema";
import { type HeldSplit, lockSplit } from "../split/held";
import { type PartsRefusal, whyNotAgreeing } from "../split/rules";
import { targetOf } from "../split/whole";
import { lockSeen, type SeenRefusal } from "../together/seen";
import { type AnswersRefusal, answerProposals, lockProposals } from "./answers";
import { insistWithinWholes, lockWholes, standings, wholesTouched } from "./beyond";
import { type FileRefusal, readDecisionFile } from "./file";
import { type Decision, putInForce, putPartsInForce } from "./force";

export type DecideRefusal =
  | StepRefusal
  | PartsRefusal
  | FileRefusal
  | SeenRefusal
  | AnswersRefusal
  | "parts_beyond_whole"
  | "one_before_last_version"
  | "nothing_chosen"
  | "several_levels"
  | "decided_in_future"
  | "number_taken"
  | "before_last_version"
  | "split_not_submitted"
  | "whole_not_decided"
  | "somebody_first"
  | "repeated";

interface Decided {
  decisionId: string;
  unitId: string;
  year: number;
  targets: number;
}

/**
 * Signs targets into force: one decision with number, day, signatory and paper, over any of a unit's open proposals and
 * the splits of its wholes over the parts. Each becomes a version; the one before it ends on the day the new one begins, and
 * stays. What units had proposed for the targets that a split gives them is answered by it. All of it or nothing; of two who decide at once, one does. Parts that would come to exceed
 * their decided whole ask for a word of their own, with both sums. The same request again is answered as the first time.
 */
export async function decideTargets(
  actor: StaffActor,
  input: DecideTargets,
  now = new Date(),
): Promise<Outcome<Decided, DecideRefusal>> {
  const file = input.file ? readDecisionFile(input.file.name, new Uint8Array(await input.file.arrayBuffer())) : null;
  if (file && !file.ok) return file;
  const outcome = await undoing<Decided, DecideRefusal>(
    async (tx) => {
      const first = await decidedBefore(input, actor, tx);
      if (first) return first;
      if (input.proposals.length === 0 && input.splits.length === 0) throw new Undo("nothing_chosen");
      if (input.decidedOn > todayInVietnam(now)) throw new Undo("decided_in_future");
      const { locked, proposals, splits, level } = await lockWhatIsDecided(actor, input, tx);
      const isDemo = await isDemoActor(actor, tx);
      const wholes = wholesTouched(locked, splits);
      await lockWholes(wholes, tx);
      const before = await standings(wholes, isDemo, tx);
      const decision = await writeDecision(actor, input, { unitId: level, isDemo, now }, tx);
      if (file)
        await execute(
          sql`INSERT INTO target_decision_file (decision_id, name, media_type, bytes)
            VALUES (${decision.id}::uuid, ${file.value.name}, ${file.value.mediaType}, ${Buffer.from(file.value.bytes)})`,
          tx,
        );
      for (const held of proposals)
        await decideOne(actor, held, decision, { now, isAlone: proposals.length === 1 }, tx);
      let parts = 0;
      for (const split of splits) parts += await decideSplit(actor, split, decision, now, tx);
      const splitIds = splits.map(({ id }) => id);
      const answered = await answerProposals(actor, splitIds, input.answers, { decision, now }, tx);
      const beyond = insistWithinWholes(before, await standings(wholes, isDemo, tx), input.beyond);
      const counts = { proposals: proposals.length, parts, answered, ...(beyond.length > 0 ? { beyond } : {}) };
      await audit(actor, "target.decide", { unitId: level, id: decision.id, number: decision.number, ...counts }, tx);
      return { decisionId: decision.id, unitId: input.unitId, year: input.year, targets: proposals.length + parts };
    },
    {
      target_decision_number_once: "number_taken",
      target_decision_not_in_the_future: "decided_in_future",
      target_decision_request_key: "repeated",
      target_one_in_force: "somebody_first",
      target_one_at_a_time: "somebody_first",
      body_target_one_in_force: "somebody_first",
    },
  );
  if (outcome.ok) return outcome;
  // The repetition of a request may meet another refusal before its own: first ask whether it has already succeeded.
  const first = await decidedBefore(input, actor);
  return first ? done(first) : outcome;
}

/** The answer a request has had already. */
async function decidedBefore(input: DecideTargets, actor: StaffActor, tx?: PoolClient): Promise<Decided | null> {
  const held = await row(
    z.object({ id: z.string(), targets: z.number() }),
    sql`SELECT id, (SELECT count(*)::integer FROM target WHERE decision_id = d.id) AS targets FROM target_decision d
      WHERE request_key = ${input.requestKey}::uuid AND decided_by = ${accountOf(actor)}::uuid`,
    tx,
  );
  return held && { decisionId: held.id, unitId: input.unitId, year: input.year, targets: held.targets };
}

/**
 * Everything a decision is about, locked in one order, each within reach of whoever signs; and the level that decides,
 * which must be one: a number is an office's own.
 */
async function lockWhatIsDecided(actor: StaffActor, input: DecideTargets, tx: PoolClient) {
  const splits: HeldSplit[] = [];
  for (const one of [...input.splits].sort((a, b) => (a.id < b.id ? -1 : 1)))
    splits.push(await splitToDecide(actor, one, tx));
  await lockProposals(
    input,
    splits.map(({ id }) => id),
    tx,
  );
  const locked = await lockSeen(actor, input.proposals, { deed: "target.decide", allows: mayDecideTargets }, tx);
  const proposals = locked.map(({ held }) => held);
  const levels = new Set(locked.map(({ unit }) => levelAbove(unit).unitId));
  // Whoever decides the whole may share it out with the same paper.
  for (const split of splits) if (!proposals.some((one) => one.unitId === split.unitId)) levels.add(split.unitId);
  const [level, other] = levels;
  if (level === undefined || other !== undefined) throw new Undo("several_levels");
  return { locked, proposals, splits, level };
}

async function writeDecision(
  actor: StaffActor,
  input: DecideTargets,
  { unitId, isDemo, now }: { unitId: string; isDemo: boolean; now: Date },
  tx: PoolClient,
): Promise<Decision> {
  const id = newId();
  const { number, decidedOn } = input;
  await execute(
    sql`INSERT INTO target_decision (id, unit_id, number, decided_on, signatory, note, is_demo, request_key, decided_by, decided_at)
      VALUES (${id}::uuid, ${unitId}, ${number}, ${decidedOn}::date, ${input.signatory}, ${input.note ?? null}, ${isDemo},
        ${input.requestKey}::uuid, ${accountOf(actor)}::uuid, ${now})`,
    tx,
  );
  return { id, unitId, number, decidedOn, isDemo };
}

async function decideOne(
  actor: StaffActor,
  held: HeldProposal,
  decision: Decision,
  { now, isAlone }: { now: Date; isAlone: boolean },
  tx: PoolClient,
): Promise<void> {
  await putInForce(held, decision, tx).catch(async (error: unknown) => {
    // Of many, which one the paper is too old for.
    if (isAlone || !(error instanceof Undo)) throw error;
    throw new Undo("one_before_last_version", { ...error.facts, unit: await unitName(held.unitId, tx) });
  });
  await execute(
    sql`UPDATE target_proposal SET state = 'decided', decision_id = ${decision.id}::uuid, version = version + 1,
        changed_at = ${now} WHERE id = ${held.id}::uuid`,
    tx,
  );
  const trail = { unitId: held.unitId, year: held.year, proposalId: held.id, value: held.value };
  await tell(actor, { ...trail, kind: "decided", words: decision.number }, now, tx);
}

async function splitToDecide(
  actor: StaffActor,
  { id, version }: DecideTargets["splits"][number],
  tx: PoolClient,
): Promise<HeldSplit> {
  const held = await lockSplit(id, tx);
  if (held === null) throw new NotAllowed("target.decide");
  await unitFor(actor, held.unitId, "target.decide", mayDecideSplit, tx);
  if (held.state === "decided") throw new Undo("already_decided");
  if (held.state !== "submitted") throw new Undo("split_not_submitted");
  if (version !== null) await insistSameVersion(held, version, "split", tx);
  return held;
}

/** Parts and whole must agree, and the whole itself must be in force: decided before, or by this very decision. */
async function decideSplit(
  actor: StaffActor,
  held: HeldSplit,
  decision: Decision,
  now: Date,
  tx: PoolClient,
): Promise<number> {
  const why = whyNotAgreeing(held.whole, held.parts);
  if (why) throw new Undo(why.refusal, why.facts);
  const whole = await row(
    z.object({ value: z.number() }),
    sql`SELECT t.value::float8 AS value FROM target t
      WHERE t.unit_id = ${held.unitId} AND ${sameTarget(targetOf(held), sql`t`)} AND t.superseded_at IS NULL
      ORDER BY t.is_demo = ${decision.isDemo} DESC LIMIT 1`,
    tx,
  );
  if (whole?.value !== held.whole)
    throw new Undo("whole_not_decided", { whole: held.whole, inForce: whole?.value ?? 0, year: String(held.year) });
  const parts = await putPartsInForce(held, decision, tx);
  await execute(
    sql`UPDATE target_split SET state = 'decided', decision_id = ${decision.id}::uuid, version = version + 1, changed_at = ${now}
      WHERE id = ${held.id}::uuid`,
    tx,
  );
  const trail = { unitId: held.unitId, year: held.year, splitId: held.id, value: held.whole };
  await tell(actor, { ...trail, kind: "split_decided", words: decision.number }, now, tx);
  return parts;
}
