import { beforeEach, describe, expect, it } from "vitest";
import { hasAdministrator, inviteFirstAdministrator } from "@/lib/accounts/people/first-administrator";
import { acceptInvitation } from "@/lib/accounts/people/invitation";
import { staffOfToken } from "@/lib/auth/sessions";
import { systemActor } from "@/lib/auth/system";
import { useDatabase } from "../support/database";
import { addAccount, addRoleAssignment } from "../support/facts";

const { owner } = useDatabase();
const system = systemActor("test");
const an = { email: "an@example.org", name: "Nguyễn Thị An", locale: "vi" } as const;
const from = { address: "203.0.113.9", device: null, tokenBefore: null };

const invite = (person: { email: string; name: string; locale: "vi" | "en" } = an, beside = false) =>
  inviteFirstAdministrator(system, person, { beside });
const tokenOf = (invited: Awaited<ReturnType<typeof invite>>) => {
  if (!invited.ok) throw new Error(`refused: ${invited.refusal}`);
  return invited.value.path.replace("/staff/invitation/", "");
};
const accept = (token: string) => acceptInvitation({ token, password: "sáu con vịt qua cầu" }, from);

// Deleted, not truncated: a cascade would empty the units too, which name who entered them.
beforeEach(() =>
  owner.query(
    "DELETE FROM role_assignment; DELETE FROM session; DELETE FROM account_invitation; DELETE FROM account; TRUNCATE audit_event, rate_limit",
  ),
);

describe("letting the first administrator in", () => {
  it("answers a link with which they set a password and run the whole nation", async () => {
    expect(await hasAdministrator()).toBe(false);
    const signedIn = await accept(tokenOf(await invite()));
    if (!signedIn.ok) throw new Error(signedIn.refusal);
    const actor = await staffOfToken(signedIn.value.token);
    expect(actor?.grants).toEqual([{ role: "administrator", scope: { kind: "nation" }, facilityId: null }]);
    expect(await hasAdministrator()).toBe(true);
  });

  it("is told by the audit as the system's deed, and keeps the link nowhere", async () => {
    const token = tokenOf(await invite());
    const { rows } = await owner.query("SELECT actor_kind, action FROM audit_event ORDER BY id");
    expect(rows).toEqual([
      { actor_kind: "system", action: "account.send_link" },
      { actor_kind: "system", action: "role.grant" },
    ]);
    const { rows: kept } = await owner.query("SELECT to_jsonb(i) AS row FROM account_invitation i");
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await owner.query("SELECT FROM outgoing_message")).rowCount).toBe(0);
  });

  it("makes a fresh link for somebody who lost theirs, and ends the older one", async () => {
    const lost = tokenOf(await invite());
    const fresh = tokenOf(await invite());
    expect(await accept(lost)).toMatchObject({ ok: false, refusal: "invitation_over" });
    expect(await accept(fresh)).toMatchObject({ ok: true });
    expect((await owner.query("SELECT FROM role_assignment")).rowCount).toBe(1);
  });

  it("administrator_exists: not beside one who can sign in, unless it is said", async () => {
    await accept(tokenOf(await invite()));
    const binh = { ...an, email: "binh@example.org" };
    expect(await invite(binh)).toMatchObject({ ok: false, refusal: "administrator_exists" });
    expect(await owner.query("SELECT FROM account WHERE email = $1", [binh.email])).toMatchObject({ rowCount: 0 });
    expect(await invite(binh, true)).toMatchObject({ ok: true });
  });

  it.each([
    ["one of the demonstration", { isDemo: true, passwordHash: "x" }, {}],
    ["a shut account", { disabledAt: new Date(), passwordHash: "x" }, {}],
    ["a role taken back", { passwordHash: "x" }, { revokedAt: new Date() }],
    ["somebody who set no password yet", {}, {}],
    ["the administrator of one province", { passwordHash: "x" }, { scopeKind: "unit", unitId: "P01" }],
  ])("does not take %s for an administrator", async (_, account, role) => {
    await addRoleAssignment(owner, { accountId: (await addAccount(owner, account)).id, ...role });
    expect(await hasAdministrator()).toBe(false);
  });

  it("account_disabled: does not open a shut account", async () => {
    await addAccount(owner, { email: an.email, disabledAt: new Date() });
    expect(await invite()).toMatchObject({ ok: false, refusal: "account_disabled" });
  });
});
