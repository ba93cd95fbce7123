import { randomInt, randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { withinLimit } from "@/lib/auth/rate-limit";
import { addColleague, call, password } from "./people";
import type { ActionAnswer } from "./site";
import { useWorld, withinOneWindow } from "./world";

const world = useWorld();
test.describe.configure({ mode: "parallel", timeout: 90_000 });

/** An address nobody else here comes from. */
const someAddress = () => `203.0.113.${randomInt(1, 255)}-${randomUUID()}`;
const wrong = "not the password";

test.beforeEach(withinOneWindow);

const said = (answer: ActionAnswer) => answer.refusal ?? answer.outcome;

async function tries(many: number, form: Record<string, string>, address: () => string): Promise<string[]> {
  const heard: string[] = [];
  for (let turn = 0; turn < many; turn += 1) {
    heard.push(said(await call("signInAction", form, null, { address: address() })));
  }
  return heard;
}

test.describe("guessing a password", () => {
  test("from one address is slowed for that account there, and disturbs nobody else", async () => {
    const [victim, neighbour] = [await addColleague(world.db), await addColleague(world.db)];
    const address = someAddress();
    const heard = await tries(12, { email: victim.email, password: wrong }, () => address);
    expect(heard).toEqual([...Array(10).fill("wrong"), "too_often", "too_often"]);
    // Not even the right password there; elsewhere it works at once, and so does a neighbour's at the same address.
    expect(await tries(1, { email: victim.email, password }, () => address)).toEqual(["too_often"]);
    expect(await tries(1, { email: victim.email, password }, someAddress)).toEqual(["done"]);
    expect(await tries(1, { email: neighbour.email, password }, () => address)).toEqual(["done"]);
  });

  test("is counted by the hop our own proxy wrote, whatever the sender wrote before it", async () => {
    const { email } = await addColleague(world.db);
    const address = someAddress();
    const heard = await tries(12, { email, password: wrong }, () => `${someAddress()}, ${address}`);
    expect(heard.slice(-2)).toEqual(["too_often", "too_often"]);
  });

  test("from many addresses is slowed for the account, and the right password works when the time is over", async () => {
    const [victim, neighbour] = [await addColleague(world.db), await addColleague(world.db)];
    await counted("sign_in.account", victim.email, 49);
    expect(await tries(2, { email: victim.email, password: wrong }, someAddress)).toEqual(["wrong", "too_often"]);
    expect(await tries(1, { email: neighbour.email, password }, someAddress)).toEqual(["done"]);
    await world.db.query(
      "UPDATE rate_limit SET window_started_at = window_started_at - interval '15 minutes' WHERE bucket LIKE 'sign_in.account:%' AND hits > 49",
    );
    expect(await tries(1, { email: victim.email, password }, someAddress)).toEqual(["done"]);
  });

  test("of many accounts from one address is slowed for the address", async () => {
    const address = someAddress();
    const email = () => `${randomUUID()}@example.org`;
    await counted("sign_in.address", address, 119);
    expect(await tries(1, { email: email(), password: wrong }, () => address)).toEqual(["wrong"]);
    expect(await tries(1, { email: email(), password: wrong }, () => address)).toEqual(["too_often"]);
    expect(await tries(1, { email: email(), password: wrong }, someAddress)).toEqual(["wrong"]);
  });
});

/** Counts tries that were not made: each of them would cost the server an argon2. */
async function counted(what: string, whom: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await withinLimit(what, whom, { max: 1, perMinutes: 15 });
}
