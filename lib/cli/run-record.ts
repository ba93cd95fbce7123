import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "@/lib/cli/paths";
import { end, goneWithin, isAlive, markOf, type ProcessMark } from "@/lib/cli/processes";
import { say, Trouble } from "@/lib/cli/say";

interface Running {
  launcher?: ProcessMark | null;
  server?: ProcessMark | null;
  worker?: ProcessMark | null;
  port?: number;
  /** Whether the launcher has been asked to end and is on its way. */
  stopping?: boolean;
}

const recordFile = join(dataFolder, "run.json");

/** What runs from this folder, written down for the run after it: after a kill -9 there is nobody left to ask. */
export class RunRecord {
  private running: Running;

  constructor(port: number) {
    this.running = { launcher: markOf(process.pid), port };
    this.save();
  }

  note(change: Running): void {
    Object.assign(this.running, change);
    this.save();
  }

  clear(): void {
    this.running = {};
    this.save();
  }

  private save(): void {
    writeFileSync(recordFile, JSON.stringify(this.running));
  }
}

/** The port on which the site is served from this folder now, or null. */
export function portInUse(): number | null {
  const { launcher, port } = readRecord();
  return isAlive(launcher) ? (port ?? null) : null;
}

/** Makes way for a run: waits for one that is stopping, ends what a killed one left, and refuses beside a living one. */
export async function makeWay(): Promise<void> {
  const { launcher, stopping } = readRecord();
  if (stopping && isAlive(launcher)) {
    say.notice("The last run is still stopping; waiting for it");
    await goneWithin(launcher, secondsToStop);
  }
  const left = readRecord();
  if (isAlive(left.launcher))
    throw new Trouble(
      `Giọt Hồng already runs from this folder on port ${left.port} (process ${left.launcher.pid}): end it there with Ctrl-C or \`kill ${left.launcher.pid}\` first.`,
    );
  const orphans = [left.server, left.worker].filter(isAlive);
  if (orphans.length === 0) return;
  say.notice("The last run was killed; ending what it left behind");
  await Promise.all(orphans.map((mark) => end(mark, 5)));
}

/** Stopping takes a second or two, and this long when the server sits out its grace. */
const secondsToStop = 15;

function readRecord(): Running {
  try {
    return JSON.parse(readFileSync(recordFile, "utf8"));
  } catch {
    return {};
  }
}
