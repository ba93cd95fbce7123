import { cookieName, type SessionKind, sealToken } from "@/lib/auth/seal";
import { beginSession } from "@/lib/auth/sessions";
import { pool } from "@/lib/db/pool";

/** A cookie as Playwright's `addCookies` takes it, with the origin of the site under test. */
export interface SignedInCookie {
  name: string;
  value: string;
  url: string;
}

/**
 * Signs a member of staff in without the form: the session's row is made in the database of `DATABASE_URL`, and its
 * token sealed with `NEXTAUTH_SECRET`. Both must be those of the site at `origin`.
 */
export async function staffCookie(email: string, origin = "http://localhost:3000"): Promise<SignedInCookie> {
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM account WHERE email = $1", [email]);
  const account = rows[0];
  if (!account) throw new Error(`No account signs in as ${email}.`);
  return sealed("staff", await beginSession({ kind: "staff", accountId: account.id }, "test"), origin);
}

/** Signs a donor in without a code; `donorId` null is a proven contact that has not chosen a person yet. */
export async function donorCookie(
  contact: string,
  donorId: string | null,
  origin = "http://localhost:3000",
): Promise<SignedInCookie> {
  return sealed("donor", await beginSession({ kind: "donor", donorId, contact }, "test"), origin);
}

async function sealed(kind: SessionKind, token: string, origin: string): Promise<SignedInCookie> {
  return { name: cookieName(kind), value: await sealToken(kind, token), url: origin };
}
