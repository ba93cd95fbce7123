import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";

/**
 * argon2id as OWASP's password storage cheat sheet advises: 19 MiB, two passes, one lane. Each takes a core for tens of
 * milliseconds, so at most two run at once, on a small machine one, and few may wait: a flood of sign-ins must not take
 * the site down.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const passwordsAtOnce = availableParallelism() > 2 ? 2 : 1;
const mayWait = 12;

/** Thrown before any work is done when too many passwords wait to be checked; the next try in a moment may succeed. */
export class PasswordsBusy extends Error {
  override name = "PasswordsBusy";
}

/** What to keep of a password. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost));
}

/**
 * Is this the password? Takes the same work when there is nothing to compare with, so that the time of the answer does
 * not tell which accounts exist.
 */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const right = await inTurn(async () => verify(kept ?? (await nobodysHash()), password));
  return right && kept !== null;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= hash("a password nobody has", cost);
  return nobodys;
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= passwordsAtOnce) {
    if (waiting.length >= mayWait) throw new PasswordsBusy("Too many passwords wait to be checked.");
    await new Promise<void>((go) => waiting.push(go));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** How many checks run and wait right now. */
export function passwordWork(): { running: number; waiting: number } {
  return { running, waiting: waiting.length };
}

/** The work's answer, or "busy" where a sentence should say so. */
export async function unlessBusy<T>(work: Promise<T>): Promise<T | "busy"> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PasswordsBusy) return "busy";
    throw error;
  }
}
