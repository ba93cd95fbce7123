import { setTimeout as wait } from "node:timers/promises";
import { hashPassword } from "@/lib/auth/passwords";
import { addAccount } from "@/tests/support/facts";
import { askOnce, bookingWish } from "./client";
import { type Fault, Promises } from "./fault";
import { History } from "./history";
import { type Answer, actionRequest, ask, percentile, saidBy } from "./requests";
import type { Server } from "./server";
import { judged } from "./summary";
import { announcedDrive, people } from "./world";

const atOnce = 200;
const seconds = 12;
const bookers = 4;
const password = "mot giot mau hong cho doi";

/**
 * 200 sign-ins at once, each from an address of its own and each with a wrong password, and 200 more as soon as those
 * are answered and three seconds have passed. Checking a password is meant to be slow work: others must not feel it.
 */
export const signIns: Fault = {
  name: "sign-ins",
  async run(ground) {
    const promises = new Promises();
    const history = new History("sign-ins");
    const drive = await announcedDrive(ground.owner, { count: 4, capacity: 1_000 });
    const donors = await people(ground.owner, 4_000);
    const owner = await addAccount(ground.owner, { passwordHash: await hashPassword(password) });
    const server = await ground.server();
    let next = 0;
    const bookUntil = async (over: () => boolean): Promise<number[]> => {
      const times: number[] = [];
      const each = Array.from({ length: bookers }, async () => {
        while (!over()) {
          const donor = donors[next++];
          if (!donor) return;
          const wish = bookingWish(drive.driveId, drive.slotIds[next % 4] as string, donor);
          times.push((await askOnce(server.port, wish, history)).answer.milliseconds);
          await wait(20);
        }
      });
      await Promise.all(each);
      return times;
    };
    const spell = () => {
      const until = Date.now() + seconds * 1_000;
      return () => Date.now() > until;
    };
    await bookUntil(spell());
    const alone = await bookUntil(spell());
    const answers: Answer[] = [];
    const over = spell();
    const attack = (async () => {
      for (let wave = 0; !over(); wave += 1) {
        const mob = Array.from({ length: atOnce }, (_, one) =>
          trySignIn(server, `nobody-${one}@example.org`, "not it", `198.18.${wave}.${one}`),
        );
        answers.push(...(await Promise.all(mob)));
        await wait(3_000);
      }
    })();
    const beside = await bookUntil(over);
    const right = await trySignIn(server, owner.email, password, "198.51.100.7");
    await attack;

    const turnedAway = answers.filter(({ status }) => status === 429).length;
    const odd = answers.filter(({ status }) => ![200, 429].includes(status));
    promises.keep(odd.length === 0, `${odd.length} sign-ins answered ${odd[0]?.status}`);
    promises.keep(turnedAway > 0, "nobody was turned away");
    const welcome = saidBy(await settledSignIn(server, owner.email, right));
    promises.keep(welcome !== null && "done" in welcome, "the right password did not work afterwards");
    const factor = percentile(beside, 0.99) / percentile(alone, 0.99);
    promises.keep(factor < 2, `booking's p99 grew ${factor.toFixed(2)} times`);
    const sum = await judged(promises, ground.owner, [drive.driveId], history);
    await server.stop();
    const told = (times: number[]) =>
      `p50 ${Math.round(percentile(times, 0.5))} p99 ${Math.round(percentile(times, 0.99))} ms`;
    return promises.verdict(
      `${answers.length} wrong sign-ins in waves of ${atOnce}, ${turnedAway} answered 429; bookings ${told(alone)} without, ${told(beside)} beside them (×${factor.toFixed(2)}); ${sum}`,
    );
  },
};

function trySignIn(server: Server, email: string, secret: string, address: string): Promise<Answer> {
  const wanted = actionRequest("signInAction", "/staff/sign-in", { email, password: secret }, null);
  return ask(server.port, { ...wanted, headers: { ...wanted.headers, "x-forwarded-for": address } });
}

/** The owner's sign-in, asked again when it met the crowd. */
async function settledSignIn(server: Server, email: string, first: Answer): Promise<Answer> {
  let answer = first;
  for (let turn = 0; turn < 5 && answer.status === 429; turn += 1) {
    await wait(1_000);
    answer = await trySignIn(server, email, password, "198.51.100.7");
  }
  return answer;
}
