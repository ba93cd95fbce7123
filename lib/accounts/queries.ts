import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { type Role, roles } from "@/lib/auth/roles";
import { staffIdleMinutes } from "@/lib/auth/sessions";
import { prepared, row, rows } from "@/lib/db/statement";

/** One role as a person reads it: the word of the role and the name of the place (null is the whole country). */
export interface HeldRole {
  readonly id: string;
  readonly role: Role;
  readonly placeName: string | null;
  readonly facilityName: string | null;
}

export interface OwnAccount {
  readonly email: string;
  readonly name: string;
  readonly locale: "vi" | "en";
  readonly isDemo: boolean;
  readonly lastSignInAt: Date | null;
  readonly roles: readonly HeldRole[];
}

const ownAccountShape = z.object({
  email: z.string(),
  name: z.string(),
  locale: z.enum(["vi", "en"]),
  is_demo: z.boolean(),
  last_sign_in_at: z.date().nullable(),
  held: z.array(
    z.object({
      id: z.string(),
      role: z.enum(roles),
      placeName: z.string().nullable(),
      facilityName: z.string().nullable(),
    }),
  ),
});

/** One's own account, with the roles held and the names of their places. */
export async function ownAccount(actor: StaffActor): Promise<OwnAccount> {
  insist(actor, "account.own", anywhere);
  const found = await row(
    ownAccountShape,
    prepared(sql`SELECT a.email, a.name, a.locale, a.is_demo, a.last_sign_in_at, coalesce((
        SELECT json_agg(json_build_object('id', r.id, 'role', r.role, 'facilityName', f.name,
          'placeName', coalesce(u.name, d.title, o.name)) ORDER BY r.granted_at)
        FROM role_assignment r
          LEFT JOIN unit u ON u.id = r.unit_id
          LEFT JOIN facility f ON f.id = r.facility_id
          LEFT JOIN drive d ON d.id = r.drive_id
          LEFT JOIN organisation o ON o.id = d.host_organisation_id
        WHERE r.account_id = a.id AND r.revoked_at IS NULL), '[]'::json) AS held
      FROM account a WHERE a.id = ${actor.accountId}::uuid`),
  );
  if (found === null) throw new Error("A live session has no account.");
  return {
    email: found.email,
    name: found.name,
    locale: found.locale,
    isDemo: found.is_demo,
    lastSignInAt: found.last_sign_in_at,
    roles: found.held,
  };
}

export interface OwnSession {
  readonly id: string;
  readonly device: string | null;
  readonly begunAt: Date;
  readonly seenAt: Date;
  readonly isThis: boolean;
}

/** One's own sessions that are still open, this one first. */
export async function ownSessions(actor: StaffActor): Promise<OwnSession[]> {
  insist(actor, "account.own", anywhere);
  const found = await rows(
    z.object({ id: z.string(), device: z.string().nullable(), created_at: z.date(), seen_at: z.date() }),
    sql`SELECT id, device, created_at, seen_at FROM session
      WHERE account_id = ${actor.accountId}::uuid AND ended_at IS NULL AND expires_at > now()
        AND seen_at > now() - make_interval(mins => ${staffIdleMinutes})
      ORDER BY id = ${actor.sessionId}::uuid DESC, seen_at DESC LIMIT 50`,
  );
  return found.map((session) => ({
    id: session.id,
    device: session.device,
    begunAt: session.created_at,
    seenAt: session.seen_at,
    isThis: session.id === actor.sessionId,
  }));
}
