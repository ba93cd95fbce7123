import { expect, test } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { addColleague, call, codeSentTo, cookieSet, password } from "./people";
import { visit } from "./site";
import { cookieOf, newDonor, useWorld } from "./world";

const world = useWorld();
test.describe.configure({ mode: "parallel" });

const accountPage = "/staff/account";
const isOpen = async (cookie: string, page = accountPage) => (await visit(page, cookie)).status === 200;

async function signIn(email: string, cookie: string | null = null): Promise<string> {
  return cookieSet(await call("signInAction", { email, password }, cookie), "staff");
}

test.describe("a cookie that was planted before", () => {
  test("a sign-in of staff is not taken over, and opens nothing afterwards", async () => {
    const attacker = await addColleague(world.db);
    const victim = await addColleague(world.db);
    const planted = await signIn(attacker.email);
    const fresh = await signIn(victim.email, planted);
    expect(fresh).not.toBe(planted);
    expect(await isOpen(planted)).toBe(false);
    const page = await visit(accountPage, fresh);
    expect(await page.text()).toContain(victim.email);
  });

  test("a donor's sign-in is not taken over either", async () => {
    const [attacker, victim] = [await newDonor(world.db), await newDonor(world.db)];
    const planted = await cookieOf({ kind: "donor", whose: "another", ...attacker });
    await call("askCodeAction", { contact: victim.contact });
    const code = await codeSentTo(world.db, victim.contact);
    const fresh = cookieSet(await call("proveCodeAction", { contact: victim.contact, code }, planted), "donor");
    expect(fresh).not.toBe(planted);
    expect(await isOpen(planted ?? "", "/me")).toBe(false);
  });

  test("and is made up is not kept", async () => {
    const { email } = await addColleague(world.db);
    const fresh = await signIn(email, "giot-hong-staff=mine");
    expect(fresh).not.toContain("=mine");
    expect(await isOpen("giot-hong-staff=mine")).toBe(false);
  });
});

test.describe("a stolen copy of a cookie is worth nothing", () => {
  test("after its owner signed out", async () => {
    const { email } = await addColleague(world.db);
    const cookie = await signIn(email);
    const answer = await call("signOutAction", {}, cookie, { page: accountPage });
    expect(answer.headers.getSetCookie().join()).toMatch(/giot-hong-staff=;/);
    expect(await isOpen(cookie)).toBe(false);
  });

  test("after its owner chose a new password, who stays signed in", async () => {
    const { email } = await addColleague(world.db);
    const [stolen, own] = [await signIn(email), await signIn(email)];
    const form = { current: password, password: "sóng vỗ bờ cát trắng" };
    expect((await call("changePasswordAction", form, own)).outcome).toBe("done");
    expect(await isOpen(stolen)).toBe(false);
    expect(await isOpen(own)).toBe(true);
  });

  const byAnAdministrator: [string, string, (colleague: { assignmentId: string }) => Record<string, string>][] = [
    ["took a role back", "revokeRoleAction", ({ assignmentId }) => ({ assignmentId })],
    ["shut the account", "disableAccountAction", () => ({})],
    ["ended the sessions", "endSessionsOfPersonAction", () => ({})],
  ];
  for (const [what, action, fields] of byAnAdministrator) {
    test(`after an administrator ${what}`, async () => {
      const colleague = await addColleague(world.db);
      const chief = await addColleague(world.db, "administrator");
      const cookies = [await signIn(colleague.email), await signIn(colleague.email)];
      const form = { accountId: colleague.id, version: "1", ...fields(colleague) };
      const page = `/staff/people/${colleague.id}`;
      expect((await call(action, form, await signIn(chief.email), { page })).outcome).toBe("done");
      for (const cookie of cookies) expect(await isOpen(cookie)).toBe(false);
    });
  }
});

test.describe("a cookie of one kind does not open the other's doors", () => {
  test("neither under its own name nor under the other's", async () => {
    const { email } = await addColleague(world.db);
    const staff = await signIn(email);
    const donor = (await cookieOf({ kind: "donor", whose: "own", ...(await newDonor(world.db)) })) ?? "";
    const contentOf = (cookie: string) => cookie.slice(cookie.indexOf("=") + 1);
    for (const cookie of [donor, `giot-hong-staff=${contentOf(donor)}`]) expect(await isOpen(cookie)).toBe(false);
    for (const cookie of [staff, `giot-hong-donor=${contentOf(staff)}`])
      expect(await isOpen(cookie, "/me")).toBe(false);
  });
});

test.describe("a cookie opens nothing", () => {
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  const forged: [string, () => Promise<string>][] = [
    ["sealed with another secret", () => encode({ token: { token: "x" }, secret: "another", salt: "staff" })],
    ["sealed for another purpose", () => encode({ token: { token: "x" }, secret, salt: "donor" })],
    ["sealed by us around a token nobody has", () => encode({ token: { token: "x" }, secret, salt: "staff" })],
    ["sealed by us around no token", () => encode({ token: { sub: "1" }, secret, salt: "staff" })],
  ];
  for (const [how, make] of forged) {
    test(`that is ${how}`, async () => expect(await isOpen(`giot-hong-staff=${await make()}`)).toBe(false));
  }

  test("whose seal is past its day, though its row still lives", async () => {
    const { email } = await addColleague(world.db);
    const { decode } = await import("next-auth/jwt");
    const cookie = await signIn(email);
    const opened = await decode({ token: cookie.slice(cookie.indexOf("=") + 1), secret, salt: "staff" });
    const late = await encode({ token: { token: opened?.token }, secret, salt: "staff", maxAge: -60 });
    expect(await isOpen(cookie)).toBe(true);
    expect(await isOpen(`giot-hong-staff=${late}`)).toBe(false);
  });
});

test.describe("a session ends by itself", () => {
  const laid = (accountId: string, change: string) =>
    world.db.query(`UPDATE session SET ${change} WHERE account_id = $1 AND ended_at IS NULL`, [accountId]);

  test("when nobody used it for an hour, and using it late does not bring it back", async () => {
    const { id, email } = await addColleague(world.db);
    const cookie = await signIn(email);
    await laid(id, "seen_at = now() - interval '59 minutes'");
    expect(await isOpen(cookie)).toBe(true);
    await laid(id, "seen_at = now() - interval '61 minutes'");
    expect(await isOpen(cookie)).toBe(false);
    expect(await isOpen(cookie)).toBe(false);
  });

  test("after twelve hours, however busy it was", async () => {
    const { id, email } = await addColleague(world.db);
    const cookie = await signIn(email);
    const { rows } = await world.db.query(
      "SELECT extract(epoch FROM expires_at - created_at) / 3600 AS hours FROM session WHERE account_id = $1",
      [id],
    );
    expect(Number(rows[0].hours)).toBeCloseTo(12, 1);
    await laid(id, "created_at = now() - interval '13 hours', expires_at = now() - interval '1 minute'");
    expect(await isOpen(cookie)).toBe(false);
  });

  test("for a donor, too", async () => {
    const donor = await newDonor(world.db);
    const cookie = (await cookieOf({ kind: "donor", whose: "own", ...donor })) ?? "";
    expect(await isOpen(cookie, "/me")).toBe(true);
    await world.db.query(
      "UPDATE session SET created_at = now() - interval '31 days', expires_at = now() - interval '1 minute' WHERE donor_id = $1",
      [donor.donorId],
    );
    expect(await isOpen(cookie, "/me")).toBe(false);
  });
});
