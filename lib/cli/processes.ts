import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** A process by its number and its birth, since numbers are given out again. */
export interface ProcessMark {
  pid: number;
  born: string;
}

/** The mark of a living process, or null when there is none of that number. */
export function markOf(pid: number): ProcessMark | null {
  const born = birthOf(pid);
  return born ? { pid, born } : null;
}

export function isAlive(mark: ProcessMark | null | undefined): mark is ProcessMark {
  return Boolean(mark && birthOf(mark.pid) === mark.born);
}

/** The command line of a living process, or null. */
export function commandLineOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || null;
  } catch {
    return ask(["-o", "command=", "-p", String(pid)]);
  }
}

/**
 * Ends a process and the group it leads: first politely, and by force once its time is over.
 * Resolves when it is gone.
 */
export async function end(mark: ProcessMark | null | undefined, graceSeconds: number): Promise<void> {
  if (!isAlive(mark)) return;
  signalGroup(mark.pid, "SIGTERM");
  if (await goneWithin(mark, graceSeconds)) return;
  signalGroup(mark.pid, "SIGKILL");
  await goneWithin(mark, 5);
}

/** Waits until a process is gone; false when it is still there after that time. */
export async function goneWithin(mark: ProcessMark, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (isAlive(mark)) {
    if (Date.now() > deadline) return false;
    await wait(50);
  }
  return true;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // no such group: the process alone
    }
  }
}

/** When a process was born: ticks since boot where /proc exists, else what ps says. A zombie counts as gone. */
function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return process.platform === "linux" ? null : ask(["-o", "lstart=", "-p", String(pid)]);
  }
}

function ask(options: string[]): string | null {
  try {
    return execFileSync("ps", options, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() || null;
  } catch {
    return null;
  }
}
