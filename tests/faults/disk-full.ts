import { execFileSync } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { dataFolder } from "@/lib/cli/paths";
import { askOnce, askUntilSettled } from "./client";
import { Crowd } from "./crowd";
import { type Fault, Promises, Skipped } from "./fault";
import { Ground } from "./ground";
import { History } from "./history";
import { ask } from "./requests";
import { judged } from "./summary";

const name = "faults-small";
const place = join(dataFolder, name);
const document = { accept: "text/html,*/*", "sec-fetch-dest": "document" };

/** A database of its own on a small disk in memory, which a ballast fills to the last byte and then leaves. */
export const diskFull: Fault = {
  name: "disk-full",
  async run(usual) {
    mountSmallDisk();
    try {
      const ground = await Ground.open(name, usual);
      try {
        return await fill(ground);
      } finally {
        await ground.close();
      }
    } finally {
      unmountSmallDisk();
    }
  },
  tidy: unmountSmallDisk,
};

/** Also that of a run that was killed. */
function unmountSmallDisk(): void {
  try {
    execFileSync("umount", [place], { stdio: "ignore" });
  } catch {
    // There was none.
  }
}

function mountSmallDisk(): void {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    throw new Skipped("a disk of its own needs Linux and root");
  unmountSmallDisk();
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=640m,mode=0755", "giot-hong-faults", place], { stdio: "pipe" });
  } catch {
    throw new Skipped("this machine lets nobody mount a disk in memory");
  }
}

async function fill(ground: Ground) {
  const promises = new Promises();
  const history = new History("disk-full");
  const superuser = await ground.superuser();
  const { rows } = await superuser.query<{ data_directory: string }>("SHOW data_directory");
  if (!rows[0]?.data_directory.startsWith(place)) throw new Skipped("the database's user cannot enter the checkout");
  const crowd = await Crowd.gather(ground, 6_000);
  const server = await ground.server();
  for (let turn = 0; turn < 40; turn += 1) await askOnce(server.port, crowd.nextWish(), history);

  const ballast = new Ballast();
  ballast.grow();
  let refused = 0;
  let sentence = false;
  const refusing: (() => Promise<void>)[] = [];
  for (let turn = 0; turn < 1_500 && refused < 40; turn += 1) {
    const wish = crowd.nextWish();
    const { settled, answer } = await askOnce(server.port, wish, history);
    ballast.grow();
    if (settled) continue;
    refused += 1;
    sentence ||= answer.text.includes("đã đầy");
    promises.keep(answer.status === 503, `a write was answered ${answer.status} on a full disk`);
    refusing.push(() => askUntilSettled(() => server.port, wish, history));
  }
  promises.keep(refused >= 40, "the disk never became full");
  promises.keep(sentence, "nobody was told that the disk is full");
  const reads = [];
  for (let turn = 0; turn < 10; turn += 1) {
    for (const path of ["/", `/drives/${crowd.driveIds[0]}`, "/api/v1/drives"])
      reads.push((await ask(server.port, { path, headers: document })).status);
  }
  const well = reads.filter((status) => status === 200).length;
  promises.keep(well === reads.length, `only ${well} of ${reads.length} pages were read on a full disk`);

  ballast.leave();
  const began = Date.now();
  while (Date.now() < began + 20_000 && !(await askOnce(server.port, crowd.nextWish(), history)).settled)
    await wait(100);
  const recovered = (Date.now() - began) / 1000;
  for (const again of refusing) await again();
  promises.keep(server.isRunning, "the server fell");
  const sum = await judged(promises, ground.owner, crowd.driveIds, history);
  await superuser.end().catch(() => {});
  await server.stop();
  return promises.verdict(
    `${refused} writes refused in words, ${well} of ${reads.length} pages read meanwhile, writing again ${recovered.toFixed(1)} s after there was room; ${sum}`,
  );
}

/** A file that takes whatever the disk has left. */
class Ballast {
  private readonly path = join(place, "ballast");
  private readonly file = openSync(this.path, "w");

  grow(): void {
    const { bavail, bsize } = statfsSync(place);
    let left = bavail * bsize;
    const piece = Buffer.alloc(262_144);
    try {
      while (left > 0) left -= writeSync(this.file, piece, 0, Math.min(left, piece.length));
      fsyncSync(this.file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }

  leave(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}
