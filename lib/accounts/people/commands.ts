import type { PoolClient } from "pg";
import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom, recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, NotAllowed, type Place } from "@/lib/auth/authorize";
import { endSessionsOfAccount } from "@/lib/auth/sessions";
import { newId } from "@/lib/core/ids";
import { type Outcome, refused } from "@/lib/core/outcome";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import { canSend } from "@/lib/jobs/outbox";
import { accountFor } from "./account";
import { makeInvitation, sendInvitation } from "./invitation";
import { mayGive, mayManage, maySee } from "./policy";
import { personToChange } from "./queries";
import { scopesOf } from "./rules";
import type { GrantInput, GrantRole, InvitePerson, PersonInput, RevokeRole } from "./schema";

export type GrantRefusal = "scope_not_for_role" | "place_missing" | "facility_missing" | "already_given";
export type InviteRefusal = GrantRefusal | "account_disabled" | "oneself" | "no_letters";
export type ChangeRefusal = "changed_meanwhile";

/**
 * Invites somebody with their first role. Somebody who signs in already is given the role beside those they hold; a new
 * person gets a link by e-mail with which they set their own password.
 */
export async function invitePerson(
  actor: StaffActor,
  input: InvitePerson,
): Promise<Outcome<{ id: string; isNew: boolean }, InviteRefusal>> {
  insist(actor, "people.manage", anywhere);
  if (!canSend("email")) return refused("no_letters");
  return undoing<{ id: string; isNew: boolean }, InviteRefusal>(
    async (tx) => {
      const account = await accountFor(input, tx);
      if (account.id === actor.accountId) throw new Undo<InviteRefusal>("oneself");
      if (account.isDisabled) throw new Undo<InviteRefusal>("account_disabled");
      if (account.isNew) {
        await recordAudit(actor, { action: "account.invite", subjectKind: "account", subjectId: account.id }, tx);
        await sendInvitation({ ...input, isNew: true }, await makeInvitation(actor, account.id, tx), tx);
      }
      await insertRole(actor, account.id, input, tx);
      return { id: account.id, isNew: account.isNew };
    },
    { role_assignment_once: "already_given" },
  );
}

/** Gives a person one more role; it counts from their next click. */
export async function grantRole(
  actor: StaffActor,
  input: GrantRole,
): Promise<Outcome<{ id: string }, GrantRefusal | ChangeRefusal>> {
  return changing(
    actor,
    input,
    (person) => person.id !== actor.accountId && maySee(actor, person),
    async (_, tx) => insertRole(actor, input.accountId, input, tx),
    { role_assignment_once: "already_given" },
  );
}

/** Takes a role back; the person is signed out everywhere at once and comes in again with what is left. */
export async function revokeRole(
  actor: StaffActor,
  input: RevokeRole,
): Promise<Outcome<{ id: string }, ChangeRefusal | "already_taken">> {
  return changing(
    actor,
    input,
    (person) => person.id !== actor.accountId && maySee(actor, person),
    async (_, tx) => {
      const held = await row(
        z.object({
          role: z.string(),
          unit_id: z.string().nullable(),
          commune_id: z.string().nullable(),
          drive_id: z.string().nullable(),
          facility_id: z.string().nullable(),
        }),
        sql`WITH taken AS (
            UPDATE role_assignment SET revoked_at = now(), revoked_by = ${actor.accountId}::uuid
            WHERE id = ${input.assignmentId}::uuid AND account_id = ${input.accountId}::uuid AND revoked_at IS NULL RETURNING *)
          SELECT t.role, t.drive_id, t.facility_id, coalesce(d.credited_unit_id, u.parent_id_if_commune, t.unit_id) AS unit_id,
            CASE WHEN t.scope_kind = 'commune' THEN t.unit_id WHEN d.credited_unit_id = d.province_id THEN d.commune_id END AS commune_id
          FROM taken t LEFT JOIN drive d ON d.id = t.drive_id
            LEFT JOIN LATERAL (SELECT parent_id AS parent_id_if_commune FROM unit WHERE id = t.unit_id AND kind = 'commune') u ON true`,
        tx,
      );
      if (held === null) throw new Undo<"already_taken">("already_taken");
      const place = {
        unitId: held.unit_id,
        communeId: held.commune_id,
        driveId: held.drive_id,
        facilityId: held.facility_id,
      };
      if (!mayGive(actor, held.role as GrantInput["role"], place)) throw new NotAllowed("people.manage");
      await recordAudit(
        actor,
        {
          action: "role.revoke",
          subjectKind: "account",
          subjectId: input.accountId,
          driveId: held.drive_id,
          unitId: held.unit_id,
          detail: { role: held.role },
        },
        tx,
      );
      await endSessionsOfAccount(input.accountId, "role_taken", {}, tx);
      return { id: input.accountId };
    },
  );
}

/** Shuts an account: nobody comes in with it, and whoever is inside is out at once. */
export async function disableAccount(
  actor: StaffActor,
  input: PersonInput,
): Promise<Outcome<{ id: string }, ChangeRefusal>> {
  return changing(
    actor,
    input,
    (person) => mayManage(actor, person),
    async (_, tx) => {
      await setDisabled(actor, input.accountId, true, tx);
      await endSessionsOfAccount(input.accountId, "account_disabled", {}, tx);
      await execute(
        sql`UPDATE account_invitation SET expires_at = now() WHERE account_id = ${input.accountId}::uuid AND used_at IS NULL AND expires_at > now()`,
        tx,
      );
      return { id: input.accountId };
    },
  );
}

/** Opens a shut account again, with the roles it had. */
export async function enableAccount(
  actor: StaffActor,
  input: PersonInput,
): Promise<Outcome<{ id: string }, ChangeRefusal>> {
  return changing(
    actor,
    input,
    (person) => mayManage(actor, person),
    async (_, tx) => {
      await setDisabled(actor, input.accountId, false, tx);
      return { id: input.accountId };
    },
  );
}

/** Signs somebody out everywhere at once: a lost phone, a shared computer. */
export async function endSessionsOfPerson(
  actor: StaffActor,
  input: PersonInput,
): Promise<Outcome<{ ended: number }, ChangeRefusal>> {
  return changing(
    actor,
    input,
    (person) => mayManage(actor, person),
    async (_, tx) => {
      const ended = await endSessionsOfAccount(input.accountId, "ended_by_manager", {}, tx);
      await recordAudit(
        actor,
        { action: "account.end_sessions", subjectKind: "account", subjectId: input.accountId, detail: { ended } },
        tx,
      );
      return { ended };
    },
  );
}

/** Sends a fresh link to set a password: an invitation that ran out, or a password forgotten. The old one still works. */
export async function renewInvitation(
  actor: StaffActor,
  input: PersonInput,
): Promise<Outcome<{ id: string }, ChangeRefusal | "no_letters" | "account_disabled">> {
  if (!canSend("email")) return refused("no_letters");
  return changing<{ id: string }, "no_letters" | "account_disabled">(
    actor,
    input,
    (person) => mayManage(actor, person),
    async (person, tx) => {
      if (person.state === "disabled") throw new Undo("account_disabled");
      const invitation = await makeInvitation(actor, person.id, tx);
      await sendInvitation({ ...person, isNew: person.state === "invited" }, invitation, tx);
      await recordAudit(actor, { action: "account.send_link", subjectKind: "account", subjectId: person.id }, tx);
      return { id: person.id };
    },
  );
}

type PersonToChange = NonNullable<Awaited<ReturnType<typeof personToChange>>>;

/**
 * The frame of every change to a person: locks them, asks whether the actor may (else it is as if they were not there),
 * asks whether they are as the page showed them, and raises the version.
 */
async function changing<T, R extends string>(
  actor: StaffActor,
  seen: PersonInput,
  may: (person: PersonToChange) => boolean,
  change: (person: PersonToChange, tx: PoolClient) => Promise<T>,
  refuse: Readonly<Record<string, R>> = {},
): Promise<Outcome<T, R | ChangeRefusal>> {
  insist(actor, "people.manage", anywhere);
  return undoing<T, R | ChangeRefusal>(async (tx) => {
    const person = await personToChange(actor, seen.accountId, tx);
    if (person === null || !may(person)) throw new NotAllowed("people.manage");
    if (person.version !== seen.version) throw new Undo<ChangeRefusal>("changed_meanwhile");
    await execute(sql`UPDATE account SET version = version + 1 WHERE id = ${person.id}::uuid`, tx);
    return change(person, tx);
  }, refuse);
}

/** Writes the role when its scope makes sense, its place is there, and the actor may give it at that place. */
async function insertRole(
  actor: StaffActor,
  accountId: string,
  input: GrantInput,
  tx: PoolClient,
): Promise<{ id: string }> {
  const refuse = (refusal: GrantRefusal) => new Undo<GrantRefusal>(refusal);
  if (!scopesOf[input.role].includes(input.scope)) throw refuse("scope_not_for_role");
  const unitId = input.scope === "nation" ? null : input.scope === "unit" ? input.unitId : input.communeId;
  if (unitId === undefined) throw refuse("place_missing");
  const place = await placeOf(input.scope, unitId, tx);
  if (place === null) throw refuse("place_missing");
  const facilityId = input.role === "collecting_facility" ? (input.facilityId ?? null) : null;
  if (input.role === "collecting_facility" && facilityId === null) throw refuse("facility_missing");
  if (!mayGive(actor, input.role, { ...place, facilityId })) throw new NotAllowed("people.manage");
  const made = await row(
    z.object({ id: z.string() }),
    sql`WITH made AS (
        INSERT INTO role_assignment (id, account_id, role, scope_kind, unit_id, facility_id, granted_by)
        SELECT ${newId()}::uuid, ${accountId}::uuid, ${input.role}, ${input.scope}, ${unitId}, ${facilityId}::uuid, ${actor.accountId}::uuid
        WHERE ${facilityId}::uuid IS NULL OR EXISTS (SELECT FROM facility f WHERE f.id = ${facilityId}::uuid
          AND (${input.scope} = 'nation' OR f.unit_id = ${unitId}))
        RETURNING account_id AS id),
      audit AS (${auditFrom(actor, "role.grant", {
        from: sql`made`,
        subjectKind: "account",
        subjectId: sql`made.id`,
        unitId: sql`${place.unitId ?? null}::text`,
        detail: sql`jsonb_build_object('role', ${input.role}::text, 'scope', ${input.scope}::text)`,
      })})
      SELECT id FROM made`,
    tx,
  );
  if (made === null) throw refuse("facility_missing");
  return made;
}

async function placeOf(scope: GrantInput["scope"], unitId: string | null, tx: PoolClient): Promise<Place | null> {
  if (scope === "nation") return { unitId: null };
  const unit = await row(
    z.object({ id: z.string(), kind: z.string(), parent_id: z.string().nullable() }),
    sql`SELECT id, kind, parent_id FROM unit WHERE id = ${unitId} AND valid_to IS NULL`,
    tx,
  );
  if (unit === null) return null;
  if (scope === "commune") return unit.kind === "commune" ? { unitId: unit.parent_id, communeId: unit.id } : null;
  return unit.kind === "province" || unit.kind === "ministry" ? { unitId: unit.id } : null;
}

async function setDisabled(actor: StaffActor, accountId: string, disabled: boolean, tx: PoolClient): Promise<void> {
  await execute(
    sql`WITH changed AS (
        UPDATE account SET disabled_at = CASE WHEN ${disabled} THEN now() END WHERE id = ${accountId}::uuid RETURNING id)
      ${auditFrom(actor, disabled ? "account.disable" : "account.enable", { from: sql`changed`, subjectKind: "account", subjectId: sql`changed.id` })}`,
    tx,
  );
}
