import { askOnce, askUntilSettled, bookingWish, donationWish, type Wish } from "./client";
import { type Fault, Promises } from "./fault";
import type { Ground } from "./ground";
import { History } from "./history";
import { ask, saidBy } from "./requests";
import { judged } from "./summary";
import { announcedDrive, bleedingAt, freshBag, openDrive, people } from "./world";

const keys = 30;
const times = 20;

/** Thirty requests, each sent twenty times at once and once more later; then their keys again with another wish. */
export const replays: Fault = {
  name: "replays",
  async run(ground) {
    const promises = new Promises();
    const history = new History("replays");
    const drive = await announcedDrive(ground.owner, { count: 2, capacity: keys });
    const [slot, another] = drive.slotIds as [string, string];
    const open = await openDrive(ground.owner);
    const donors = await people(ground.owner, keys / 2);
    const chairs = await bleedingAt(ground.owner, open.driveId, keys / 2);
    const bags = chairs.map((chair) => ({ chair, number: freshBag() }));
    const bookings = donors.map((donor) => ({ donor, wish: bookingWish(drive.driveId, slot, donor) }));
    const donations = bags.map((bag) => ({ ...bag, wish: donationWish(open, bag.chair, bag) }));
    const wishes = [...bookings, ...donations].map(({ wish }) => wish);
    const server = await ground.server();

    for (const wish of wishes) await storm(server.port, wish, history);
    await anHourPasses(ground);
    for (const wish of wishes) await askUntilSettled(() => server.port, wish, history);

    await anHourPasses(ground);
    const others: Wish[] = [
      ...bookings.map(({ donor, wish }) => bookingWish(drive.driveId, another, donor, wish.key)),
      ...donations.map(({ chair, number, wish }) =>
        donationWish(open, chair, { key: wish.key, number, volumeMl: 250 }),
      ),
    ];
    let refused = 0;
    for (const wish of others) {
      const said = saidBy(await ask(server.port, wish.request));
      if (said && "refused" in said && ["request_reused", "recorded_differently"].includes(said.refused)) refused += 1;
    }
    promises.keep(refused === keys, `only ${refused} of ${keys} keys were refused for another wish`);
    const sum = await judged(promises, ground.owner, [drive.driveId, open.driveId], history);
    await server.stop();
    return promises.verdict(`${keys} requests × ${times} at once; ${refused} keys refused for another wish; ${sum}`);
  },
};

/** Twenty at once; who is told to come back in a moment does. */
async function storm(port: number, wish: Wish, history: History): Promise<void> {
  const answers = await Promise.all(Array.from({ length: times }, () => askOnce(port, wish, history)));
  for (const { settled } of answers) if (!settled) await askUntilSettled(() => port, wish, history);
}

/** As far as the limit on how often one person may ask is concerned. */
async function anHourPasses(ground: Ground): Promise<void> {
  await ground.owner.query("DELETE FROM rate_limit");
}
