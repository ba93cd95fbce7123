import type { Volley } from "./generator";
import { cpuMsOf } from "./processes";

/** A volley with the processor time it cost, per answer, in the server and in the database. */
export interface Measured extends Volley {
  cpuMs: number;
  databaseCpuMs: number;
}

/** Measures what a server and the database use while requests are fired at it. */
export async function measured(
  pids: { server: number; database: number },
  shoot: () => Promise<Volley>,
): Promise<Measured> {
  const before = { server: cpuMsOf(pids.server), database: cpuMsOf(pids.database) };
  const volley = await shoot();
  const answers = Math.max(1, volley.answers);
  return {
    ...volley,
    cpuMs: (cpuMsOf(pids.server) - before.server) / answers,
    databaseCpuMs: (cpuMsOf(pids.database) - before.database) / answers,
  };
}

/** The middle one of several. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Several rounds in turn, so that whatever else the machine does meets each contestant alike. */
export async function alternating<Name extends string, T>(
  contestants: Record<Name, () => Promise<T>>,
  rounds = 3,
): Promise<Record<Name, T[]>> {
  const results = {} as Record<Name, T[]>;
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of Object.entries(contestants) as [Name, () => Promise<T>][])
      results[name] = [...(results[name] ?? []), await run()];
  return results;
}

/** The same round several times, one after the other. */
export async function several<T>(rounds: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < rounds; round++) results.push(await run());
  return results;
}

/** The median of a number over rounds, and how far apart the rounds lay, in per cent of it. */
export interface Middle {
  value: number;
  spreadPercent: number;
}

export function middleOf<T>(rounds: T[], read: (round: T) => number): Middle {
  const values = rounds.map(read);
  const value = median(values);
  return {
    value,
    spreadPercent: value === 0 ? 0 : Math.round(((Math.max(...values) - Math.min(...values)) / value) * 100),
  };
}
