import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { openLink } from "@/lib/auth/signed-link";
import { isId, newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { execute, statement } from "@/lib/db/statement";
import type { BeginLetters } from "./schema";

/** What an unsubscribe link is signed for. */
export const stopPurpose = "progress-letter.stop";

const kept = z.object({ id: z.string() });
type Kept = z.output<typeof kept>;

/** Begins to be written to about a unit; for a unit one is written to already, the rhythm changes. */
export function beginLetters(
  actor: StaffActor,
  { unitCode, every, onDay }: BeginLetters,
): Promise<Outcome<Kept, "unit_unknown">> {
  insist(actor, "progress.view", anywhere);
  return statement(
    kept,
    sql`WITH begun AS (
        INSERT INTO progress_letter (id, account_id, unit_code, every, on_day)
        SELECT ${newId()}::uuid, ${actor.accountId}::uuid, ${unitCode}, ${every}, ${onDay}
        WHERE EXISTS (SELECT FROM unit WHERE code = ${unitCode} AND kind <> 'commune' AND valid_to IS NULL)
        ON CONFLICT (account_id, unit_code) WHERE ended_at IS NULL DO UPDATE SET every = EXCLUDED.every, on_day = EXCLUDED.on_day
        RETURNING id
      ), audit AS (${auditFrom(actor, "letters.begin", { from: sql`begun`, subjectKind: "progress_letter", subjectId: sql`begun.id` })})
      SELECT id FROM begun`,
    { none: "unit_unknown" },
  );
}

/** Ends one's own letters about a unit. Ending twice is ending. */
export function stopLetters(actor: StaffActor, letterId: string): Promise<Outcome<Kept, "letters_gone">> {
  insist(actor, "progress.view", anywhere);
  return statement(
    kept,
    sql`WITH stopped AS (
        UPDATE progress_letter SET ended_at = coalesce(ended_at, now())
        WHERE id = ${letterId}::uuid AND account_id = ${actor.accountId}::uuid RETURNING id
      ), audit AS (${auditFrom(actor, "letters.stop", { from: sql`stopped`, subjectKind: "progress_letter", subjectId: sql`stopped.id` })})
      SELECT id FROM stopped`,
    { none: "letters_gone" },
  );
}

/** Ends the letters a signed link is about, whoever holds it; one that was ended already stays so. */
export async function publicStopLetters(token: string): Promise<Outcome<null, "link_wrong">> {
  const id = openLink(stopPurpose, token);
  if (id === null || !isId(id)) return refused("link_wrong");
  await execute(
    sql`WITH stopped AS (
        UPDATE progress_letter SET ended_at = now() WHERE id = ${id}::uuid AND ended_at IS NULL RETURNING id)
      ${auditFrom(null, "letters.stop", { from: sql`stopped`, subjectKind: "progress_letter", subjectId: sql`stopped.id` })}`,
  );
  return done(null);
}
