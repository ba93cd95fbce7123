import { readdirSync, readFileSync } from "node:fs";

/** Ticks of the kernel's clock in a second: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;
const pageBytes = 4096;

interface Stat {
  parent: number;
  cpuMs: number;
  bytes: number;
}

/** The processor time (user and system, milliseconds) that a process and everything it has started have used so far. */
export function cpuMsOf(pid: number): number {
  return treeOf(pid).reduce((sum, stat) => sum + stat.cpuMs, 0);
}

/** The memory (resident, MB) of a process and everything it has started. */
export function memoryMbOf(pid: number): number {
  return treeOf(pid).reduce((sum, stat) => sum + stat.bytes, 0) / 2 ** 20;
}

/** Whether this machine tells about its processes as Linux does. */
export function tellsOfProcesses(): boolean {
  return statOf(process.pid) !== null;
}

function treeOf(root: number): Stat[] {
  const all = new Map<number, Stat>();
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat) all.set(Number(name), stat);
  }
  const isWithin = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = all.get(pid)?.parent;
    return parent !== undefined && parent > 1 && isWithin(parent);
  };
  return [...all].filter(([pid]) => isWithin(pid)).map(([, stat]) => stat);
}

/** One line of `/proc`: the name in brackets may hold anything, so fields are counted from behind it. */
function statOf(pid: number): Stat | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = line
      .slice(line.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0, resident = 0] = [
      fields[1],
      fields[11],
      fields[12],
      fields[13],
      fields[14],
      fields[21],
    ];
    const ticks = user + system + endedUser + endedSystem;
    return { parent, cpuMs: (ticks * 1000) / ticksPerSecond, bytes: resident * pageBytes };
  } catch {
    return null;
  }
}
