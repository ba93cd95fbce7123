import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom, recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { hashPassword, isPassword, unlessBusy } from "@/lib/auth/passwords";
import { withinLimit } from "@/lib/auth/rate-limit";
import { endSessionsOfAccount } from "@/lib/auth/sessions";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { execute, row, transaction } from "@/lib/db/statement";
import { type PasswordRefusal, whyNotPassword } from "./rules";
import type { ChangePassword } from "./schema";

/** Changes one's own password; every other session of the account ends at once. */
export async function changeOwnPassword(
  actor: StaffActor,
  input: ChangePassword,
): Promise<Outcome<{ ended: number }, PasswordRefusal | "current_wrong" | "too_often" | "busy">> {
  insist(actor, "account.own", anywhere);
  if (!(await withinLimit("password.change", actor.accountId, { max: 10, perMinutes: 15 })))
    return refused("too_often");
  const account = await row(
    z.object({ email: z.string(), name: z.string(), password_hash: z.string().nullable() }),
    sql`SELECT email, name, password_hash FROM account WHERE id = ${actor.accountId}::uuid`,
  );
  const right = await unlessBusy(isPassword(account?.password_hash ?? null, input.current));
  if (right === "busy") return refused("busy");
  if (account === null || !right) return refused("current_wrong");
  const refusal = whyNotPassword(input.password, [account.email, account.name]);
  if (refusal) return refused(refusal);
  const hash = await unlessBusy(hashPassword(input.password));
  if (hash === "busy") return refused("busy");
  const ended = await transaction(async (tx) => {
    await execute(
      sql`WITH changed AS (
          UPDATE account SET password_hash = ${hash}, version = version + 1
          WHERE id = ${actor.accountId}::uuid RETURNING id)
        ${auditFrom(actor, "account.change_password", { from: sql`changed`, subjectKind: "account", subjectId: sql`changed.id` })}`,
      tx,
    );
    return endSessionsOfAccount(actor.accountId, "password_changed", { except: actor.sessionId }, tx);
  });
  return done({ ended });
}

/** Ends one of one's own sessions, on whatever device it is open. */
export async function endOwnSession(actor: StaffActor, sessionId: string): Promise<Outcome<null, "session_over">> {
  insist(actor, "account.own", anywhere);
  const ended = await execute(
    sql`WITH ended AS (
        UPDATE session SET ended_at = now(), ended_because = 'ended_by_owner'
        WHERE id = ${sessionId}::uuid AND account_id = ${actor.accountId}::uuid AND ended_at IS NULL RETURNING id)
      ${auditFrom(actor, "session.end", { from: sql`ended`, subjectKind: "session", subjectId: sql`ended.id` })}`,
  );
  return ended === 1 ? done(null) : refused("session_over");
}

/** Ends all of one's own sessions but the one in use. */
export async function endOtherOwnSessions(actor: StaffActor): Promise<number> {
  insist(actor, "account.own", anywhere);
  return transaction(async (tx) => {
    const ended = await endSessionsOfAccount(actor.accountId, "ended_by_owner", { except: actor.sessionId }, tx);
    await recordAudit(
      actor,
      { action: "session.end_others", subjectKind: "account", subjectId: actor.accountId, detail: { ended } },
      tx,
    );
    return ended;
  });
}

/** Chooses the language of one's own pages and letters. */
export async function setOwnLanguage(actor: StaffActor, locale: "vi" | "en"): Promise<void> {
  insist(actor, "account.own", anywhere);
  await execute(sql`UPDATE account SET locale = ${locale} WHERE id = ${actor.accountId}::uuid`);
}
