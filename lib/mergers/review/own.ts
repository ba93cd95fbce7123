import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, may, NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { placeOfUnit } from "../policy";
import { reviewToBegin } from "../queries";
import { reviewDueOn, reviewTasks } from "../rules";
import type { OwnTaskInput, StrikeInput } from "../schema";

const unitShape = z.object({
  id: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
});

/** The unit, where the actor answers for its review list; its row is held until the end. */
async function unitReviewed(actor: Actor, unitId: string, tx: Runner): Promise<z.output<typeof unitShape>> {
  insist(actor, "unit.review", anywhere);
  const unit = await row(
    unitShape,
    sql`SELECT id, kind, parent_id AS "parentId" FROM unit WHERE id = ${unitId} FOR NO KEY UPDATE`,
    tx,
  );
  if (unit === null || !may(actor, "unit.review", placeOfUnit(unit))) throw new NotAllowed("unit.review");
  return unit;
}

/**
 * Begins the review list of a unit that came of a change before there were such lists, as the provinces of July 2025
 * did: the same four tasks, due counted from today. Twice pressed it is begun once.
 */
export async function beginReview(
  actor: Actor,
  unitId: string,
  now = new Date(),
): Promise<Outcome<{ unitId: string }, "nothing_to_begin">> {
  const today = todayInVietnam(now);
  return undoing<{ unitId: string }, "nothing_to_begin">(async (tx) => {
    await unitReviewed(actor, unitId, tx);
    const changedOn = await reviewToBegin(actor, unitId, today, tx);
    if (changedOn === null) throw new Undo<"nothing_to_begin">("nothing_to_begin");
    for (const task of reviewTasks)
      await execute(
        sql`INSERT INTO unit_review_item (id, unit_id, changed_on, task, due_on)
          VALUES (${newId()}::uuid, ${unitId}, ${changedOn}::date, ${task}, ${reviewDueOn(task, changedOn, today)}::date)`,
        tx,
      );
    const entry = { action: "unit_review.begin", subjectKind: "unit", subjectId: unitId, unitId };
    await recordAudit(actor, { ...entry, detail: { changedOn } }, tx);
    return { unitId };
  });
}

export type OwnTaskRefusal = "no_review_list" | "task_exists" | "due_before_change";

/** Adds a task of the office's own to the unit's latest review list; one struck before comes back by its title. */
export async function addOwnTask(
  actor: Actor,
  input: OwnTaskInput,
): Promise<Outcome<{ unitId: string }, OwnTaskRefusal>> {
  return undoing<{ unitId: string }, OwnTaskRefusal>(
    async (tx) => {
      const unit = await unitReviewed(actor, input.unitId, tx);
      const list = await row(
        z.object({ on: z.string().nullable() }),
        sql`SELECT max(changed_on) AS on FROM unit_review_item WHERE unit_id = ${unit.id}`,
        tx,
      );
      if (!list?.on) throw new Undo<OwnTaskRefusal>("no_review_list");
      const made = await row(
        z.object({ id: z.string() }),
        sql`WITH made AS (
            INSERT INTO unit_review_item AS held (id, unit_id, changed_on, task, title, owner, due_on, updated_by)
            VALUES (${newId()}::uuid, ${unit.id}, ${list.on}::date, 'own', ${input.title}, ${input.owner ?? null},
              ${input.dueOn}::date, ${accountOf(actor)}::uuid)
            ON CONFLICT ON CONSTRAINT unit_review_item_once DO UPDATE SET state = 'open', owner = excluded.owner,
              due_on = excluded.due_on, version = held.version + 1, updated_by = excluded.updated_by, updated_at = now()
              WHERE held.state = 'struck'
            RETURNING *
          ), audit AS (${auditOf(actor, "unit_review.add")})
          SELECT id FROM made`,
        tx,
      );
      if (made === null) throw new Undo<OwnTaskRefusal>("task_exists");
      return { unitId: unit.id };
    },
    { unit_review_item_due_after_the_change: "due_before_change" },
  );
}

/** Strikes a task of the office's own, or takes that back. The four every list begins with are never struck. */
export async function strikeOwnTask(
  actor: Actor,
  input: StrikeInput,
): Promise<Outcome<{ unitId: string }, "changed_meanwhile">> {
  return undoing<{ unitId: string }, "changed_meanwhile">(async (tx) => {
    const item = await row(
      z.object({ unitId: z.string() }),
      sql`SELECT unit_id AS "unitId" FROM unit_review_item WHERE id = ${input.itemId}::uuid AND task = 'own' AND unit_id IS NOT NULL`,
      tx,
    );
    if (item === null) throw new NotAllowed("unit.review");
    await unitReviewed(actor, item.unitId, tx);
    const back = input.back === "yes";
    const made = await row(
      z.object({ id: z.string() }),
      sql`WITH made AS (
          UPDATE unit_review_item SET state = ${back ? "open" : "struck"}, version = version + 1, updated_at = now(),
            updated_by = ${accountOf(actor)}::uuid
          WHERE id = ${input.itemId}::uuid AND version = ${input.version} AND (state = 'struck') = ${back} RETURNING *
        ), audit AS (${auditOf(actor, back ? "unit_review.restore" : "unit_review.strike")})
        SELECT id FROM made`,
      tx,
    );
    if (made === null) throw new Undo<"changed_meanwhile">("changed_meanwhile");
    return item;
  });
}

const accountOf = (actor: Actor) => (actor.kind === "staff" ? actor.accountId : null);

const auditOf = (actor: Actor, action: string) =>
  auditFrom(actor, action, {
    from: sql`made`,
    subjectKind: "unit_review",
    subjectId: sql`made.id`,
    unitId: sql`made.unit_id`,
    detail: sql`jsonb_build_object('task', made.task, 'state', made.state)`,
  });
