import { expect, test } from "@playwright/test";
import { call, codeSentTo, cookieSet, lastLetter } from "./people";
import { type ActionAnswer, visit } from "./site";
import { newDonor, useWorld, withinOneWindow } from "./world";

const world = useWorld();
test.describe.configure({ mode: "parallel", timeout: 90_000 });
test.beforeEach(withinOneWindow);

const said = (answer: ActionAnswer) => answer.refusal ?? answer.outcome;
const ask = async (contact: string) => said(await call("askCodeAction", { contact }));
const prove = (contact: string, code: string) => call("proveCodeAction", { contact, code });
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test.describe("a one-time code", () => {
  test("bears five tries; after them even the right one is over", async () => {
    const { contact } = await newDonor(world.db);
    await ask(contact);
    const code = await codeSentTo(world.db, contact);
    const heard: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) heard.push(said(await prove(contact, other(code))));
    expect(heard).toEqual(["code_wrong", "code_wrong", "code_wrong", "code_wrong", "code_over"]);
    expect(said(await prove(contact, code))).toBe("code_over");
  });

  test("bears five tries also when they come at once", async () => {
    const { contact } = await newDonor(world.db);
    await ask(contact);
    const code = await codeSentTo(world.db, contact);
    const guesses = Array.from({ length: 12 }, () => prove(contact, other(code)).then(said));
    const heard = await Promise.all(guesses);
    expect(heard.filter((word) => word === "code_wrong")).toHaveLength(4);
    expect(said(await prove(contact, code))).toBe("code_over");
  });

  test("opens once, also when it is sent twice at once", async () => {
    const { contact } = await newDonor(world.db);
    await ask(contact);
    const code = await codeSentTo(world.db, contact);
    const heard = await Promise.all([prove(contact, code).then(said), prove(contact, code).then(said)]);
    expect(heard.sort()).toEqual(["code_over", "done"]);
    expect(said(await prove(contact, code))).toBe("code_over");
  });

  test("belongs to the contact it was sent to", async () => {
    const [one, two] = [await newDonor(world.db), await newDonor(world.db)];
    await ask(one.contact);
    await ask(two.contact);
    const [first, second] = [await codeSentTo(world.db, one.contact), await codeSentTo(world.db, two.contact)];
    if (first !== second) expect(said(await prove(two.contact, first))).toBe("code_wrong");
    const page = await visit("/sign-in/who", cookieSet(await prove(one.contact, first), "donor"));
    expect(await page.text()).toContain(one.donorId);
  });

  test("ends with the next one, and ten minutes after it was made", async () => {
    const { contact } = await newDonor(world.db);
    await ask(contact);
    const first = await codeSentTo(world.db, contact);
    await ask(contact);
    const second = await codeSentTo(world.db, contact);
    if (first !== second) expect(said(await prove(contact, first))).toBe("code_wrong");
    await world.db.query(
      "UPDATE one_time_code SET created_at = created_at - interval '11 minutes', expires_at = expires_at - interval '10 minutes' WHERE contact = $1",
      [contact],
    );
    expect(said(await prove(contact, second))).toBe("code_over");
  });

  test("is not kept where a copy of the database could be searched for it", async () => {
    const { contact } = await newDonor(world.db);
    await ask(contact);
    const code = await codeSentTo(world.db, contact);
    const { rows } = await world.db.query("SELECT one_time_code::text AS kept FROM one_time_code WHERE contact = $1", [
      contact,
    ]);
    expect(rows.length).toBe(1);
    expect(rows[0].kept).not.toContain(code);
  });
});

test.describe("the mailbox of one phone", () => {
  test("is not flooded, from however many addresses", async () => {
    const { contact } = await newDonor(world.db);
    const heard: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) heard.push(await ask(contact));
    expect(heard).toEqual(["done", "done", "done", "too_often", "too_often", "too_often"]);
    expect((await lastLetter(world.db, contact)).count).toBe(3);
  });
});
