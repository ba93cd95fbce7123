import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { askOnce, askUntilSettled, type Wish } from "./client";
import { Crowd } from "./crowd";
import { type Fault, Promises } from "./fault";
import type { Ground } from "./ground";
import { History } from "./history";
import type { Server } from "./server";
import { judged } from "./summary";

const kills = Number(process.env.FAULTS_KILLS ?? 200);
const atOnce = 8;
const warmingRequests = 4;

/**
 * Eight people press the button one after the other, bookings and donations mixed, as fast as the instance serves
 * them, and 5 to 50 ms after the last has pressed it is killed: it meets them at every stage of their way. They press
 * again at the next instance, with the key they had. Fresh instances are kept ready, as a supervisor's restart would
 * only be waited for, and each has served a few requests, so that the kill meets work and not its loading.
 */
export const appKilled: Fault = {
  name: "app-killed",
  async run(ground) {
    const promises = new Promises();
    const history = new History("app-killed");
    const crowd = await Crowd.gather(ground, (kills + 1) * atOnce);
    const instances = new Instances(ground, await Crowd.gather(ground, (kills + 10) * warmingRequests));
    let open: Wish[] = [];
    let cut = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { server, milliseconds } = await instances.next();
      while (open.length < atOnce) open.push(crowd.nextWish());
      const asking = open.slice(0, atOnce).map(async (wish, index) => {
        await wait(index * milliseconds);
        return { wish, ...(await askOnce(server.port, wish, history)) };
      });
      await wait((atOnce - 1) * milliseconds + randomInt(5, 51));
      await server.kill();
      const answers = await Promise.all(asking);
      cut += answers.filter(({ answer }) => answer.status === 0).length;
      const settled = new Set(answers.filter((one) => one.settled).map(({ wish }) => wish));
      open = open.filter((wish) => !settled.has(wish));
    }
    const { server: last } = await instances.next();
    for (const wish of open) await askUntilSettled(() => last.port, wish, history);
    await instances.close();
    await last.stop();
    const sum = await judged(promises, ground.owner, crowd.driveIds, history);
    promises.keep(cut >= kills, `only ${cut} requests were cut off by ${kills} kills`);
    const before = await doneBeforeTheCut(ground, crowd.driveIds, history);
    return promises.verdict(`${kills} kills cut off ${cut} requests, ${before} of them already done; ${sum}`);
  },
};

/** How many were done when their client had to ask again: those that a site without keys would have doubled. */
async function doneBeforeTheCut(ground: Ground, driveIds: readonly string[], history: History): Promise<number> {
  const { rows } = await ground.owner.query<{ key: string; at: Date }>(
    `SELECT request_key AS key, booked_at AS at FROM booking WHERE drive_id = ANY ($1)
     UNION ALL SELECT request_key, recorded_at FROM donation WHERE drive_id = ANY ($1)`,
    [driveIds],
  );
  const asked = history.read().filter(({ said }) => said === "asked");
  const lastAsked = new Map(asked.map(({ key, at }) => [key, at]));
  return rows.filter(({ key, at }) => at.getTime() < (lastAsked.get(key) ?? 0)).length;
}

/** An instance that has served, and how long it took for its last request. */
interface Ready {
  readonly server: Server;
  readonly milliseconds: number;
}

/** Keeps two instances started ahead of their use. */
class Instances {
  private readonly coming: Promise<Ready>[] = [];
  private readonly quiet = new History("app-killed-warming");

  constructor(
    private readonly ground: Ground,
    private readonly warmers: Crowd,
  ) {
    this.fill();
  }

  next(): Promise<Ready> {
    const first = this.coming.shift() as Promise<Ready>;
    this.fill();
    return first;
  }

  async close(): Promise<void> {
    await Promise.all(this.coming.map(async (one) => (await one).server.kill()));
  }

  private fill(): void {
    while (this.coming.length < 2) this.coming.push(this.warm());
  }

  private async warm(): Promise<Ready> {
    const server = await this.ground.server();
    let milliseconds = 0;
    for (let turn = 0; turn < warmingRequests; turn += 1)
      ({ milliseconds } = (await askOnce(server.port, this.warmers.nextWish(), this.quiet)).answer);
    return { server, milliseconds };
  }
}
