import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { askUntilSettled } from "./client";
import { Crowd } from "./crowd";
import { type Fault, Promises } from "./fault";
import { History } from "./history";
import type { Answer } from "./requests";
import { judged } from "./summary";

const kills = 6;
const clients = 12;

/** Postmaster and backends are killed under people who book and record, and started again; the site is not. */
export const postgresKilled: Fault = {
  name: "postgres-killed",
  async run(ground) {
    const promises = new Promises();
    const history = new History("postgres-killed");
    const crowd = await Crowd.gather(ground, 3_000);
    const server = await ground.server();
    const statuses = new Map<number, number>();
    let over = false;
    let lastDone = 0;
    const noted = ({ status }: Answer) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200 || status === 303) lastDone = Date.now();
    };
    const people = Array.from({ length: clients }, async () => {
      while (!over) await askUntilSettled(() => server.port, crowd.nextWish(), history, noted);
    });
    const recoveries: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await wait(1_200 + randomInt(1_000));
      await ground.killPostgres();
      await ground.startPostgres();
      const answers = Date.now();
      while (lastDone < answers && Date.now() < answers + 20_000) await wait(20);
      recoveries.push((lastDone - answers) / 1000);
    }
    await wait(1_000);
    over = true;
    await Promise.all(people);
    promises.keep(server.isRunning, "the server fell with the database");
    const odd = [...statuses].filter(([status]) => ![200, 303, 503].includes(status));
    promises.keep(
      odd.length === 0,
      `answers of status ${odd.map(([status, times]) => `${status} ×${times}`).join(", ")}`,
    );
    promises.keep(Math.max(...recoveries) < 10, "it took more than 10 s to go on");
    const sum = await judged(promises, ground.owner, crowd.driveIds, history);
    await server.stop();
    return promises.verdict(
      `${kills} kills, at work again at most ${Math.max(...recoveries).toFixed(1)} s after the database; ${statuses.get(503) ?? 0} answers of 503; ${sum}`,
    );
  },
};
