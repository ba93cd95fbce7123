import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { newId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { execute } from "@/lib/db/statement";
import type { Decision } from "../decision";
import { reviewDueOn, reviewTasks } from "../rules";

/**
 * What has to be looked at again after a border change, for every unit that came of it, and for the province a commune
 * has passed to. A new name or kind alone needs none of it.
 */
export async function beginReviewList(
  decision: Decision,
  successors: readonly string[],
  today: CivilDate,
  tx: PoolClient,
): Promise<void> {
  const { effectiveOn, kind } = decision;
  const units = kind === "move" ? decision.taken.map((unit) => unit.id) : successors;
  if (effectiveOn === null || units.length === 0) return;
  for (const unitId of units)
    for (const task of reviewTasks)
      await execute(
        sql`INSERT INTO unit_review_item (id, unit_id, decision_id, changed_on, task, due_on, is_demo)
          VALUES (${newId()}::uuid, ${unitId}, ${decision.id}::uuid, ${effectiveOn}::date, ${task},
            ${reviewDueOn(task, effectiveOn, today)}::date, ${decision.isDemo})
          ON CONFLICT ON CONSTRAINT unit_review_item_once DO UPDATE SET decision_id = excluded.decision_id, state = 'open'`,
        tx,
      );
}
