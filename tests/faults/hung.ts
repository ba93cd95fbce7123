import { setTimeout as wait } from "node:timers/promises";
import { askOnce, bookingWish, donationWish } from "./client";
import { type Fault, Promises } from "./fault";
import { type Ground, signal } from "./ground";
import { History } from "./history";
import { type Answer, ask, percentile } from "./requests";
import { judged } from "./summary";
import { announcedDrive, bleedingAt, openDrive, people } from "./world";

const seconds = Number(process.env.FAULTS_SECONDS_HUNG ?? 20);
const bookers = 12;

/** Somebody holds the table of slots for twenty seconds; then one backend freezes for as long. */
export const hung: Fault = {
  name: "hung",
  async run(ground) {
    const promises = new Promises();
    const history = new History("hung");
    const drive = await announcedDrive(ground.owner, { count: 4, capacity: 900 });
    const open = await openDrive(ground.owner);
    const world = {
      drive,
      open,
      donors: await people(ground.owner, 3_000),
      chairs: await bleedingAt(ground.owner, open.driveId, 3_000),
    };
    const server = await ground.server();
    const rush = new Rush(server.port, history, world);

    // The fault of this row meets a site at work. A server that starts while its database hangs is that of
    // database-down: it must answer as fast, and loads its code there under the same five seconds.
    await rush.during(3);
    const superuser = await ground.superuser();
    await superuser.query("BEGIN; LOCK TABLE slot IN ACCESS EXCLUSIVE MODE");
    const locked = await rush.during(seconds);
    await superuser.query("ROLLBACK");
    await wait(3_500);
    const after = await rush.during(3);
    await superuser.end();

    const frozen = await someBackend(ground);
    signal(frozen, "SIGSTOP");
    const stopped = await rush.during(seconds).finally(() => signal(frozen, "SIGCONT"));

    for (const [name, spell] of [["lock", locked] as const, ["frozen backend", stopped] as const]) {
      const all = [...spell.bookings, ...spell.others];
      const slowest = Math.max(...all.map(({ milliseconds }) => milliseconds));
      promises.keep(slowest <= 5_000, `an answer took ${Math.round(slowest)} ms during the ${name}`);
      const odd = all.filter(({ status }) => ![200, 303, 503].includes(status));
      promises.keep(odd.length === 0, `${odd.length} answers of status ${odd[0]?.status} during the ${name}`);
    }
    promises.keep(share(after.bookings) === 1, "booking did not recover after the lock");
    // Who wants nothing of the table is not held up by those who wait for it; one connection that falls silent takes
    // with it the one request it was asked for, and no second one may be given it.
    const heldUp = failed(locked.others);
    promises.keep(heldUp === 0, `${heldUp} of the others did not go on during the lock`);
    const silenced = failed([...stopped.bookings, ...stopped.others]);
    promises.keep(silenced <= 1, `${silenced} requests failed beside one frozen backend`);
    const sum = await judged(promises, ground.owner, [drive.driveId, open.driveId], history);
    await server.stop();
    return promises.verdict(
      `lock ${seconds} s: ${told(locked)}; frozen backend ${seconds} s: ${told(stopped)}; ${sum}`,
    );
  },
};

interface Spell {
  bookings: Answer[];
  others: Answer[];
}

interface World {
  drive: Awaited<ReturnType<typeof announcedDrive>>;
  open: Awaited<ReturnType<typeof openDrive>>;
  donors: Awaited<ReturnType<typeof people>>;
  chairs: Awaited<ReturnType<typeof bleedingAt>>;
}

/** People who book, beside people who want what has nothing to do with slots: records of bags, lists, reports. */
class Rush {
  private booked = 0;
  private bled = 0;

  constructor(
    private readonly port: number,
    private readonly history: History,
    private readonly world: World,
  ) {}

  async during(seconds: number): Promise<Spell> {
    const spell: Spell = { bookings: [], others: [] };
    const until = Date.now() + seconds * 1_000;
    const each = (count: number, list: Answer[], work: () => Promise<Answer>) =>
      Array.from({ length: count }, async () => {
        while (Date.now() < until) {
          list.push(await work());
          await wait(150);
        }
      });
    await Promise.all([
      ...each(bookers, spell.bookings, () => this.book()),
      ...each(2, spell.others, () => this.record()),
      ...each(2, spell.others, () => ask(this.port, { path: "/api/v1/units" })),
    ]);
    return spell;
  }

  private async book(): Promise<Answer> {
    const { drive, donors } = this.world;
    const donor = donors[this.booked];
    const slot = drive.slotIds[this.booked % drive.slotIds.length];
    this.booked += 1;
    if (!donor || !slot) throw new Error("Nobody is left to book.");
    return (await askOnce(this.port, bookingWish(drive.driveId, slot, donor), this.history)).answer;
  }

  private async record(): Promise<Answer> {
    const chair = this.world.chairs[this.bled];
    this.bled += 1;
    if (!chair) throw new Error("Nobody is left to bleed.");
    return (await askOnce(this.port, donationWish(this.world.open, chair), this.history)).answer;
  }
}

async function someBackend(ground: Ground): Promise<number> {
  const { rows } = await ground.owner.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE usename = 'giothong_app' ORDER BY query_start DESC LIMIT 1",
  );
  if (!rows[0]) throw new Error("The site holds no connection.");
  return rows[0].pid;
}

const failed = (answers: readonly Answer[]) => answers.filter(({ status }) => status !== 200 && status !== 303).length;
const share = (answers: readonly Answer[]) => 1 - failed(answers) / Math.max(1, answers.length);
const percent = (part: number) => `${Math.round(part * 100)} %`;

function told({ bookings, others }: Spell): string {
  const slowest = Math.max(...[...bookings, ...others].map(({ milliseconds }) => milliseconds));
  const p99 = percentile(
    others.map(({ milliseconds }) => milliseconds),
    0.99,
  );
  return `${percent(share(bookings))} of ${bookings.length} bookings and ${percent(share(others))} of ${others.length} others done, slowest ${Math.round(slowest)} ms, others p99 ${Math.round(p99)} ms`;
}
