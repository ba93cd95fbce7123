import { beforeEach, describe, expect, it, vi } from "vitest";
import { askCode, proveCode } from "@/lib/accounts/codes";
import { parseContact } from "@/lib/accounts/contact";
import { donorOfToken } from "@/lib/auth/sessions";
import { useDatabase } from "../support/database";
import { addDonor } from "../support/facts";

const { owner } = useDatabase();
const asks = { address: "203.0.113.7", locale: "vi" as const };
const from = { address: "203.0.113.7", device: null, tokenBefore: null };
const phone = "+84900000001";

beforeEach(async () => {
  vi.stubEnv("MAILBOX", "1");
  await owner.query("TRUNCATE rate_limit, one_time_code, outgoing_message");
});

async function lastCode(recipient = phone): Promise<string> {
  const { rows } = await owner.query<{ body: string }>(
    "SELECT body FROM outgoing_message WHERE recipient = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
    [recipient],
  );
  return /\d{6}/.exec(rows[0]?.body ?? "")?.[0] ?? "";
}

const wrong = (code: string) => (code === "000000" ? "111111" : "000000");

describe("a contact", () => {
  it.each([
    ["0900 000 001", { channel: "sms", value: "+84900000001" }],
    ["+84 900 000 001", { channel: "sms", value: "+84900000001" }],
    [" Lan.Anh@Example.org ", { channel: "email", value: "lan.anh@example.org" }],
  ])("is read from %j", (text, value) => expect(parseContact(text)).toEqual({ ok: true, value }));

  it.each([
    ["", "contact_empty"],
    ["lan@", "contact_email"],
    ["Lan Anh", "contact_email"],
    ["09000", "contact_phone"],
    ["024 3825 5934", "contact_landline"],
    ["0168 900 0001", "contact_old_prefix"],
  ])("is refused when it is %j", (text, refusal) => expect(parseContact(text)).toMatchObject({ refusal }));
});

describe("a one-time code", () => {
  it("opens a session for the contact, once", async () => {
    expect(await askCode("0900 000 001", asks)).toEqual({ ok: true, value: { contact: "0900 000 001" } });
    const code = await lastCode();
    const proved = await proveCode("0900000001", code, from);
    if (!proved.ok) throw new Error(proved.refusal);
    expect(await donorOfToken(proved.value.token)).toMatchObject({ kind: "contact", contact: phone });
    expect(await proveCode(phone, code, from)).toEqual({ ok: false, refusal: "code_over" });
  });

  it("is answered alike for a contact somebody has and one nobody has", async () => {
    await addDonor(owner, { phone: "+84900000002" });
    const [known, unknown] = [await askCode("0900 000 002", asks), await askCode("0900 000 003", asks)];
    expect(known.ok && unknown.ok && Object.keys(known.value)).toEqual(Object.keys(unknown.ok ? unknown.value : {}));
    const { rows } = await owner.query("SELECT recipient FROM outgoing_message ORDER BY recipient");
    expect(rows).toHaveLength(2);
  });

  it("bears five tries, also when they come at the same moment", async () => {
    await askCode(phone, asks);
    const code = await lastCode();
    const tries = await Promise.all(Array.from({ length: 12 }, () => proveCode(phone, wrong(code), from)));
    expect(tries.filter((one) => !one.ok && one.refusal === "code_wrong")).toHaveLength(4);
    expect(tries.filter((one) => !one.ok && one.refusal === "code_over")).toHaveLength(8);
    expect(await proveCode(phone, code, from)).toEqual({ ok: false, refusal: "code_over" });
  });

  it("is one person's even when two use it in the same moment", async () => {
    await askCode(phone, asks);
    const code = await lastCode();
    const both = await Promise.all([proveCode(phone, code, from), proveCode(phone, code, from)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
  });

  it("ends when a new one is sent and after ten minutes", async () => {
    await askCode(phone, asks);
    const first = await lastCode();
    await askCode(phone, asks);
    const second = await lastCode();
    if (first !== second) expect(await proveCode(phone, first, from)).toMatchObject({ refusal: "code_wrong" });
    await owner.query("UPDATE one_time_code SET expires_at = now() WHERE expires_at > now()");
    expect(await proveCode(phone, second, from)).toEqual({ ok: false, refusal: "code_over" });
  });

  it("belongs to its contact alone", async () => {
    await askCode(phone, asks);
    expect(await proveCode("0900 000 009", await lastCode(), from)).toEqual({ ok: false, refusal: "code_over" });
  });

  it("is sent three times in ten minutes at most, from wherever it is asked", async () => {
    const answers = [];
    for (let turn = 0; turn < 5; turn += 1)
      answers.push(await askCode(phone, { ...asks, address: `198.51.100.${turn}` }));
    expect(answers.map((one) => one.ok)).toEqual([true, true, true, false, false]);
  });

  it("is kept neither in the clear nor longer than it is good for", async () => {
    await askCode(phone, asks);
    const code = await lastCode();
    const { rows } = await owner.query("SELECT code_hash, expires_at - created_at AS lasts FROM one_time_code");
    expect(rows[0].code_hash.toString("latin1")).not.toContain(code);
    expect(rows[0].lasts).toMatchObject({ minutes: 10 });
  });

  it("is not promised by a text message where no gateway is set", async () => {
    vi.stubEnv("MAILBOX", "");
    vi.stubEnv("SMTP_URL", "smtp://mail.example");
    expect(await askCode(phone, asks)).toEqual({ ok: false, refusal: "no_text_messages" });
    expect(await askCode("lan@example.org", asks)).toMatchObject({ ok: true });
  });
});
