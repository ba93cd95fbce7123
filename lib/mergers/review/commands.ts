import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, may, NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import { placeOfUnit } from "../policy";
import type { ReviewInput } from "../schema";

const itemShape = z.object({
  unitId: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  changedOn: z.string(),
  version: z.number(),
});

export type ReviewRefusal = "changed_meanwhile" | "due_before_change" | "reason_missing";

/** Says how far one task of a review list has come, who answers for it and until when. */
export async function updateReviewItem(
  actor: Actor,
  input: ReviewInput,
): Promise<Outcome<{ unitId: string }, ReviewRefusal>> {
  insist(actor, "unit.review", anywhere);
  return undoing<{ unitId: string }, ReviewRefusal>(
    async (tx) => {
      const item = await row(
        itemShape,
        sql`SELECT u.id AS "unitId", u.kind, u.parent_id AS "parentId", i.changed_on AS "changedOn", i.version
          FROM unit_review_item i JOIN unit u ON u.id = i.unit_id WHERE i.id = ${input.itemId}::uuid FOR UPDATE OF i`,
        tx,
      );
      const place = item && placeOfUnit({ id: item.unitId, kind: item.kind, parentId: item.parentId });
      if (!item || !place || !may(actor, "unit.review", place)) throw new NotAllowed("unit.review");
      if (item.version !== input.version) throw new Undo<ReviewRefusal>("changed_meanwhile");
      if (input.state === "not_needed" && !input.note) throw new Undo<ReviewRefusal>("reason_missing");
      await execute(
        sql`WITH made AS (
            UPDATE unit_review_item SET state = ${input.state}, owner = ${input.owner ?? null}, due_on = ${input.dueOn}::date,
              note = ${input.note ?? null}, version = version + 1, updated_at = now(),
              updated_by = ${actor.kind === "staff" ? actor.accountId : null}::uuid
            WHERE id = ${input.itemId}::uuid RETURNING *
          )
          ${auditFrom(actor, "unit_review.update", {
            from: sql`made`,
            subjectKind: "unit_review",
            subjectId: sql`made.id`,
            unitId: sql`made.unit_id`,
            detail: sql`jsonb_build_object('task', made.task, 'state', made.state)`,
          })}`,
        tx,
      );
      return { unitId: item.unitId };
    },
    { unit_review_item_due_after_the_change: "due_before_change" },
  );
}
