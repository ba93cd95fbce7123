import type { PoolClient } from "pg";
import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import { changeFacts, type Decision, readDecision } from "../decision";
import { mayChange } from "../policy";
import { beginReviewList } from "../review/list";
import { type ChangeRefusal, makesUnits, whyNotCarryOut } from "../rules";
import type { DecisionInput, UndoInput } from "../schema";
import { note, steps, unmake, write, written } from "./items";
import { mappingOf } from "./mapping";
import { following, movers } from "./movers";
import { changeUnits } from "./new-units";
import { tellDrives, tellPeople } from "./people";
import { derived, whatRefersTo } from "./standing";
import { giveTargets } from "./targets";

export type CarryOutRefusal = ChangeRefusal | "changed_meanwhile" | "names_collide";

/**
 * Carries a decision out, all of it or nothing: units end and begin, and what follows them moves, row by row noted as it
 * was, so that it can be put back. Drives and donations of before keep the unit of their day. Then the review list is
 * there.
 */
export async function carryOut(
  actor: Actor,
  input: DecisionInput,
  now = new Date(),
): Promise<Outcome<{ id: string }, CarryOutRefusal>> {
  insist(actor, "unit.change", anywhere);
  return undoing<{ id: string }, CarryOutRefusal>(
    async (tx) => {
      const decision = await decisionToChange(actor, input, tx);
      const why = whyNotCarryOut(await changeFacts(decision, tx), todayInVietnam(now));
      if (why) throw new Undo<CarryOutRefusal>(why.refusal, why.facts);
      const mapping = await mappingOf(decision, tx);
      await changeUnits(decision, mapping, tx);
      let moved = 0;
      if (makesUnits(decision.kind) || decision.kind === "move")
        for (const mover of movers) {
          await note(
            decision.id,
            steps.follows,
            mover.table,
            sql`SELECT row_id, before, after FROM (${following(mover, mapping)}) f`,
            tx,
          );
          moved += await write(decision.id, mover.table, steps.follows, "after", tx);
        }
      await giveTargets(decision, mapping, tx);
      await beginReviewList(decision, [...mapping.successors.values()], todayInVietnam(now), tx);
      await tellDrives(actor, decision.id, tx);
      await tellPeople(actor, decision.id, tx);
      await settle(actor, "unit_change.carry_out", decision, { moved }, tx);
      return { id: decision.id };
    },
    {
      unit_code_once_at_a_time: "code_taken",
      report_unit_existed: "reported",
      venue_once_per_commune: "names_collide",
      organisation_name_once_per_unit: "names_collide",
      facility_name_once_per_unit: "names_collide",
      campaign_name_once_per_unit: "names_collide",
    },
  );
}

export type UndoRefusal = "not_carried_out" | "changed_meanwhile" | "later_change" | "report_since" | "in_use_since";

/**
 * Puts back exactly what a decision moved. What somebody has changed since is left as they made it; where something new
 * stands on a unit that would be no more, nothing is undone, and the refusal names it.
 */
export async function undoChange(actor: Actor, input: UndoInput): Promise<Outcome<{ id: string }, UndoRefusal>> {
  insist(actor, "unit.change", anywhere);
  return undoing<{ id: string }, UndoRefusal>(
    async (tx) => {
      const decision = await decisionToChange(actor, input, tx);
      if (decision.status !== "carried_out") throw new Undo<UndoRefusal>("not_carried_out");
      await insistNothingLater(decision, tx);
      let restored = 0;
      for (const { step, subject, made } of await written(decision.id, tx)) {
        if (made) await unmakeUnlessInUse(decision, subject, step, tx);
        else restored += await write(decision.id, subject, step, "before", tx);
      }
      await tellDrives(actor, decision.id, tx);
      await tellPeople(actor, decision.id, tx);
      await settle(actor, "unit_change.undo", decision, { restored, because: input.because }, tx);
      return { id: decision.id };
    },
    { report_of_a_unit: "report_since", report_unit_existed: "report_since" },
  );
}

/** New units go last, when all that was theirs has gone back: whatever still refers to them came since. */
async function unmakeUnlessInUse(decision: Decision, subject: string, step: number, tx: PoolClient): Promise<void> {
  if (subject === "unit") {
    const ids = decision.left.flatMap((part) => (part.unitId ? [part.unitId] : []));
    const [found] = await whatRefersTo(ids, tx);
    if (found) {
      const unit = decision.left.map((part) => part.fullName ?? "").join(", ");
      throw new Undo<UndoRefusal>("in_use_since", { unit, table: found.table, count: found.rows });
    }
    // The drives have gone back and have touched their months, which are now read drive by drive.
    for (const table of derived) await execute(sql`DELETE FROM ${raw(table)} WHERE unit_id = ANY (${ids}::text[])`, tx);
    await execute(sql`UPDATE unit_review_item SET unit_id = NULL WHERE unit_id = ANY (${ids}::text[])`, tx);
    await forgetWithin(ids, tx);
  }
  await unmake(decision.id, subject, step, tx);
}

/** Decisions about communes of a unit that is no more, undone themselves or never carried out, lie in no unit now. */
async function forgetWithin(ids: readonly string[], tx: PoolClient): Promise<void> {
  await execute(
    sql`UPDATE unit_decision SET within_unit_id = NULL WHERE within_unit_id = ANY (${ids}::text[]) AND status <> 'carried_out'`,
    tx,
  );
  await execute(
    sql`UPDATE unit_decision_line l SET parent_id = NULL FROM unit_decision o
      WHERE o.id = l.decision_id AND o.status <> 'carried_out' AND l.parent_id = ANY (${ids}::text[])`,
    tx,
  );
}

/** A later decision about the same units must be undone first; a report of the new unit must be withdrawn first. */
async function insistNothingLater(decision: Decision, tx: PoolClient): Promise<void> {
  const ids = decision.left.flatMap((part) => (part.unitId ? [part.unitId] : []));
  const later = await row(
    z.object({ number: z.string(), day: z.string() }),
    sql`SELECT o.number, o.effective_on AS day FROM unit_decision o
      WHERE o.status = 'carried_out' AND o.id <> ${decision.id}::uuid
        AND (SELECT d.carried_out_at FROM unit_decision d WHERE d.id = ${decision.id}::uuid) <= o.carried_out_at
        AND (o.within_unit_id = ANY (${ids}::text[]) OR EXISTS (SELECT FROM unit_change_item mine JOIN unit_change_item theirs
          ON theirs.decision_id = o.id AND theirs.subject = 'unit' AND theirs.row_id = mine.row_id
          WHERE mine.decision_id = ${decision.id}::uuid AND mine.subject = 'unit'))
      ORDER BY o.carried_out_at DESC LIMIT 1`,
    tx,
  );
  if (later) throw new Undo<UndoRefusal>("later_change", later);
  if (!makesUnits(decision.kind)) return;
  const report = await row(
    z.object({ unit: z.string(), until: z.string() }),
    sql`SELECT u.full_name AS unit, r.ends_on AS until FROM report r JOIN unit u ON u.id = r.unit_id
      WHERE r.unit_id = ANY (${ids}::text[]) ORDER BY r.status = 'approved' DESC, r.ends_on DESC LIMIT 1`,
    tx,
  );
  if (report) throw new Undo<UndoRefusal>("report_since", report);
}

/** The decision and its units, locked: nothing else about them comes in between, and nothing new comes to lie in them. */
async function decisionToChange(actor: Actor, input: DecisionInput, tx: PoolClient): Promise<Decision> {
  const decision = await readDecision(input.decisionId, tx, true);
  const parents = decision?.left.flatMap((part) => (part.parentId ? [part.parentId] : [])) ?? [];
  if (decision === null || !mayChange(actor, "unit.change", decision.taken, parents))
    throw new NotAllowed("unit.change");
  if (decision.version !== input.version) throw new Undo<"changed_meanwhile">("changed_meanwhile");
  const ids = [
    ...decision.taken.map((unit) => unit.id),
    ...decision.left.flatMap((part) => (part.unitId ? [part.unitId] : [])),
  ];
  await execute(sql`SELECT id FROM unit WHERE id = ANY (${ids}::text[]) ORDER BY id FOR UPDATE`, tx);
  // As they stand now that nobody else can change them.
  return (await readDecision(input.decisionId, tx)) as Decision;
}

async function settle(
  actor: Actor,
  action: "unit_change.carry_out" | "unit_change.undo",
  decision: Decision,
  detail: Record<string, string | number>,
  tx: PoolClient,
): Promise<void> {
  const by = actor.kind === "staff" ? actor.accountId : null;
  // The clock, not the transaction's beginning: who waited for another's lock came after it.
  const state =
    action === "unit_change.undo"
      ? sql`status = 'undone', undone_by = ${by}::uuid, undone_at = clock_timestamp(), undone_because = ${String(detail.because)}`
      : sql`status = 'carried_out', carried_out_by = ${by}::uuid, carried_out_at = clock_timestamp()`;
  const audit = {
    from: sql`made`,
    subjectKind: "unit_change",
    subjectId: sql`made.id`,
    unitId: sql`made.within_unit_id`,
  };
  const told = sql`${JSON.stringify({ ...detail, because: undefined })}`;
  await execute(
    sql`WITH made AS (UPDATE unit_decision SET ${state}, version = version + 1 WHERE id = ${decision.id}::uuid RETURNING *)
      ${
        action === "unit_change.undo"
          ? auditFrom(actor, "unit_change.undo", { ...audit, detail: told })
          : auditFrom(actor, "unit_change.carry_out", { ...audit, detail: told })
      }`,
    tx,
  );
}
