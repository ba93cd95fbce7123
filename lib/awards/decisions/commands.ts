import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { newId, newOpenCode } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, rows, Undo, undoing } from "@/lib/db/statement";
import { countedFor, heldHonours } from "../counting/counted";
import { rulesOfRound } from "../editing/stored";
import { accountOf, type LockedRound, lockRound, noteRound, orUndo, setStatus } from "../rounds/changing";
import { type RoundRefusal, whyNotDecide, whyNotDecidedOn } from "../rounds/rules";
import type { Decide } from "../rounds/schema";
import { levelKeyOf, subjectKinds, whyNotHonour } from "../rules";
import type { StoredRule } from "../schema";
import { insistOtherHand } from "./other-hand";

export type DecideRefusal =
  | RoundRefusal
  | "authority_unknown"
  | "authority_decided"
  | "number_taken"
  | "honoured_meanwhile";

const chosenShape = z.object({
  id: z.string(),
  ruleId: z.string(),
  subjectKind: z.enum(subjectKinds),
  subjectId: z.string(),
});

/** What a decision gave: honours written, and candidates who may no longer have theirs. */
export interface Decided {
  readonly honoured: number;
  readonly fellAway: number;
}

/**
 * An authority decides on its part of a proposal: each chosen candidate of its rules receives the honour in the ledger,
 * with the number and day of the decision. The rules are asked once more, so that who was honoured elsewhere since, or
 * whose donation was voided, falls away with the reason instead of being honoured twice. When every authority has
 * decided the round is decided. Two who press at once make one decision (`award_decision_one_per_authority`); the same
 * request twice is one decision with one answer (`award_decision_request_key`). Whoever sent the proposal does not decide
 * on it (`award_decision_by_another`). Words are the body's own, if it has any; they stay with the decision.
 */
export async function decideRound(
  actor: Actor,
  input: Decide,
  now: Date = new Date(),
): Promise<Outcome<Decided, DecideRefusal>> {
  return undoing<Decided, DecideRefusal>(
    async (tx) => {
      const round = await lockRound(actor, "award.approve", input.roundId, tx);
      const first = await firstDecision(round.id, input, tx);
      if (first) return first;
      insistOtherHand(actor, round);
      const authority = await row(
        z.object({ id: z.string(), kind: z.string() }),
        sql`SELECT id, kind FROM award_authority WHERE id = ${input.authorityId} AND unit_id = ${round.unitId}`,
        tx,
      );
      if (authority === null) throw new Undo("authority_unknown");
      const rules = (await rulesOfRound(round.id, tx)).filter((rule) => rule.authorityKind === authority.kind);
      const chosen = await chosenOf(round.id, rules, tx);
      orUndo(whyNotDecide({ status: round.status, toDecide: chosen.length }));
      orUndo(whyNotDecidedOn(input.decidedOn, round, todayInVietnam(now)));

      const decisionId = newId();
      await execute(
        sql`INSERT INTO award_decision (id, round_id, authority_id, number, decided_on, signatory_title, signatory_name, decided_by, request_key, words)
          VALUES (${decisionId}::uuid, ${round.id}::uuid, ${authority.id}, ${input.number}, ${input.decidedOn}::date,
            ${input.signatoryTitle}, ${input.signatoryName}, ${accountOf(actor)}::uuid, ${input.requestKey}::uuid,
            ${input.words || null})`,
        tx,
      );
      const { standing, fallen } = await lookAgain(round, rules, chosen, tx);
      await approve(actor, round, { id: decisionId, ...input }, standing, tx);
      if (fallen.length > 0)
        await execute(sql`UPDATE award_decision SET fell_away = ${fallen.length} WHERE id = ${decisionId}::uuid`, tx);
      for (const { id, because } of fallen)
        await execute(
          sql`UPDATE award_candidate SET status = 'refused', status_because = ${because}, version = version + 1 WHERE id = ${id}::uuid`,
          tx,
        );
      if (!(await anythingLeft(round.id, tx))) await setStatus(round, "decided", tx);
      await noteRound(actor, round, "decided", tx, {
        words: [input.number, input.words].filter(Boolean).join("\n"),
        detail: { authority: authority.id, honoured: standing.length, fellAway: fallen.length },
      });
      return { honoured: standing.length, fellAway: fallen.length };
    },
    {
      award_decision_one_per_authority: "authority_decided",
      award_decision_request_key: "authority_decided",
      award_decision_number_once: "number_taken",
      award_decision_by_another: "own_proposal",
      honour_same_level_once: "honoured_meanwhile",
    },
  );
}

/** What a body's decision gave when it was entered by this very form; how many of it still hold theirs is not asked. */
function firstDecision(roundId: string, { requestKey, authorityId }: Decide, tx: Runner): Promise<Decided | null> {
  return row(
    z.object({ honoured: z.coerce.number(), fellAway: z.number() }),
    sql`SELECT (SELECT count(*) FROM honour h WHERE h.decision_id = d.id) AS honoured, d.fell_away AS "fellAway"
      FROM award_decision d
      WHERE d.request_key = ${requestKey}::uuid AND d.round_id = ${roundId}::uuid AND d.authority_id = ${authorityId}`,
    tx,
  );
}

async function chosenOf(roundId: string, rules: readonly StoredRule[], tx: Runner) {
  return rows(
    chosenShape,
    sql`SELECT id, rule_id AS "ruleId", subject_kind AS "subjectKind",
        coalesce(donor_id, family_id, organisation_id, person_id) AS "subjectId"
      FROM award_candidate WHERE round_id = ${roundId}::uuid AND status = 'chosen'
        AND rule_id = ANY (${rules.map(({ id }) => id)}::text[])
      ORDER BY id FOR UPDATE`,
    tx,
  );
}

type Chosen = z.output<typeof chosenShape>;
type Standing = Chosen & { rule: StoredRule; counted: number | null };

/** The same question the gathering asked, with the counts and the ledger of this moment. */
async function lookAgain(
  round: LockedRound,
  rules: readonly StoredRule[],
  chosen: readonly Chosen[],
  tx: Runner,
): Promise<{ standing: Standing[]; fallen: { id: string; because: string }[] }> {
  const held = await heldHonours(
    chosen.map(({ subjectId }) => subjectId),
    tx,
  );
  const standing: Standing[] = [];
  const fallen: { id: string; because: string }[] = [];
  for (const rule of rules) {
    const theirs = chosen.filter(({ ruleId }) => ruleId === rule.id);
    const counts = await countedFor(
      rule,
      theirs.map(({ subjectId }) => subjectId),
      round.countedUntil,
      tx,
    );
    for (const one of theirs) {
      const counted = counts.get(one.subjectId)?.counted ?? null;
      const because = whyNotHonour(rule, counted, held.get(one.subjectId) ?? [], round.countedUntil);
      if (because === null) standing.push({ ...one, rule, counted });
      else fallen.push({ id: one.id, because });
    }
  }
  return { standing, fallen };
}

async function approve(
  actor: Actor,
  round: LockedRound,
  decision: { id: string; number: string; decidedOn: string },
  standing: readonly Standing[],
  tx: Runner,
): Promise<void> {
  const first = await nextSerial(round, tx);
  const honours = standing.map((one, index) => ({
    id: newId(),
    serial: serialOf(round, first + index),
    event: newId(),
    candidate: one.id,
    subject_kind: one.subjectKind,
    subject: one.subjectId,
    level_key: levelKeyOf(one.rule, round.countedUntil),
    rule: one.rule.id,
    scheme: one.rule.scheme,
    level: one.rule.level,
    object: one.rule.object,
    threshold: one.rule.threshold,
    counted: one.counted,
    code: newOpenCode(),
  }));
  await execute(
    sql`WITH wanted AS (SELECT * FROM json_to_recordset(${JSON.stringify(honours)}::json) AS wanted (id uuid, event uuid,
          candidate uuid, subject_kind text, subject uuid, level_key text, rule text, scheme text, level text, object text,
          threshold int, counted int, code text, serial text)),
      approved AS (UPDATE award_candidate c SET status = 'approved', status_because = NULL, version = version + 1
        FROM wanted w WHERE c.id = w.candidate),
      given AS (INSERT INTO honour (id, subject_kind, donor_id, family_id, organisation_id, person_id, level_key, rule_id,
          scheme, level, object, threshold, counted, unit_id, honoured_on, decision_id, decision_number, candidate_id, origin,
          check_code, certificate_serial, is_demo, made_by)
        SELECT w.id, w.subject_kind, c.donor_id,
          c.family_id, c.organisation_id, c.person_id, w.level_key, w.rule, w.scheme, w.level,
          w.object, w.threshold, w.counted, ${round.unitId}, ${decision.decidedOn}::date, ${decision.id}::uuid,
          ${decision.number}, w.candidate, 'round', w.code, w.serial, ${round.isDemo}, ${accountOf(actor)}::uuid
        FROM wanted w JOIN award_candidate c ON c.id = w.candidate)
      INSERT INTO honour_event (id, honour_id, kind, words, by_account)
        SELECT w.event, w.id, 'granted', ${decision.number}, ${accountOf(actor)}::uuid FROM wanted w`,
    tx,
  );
}

/** A number in the unit's register of certificates, "26P01-00012": year, unit, running. */
const serialOf = (round: LockedRound, number: number) =>
  `${String(round.year % 100).padStart(2, "0")}${round.unitId}-${String(number).padStart(5, "0")}`;

/** The next number of the unit's register; whoever else decides for the unit waits until this one is written. */
async function nextSerial(round: LockedRound, tx: Runner): Promise<number> {
  await execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`certificates of ${round.unitId}`}))`, tx);
  const last = await row(
    z.object({ last: z.coerce.number() }),
    sql`SELECT coalesce(max(substring(certificate_serial FROM '-([0-9]+)$')::int), 0) AS last FROM honour
      WHERE unit_id = ${round.unitId} AND certificate_serial LIKE ${`${serialOf(round, 0).split("-")[0]}-%`}`,
    tx,
  );
  return (last?.last ?? 0) + 1;
}

/** Is anybody chosen whose authority has not decided yet? */
async function anythingLeft(roundId: string, tx: Runner): Promise<boolean> {
  const left = await row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM award_candidate WHERE round_id = ${roundId}::uuid AND status = 'chosen' LIMIT 1`,
    tx,
  );
  return left !== null;
}

/** Whoever approves strikes one name from a proposal, with the reason. */
export async function refuseCandidate(
  actor: Actor,
  input: { roundId: string; candidateId: string; because: string },
): Promise<Outcome<{ id: string }, "not_proposed" | "candidate_unknown" | "own_proposal">> {
  return undoing<{ id: string }, "not_proposed" | "candidate_unknown" | "own_proposal">(async (tx) => {
    const round = await lockRound(actor, "award.approve", input.roundId, tx);
    if (round.status !== "proposed") throw new Undo("not_proposed");
    insistOtherHand(actor, round);
    const struck = await execute(
      sql`UPDATE award_candidate SET status = 'refused', status_because = ${input.because}, version = version + 1
        WHERE id = ${input.candidateId}::uuid AND round_id = ${round.id}::uuid AND status = 'chosen'`,
      tx,
    );
    if (struck === 0) throw new Undo("candidate_unknown");
    await noteRound(actor, round, "refused", tx, { candidateId: input.candidateId, words: input.because });
    return { id: input.candidateId };
  });
}
