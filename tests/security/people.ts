import type { Pool } from "pg";
import { hashPassword } from "@/lib/auth/passwords";
import type { Role } from "@/lib/auth/roles";
import { addAccount, addRoleAssignment } from "../support/facts";
import { type ActionAnswer, actionNamed, callAction, type Fields } from "./site";
import { insideUnit } from "./world";

/** A password of somebody of these tests. */
export const password = "mưa rào tháng sáu";

let kept: Promise<string> | undefined;

/** A member of staff who signs in with `password`. */
export async function addColleague(
  db: Pool,
  role: Role = "desk_clerk",
  unitId = insideUnit,
): Promise<{ id: string; email: string; assignmentId: string }> {
  kept ??= hashPassword(password);
  const { id, email } = await addAccount(db, { passwordHash: await kept });
  const assignment = await addRoleAssignment(db, { accountId: id, role, scopeKind: "unit", unitId });
  return { id, email, assignmentId: assignment.id };
}

/** Calls an action by its name, at the page where it stands when that has no parameters. */
export function call(
  name: string,
  fields: Fields,
  cookie: string | null = null,
  { page, address }: { page?: string; address?: string } = {},
): Promise<ActionAnswer> {
  const action = actionNamed(name);
  return callAction(action, page ?? action.page, fields, cookie, address ? { "x-forwarded-for": address } : {});
}

/** The cookie an answer sets, as the next request sends it. */
export function cookieSet(answer: { headers: Headers }, kind: "staff" | "donor"): string {
  const set = answer.headers.getSetCookie().find((one) => one.startsWith(`giot-hong-${kind}=`));
  if (!set) throw new Error(`No ${kind} cookie was set.`);
  return set.split(";")[0] ?? "";
}

/** What was last written to a contact. */
export async function lastLetter(db: Pool, contact: string): Promise<{ body: string; count: number }> {
  const { rows } = await db.query<{ body: string; count: number }>(
    `SELECT body, count(*) OVER ()::int AS count FROM outgoing_message WHERE recipient = $1 ORDER BY created_at DESC, id DESC`,
    [contact],
  );
  return rows[0] ?? { body: "", count: 0 };
}

/** The code last sent to a contact. */
export async function codeSentTo(db: Pool, contact: string): Promise<string> {
  const code = /\b\d{6}\b/.exec((await lastLetter(db, contact)).body)?.[0];
  if (!code) throw new Error("No code was sent.");
  return code;
}
