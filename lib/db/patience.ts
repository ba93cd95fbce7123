import { databaseLimits } from "./config";
import { DatabaseUnavailable } from "./unavailable";

/** A statement that was held up this often within the window is taken for hung: half of the pool has waited for it. */
const timesHeldUp = databaseLimits.connections / 2;
const windowMilliseconds = 3_000;
/** How long nobody asks again what hangs; then one asks for all. */
const restMilliseconds = 1_000;

interface HeldUp {
  times: number[];
  /** Until then it is refused at once; 0 while it was not held up often enough. */
  restsUntil: number;
  /** The one who tries it out; answers whether it went on. */
  trial: Promise<boolean> | null;
}

const heldUp = new Map<string, HeldUp>();
/** How many ask each statement at this moment. */
const asking = new Map<string, number>();

/**
 * Asks a statement unless it has just been held up for everybody: a locked table would otherwise keep every connection
 * waiting, and those who want something else with it. What hangs is refused at once for a second; then one request
 * tries it out, and those who come meanwhile wait for what it finds, without a connection.
 */
export async function patiently<T>(statement: string, ask: () => Promise<T>): Promise<T> {
  const found = heldUp.get(statement);
  if (!found?.restsUntil) return watched(statement, ask);
  refuseWhileResting(statement);
  if (found.trial) {
    if (await found.trial) return watched(statement, ask);
    throw new DatabaseUnavailable("late");
  }
  const answer = watched(statement, ask);
  found.trial = answer.then(
    () => true,
    (error) => !isLate(error),
  );
  return answer.finally(() => {
    found.trial = null;
  });
}

/** Refuses what hangs to somebody who has waited for a connection while that came out. */
export function refuseWhileResting(statement: string): void {
  if (Date.now() < (heldUp.get(statement)?.restsUntil ?? 0)) throw new DatabaseUnavailable("busy");
}

async function watched<T>(statement: string, ask: () => Promise<T>): Promise<T> {
  asking.set(statement, (asking.get(statement) ?? 0) + 1);
  try {
    const answer = await ask();
    heldUp.delete(statement);
    return answer;
  } catch (error) {
    if (isLate(error)) noteLate(statement, Date.now());
    else if (!(error instanceof DatabaseUnavailable)) heldUp.delete(statement);
    throw error;
  } finally {
    const left = (asking.get(statement) ?? 1) - 1;
    if (left > 0) asking.set(statement, left);
    else asking.delete(statement);
  }
}

/** Those who ask the same at this moment wait for the same: with the first who was late they count as held up too. */
function noteLate(statement: string, now: number): void {
  const found = heldUp.get(statement) ?? { times: [], restsUntil: 0, trial: null };
  found.times = [...found.times.filter((at) => at > now - windowMilliseconds), now];
  const others = (asking.get(statement) ?? 1) - 1;
  if (found.restsUntil > 0 || found.times.length + others >= timesHeldUp) found.restsUntil = now + restMilliseconds;
  heldUp.set(statement, found);
}

/** Held up by a lock, or by its own time. */
const isLate = (error: unknown) => error instanceof DatabaseUnavailable && error.because === "late";
