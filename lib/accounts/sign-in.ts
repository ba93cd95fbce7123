import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom, recordAudit } from "@/lib/audit/record";
import { isPassword, unlessBusy } from "@/lib/auth/passwords";
import { withinLimits } from "@/lib/auth/rate-limit";
import { beginSession, endSessionOfToken } from "@/lib/auth/sessions";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { execute, row, transaction } from "@/lib/db/statement";
import type { SignIn } from "./schema";

/** What the request tells about the browser that signs in. */
export interface SignInFrom {
  readonly address: string;
  readonly device: string | null;
  /** The token this browser held before, ended when a new session begins. */
  readonly tokenBefore: string | null;
}

export interface SignedIn {
  readonly token: string;
  readonly locale: "vi" | "en";
}

const knownAccount = z.object({
  id: z.string(),
  password_hash: z.string().nullable(),
  locale: z.enum(["vi", "en"]),
  disabled: z.boolean(),
});

/**
 * Signs a member of staff in and answers the token of a new session. Unknown, disabled and never-activated accounts get
 * the same work and the same word as a wrong password. Tries are counted per account and address, per account, and per
 * address, so that guessing is slow and nobody can lock a colleague out from elsewhere with a few tries.
 */
export async function signIn(
  input: SignIn,
  from: SignInFrom,
): Promise<Outcome<SignedIn, "wrong" | "too_often" | "busy">> {
  const within = await withinLimits([
    { what: "sign_in.here", whom: `${input.email} ${from.address}`, limit: { max: 10, perMinutes: 15 } },
    { what: "sign_in.account", whom: input.email, limit: { max: 50, perMinutes: 15 } },
    { what: "sign_in.address", whom: from.address, limit: { max: 120, perMinutes: 15 } },
  ]);
  if (!within) return refused("too_often");

  const account = await row(
    knownAccount,
    sql`SELECT id, password_hash, locale, disabled_at IS NOT NULL AS disabled FROM account WHERE email = ${input.email}`,
  );
  const right = await unlessBusy(isPassword(account?.password_hash ?? null, input.password));
  if (right === "busy") return refused("busy");
  if (account === null || account.disabled || !right) {
    await recordAudit(null, {
      action: "session.refused",
      subjectKind: "account",
      subjectId: account?.id ?? null,
    });
    return refused("wrong");
  }
  return done({ token: await openSession(account.id, from), locale: account.locale });
}

/** Ends the session a browser holds, and says so in the audit. */
export async function signOut(token: string): Promise<void> {
  await endSessionOfToken(token, "signed_out");
}

/** A new session always has a new token; the one the browser came with ends, so a planted cookie is worth nothing. */
async function openSession(accountId: string, from: SignInFrom): Promise<string> {
  return transaction(async (tx) => {
    if (from.tokenBefore) await endSessionOfToken(from.tokenBefore, "replaced", tx);
    const token = await beginSession({ kind: "staff", accountId }, from.device, tx);
    await execute(
      sql`WITH seen AS (UPDATE account SET last_sign_in_at = now() WHERE id = ${accountId}::uuid RETURNING id)
        ${auditFrom(null, "session.begin", { from: sql`seen`, subjectKind: "account", subjectId: sql`seen.id` })}`,
      tx,
    );
    return token;
  });
}
