import sql, { empty, join, type Sql } from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, type Reach, reachOf } from "@/lib/auth/authorize";
import { type Role, roles } from "@/lib/auth/roles";
import { isId } from "@/lib/core/ids";
import { escapeLike, foldVietnamese } from "@/lib/core/text";
import { type Runner, row, rows } from "@/lib/db/statement";
import { type ManagedPerson, mayGive, mayManage, maySee } from "./policy";
import type { PeopleSearch } from "./schema";

export const peoplePageSize = 25;

const heldShape = z.object({
  id: z.string(),
  role: z.enum(roles),
  scope: z.enum(["nation", "unit", "commune", "drive"]),
  unitId: z.string().nullable(),
  communeId: z.string().nullable(),
  driveId: z.string().nullable(),
  facilityId: z.string().nullable(),
  placeName: z.string().nullable(),
  facilityName: z.string().nullable(),
  grantedAt: z.coerce.date(),
  grantedBy: z.string().nullable(),
  revokedAt: z.coerce.date().nullable(),
  revokedBy: z.string().nullable(),
});

const personShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  locale: z.enum(["vi", "en"]),
  state: z.enum(["active", "invited", "disabled"]),
  isDemo: z.boolean(),
  version: z.number(),
  createdAt: z.date(),
  lastSignInAt: z.date().nullable(),
  invitedUntil: z.date().nullable(),
  openSessions: z.number(),
  held: z.array(heldShape),
});

/** One role somebody holds or held, with its place in words and whether the reader may take it back or give it again. */
export type PersonRole = z.output<typeof heldShape> & { readonly givable: boolean };
export type Person = Omit<z.output<typeof personShape>, "held"> & {
  readonly roles: readonly PersonRole[];
  /** May the reader disable this account, end its sessions, send a new link? */
  readonly manageable: boolean;
  readonly isOneself: boolean;
};

/**
 * The account with its roles; each role's place is the credited unit (a commune's province, a drive's unit) with the
 * commune and drive, so that the policy can be asked in one way.
 */
const personSelect = sql`SELECT a.id, a.name, a.email, a.locale, a.is_demo AS "isDemo", a.version, a.created_at AS "createdAt",
    a.last_sign_in_at AS "lastSignInAt",
    CASE WHEN a.disabled_at IS NOT NULL THEN 'disabled' WHEN a.password_hash IS NULL THEN 'invited' ELSE 'active' END AS state,
    (SELECT max(i.expires_at) FROM account_invitation i WHERE i.account_id = a.id AND i.used_at IS NULL AND i.expires_at > now())
      AS "invitedUntil",
    (SELECT count(*) FROM session s WHERE s.account_id = a.id AND s.ended_at IS NULL AND s.expires_at > now()
      AND s.seen_at > now() - interval '60 minutes') AS "openSessions",
    coalesce((SELECT json_agg(json_build_object('id', r.id, 'role', r.role, 'scope', r.scope_kind,
        'unitId', CASE r.scope_kind WHEN 'unit' THEN r.unit_id WHEN 'commune' THEN u.parent_id WHEN 'drive' THEN d.credited_unit_id END,
        'communeId', CASE r.scope_kind WHEN 'commune' THEN r.unit_id WHEN 'drive' THEN
          CASE WHEN d.credited_unit_id = d.province_id THEN d.commune_id END END,
        'driveId', r.drive_id, 'facilityId', r.facility_id, 'facilityName', f.name,
        'placeName', coalesce(u.full_name, d.title, o.name), 'grantedAt', r.granted_at, 'grantedBy', g.name,
        'revokedAt', r.revoked_at, 'revokedBy', v.name) ORDER BY r.revoked_at IS NOT NULL, r.granted_at DESC)
      FROM role_assignment r LEFT JOIN unit u ON u.id = r.unit_id LEFT JOIN facility f ON f.id = r.facility_id
        LEFT JOIN drive d ON d.id = r.drive_id LEFT JOIN organisation o ON o.id = d.host_organisation_id
        LEFT JOIN account g ON g.id = r.granted_by LEFT JOIN account v ON v.id = r.revoked_by
      WHERE r.account_id = a.id), '[]'::json) AS held
  FROM account a`;

/** The people within the reader's reach, by given name; the words of the search may lack their accents. */
export async function people(actor: StaffActor, search: PeopleSearch): Promise<{ items: Person[]; total: number }> {
  insist(actor, "people.view", anywhere);
  const words = foldVietnamese(search.q)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 6)
    .map((word) => `%${escapeLike(word)}%`);
  const conditions = [
    visible(reachOf(actor, "people.view")),
    words.length === 0 ? null : sql`lower(unaccent(a.name)) || ' ' || a.email LIKE ALL (${words}::text[])`,
    search.role
      ? sql`EXISTS (SELECT FROM role_assignment h WHERE h.account_id = a.id AND h.revoked_at IS NULL AND h.role = ${search.role})`
      : null,
    search.state === "disabled" ? sql`a.disabled_at IS NOT NULL` : null,
    search.state === "invited" ? sql`a.disabled_at IS NULL AND a.password_hash IS NULL` : null,
    search.state === "active" ? sql`a.disabled_at IS NULL AND a.password_hash IS NOT NULL` : null,
  ].filter((condition) => condition !== null);
  const where = sql`WHERE ${join(conditions, " AND ")}`;
  const [items, total] = await Promise.all([
    rows(
      personShape,
      sql`${personSelect} ${where}
        ORDER BY substring(a.name FROM '[^ ]+$') COLLATE "vi-x-icu", a.name COLLATE "vi-x-icu", a.id
        LIMIT ${peoplePageSize} OFFSET ${(search.page - 1) * peoplePageSize}`,
    ),
    row(z.object({ total: z.number() }), sql`SELECT count(*) AS total FROM account a ${where}`),
  ]);
  return { items: items.map((found) => asPerson(actor, found)), total: total?.total ?? 0 };
}

/** One person within the reader's reach, else null. */
export async function person(actor: StaffActor, id: string): Promise<Person | null> {
  insist(actor, "people.view", anywhere);
  if (!isId(id)) return null;
  const found = await row(personShape, sql`${personSelect} WHERE a.id = ${id}::uuid`);
  if (found === null || !maySee(actor, managedOf(found))) return null;
  return asPerson(actor, found);
}

/** A person for a command that is about to change them: locked, whatever the reader's reach. */
export async function personToChange(
  _actor: StaffActor,
  id: string,
  tx: Runner,
): Promise<
  (ManagedPerson & { version: number; email: string; name: string; locale: "vi" | "en"; state: string }) | null
> {
  await row(z.unknown(), sql`SELECT id FROM account WHERE id = ${id}::uuid FOR UPDATE`, tx);
  const found = await row(personShape, sql`${personSelect} WHERE a.id = ${id}::uuid`, tx);
  return found === null ? null : { ...found, ...managedOf(found) };
}

/** A province, ministry, commune or facility to choose from. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}
const choice = z.object({ id: z.string(), name: z.string() });

/** The provinces and ministries within which the reader may give roles; and whether the whole nation is among them. */
export async function unitsToGive(actor: StaffActor): Promise<{ nation: boolean; units: Choice[] }> {
  insist(actor, "people.manage", anywhere);
  const reach = reachOf(actor, "people.manage");
  const within = reach.nation
    ? empty
    : sql`AND (id = ANY (${[...reach.unitIds]}::text[])
        OR id IN (SELECT parent_id FROM unit WHERE id = ANY (${[...reach.communeIds]}::text[])))`;
  const units = await rows(
    choice,
    sql`SELECT id, name FROM unit WHERE kind IN ('province', 'ministry') AND valid_to IS NULL ${within}
      ORDER BY kind DESC, name COLLATE "vi-x-icu"`,
  );
  return { nation: reach.nation, units };
}

/** The communes of a province and the collecting facilities of a unit, for the form that gives a role there. */
export async function placesToGive(
  actor: StaffActor,
  unitId: string,
): Promise<{ communes: Choice[]; facilities: Choice[] }> {
  insist(actor, "people.manage", anywhere);
  const [communes, facilities] = await Promise.all([
    rows(
      choice,
      sql`SELECT id, full_name AS name FROM unit WHERE kind = 'commune' AND valid_to IS NULL AND parent_id = ${unitId}
        ORDER BY name COLLATE "vi-x-icu", id`,
    ),
    rows(choice, sql`SELECT id, name FROM facility WHERE unit_id = ${unitId} ORDER BY name COLLATE "vi-x-icu", id`),
  ]);
  return { communes, facilities };
}

function visible(reach: Reach): Sql {
  if (reach.nation) return sql`true`;
  const [units, communes] = [[...reach.unitIds], [...reach.communeIds]];
  return sql`EXISTS (SELECT FROM role_assignment r LEFT JOIN unit u ON u.id = r.unit_id LEFT JOIN drive d ON d.id = r.drive_id
    WHERE r.account_id = a.id AND (
      (r.scope_kind = 'unit' AND r.unit_id = ANY (${units}::text[])) OR
      (r.scope_kind = 'commune' AND (u.parent_id = ANY (${units}::text[]) OR r.unit_id = ANY (${communes}::text[]))) OR
      (r.scope_kind = 'drive' AND (d.credited_unit_id = ANY (${units}::text[]) OR
        (d.credited_unit_id = d.province_id AND d.commune_id = ANY (${communes}::text[]))))))`;
}

function managedOf(found: z.output<typeof personShape>): ManagedPerson {
  return {
    id: found.id,
    held: found.held.map((held) => ({
      role: held.role as Role,
      place: placeOf(held),
      revoked: held.revokedAt !== null,
    })),
  };
}

function placeOf(held: z.output<typeof heldShape>) {
  return { unitId: held.unitId, communeId: held.communeId, driveId: held.driveId, facilityId: held.facilityId };
}

function asPerson(actor: StaffActor, found: z.output<typeof personShape>): Person {
  const { held, ...rest } = found;
  const isOneself = found.id === actor.accountId;
  return {
    ...rest,
    isOneself,
    manageable: mayManage(actor, managedOf(found)),
    roles: held.map((one) => ({ ...one, givable: !isOneself && mayGive(actor, one.role, placeOf(one)) })),
  };
}
