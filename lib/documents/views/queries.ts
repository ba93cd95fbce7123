import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { rows } from "@/lib/db/statement";

const viewShape = z.object({ id: z.string(), name: z.string(), address: z.string(), isDeleted: z.boolean() });
export type SavedView = z.output<typeof viewShape>;

/** One's own saved views by name; those deleted within the last day come last and can be brought back. */
export async function savedViews(actor: StaffActor): Promise<SavedView[]> {
  insist(actor, "progress.view", anywhere);
  return rows(
    viewShape,
    sql`SELECT id, name, address, deleted_at IS NOT NULL AS "isDeleted" FROM saved_view
      WHERE account_id = ${actor.accountId}::uuid AND (deleted_at IS NULL OR deleted_at > now() - interval '1 day')
      ORDER BY deleted_at IS NOT NULL, name COLLATE "vi-x-icu", id`,
  );
}
