import { randomInt, randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { formatPhone } from "@/lib/core/phone";
import { sealNumber } from "@/lib/donors/identity-vault";
import { addAccount, addDonorIdentity } from "../support/facts";
import { actionFixtures } from "./fixtures";
import { addColleague, call, codeSentTo, password } from "./people";
import { type ActionAnswer, visit } from "./site";
import { cookieOf, newDonor, useWorld, withinOneWindow } from "./world";

const world = useWorld();
test.beforeEach(withinOneWindow);

/** A mobile number nobody has, read as the form reads it. */
const strangersPhone = () => `+84968${randomInt(100_000, 999_999)}`;

/** Everything an answer tells, but for what was typed and what changes from answer to answer. */
function toldBy(answer: ActionAnswer, typed: string) {
  const spoken = typed.startsWith("+84") ? [`0${typed.slice(3)}`, formatPhone(typed)] : [];
  const text = [typed, ...spoken].reduce((masked, shape) => masked.replaceAll(shape, "…"), answer.text);
  const headers = [...answer.headers].filter(([name]) => !["date", "content-length"].includes(name));
  return {
    status: answer.status,
    refusal: answer.refusal,
    text,
    headers: headers.map(([name, value]) => `${name}: ${value.replace(/nonce-[^']+/g, "nonce")}`),
  };
}

test.describe("nobody learns who is known", () => {
  test("from asking for a code by phone", async () => {
    const { contact } = await newDonor(world.db);
    const stranger = strangersPhone();
    const known = toldBy(await call("askCodeAction", { contact }), contact);
    const unknown = toldBy(await call("askCodeAction", { contact: stranger }), stranger);
    expect(known).toEqual(unknown);
    expect(known.refusal).toBeNull();
    // Both get a letter: silence would tell as well.
    expect(await codeSentTo(world.db, stranger)).toMatch(/^\d{6}$/);
  });

  test("from asking for a code by e-mail", async () => {
    const known = `${randomUUID()}@example.org`;
    const stranger = `${randomUUID()}@example.org`;
    const { donorId } = await newDonor(world.db);
    await world.db.query("UPDATE donor SET email = $2 WHERE id = $1", [donorId, known]);
    expect(toldBy(await call("askCodeAction", { contact: known }), known)).toEqual(
      toldBy(await call("askCodeAction", { contact: stranger }), stranger),
    );
  });

  test("from guessing a code, asked for or not", async () => {
    const { contact } = await newDonor(world.db);
    const stranger = strangersPhone();
    const guess = async (whose: string) =>
      toldBy(await call("proveCodeAction", { contact: whose, code: "000000" }), whose);
    expect(await guess(contact)).toEqual(await guess(stranger));
    await call("askCodeAction", { contact });
    await call("askCodeAction", { contact: stranger });
    expect(await guess(contact)).toEqual(await guess(stranger));
  });

  test("from the staff's door: known, unknown, shut and never opened accounts hear the same", async () => {
    const known = await addColleague(world.db);
    const shut = await addColleague(world.db);
    await world.db.query("UPDATE account SET disabled_at = now() WHERE id = $1", [shut.id]);
    const invited = await addAccount(world.db);
    const tried: [string, string][] = [
      [known.email, "not the password"],
      [shut.email, password],
      [invited.email, password],
      [`${randomUUID()}@example.org`, password],
    ];
    const told = [];
    for (const [email, typed] of tried) {
      told.push(toldBy(await call("signInAction", { email, password: typed }), email));
    }
    expect(told[0]?.refusal).toBe("wrong");
    for (const one of told) expect(one).toEqual(told[0]);
  });

  test("from the number of a card in the form for new donors", async () => {
    const some = () => `001099${randomInt(100_000, 999_999)}`;
    const [known, unknown] = [some(), some()];
    const { donorId } = await newDonor(world.db, "Trần Thị Biết");
    const { hash } = sealNumber("citizen_card", known);
    await addDonorIdentity(world.db, { donorId, numberHash: new Uint8Array(hash) });
    const told = async (fields: Record<string, string>) => {
      const contact = strangersPhone();
      const form = await actionFixtures.registerSelfAction?.form(world, { kind: "contact", contact });
      const paper = { identityKind: "citizen_card", bornOn: "1999-05-20", ...fields };
      const cookie = await cookieOf({ kind: "contact", contact });
      return toldBy(await call("registerSelfAction", { ...form, ...paper }, cookie), fields.identityNumber ?? "");
    };
    const taken = await told({ identityNumber: known, sex: "male" });
    // The card's own digits say a man born in 1999: for a woman the number contradicts itself, known or not.
    const impossible = await told({ identityNumber: unknown, sex: "female" });
    expect(taken.refusal).toBe("identity_not_usable");
    expect({ ...taken, text: "" }).toEqual({ ...impossible, text: "" });
  });

  test("from a link of an invitation: a wrong, a used and an old one show the same page", async () => {
    const made = async (differing: string) => {
      const { id } = await addAccount(world.db);
      const token = randomUUID();
      await world.db.query(
        `INSERT INTO account_invitation (id, account_id, token_hash, made_at, expires_at, used_at)
         SELECT gen_random_uuid(), $1, sha256(convert_to('invitation:' || $2, 'UTF8')), now() - interval '3 days', ${differing}`,
        [id, token],
      );
      return token;
    };
    const tokens = [
      randomUUID(),
      await made("now() - interval '1 hour', NULL"),
      await made("now() + interval '1 hour', now()"),
    ];
    const pages = await Promise.all(
      tokens.map(async (token) => {
        const text = await (await visit(`/staff/invitation/${token}`, null)).text();
        return text
          .replaceAll(token, "…")
          .replace(/<script[\s\S]*?<\/script>/g, "")
          .replace(/nonce="[^"]*"/g, "");
      }),
    );
    expect(pages[1]).toBe(pages[0]);
    expect(pages[2]).toBe(pages[0]);
  });
});
