import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist, NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { daysBetween } from "@/lib/core/time";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import type { PushPlanEdit, PushPlanInput } from "./schema";

export type PushRefusal = "plan_too_long" | "commune_elsewhere" | "changed_meanwhile";

const written = z.object({ id: z.string() });

/** Saves a plan ahead of Tết or summer with its owner. The same request twice is one plan. */
export async function savePushPlan(actor: Actor, input: PushPlanInput): Promise<Outcome<{ id: string }, PushRefusal>> {
  insist(actor, "progress.support", { unitId: input.unitId });
  return undoing<{ id: string }, PushRefusal>(async (tx) => {
    const before = await row(
      written,
      sql`SELECT id FROM push_plan WHERE request_key = ${input.requestKey}::uuid AND unit_id = ${input.unitId}`,
      tx,
    );
    if (before) return before;
    orUndoDays(input);
    const id = newId();
    // Two requests at once: the second waits for the first and finds its plan.
    const made = await row(
      written,
      sql`INSERT INTO push_plan (id, unit_id, season, name, owner, starts_on, ends_on, gap_units, request_key, made_by)
        VALUES (${id}::uuid, ${input.unitId}, ${input.season}, ${input.name}, ${input.owner}, ${input.startsOn}::date,
          ${input.endsOn}::date, ${input.gapUnits}, ${input.requestKey}::uuid, ${accountOf(actor)}::uuid)
        ON CONFLICT ON CONSTRAINT push_plan_request_key DO NOTHING RETURNING id`,
      tx,
    );
    if (made === null) {
      const first = await row(written, sql`SELECT id FROM push_plan WHERE request_key = ${input.requestKey}::uuid`, tx);
      if (first === null) throw new Error("The plan was neither written nor found.");
      return first;
    }
    await writeParts(id, input.unitId, input.parts, tx);
    await note(actor, "progress.save_push", id, input.unitId, input.parts, tx);
    return { id };
  });
}

/** Changes a plan: its name, owner, days, and what it wants of which commune. */
export async function editPushPlan(actor: Actor, input: PushPlanEdit): Promise<Outcome<{ id: string }, PushRefusal>> {
  return undoing<{ id: string }, PushRefusal>(async (tx) => {
    const plan = await row(
      z.object({ id: z.string(), unitId: z.string(), version: z.number() }),
      sql`SELECT id, unit_id AS "unitId", version FROM push_plan WHERE id = ${input.planId}::uuid FOR UPDATE`,
      tx,
    );
    if (plan === null) throw new NotAllowed("progress.support");
    insist(actor, "progress.support", { unitId: plan.unitId });
    if (plan.version !== input.version) throw new Undo("changed_meanwhile");
    orUndoDays(input);
    await execute(
      sql`UPDATE push_plan SET name = ${input.name}, owner = ${input.owner}, starts_on = ${input.startsOn}::date,
          ends_on = ${input.endsOn}::date, version = version + 1, changed_at = now() WHERE id = ${plan.id}::uuid`,
      tx,
    );
    await execute(sql`DELETE FROM push_plan_part WHERE plan_id = ${plan.id}::uuid`, tx);
    await writeParts(plan.id, plan.unitId, input.parts, tx);
    await note(actor, "progress.edit_push", plan.id, plan.unitId, input.parts, tx);
    return { id: plan.id };
  });
}

function orUndoDays({ startsOn, endsOn }: { startsOn: string; endsOn: string }): void {
  const days = daysBetween(startsOn, endsOn);
  if (days < 0 || days > 183) throw new Undo<PushRefusal>("plan_too_long");
}

async function writeParts(planId: string, unitId: string, parts: PushPlanInput["parts"], tx: Runner): Promise<void> {
  const made = await execute(
    sql`INSERT INTO push_plan_part (plan_id, commune_id, drives, units)
      SELECT ${planId}::uuid, c.id, p.drives, p.units
      FROM jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) AS p ("communeId" text, drives integer, units integer)
        JOIN unit c ON c.id = p."communeId" AND c.kind = 'commune' AND c.parent_id = ${unitId}`,
    tx,
  );
  if (made !== parts.length) throw new Undo<PushRefusal>("commune_elsewhere");
}

function note(actor: Actor, action: string, id: string, unitId: string, parts: PushPlanInput["parts"], tx: Runner) {
  const units = parts.reduce((sum, part) => sum + part.units, 0);
  const detail = { communes: parts.length, units };
  return recordAudit(actor, { action, subjectKind: "push_plan", subjectId: id, unitId, detail }, tx);
}

function accountOf(actor: Actor): string | null {
  return actor.kind === "staff" ? actor.accountId : null;
}
