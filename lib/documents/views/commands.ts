import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { row, statement } from "@/lib/db/statement";
import type { SaveView } from "./schema";

/** More of one's own than anybody finds anything in. */
const mostViews = 50;

const kept = z.object({ id: z.string() });
type Kept = z.output<typeof kept>;

/** Keeps a board with its filters under a name of one's own. The same request twice keeps one. */
export function saveView(
  actor: StaffActor,
  { requestKey, name, address }: SaveView,
): Promise<Outcome<Kept, "name_taken" | "too_many">> {
  insist(actor, "progress.view", anywhere);
  const first = () =>
    row(
      kept,
      sql`SELECT id FROM saved_view WHERE request_key = ${requestKey}::uuid AND account_id = ${actor.accountId}::uuid`,
    );
  return statement(
    kept,
    sql`WITH made AS (
        INSERT INTO saved_view (id, account_id, name, address, request_key)
        SELECT ${newId()}::uuid, ${actor.accountId}::uuid, ${name}, ${address}, ${requestKey}::uuid
        WHERE (SELECT count(*) FROM saved_view WHERE account_id = ${actor.accountId}::uuid AND deleted_at IS NULL) < ${mostViews}
        RETURNING id
      ), audit AS (${auditFrom(actor, "view.save", { from: sql`made`, subjectKind: "saved_view", subjectId: sql`made.id` })})
      SELECT id FROM made`,
    {
      none: "too_many",
      refuse: { saved_view_name_once: "name_taken" },
      replay: { saved_view_request_key: first, saved_view_name_once: first },
    },
  );
}

/** Gives one's own view another name. */
export function renameView(
  actor: StaffActor,
  { viewId, name }: { viewId: string; name: string },
): Promise<Outcome<Kept, "name_taken" | "view_gone">> {
  insist(actor, "progress.view", anywhere);
  return statement(
    kept,
    sql`WITH named AS (
        UPDATE saved_view SET name = ${name}
        WHERE id = ${viewId}::uuid AND account_id = ${actor.accountId}::uuid AND deleted_at IS NULL RETURNING id
      ), audit AS (${auditFrom(actor, "view.rename", { from: sql`named`, subjectKind: "saved_view", subjectId: sql`named.id` })})
      SELECT id FROM named`,
    { none: "view_gone", refuse: { saved_view_name_once: "name_taken" } },
  );
}

/** Puts one's own view away; for a day it can be brought back. Deleting twice is deleting. */
export function deleteView(actor: StaffActor, viewId: string): Promise<Outcome<Kept, "view_gone">> {
  insist(actor, "progress.view", anywhere);
  return statement(
    kept,
    sql`WITH deleted AS (
        UPDATE saved_view SET deleted_at = coalesce(deleted_at, now())
        WHERE id = ${viewId}::uuid AND account_id = ${actor.accountId}::uuid RETURNING id
      ), audit AS (${auditFrom(actor, "view.delete", { from: sql`deleted`, subjectKind: "saved_view", subjectId: sql`deleted.id` })})
      SELECT id FROM deleted`,
    { none: "view_gone" },
  );
}

/** Brings a deleted view back, unless its name was given to another meanwhile. */
export function restoreView(actor: StaffActor, viewId: string): Promise<Outcome<Kept, "view_gone" | "name_taken">> {
  insist(actor, "progress.view", anywhere);
  return statement(
    kept,
    sql`WITH restored AS (
        UPDATE saved_view SET deleted_at = NULL
        WHERE id = ${viewId}::uuid AND account_id = ${actor.accountId}::uuid RETURNING id
      ), audit AS (${auditFrom(actor, "view.restore", { from: sql`restored`, subjectKind: "saved_view", subjectId: sql`restored.id` })})
      SELECT id FROM restored`,
    { none: "view_gone", refuse: { saved_view_name_once: "name_taken" } },
  );
}
