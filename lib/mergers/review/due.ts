import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import type { CivilDate } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";

/** Days ahead within which a task of a review list is told of on the office's first page. Ours: no document sets any. */
export const remindDays = 14;

const dueShape = z.object({
  unitId: z.string(),
  unit: z.string(),
  overdue: z.number(),
  soon: z.number(),
  dueOn: z.string(),
});

/** The tasks of one unit's review list that are late, or due within {@link remindDays} days. */
export type ReviewDue = z.output<typeof dueShape>;

/** Units whose review lists have tasks late or due soon, where the actor answers for them; the most pressing first. */
export async function reviewDue(
  actor: Actor,
  today: CivilDate,
  most: number,
): Promise<{ items: ReviewDue[]; total: number }> {
  const reach = reachOf(actor, "unit.review");
  const due: Sql = sql`FROM unit_review_item i JOIN unit u ON u.id = i.unit_id LEFT JOIN unit_decision d ON d.id = i.decision_id
    WHERE i.state IN ('open', 'doing') AND i.due_on <= ${today}::date + ${remindDays}::integer AND d.status IS DISTINCT FROM 'undone'
      AND (${reach.nation} OR u.id = ANY (${reach.unitIds}::text[]) OR u.parent_id = ANY (${reach.unitIds}::text[])
        OR u.id = ANY (${reach.communeIds}::text[]))`;
  const [items, counted] = await Promise.all([
    rows(
      dueShape,
      sql`SELECT u.id AS "unitId", u.full_name AS unit, count(*) FILTER (WHERE i.due_on < ${today}::date) AS overdue,
          count(*) FILTER (WHERE i.due_on >= ${today}::date) AS soon, min(i.due_on) AS "dueOn"
        ${due} GROUP BY u.id ORDER BY min(i.due_on), u.name COLLATE "vi-x-icu", u.id LIMIT ${most}`,
    ),
    row(z.object({ total: z.number() }), sql`SELECT count(DISTINCT u.id) AS total ${due}`),
  ]);
  return { items, total: counted?.total ?? 0 };
}
