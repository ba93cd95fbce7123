import { beforeEach, describe, expect, it } from "vitest";
import { changeOwnPassword, endOtherOwnSessions, endOwnSession } from "@/lib/accounts/commands";
import { ownSessions } from "@/lib/accounts/queries";
import { signIn, signOut } from "@/lib/accounts/sign-in";
import { hashPassword } from "@/lib/auth/passwords";
import { staffOfToken } from "@/lib/auth/sessions";
import { useDatabase } from "../support/database";
import { addAccount } from "../support/facts";

const { owner } = useDatabase();
const password = "mưa rào tháng sáu";
const hash = await hashPassword(password);
const from = { address: "203.0.113.7", device: "Firefox · Android", tokenBefore: null };

beforeEach(async () => {
  await owner.query("TRUNCATE rate_limit");
});

async function somebody(differing: Record<string, unknown> = {}) {
  return addAccount(owner, { passwordHash: hash, ...differing });
}

async function signedIn(email: string, tokenBefore: string | null = null) {
  const outcome = await signIn({ email, password }, { ...from, tokenBefore });
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome.value.token;
}

describe("signing in", () => {
  it("opens a session, tells when, and writes it down", async () => {
    const account = await somebody();
    const token = await signedIn(account.email);
    expect(await staffOfToken(token)).toMatchObject({ kind: "staff", accountId: account.id });
    const { rows } = await owner.query(
      `SELECT last_sign_in_at IS NOT NULL AS seen,
        (SELECT count(*)::int FROM audit_event WHERE action = 'session.begin' AND subject_id = a.id::text) AS written
       FROM account a WHERE id = $1`,
      [account.id],
    );
    expect(rows[0]).toEqual({ seen: true, written: 1 });
  });

  it("says the same of a wrong password, an unknown, a disabled and a never activated account", async () => {
    const right = await somebody();
    const disabled = await somebody({ disabledAt: new Date() });
    const invited = await somebody({ passwordHash: null });
    const answers = await Promise.all([
      signIn({ email: right.email, password: "mưa rào tháng bảy" }, from),
      signIn({ email: "nobody@example.org", password }, from),
      signIn({ email: disabled.email, password }, from),
      signIn({ email: invited.email, password }, from),
    ]);
    for (const answer of answers) expect(answer).toEqual({ ok: false, refusal: "wrong" });
  });

  it("never keeps the token a browser came with, so a planted one is worth nothing", async () => {
    const account = await somebody();
    const planted = await signedIn(account.email);
    const fresh = await signedIn(account.email, planted);
    expect(fresh).not.toBe(planted);
    expect(await staffOfToken(planted)).toBeNull();
    expect(await staffOfToken(fresh)).not.toBeNull();
  });

  it("slows guessing down: ten tries in a quarter of an hour, also for accounts that do not exist", async () => {
    for (const email of [(await somebody()).email, "nobody@example.org"]) {
      const answers = [];
      for (let turn = 0; turn < 12; turn += 1) answers.push(await signIn({ email, password: "no" }, from));
      expect(answers.map((answer) => (answer.ok ? "in" : answer.refusal))).toEqual([
        ...Array(10).fill("wrong"),
        ...Array(2).fill("too_often"),
      ]);
    }
    const elsewhere = await signIn(
      { email: "nobody@example.org", password: "no" },
      { ...from, address: "198.51.100.1" },
    );
    expect(elsewhere).toEqual({ ok: false, refusal: "wrong" });
  });
});

describe("a session", () => {
  it("is over at once when its owner leaves, also for a copied cookie", async () => {
    const token = await signedIn((await somebody()).email);
    await signOut(token);
    expect(await staffOfToken(token)).toBeNull();
  });

  it("is over at once when the account is disabled", async () => {
    const account = await somebody();
    const token = await signedIn(account.email);
    await owner.query("UPDATE account SET disabled_at = now() WHERE id = $1", [account.id]);
    expect(await staffOfToken(token)).toBeNull();
  });

  it("is over after an hour of rest and after twelve hours in any case", async () => {
    const account = await somebody();
    const rested = await signedIn(account.email);
    await owner.query("UPDATE session SET seen_at = now() - interval '61 minutes' WHERE account_id = $1", [account.id]);
    expect(await staffOfToken(rested)).toBeNull();
    const old = await signedIn(account.email);
    await owner.query("UPDATE session SET expires_at = now() WHERE account_id = $1", [account.id]);
    expect(await staffOfToken(old)).toBeNull();
  });

  it("can be ended by its owner from another one, and by nobody else", async () => {
    const account = await somebody();
    const [here, there] = [await signedIn(account.email), await signedIn(account.email)];
    const stranger = await staffOfToken(await signedIn((await somebody()).email));
    const actor = await staffOfToken(here);
    const other = await staffOfToken(there);
    if (!actor || !other || !stranger) throw new Error("not signed in");
    expect(await ownSessions(actor)).toMatchObject([{ isThis: true }, { id: other.sessionId, device: from.device }]);
    expect(await endOwnSession(stranger, other.sessionId)).toEqual({ ok: false, refusal: "session_over" });
    expect(await endOwnSession(actor, other.sessionId)).toMatchObject({ ok: true });
    expect(await staffOfToken(there)).toBeNull();
    expect(await staffOfToken(here)).not.toBeNull();
  });

  it("stays alone when its owner ends all others", async () => {
    const account = await somebody();
    const tokens = [await signedIn(account.email), await signedIn(account.email), await signedIn(account.email)];
    const actor = await staffOfToken(tokens[0] as string);
    if (!actor) throw new Error("not signed in");
    expect(await endOtherOwnSessions(actor)).toBe(2);
    expect(await Promise.all(tokens.map(async (token) => (await staffOfToken(token)) !== null))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("a new password", () => {
  it("asks for the present one, is checked, and ends the other sessions", async () => {
    const account = await somebody({ name: "Lê Hoài Thương" });
    const [here, there] = [await signedIn(account.email), await signedIn(account.email)];
    const actor = await staffOfToken(here);
    if (!actor) throw new Error("not signed in");
    const change = (current: string, next: string) => changeOwnPassword(actor, { current, password: next });
    expect(await change("sai rồi", "một câu khác hẳn")).toEqual({ ok: false, refusal: "current_wrong" });
    expect(await change(password, "ngắn")).toEqual({ ok: false, refusal: "password_too_short" });
    expect(await change(password, "lehoaithuong1")).toEqual({ ok: false, refusal: "password_personal" });
    expect(await change(password, "một câu khác hẳn")).toEqual({ ok: true, value: { ended: 1 } });
    expect(await staffOfToken(there)).toBeNull();
    expect(await staffOfToken(here)).not.toBeNull();
    expect(await signIn({ email: account.email, password }, from)).toMatchObject({ refusal: "wrong" });
    expect(await signIn({ email: account.email, password: "một câu khác hẳn" }, from)).toMatchObject({ ok: true });
  });
});
