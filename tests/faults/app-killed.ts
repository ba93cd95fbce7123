import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { askOnce, askUntilSettled, bookingWish, donationWish, type Wish } from "./client";
import { type Fault, Promises } from "./fault";
import type { Ground } from "./ground";
import { History } from "./history";
import type { Server } from "./server";
import { judged } from "./summary";
import { announcedDrive, bleedingAt, openDrive, people } from "./world";

const kills = Number(process.env.FAULTS_KILLS ?? 200);
const atOnce = 8;

/** The eight press one after the other, so that a kill meets them at every stage of their way. */
const pressWithinMilliseconds = 250;

/**
 * The server is killed 5 to 50 ms after the last of eight people has pressed the button, bookings and donations mixed;
 * they press again at the next instance, with the key they had. Fresh instances are kept ready, as a supervisor's
 * restart would only be waited for, and each is warmed by a request so that the kill meets work and not its loading.
 */
export const appKilled: Fault = {
  name: "app-killed",
  async run(ground) {
    const promises = new Promises();
    const history = new History("app-killed");
    const crowd = await Crowd.gather(ground, kills);
    const instances = new Instances(ground, crowd);
    let open: Wish[] = [];
    let cut = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const server = await instances.next();
      while (open.length < atOnce) open.push(crowd.nextWish());
      const asking = open
        .slice(0, atOnce)
        .map(async (wish) => ({ wish, ...(await askOnce(server.port, wish, history)) }));
      await wait(randomInt(5, 51));
      await server.kill();
      const answers = await Promise.all(asking);
      cut += answers.filter(({ answer }) => answer.status === 0).length;
      const settled = new Set(answers.filter((one) => one.settled).map(({ wish }) => wish));
      open = open.filter((wish) => !settled.has(wish));
    }
    const last = await instances.next();
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

/** More wishes than the kills can use up: places and chairs for everybody. */
class Crowd {
  private next = 0;

  private constructor(
    private readonly wishes: readonly Wish[],
    private readonly warming: readonly Wish[],
    readonly driveIds: readonly string[],
  ) {}

  static async gather(ground: Ground, kills: number): Promise<Crowd> {
    const half = kills * 2 + 40;
    const booked = await announcedDrive(ground.owner, { count: 20, capacity: Math.ceil((half + kills) / 20) + 5 });
    const open = await openDrive(ground.owner);
    const donors = await people(ground.owner, half);
    const chairs = await bleedingAt(ground.owner, open.driveId, half);
    const wishes = donors.flatMap((donor, index) => {
      const slot = booked.slotIds[index % booked.slotIds.length] as string;
      const chair = chairs[index];
      return [bookingWish(booked.driveId, slot, donor), ...(chair ? [donationWish(open, chair)] : [])];
    });
    const elsewhere = await announcedDrive(ground.owner, { count: 1, capacity: 1_000 });
    const warmers = await people(ground.owner, kills + 10);
    const warming = warmers.map((one) => bookingWish(elsewhere.driveId, elsewhere.slotIds[0] as string, one));
    return new Crowd(wishes, warming, [booked.driveId, open.driveId]);
  }

  nextWish(): Wish {
    const wish = this.wishes[this.next];
    if (!wish) throw new Error("The crowd is used up.");
    this.next += 1;
    return wish;
  }

  warmingWish(turn: number): Wish {
    return this.warming[turn % this.warming.length] as Wish;
  }
}

/** Keeps two instances started ahead of their use. */
class Instances {
  private readonly coming: Promise<Server>[] = [];
  private readonly quiet = new History("app-killed-warming");
  private turn = 0;

  constructor(
    private readonly ground: Ground,
    private readonly crowd: Crowd,
  ) {
    this.fill();
  }

  next(): Promise<Server> {
    const first = this.coming.shift() as Promise<Server>;
    this.fill();
    return first;
  }

  async close(): Promise<void> {
    await Promise.all(this.coming.map(async (one) => (await one).kill()));
  }

  private fill(): void {
    while (this.coming.length < 2) this.coming.push(this.warm());
  }

  private async warm(): Promise<Server> {
    const server = await this.ground.server();
    this.turn += 1;
    await askOnce(server.port, this.crowd.warmingWish(this.turn), this.quiet);
    return server;
  }
}
