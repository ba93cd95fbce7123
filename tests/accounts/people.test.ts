import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  disableAccount,
  enableAccount,
  endSessionsOfPerson,
  grantRole,
  invitePerson,
  renewInvitation,
  revokeRole,
} from "@/lib/accounts/people/commands";
import { acceptInvitation, invitedPerson } from "@/lib/accounts/people/invitation";
import { people, person } from "@/lib/accounts/people/queries";
import { peopleSearch } from "@/lib/accounts/people/schema";
import { auditSearch, auditTrail } from "@/lib/audit/queries";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/roles";
import { beginSession, staffOfToken } from "@/lib/auth/sessions";
import { useDatabase } from "../support/database";
import { addAccount, addRoleAssignment } from "../support/facts";

const { owner } = useDatabase();
const from = { address: "203.0.113.7", device: null, tokenBefore: null };

beforeEach(async () => {
  vi.stubEnv("MAILBOX", "1");
  await owner.query("TRUNCATE rate_limit, outgoing_message");
});

/** Somebody with one role; `where` is a unit, or null for the nation. */
async function somebody(role: Role, where: string | null, differing: Record<string, unknown> = {}) {
  const account = await addAccount(owner, differing);
  await addRoleAssignment(owner, {
    accountId: account.id,
    role,
    scopeKind: where === null ? "nation" : "unit",
    unitId: where,
  });
  const token = await beginSession({ kind: "staff", accountId: account.id }, null);
  const actor = await staffOfToken(token);
  if (!actor) throw new Error("not signed in");
  return { id: account.id, email: account.email, token, actor };
}

const seen = async (id: string) => {
  const { rows } = await owner.query<{ version: number }>("SELECT version FROM account WHERE id = $1", [id]);
  return { accountId: id, version: rows[0]?.version ?? 0 };
};
const invite = (actor: StaffActor, differing: Record<string, unknown> = {}) =>
  invitePerson(actor, {
    name: "Bùi Thanh Hà",
    email: `ha.${crypto.randomUUID()}@example.org`,
    locale: "vi",
    role: "desk_clerk",
    scope: "unit",
    unitId: "P01",
    ...differing,
  } as Parameters<typeof invitePerson>[1]);
const lastLink = async () => {
  const { rows } = await owner.query("SELECT body FROM outgoing_message ORDER BY created_at DESC, id DESC LIMIT 1");
  return /invitation\/([\w-]+)/.exec(rows[0]?.body ?? "")?.[1] ?? "";
};

describe("inviting", () => {
  it("sends a link with which the person sets a password and is inside, once", async () => {
    const office = await somebody("provincial_office", "P01");
    const invited = await invite(office.actor);
    if (!invited.ok) throw new Error(invited.refusal);
    const token = await lastLink();
    expect(await invitedPerson(token)).toMatchObject({ name: "Bùi Thanh Hà" });
    expect(await acceptInvitation({ token, password: "ngắn" }, from)).toMatchObject({ refusal: "password_too_short" });
    const both = await Promise.all([
      acceptInvitation({ token, password: "mưa rào tháng sáu" }, from),
      acceptInvitation({ token, password: "mưa rào tháng bảy" }, from),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await acceptInvitation({ token, password: "mưa rào tháng tám" }, from)).toMatchObject({
      refusal: "invitation_over",
    });
    const opened = both.find((one) => one.ok);
    const inside = opened?.ok ? await staffOfToken(opened.value.token) : null;
    expect(inside?.grants).toEqual([{ role: "desk_clerk", scope: { kind: "unit", unitId: "P01" }, facilityId: null }]);
    const { rows } = await owner.query("SELECT token_hash FROM account_invitation WHERE account_id = $1", [
      invited.value.id,
    ]);
    expect(rows[0].token_hash.toString("latin1")).not.toContain(token);
  });

  it("ends with three days, with a newer link, and with a disabled account", async () => {
    const office = await somebody("provincial_office", "P01");
    const invited = await invite(office.actor);
    if (!invited.ok) throw new Error(invited.refusal);
    const first = await lastLink();
    expect(await renewInvitation(office.actor, await seen(invited.value.id))).toMatchObject({ ok: true });
    const second = await lastLink();
    expect([await invitedPerson(first), (await invitedPerson(second))?.name]).toEqual([null, "Bùi Thanh Hà"]);
    await owner.query("UPDATE account_invitation SET expires_at = now() WHERE expires_at > now()");
    expect(await invitedPerson(second)).toBeNull();
    await renewInvitation(office.actor, await seen(invited.value.id));
    const third = await lastLink();
    await disableAccount(office.actor, await seen(invited.value.id));
    expect(await invitedPerson(third)).toBeNull();
  });

  it("gives somebody who signs in already the role beside theirs", async () => {
    const office = await somebody("provincial_office", "P01");
    const colleague = await somebody("desk_clerk", "P79");
    expect(await invite(office.actor, { email: colleague.email })).toEqual({
      ok: true,
      value: { id: colleague.id, isNew: false },
    });
    expect(await invite(office.actor, { email: colleague.email })).toMatchObject({ refusal: "already_given" });
    expect(await invite(office.actor, { email: office.email })).toMatchObject({ refusal: "oneself" });
  });
});

describe("giving roles", () => {
  it("never reaches beyond one's own unit", async () => {
    const office = await somebody("provincial_office", "P01");
    await expect(invite(office.actor, { unitId: "P79" })).rejects.toThrow(NotAllowed);
    await expect(invite(office.actor, { role: "committee_member", scope: "nation" })).rejects.toThrow(NotAllowed);
    await expect(invite(office.actor, { scope: "commune", communeId: "C26740" })).rejects.toThrow(NotAllowed);
    expect(await invite(office.actor, { scope: "commune", communeId: "C00004" })).toMatchObject({ ok: true });
  });

  it("never reaches above one's own rights", async () => {
    const office = await somebody("provincial_office", "P01");
    for (const role of ["administrator", "data_protection_officer"]) {
      await expect(invite(office.actor, { role })).rejects.toThrow(NotAllowed);
    }
    const provincial = await somebody("administrator", "P01");
    expect(await invite(provincial.actor, { role: "administrator" })).toMatchObject({ ok: true });
    await expect(invite(provincial.actor, { role: "administrator", scope: "nation" })).rejects.toThrow(NotAllowed);
  });

  it("is nothing for other roles, whatever they ask", async () => {
    for (const role of [
      "drive_manager",
      "desk_clerk",
      "medical_screener",
      "committee_member",
      "data_protection_officer",
    ] as const) {
      const other = await somebody(role, null);
      await expect(invite(other.actor)).rejects.toThrow(NotAllowed);
      await expect(people(other.actor, peopleSearch.parse({}))).rejects.toThrow(NotAllowed);
    }
  });

  it("asks for a scope that goes with the role, and for the facility", async () => {
    const admin = await somebody("administrator", null);
    expect(await invite(admin.actor, { scope: "nation" })).toMatchObject({ refusal: "scope_not_for_role" });
    expect(await invite(admin.actor, { scope: "commune", communeId: "P01" })).toMatchObject({
      refusal: "place_missing",
    });
    expect(await invite(admin.actor, { scope: "commune" })).toMatchObject({ refusal: "place_missing" });
    expect(await invite(admin.actor, { role: "collecting_facility" })).toMatchObject({ refusal: "facility_missing" });
  });

  it("is never done to oneself", async () => {
    const admin = await somebody("administrator", null);
    const oneself = await seen(admin.id);
    await expect(
      grantRole(admin.actor, { ...oneself, role: "medical_screener", scope: "unit", unitId: "P01" }),
    ).rejects.toThrow(NotAllowed);
    await expect(disableAccount(admin.actor, oneself)).rejects.toThrow(NotAllowed);
    const { rows } = await owner.query("SELECT id FROM role_assignment WHERE account_id = $1", [admin.id]);
    await expect(revokeRole(admin.actor, { ...oneself, assignmentId: rows[0].id })).rejects.toThrow(NotAllowed);
  });
});

describe("taking back", () => {
  it("ends the person's sessions at once and is written down", async () => {
    const office = await somebody("provincial_office", "P01");
    const clerk = await somebody("desk_clerk", "P01");
    const { rows } = await owner.query("SELECT id FROM role_assignment WHERE account_id = $1", [clerk.id]);
    const input = { ...(await seen(clerk.id)), assignmentId: rows[0].id };
    expect(await revokeRole(office.actor, input)).toMatchObject({ ok: true });
    expect(await staffOfToken(clerk.token)).toBeNull();
    expect(await revokeRole(office.actor, input)).toEqual({ ok: false, refusal: "changed_meanwhile" });
    expect(await revokeRole(office.actor, { ...(await seen(clerk.id)), assignmentId: rows[0].id })).toEqual({
      ok: false,
      refusal: "already_taken",
    });
    const written = await owner.query(
      "SELECT unit_id, detail FROM audit_event WHERE action = 'role.revoke' AND subject_id = $1",
      [clerk.id],
    );
    expect(written.rows).toEqual([{ unit_id: "P01", detail: { role: "desk_clerk" } }]);
  });

  it("disables at once, and opens again with the roles as they were", async () => {
    const office = await somebody("provincial_office", "P01");
    const clerk = await somebody("desk_clerk", "P01");
    await disableAccount(office.actor, await seen(clerk.id));
    expect(await staffOfToken(clerk.token)).toBeNull();
    await enableAccount(office.actor, await seen(clerk.id));
    const token = await beginSession({ kind: "staff", accountId: clerk.id }, null);
    expect((await staffOfToken(token))?.grants).toHaveLength(1);
    expect(await endSessionsOfPerson(office.actor, await seen(clerk.id))).toEqual({ ok: true, value: { ended: 1 } });
    expect(await staffOfToken(token)).toBeNull();
  });

  it("leaves alone whoever stands above or works elsewhere too", async () => {
    const office = await somebody("provincial_office", "P01");
    const admin = await somebody("administrator", "P01");
    const both = await somebody("desk_clerk", "P01");
    await addRoleAssignment(owner, { accountId: both.id, role: "desk_clerk", scopeKind: "unit", unitId: "P79" });
    const stranger = await somebody("desk_clerk", "P79");
    for (const one of [admin, both, stranger]) {
      await expect(disableAccount(office.actor, await seen(one.id))).rejects.toThrow(NotAllowed);
      await expect(renewInvitation(office.actor, await seen(one.id))).rejects.toThrow(NotAllowed);
    }
    await expect(
      grantRole(office.actor, { ...(await seen(stranger.id)), role: "desk_clerk", scope: "unit", unitId: "P01" }),
    ).rejects.toThrow(NotAllowed);
  });

  it("is settled by who came first when two change one person", async () => {
    const [one, two] = [await somebody("administrator", null), await somebody("administrator", null)];
    const clerk = await somebody("desk_clerk", "P01");
    const page = await seen(clerk.id);
    const both = await Promise.all([disableAccount(one.actor, page), endSessionsOfPerson(two.actor, page)]);
    expect(both.map((outcome) => (outcome.ok ? "done" : outcome.refusal)).sort()).toEqual([
      "changed_meanwhile",
      "done",
    ]);
  });
});

describe("the list of people", () => {
  it("shows those within reach, found without accents", async () => {
    const name = `Đặng Thuỳ Dương ${crypto.randomUUID().slice(0, 6)}`;
    const here = await somebody("desk_clerk", "P01", { name });
    const there = await somebody("desk_clerk", "P79", { name });
    const office = await somebody("provincial_office", "P01");
    const admin = await somebody("administrator", null);
    const q = name.toLowerCase().replace("đặng thuỳ dương", "dang thuy duong");
    const found = async (actor: StaffActor) =>
      (await people(actor, peopleSearch.parse({ q }))).items.map((one) => one.id).sort();
    expect(await found(office.actor)).toEqual([here.id]);
    expect(await found(admin.actor)).toEqual([here.id, there.id].sort());
    expect(await person(office.actor, there.id)).toBeNull();
    expect(await person(office.actor, "no-id")).toBeNull();
    expect(await person(office.actor, here.id)).toMatchObject({ manageable: true, state: "invited" });
  });
});

describe("the audit trail", () => {
  it("is read by administrators and data-protection officers, each within their reach, page by page", async () => {
    const dpo = await somebody("data_protection_officer", null);
    const local = await somebody("data_protection_officer", "P01");
    const clerk = await somebody("desk_clerk", "P01");
    await owner.query(`INSERT INTO audit_event (id, actor_kind, action, subject_kind, unit_id, happened_at)
      SELECT gen_random_uuid(), 'system', 'drive.edit', 'drive', CASE WHEN n % 2 = 0 THEN 'P01' ELSE 'P79' END, '2020-01-01'
      FROM generate_series(1, 120) n`);
    const all = async (actor: StaffActor) => {
      const ids: string[] = [];
      let before: string | undefined;
      do {
        const page = await auditTrail(actor, auditSearch.parse({ to: "2020-06-01", family: "drive", before }));
        ids.push(...page.events.map((event) => event.id));
        before = page.next ?? undefined;
      } while (before);
      return ids;
    };
    expect(new Set(await all(dpo.actor)).size).toBe(120);
    expect(new Set(await all(local.actor)).size).toBe(60);
    await expect(all(clerk.actor)).rejects.toThrow(NotAllowed);
  });
});
