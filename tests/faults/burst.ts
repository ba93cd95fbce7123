import { askOnce, bookingWish } from "./client";
import { type Fault, Promises } from "./fault";
import { History } from "./history";
import { type Answer, percentile } from "./requests";
import { judged } from "./summary";
import { announcedDrive, people } from "./world";

const clients = 256;
const seconds = Number(process.env.FAULTS_SECONDS_BURST ?? 30);
const places = 200;
const flooding = 700;

/** 256 people press at once, and again and again, for the places of one slot; then come more than can be served. */
export const burst: Fault = {
  name: "burst",
  async run(ground) {
    const promises = new Promises();
    const history = new History("burst");
    const drive = await announcedDrive(ground.owner, { count: 1, capacity: places });
    const slot = drive.slotIds[0] as string;
    const donors = await people(ground.owner, 4_000);
    const server = await ground.server();
    const answers: Answer[] = [];
    const until = Date.now() + seconds * 1_000;
    let turn = 0;
    const everybody = Array.from({ length: clients }, async () => {
      while (Date.now() < until) {
        const donor = donors[turn++ % donors.length];
        if (!donor) return;
        answers.push((await askOnce(server.port, bookingWish(drive.driveId, slot, donor), history)).answer);
      }
    });
    await Promise.all(everybody);
    const odd = answers.filter(({ status }) => ![200, 303, 429, 503].includes(status));
    promises.keep(odd.length === 0, `${odd.length} answers of status ${odd[0]?.status}`);
    promises.keep(server.isRunning, "the server fell");
    const shed = answers.filter(({ status }) => status === 503).length;
    const { rows } = await ground.owner.query<{ booked: number }>("SELECT booked FROM slot WHERE id = $1", [slot]);
    promises.keep(rows[0]?.booked === places, `${rows[0]?.booked} of ${places} places were given`);
    const times = answers.map(({ milliseconds }) => milliseconds);
    const flood = await Promise.all(
      donors.slice(0, flooding).map((donor) => askOnce(server.port, bookingWish(drive.driveId, slot, donor), history)),
    );
    const sent = flood.map(({ answer }) => answer).filter(({ status }) => status === 503);
    const slowest = Math.max(...sent.map(({ milliseconds }) => milliseconds));
    promises.keep(sent.length > 0, `none of ${flooding} at once was told to come back`);
    promises.keep(slowest < 2_000, `one of ${flooding} was told to come back only after ${Math.round(slowest)} ms`);
    const sum = await judged(promises, ground.owner, [drive.driveId], history, ["slot_full", "already_booked"]);
    await server.stop();
    return promises.verdict(
      `${clients} people, ${Math.round(answers.length / seconds)} answers/s, p50 ${Math.round(percentile(times, 0.5))} ms, p99 ${Math.round(percentile(times, 0.99))} ms, ${shed} told to come back; of ${flooding} at once ${sent.length} told so within ${Math.round(slowest)} ms; ${sum}`,
    );
  },
};
