import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/**
 * argon2id as OWASP's password storage cheat sheet advises: 19 MiB, two passes, one lane. Each takes a core for tens of
 * milliseconds, so at most two run at once, on a small machine one, in threads that yield to everything else, and few
 * may wait: a flood of sign-ins must neither take the site down nor slow it.
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
  return inTurn((thread) => thread.ask<string>({ password, cost }));
}

/**
 * Is this the password? Takes the same work when there is nothing to compare with, so that the time of the answer does
 * not tell which accounts exist.
 */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const right = await inTurn(async (thread) => {
    nobodys ??= await thread.ask<string>({ password: "a password nobody has", cost });
    return thread.ask<boolean>({ kept: kept ?? nobodys, password });
  });
  return right && kept !== null;
}

let nobodys: string | undefined;

type Work = { password: string; cost: typeof cost } | { password: string; kept: string };

/** A thread of little priority; keeps the program from ending only while it works. */
class Thread {
  private readonly worker = new Worker(join(process.cwd(), "lib/auth/password-work.mjs"));
  private answered: ((answer: unknown) => void) | undefined;
  private failed: ((error: Error) => void) | undefined;
  /** Whether it may be asked again. */
  isWell = true;

  constructor() {
    this.worker.on("message", (answer) => this.answered?.(answer));
    this.worker.on("error", (error) => this.end(error));
    this.worker.on("exit", () => this.end(new Error("The thread for passwords ended.")));
  }

  private end(why: Error): void {
    this.isWell = false;
    this.failed?.(why);
  }

  ask<T extends string | boolean>(work: Work): Promise<T> {
    this.worker.ref();
    return new Promise<T>((settle, fail) => {
      this.answered = settle as (answer: unknown) => void;
      this.failed = fail;
      this.worker.postMessage(work);
    }).finally(() => this.worker.unref());
  }
}

const idle: Thread[] = [];
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
  if (running >= passwordsAtOnce) {
    if (waiting.length >= mayWait) throw new PasswordsBusy("Too many passwords wait to be checked.");
    await new Promise<void>((go) => waiting.push(go));
  } else {
    running += 1;
  }
  let thread: Thread | undefined;
  try {
    // Where the machine gives no thread this turn fails, and the next one is tried all the same.
    thread = idle.pop() ?? new Thread();
    return await work(thread);
  } finally {
    if (thread?.isWell) idle.push(thread);
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
