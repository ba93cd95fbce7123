import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { countedFor, heldHonours } from "../counting/counted";
import { rulesOfRound } from "../editing/stored";
import { askedBy, firstMove, moveAll, standingOf } from "../moves/changing";
import { insistOnAward } from "../policy";
import { accountOf, anyRound, lockRound, noteCandidates, noteRound, orUndo, setStatus } from "../rounds/changing";
import { whyNotMove, whyNotPrepare } from "../rounds/rules";
import type { MoveCandidates, Nominate, SetQuotas } from "../rounds/schema";
import { type HonourRefusal, type SubjectKind, whyNotHonour } from "../rules";
import { insistOnQuota } from "./quota";

export type NominateRefusal =
  | "round_over"
  | "already_proposed"
  | "nominations_closed"
  | "rule_unknown"
  | "quota_full"
  | "no_quota"
  | "subject_missing"
  | "subject_elsewhere"
  | "already_candidate"
  | HonourRefusal;

/**
 * A unit names somebody for a round, within the number it was given: the counter and its bound stand in one row
 * (`award_quota_kept`), so that two secretaries pressing at once cannot name one too many. The organiser itself names
 * freely. Whoever already holds the honour is refused here, not in the ceremony hall.
 */
export async function nominate(
  actor: Actor,
  input: Nominate,
  now = new Date(),
): Promise<Outcome<{ id: string }, NominateRefusal>> {
  return undoing<{ id: string }, NominateRefusal>(
    async (tx) => {
      const by = await unitThatNames(actor, input.unitId, tx);
      const round = await anyRound(input.roundId, tx);
      if (round === null) throw new NotAllowed("award.nominate");
      orUndo(whyNotPrepare(round));
      if (round.nominationsUntil !== null && todayInVietnam(now) > round.nominationsUntil && by.id !== round.unitId)
        throw new Undo("nominations_closed");
      const rule = (await rulesOfRound(round.id, tx)).find(({ id }) => id === input.ruleId);
      if (!rule) throw new Undo("rule_unknown");
      const subject = await subjectNamed(actor, input, rule.subjectKind, by, tx);
      const counted = (await countedFor(rule, [subject.id], round.countedUntil, tx)).get(subject.id);
      const held = (await heldHonours([subject.id], tx)).get(subject.id) ?? [];
      orUndo(whyNotHonour(rule, counted?.counted ?? null, held, round.countedUntil));

      if (by.id !== round.unitId) {
        const taken = await execute(
          sql`UPDATE award_quota SET nominated = nominated + 1
            WHERE round_id = ${round.id}::uuid AND rule_id = ${rule.id} AND unit_id = ${by.id}`,
          tx,
        );
        if (taken === 0) throw new Undo("no_quota");
      }
      const id = newId();
      await execute(
        sql`INSERT INTO award_candidate (id, round_id, rule_id, subject_kind, ${subject.column}, unit_id, source, counted,
            counted_earlier, citation, made_by)
          VALUES (${id}::uuid, ${round.id}::uuid, ${rule.id}, ${rule.subjectKind}, ${subject.id}::uuid, ${by.id},
            ${by.id === round.unitId ? "hand" : "nomination"}, ${counted?.counted ?? null}::int, ${counted?.earlier ?? 0},
            ${input.citation}, ${accountOf(actor)}::uuid)`,
        tx,
      );
      if (round.status === "draft") await setStatus(round, "gathering", tx);
      await noteRound(actor, round, "nominated", tx, { candidateId: id, detail: { by: by.id, rule: rule.id } });
      return { id };
    },
    { award_candidate_once: "already_candidate", award_quota_kept: "quota_full" },
  );
}

interface NamingUnit {
  readonly id: string;
  readonly kind: string;
  readonly parentId: string | null;
}

/** The unit in whose name somebody is put forward; a commune's people name for their commune alone. */
async function unitThatNames(actor: Actor, unitId: string, tx: Runner): Promise<NamingUnit> {
  const unit = await row(
    z.object({ id: z.string(), kind: z.string(), parentId: z.string().nullable() }),
    sql`SELECT id, kind, parent_id AS "parentId" FROM unit WHERE id = ${unitId}`,
    tx,
  );
  if (unit === null) throw new NotAllowed("award.nominate");
  const scope = unit.kind === "commune" ? { unitId: unit.parentId ?? "", communeId: unit.id } : { unitId: unit.id };
  insistOnAward(actor, "award.nominate", scope);
  return unit;
}

interface Subject {
  readonly id: string;
  readonly column: Sql;
}

/** Whom the form named, as long as they belong to the unit that names them. A person who is new is written down. */
async function subjectNamed(
  actor: Actor,
  input: Nominate,
  kind: SubjectKind,
  by: NamingUnit,
  tx: Runner,
): Promise<Subject> {
  if (kind === "mobiliser" || kind === "person") return personNamed(actor, input, kind, by, tx);
  const id = { donor: input.donorId, family: input.familyId, collective: input.organisationId }[kind];
  if (!id) throw new Undo<NominateRefusal>("subject_missing");
  const here = placeOf(kind, by);
  const found = await row(
    z.object({ id: z.string() }),
    {
      donor: sql`SELECT s.id FROM donor s WHERE s.id = ${id}::uuid AND ${here}`,
      family: sql`SELECT s.id FROM family s WHERE s.id = ${id}::uuid AND ${here}`,
      collective: sql`SELECT s.id FROM organisation s WHERE s.id = ${id}::uuid AND ${here}`,
    }[kind],
    tx,
  );
  if (found === null) throw new Undo<NominateRefusal>("subject_elsewhere");
  return {
    id: found.id,
    column: { donor: sql`donor_id`, family: sql`family_id`, collective: sql`organisation_id` }[kind],
  };
}

function placeOf(kind: "donor" | "family" | "collective", by: NamingUnit): Sql {
  if (by.kind === "nation") return sql`true`;
  if (kind === "donor") {
    if (by.kind === "commune") return sql`s.home_commune_id = ${by.id}`;
    if (by.kind === "province") return sql`s.home_province_id = ${by.id}`;
    return sql`EXISTS (SELECT FROM donation g JOIN drive d ON d.id = g.drive_id
      WHERE g.donor_id = s.id AND g.status <> 'voided' AND d.credited_unit_id = ${by.id})`;
  }
  return by.kind === "commune" ? sql`s.commune_id = ${by.id}` : sql`s.unit_id = ${by.id}`;
}

async function personNamed(
  actor: Actor,
  input: Nominate,
  kind: "mobiliser" | "person",
  by: NamingUnit,
  tx: Runner,
): Promise<Subject> {
  if (!input.personName) throw new Undo<NominateRefusal>("subject_missing");
  const category = kind === "mobiliser" ? "mobiliser" : (input.personCategory ?? "other");
  const unitId = by.kind === "commune" ? (by.parentId ?? by.id) : by.id;
  const made = await row(
    z.object({ id: z.string() }),
    sql`INSERT INTO award_person AS held (id, full_name, name_key, category, position, unit_id, made_by)
      VALUES (${newId()}::uuid, ${input.personName}, ${nameSearchKey(input.personName)}, ${category},
        ${input.personPosition ?? null}, ${unitId}, ${accountOf(actor)}::uuid)
      ON CONFLICT ON CONSTRAINT award_person_once
        DO UPDATE SET position = coalesce(excluded.position, held.position)
      RETURNING id`,
    tx,
  );
  if (made === null) throw new Error("The person was neither written nor found.");
  return { id: made.id, column: sql`person_id` };
}

/** Takes a nomination back before the proposal; the unit may name somebody else instead. */
export async function withdrawNomination(
  actor: Actor,
  input: { roundId: string; candidateId: string; because: string },
): Promise<Outcome<{ id: string }, "round_over" | "already_proposed" | "not_nominated">> {
  return undoing<{ id: string }, "round_over" | "already_proposed" | "not_nominated">(async (tx) => {
    const round = await anyRound(input.roundId, tx);
    if (round === null) throw new NotAllowed("award.nominate");
    orUndo(whyNotPrepare(round));
    const named = await row(
      z.object({ id: z.string(), unitId: z.string(), ruleId: z.string(), source: z.string(), status: z.string() }),
      sql`SELECT id, unit_id AS "unitId", rule_id AS "ruleId", source, status FROM award_candidate
        WHERE id = ${input.candidateId}::uuid AND round_id = ${round.id}::uuid FOR UPDATE`,
      tx,
    );
    if (named === null || named.source === "rule") throw new Undo("not_nominated");
    await unitThatNames(actor, named.unitId, tx);
    if (named.status === "passed_over") return { id: named.id };
    await execute(
      sql`UPDATE award_candidate SET status = 'passed_over', status_because = ${input.because}, fill_id = NULL, version = version + 1
        WHERE id = ${named.id}::uuid`,
      tx,
    );
    await execute(
      sql`UPDATE award_quota SET nominated = nominated - 1
        WHERE round_id = ${round.id}::uuid AND rule_id = ${named.ruleId} AND unit_id = ${named.unitId}`,
      tx,
    );
    await noteRound(actor, round, "withdrawn", tx, { candidateId: named.id, words: input.because });
    return { id: named.id };
  });
}

export type MoveRefusal =
  | "round_over"
  | "already_proposed"
  | "reason_missing"
  | "not_checked"
  | "already_decided"
  | "over_quota"
  | "candidate_unknown";

/**
 * Looks at candidates, sends doubtful counts back, chooses, or passes over: any number at once, all of them or none.
 * Choosing stays within the rule's number for the round; sending back and passing over say why. The same request twice
 * is one press with one answer; it is kept, so that it can be taken back as one (`undoMove`), unless it moved nobody.
 */
export async function moveCandidates(
  actor: Actor,
  { requestKey = newId(), ...input }: MoveCandidates,
): Promise<Outcome<{ id: string; moved: number }, MoveRefusal>> {
  return undoing<{ id: string; moved: number }, MoveRefusal>(async (tx) => {
    const round = await lockRound(actor, "award.run", input.roundId, tx);
    const asked = askedBy(input.to, input.candidateIds);
    const first = await firstMove(round.id, requestKey, asked, tx);
    if (first) return first;
    orUndo(whyNotPrepare(round));
    const because = input.because === "" ? null : input.because;
    if ((input.to === "returned" || input.to === "passed_over") && because === null) throw new Undo("reason_missing");
    const held = await standingOf(round.id, input.candidateIds, tx);
    if (held.length !== new Set(input.candidateIds).size) throw new Undo("candidate_unknown");
    const moving = held.filter(({ status }) => {
      const why = whyNotMove(status, input.to);
      if (why !== null && why !== "already_so") throw new Undo(why);
      return why === null;
    });
    await moveAll(
      actor,
      { id: requestKey, roundId: round.id, asked, because },
      moving.map((one) => ({ ...one, to: input.to })),
      tx,
    );
    if (input.to === "chosen")
      await insistOnQuota(
        round.id,
        moving.map(({ id }) => id),
        tx,
      );
    if (round.status === "draft" || round.status === "gathering") await setStatus(round, "checking", tx);
    await noteCandidates(
      actor,
      round,
      input.to,
      moving.map(({ id }) => id),
      because,
      tx,
    );
    return { id: requestKey, moved: moving.length };
  });
}

export type QuotaRefusal = "round_over" | "already_proposed" | "rule_unknown" | "below_nominated" | "quota_changed";

/**
 * Says how many each unit below may name under one rule of a round, all of them or none; null gives none. Only what differs
 * from what it `began` with is written, so that two who give places at once keep both their work; what somebody else has
 * given another number since is refused. Nobody gets fewer than they have named already. The first unit that is amiss, by
 * name, is the refusal's `unit`.
 */
export async function setQuotas(
  actor: Actor,
  { roundId, ruleId, quotas }: SetQuotas,
): Promise<Outcome<{ id: string }, QuotaRefusal>> {
  return undoing<{ id: string }, QuotaRefusal>(
    async (tx) => {
      const round = await lockRound(actor, "award.run", roundId, tx);
      orUndo(whyNotPrepare(round));
      const changed = quotas.filter(({ quota, began }) => quota !== began);
      if (changed.length === 0) return { id: round.id };
      const asked = sql`json_to_recordset(${JSON.stringify(changed)}::json) AS asked ("unitId" text, quota int, began int)`;
      const meanwhile = await row(
        z.object({ unit: z.string(), name: z.string(), more: z.number() }),
        sql`SELECT u.id AS unit, u.full_name AS name, (count(*) OVER () - 1)::integer AS more
          FROM ${asked} JOIN unit u ON u.id = asked."unitId"
            LEFT JOIN award_quota q ON q.round_id = ${round.id}::uuid AND q.rule_id = ${ruleId} AND q.unit_id = u.id
          WHERE q.quota IS DISTINCT FROM asked.began AND q.quota IS DISTINCT FROM asked.quota
          ORDER BY u.name COLLATE "vi-x-icu", u.id LIMIT 1`,
        tx,
      );
      if (meanwhile) throw new Undo<QuotaRefusal>("quota_changed", meanwhile);
      const short = await row(
        z.object({ unit: z.string() }),
        sql`SELECT q.unit_id AS unit FROM award_quota q JOIN ${asked} ON asked."unitId" = q.unit_id
            JOIN unit u ON u.id = q.unit_id
          WHERE q.round_id = ${round.id}::uuid AND q.rule_id = ${ruleId} AND q.nominated > coalesce(asked.quota, 0)
          ORDER BY u.name COLLATE "vi-x-icu", u.id LIMIT 1`,
        tx,
      );
      if (short) throw new Undo<QuotaRefusal>("below_nominated", short);
      await execute(
        sql`DELETE FROM award_quota q USING ${asked} WHERE q.round_id = ${round.id}::uuid AND q.rule_id = ${ruleId}
          AND q.unit_id = asked."unitId" AND asked.quota IS NULL`,
        tx,
      );
      await execute(
        sql`INSERT INTO award_quota (round_id, rule_id, unit_id, quota)
          SELECT ${round.id}::uuid, ${ruleId}, u.id, asked.quota FROM ${asked} JOIN unit u ON u.id = asked."unitId"
          WHERE asked.quota IS NOT NULL AND u.parent_id = ${round.unitId}
          ON CONFLICT (round_id, rule_id, unit_id) DO UPDATE SET quota = excluded.quota`,
        tx,
      );
      await noteRound(actor, round, "changed", tx, { detail: { rule: ruleId, quotas: changed.length } });
      return { id: round.id };
    },
    { award_quota_of_the_round: "rule_unknown", award_quota_kept: "below_nominated" },
  );
}
