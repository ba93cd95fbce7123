import { createHash, randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { execute, prepared, type Runner, row } from "@/lib/db/statement";
import { type ContactActor, type DonorActor, mint, type StaffActor } from "./actor";
import { type Grant, roles } from "./roles";
import { type SessionKind, sessionSeconds } from "./seal";

/** A staff session that nobody used for this long is over. */
export const staffIdleMinutes = 60;

/** Whom a new session is for. */
export type SessionOwner =
  | { kind: "staff"; accountId: string }
  | { kind: "donor"; donorId: string | null; contact: string };

/** Makes a session row and answers its token: 256 random bits, kept in the database only as a hash. */
export async function beginSession(owner: SessionOwner, device: string | null, on?: Runner): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await execute(
    sql`INSERT INTO session (id, token_hash, kind, account_id, donor_id, contact, expires_at, device)
      VALUES (${newId()}::uuid, ${hashToken(token)}, ${owner.kind},
        ${owner.kind === "staff" ? owner.accountId : null}::uuid,
        ${owner.kind === "donor" ? owner.donorId : null}::uuid,
        ${owner.kind === "donor" ? owner.contact : null},
        now() + make_interval(secs => ${sessionSeconds(owner.kind)}), ${device})`,
    on,
  );
  return token;
}

/** Ends one session at once, wherever it is open. */
export async function endSession(sessionId: string, because: string, on?: Runner): Promise<void> {
  await execute(
    sql`UPDATE session SET ended_at = now(), ended_because = ${because} WHERE id = ${sessionId}::uuid AND ended_at IS NULL`,
    on,
  );
}

/** Ends the session a token opens, and writes it down; nothing happens when it is over already. */
export async function endSessionOfToken(token: string, because: string, on?: Runner): Promise<void> {
  await execute(
    sql`WITH ended AS (
        UPDATE session SET ended_at = now(), ended_because = ${because}
        WHERE token_hash = ${hashToken(token)} AND ended_at IS NULL
        RETURNING id, account_id, donor_id)
      INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id)
      SELECT ${newId()}::uuid, CASE WHEN account_id IS NOT NULL THEN 'staff' WHEN donor_id IS NOT NULL THEN 'donor' ELSE 'public' END,
        coalesce(account_id, donor_id), id, 'session.end', 'session', id::text FROM ended`,
    on,
  );
}

/** Ends all sessions of an account: after a new password, a changed role, a disabled account. */
export async function endSessionsOfAccount(
  accountId: string,
  because: string,
  options: { except?: string } = {},
  on?: Runner,
): Promise<number> {
  return execute(
    sql`UPDATE session SET ended_at = now(), ended_because = ${because}
      WHERE account_id = ${accountId}::uuid AND ended_at IS NULL AND id IS DISTINCT FROM ${options.except ?? null}::uuid`,
    on,
  );
}

/** Says which of the people who share a contact this session is for. */
export async function chooseDonor(session: ContactActor | DonorActor, donorId: string, on?: Runner): Promise<void> {
  await execute(
    sql`UPDATE session SET donor_id = ${donorId}::uuid WHERE id = ${session.sessionId}::uuid AND kind = 'donor'`,
    on,
  );
}

const staffSession = z.object({
  session_id: z.string(),
  account_id: z.string(),
  name: z.string(),
  grants: z.array(
    z.object({
      role: z.enum(roles),
      scope_kind: z.enum(["nation", "unit", "commune", "drive"]),
      unit_id: z.string().nullable(),
      drive_id: z.string().nullable(),
      facility_id: z.string().nullable(),
    }),
  ),
});

/** The member of staff a token belongs to, with the roles held at this moment; null when it is over. */
export async function staffOfToken(token: string): Promise<StaffActor | null> {
  const found = await row(
    staffSession,
    prepared(sql`WITH live AS (
        SELECT s.id, s.seen_at, a.id AS account_id, a.name FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = ${hashToken(token)} AND s.kind = 'staff' AND s.ended_at IS NULL AND s.expires_at > now()
          AND s.seen_at > now() - make_interval(mins => ${staffIdleMinutes}) AND a.disabled_at IS NULL
      ), seen AS (
        UPDATE session SET seen_at = now() FROM live
        WHERE session.id = live.id AND live.seen_at < now() - interval '1 minute'
      )
      SELECT live.id AS session_id, live.account_id, live.name, coalesce((
        SELECT json_agg(json_build_object('role', r.role, 'scope_kind', r.scope_kind, 'unit_id', r.unit_id,
          'drive_id', r.drive_id, 'facility_id', r.facility_id))
        FROM role_assignment r WHERE r.account_id = live.account_id AND r.revoked_at IS NULL), '[]'::json) AS grants
      FROM live`),
  );
  if (found === null) return null;
  return mint<StaffActor>({
    kind: "staff",
    accountId: found.account_id,
    name: found.name,
    sessionId: found.session_id,
    grants: found.grants.map(grantOf),
  });
}

/** The donor (or the proven contact without a chosen person) a token belongs to; null when it is over. */
export async function donorOfToken(token: string): Promise<DonorActor | ContactActor | null> {
  const found = await row(
    z.object({ id: z.string(), donor_id: z.string().nullable(), contact: z.string() }),
    prepared(sql`WITH live AS (
        SELECT id, donor_id, contact, seen_at FROM session
        WHERE token_hash = ${hashToken(token)} AND kind = 'donor' AND ended_at IS NULL AND expires_at > now()
      ), seen AS (
        UPDATE session SET seen_at = now() FROM live
        WHERE session.id = live.id AND live.seen_at < now() - interval '1 minute'
      )
      SELECT id, donor_id, contact FROM live`),
  );
  if (found === null) return null;
  if (found.donor_id === null)
    return mint<ContactActor>({ kind: "contact", contact: found.contact, sessionId: found.id });
  return mint<DonorActor>({ kind: "donor", donorId: found.donor_id, contact: found.contact, sessionId: found.id });
}

/** Which kind of session an actor holds. */
export function sessionKindOf(actor: StaffActor | DonorActor | ContactActor): SessionKind {
  return actor.kind === "staff" ? "staff" : "donor";
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function grantOf(found: z.output<typeof staffSession>["grants"][number]): Grant {
  const base = { role: found.role, facilityId: found.facility_id };
  switch (found.scope_kind) {
    case "nation":
      return { ...base, scope: { kind: "nation" } };
    case "unit":
      return { ...base, scope: { kind: "unit", unitId: found.unit_id ?? "" } };
    case "commune":
      return { ...base, scope: { kind: "commune", communeId: found.unit_id ?? "" } };
    case "drive":
      return { ...base, scope: { kind: "drive", driveId: found.drive_id ?? "" } };
  }
}
