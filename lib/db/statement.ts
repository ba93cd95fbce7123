import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import type { Sql } from "sql-template-tag";
import type { z } from "zod";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { databaseLimits } from "./config";
import { violatedConstraint, withoutRowValues } from "./constraint";
import { patiently, refuseWhileResting } from "./patience";
import { pool, shedWhenCrowded } from "./pool";
import { isBroken, named } from "./unavailable";

/** Whatever can run a statement: the pool, or one connection inside a transaction. */
export interface Runner {
  query(statement: AskedStatement): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/** A statement as pg takes it; one with a name is planned once by each connection and kept. */
export interface AskedStatement {
  text: string;
  values: unknown[];
  name?: string;
}

const worthKeeping = new WeakSet<Sql>();

/**
 * Has each connection plan this statement once and keep the plan: for the few that are said all day and write in
 * several tables at once. Planning the donation's statement took longer than doing it (2.8 ms of processor time anew,
 * 1.0 ms kept). Only for statements whose best plan is the same whatever is asked: found by keys, not by ranges.
 */
export function prepared(sql: Sql): Sql {
  worthKeeping.add(sql);
  return sql;
}

/** The statement as it is sent; its name follows from its words, so that other words are another statement. */
export function asked(sql: Sql): AskedStatement {
  const { text } = sql;
  const values = sql.values.map(sendable);
  return worthKeeping.has(sql) && databaseLimits.keepsPlans ? { name: nameOf(text), text, values } : { text, values };
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const made = `kept_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  names.set(text, made);
  return made;
}

/** The rows of a read, each checked against its shape. */
export async function rows<S extends z.ZodType>(shape: S, sql: Sql, on?: Runner): Promise<z.output<S>[]> {
  const result = await run(sql, on);
  return result.rows.map((found) => shape.parse(found));
}

/** The one row of a read, or null. */
export async function row<S extends z.ZodType>(shape: S, sql: Sql, on?: Runner): Promise<z.output<S> | null> {
  const result = await run(sql, on);
  return result.rows.length === 0 ? null : shape.parse(result.rows[0]);
}

/** Runs a statement whose rows nobody needs; answers how many it touched. */
export async function execute(sql: Sql, on?: Runner): Promise<number> {
  return (await run(sql, on)).rowCount ?? 0;
}

/** What a write means when it does not simply succeed. */
export interface StatementMeaning<T, R extends string> {
  /** The refusal when no row came back: the condition inside the statement did not hold. */
  none?: R;
  /** Named constraints that are refusals. */
  refuse?: Readonly<Record<string, R>>;
  /** Named constraints that mean "this very request came before": reads the first answer. */
  replay?: Readonly<Record<string, () => Promise<T | null>>>;
}

/**
 * Runs the one statement that checks and writes at once, and says what came of it.
 * A violated constraint nobody named here is a fault and is thrown.
 */
export async function statement<S extends z.ZodType, R extends string>(
  shape: S,
  sql: Sql,
  meaning: StatementMeaning<z.output<S>, R>,
  on?: Runner,
): Promise<Outcome<z.output<S>, R>> {
  try {
    const written = await row(shape, sql, on);
    if (written !== null) return done(written);
    if (meaning.none) return refused(meaning.none);
    throw new Error("The statement wrote nothing, and nothing says what that means.");
  } catch (error) {
    const constraint = violatedConstraint(error);
    const replay = constraint === null ? undefined : meaning.replay?.[constraint];
    if (replay) {
      const first = await replay();
      if (first !== null) return done(first);
    }
    const refusal = constraint === null ? undefined : meaning.refuse?.[constraint];
    if (refusal) return refused(refusal);
    throw error;
  }
}

/**
 * Several statements that hold together or not at all, for what one statement cannot say.
 * Tried again (up to three times) when Postgres asks for it: deadlock or serialization failure.
 */
export async function transaction<T>(work: (tx: PoolClient) => Promise<T>): Promise<T> {
  return again(() => withConnection((client) => whole(client, work)));
}

async function whole<T>(client: PoolClient, work: (tx: PoolClient) => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const answer = await work(client);
    await client.query("COMMIT");
    return answer;
  } catch (error) {
    // A connection that broke or fell silent is thrown away, and takes its transaction with it.
    if (!isBroken(error)) await client.query("ROLLBACK");
    throw error;
  }
}

/** Thrown inside `undoing` to roll everything back and answer with a refusal. */
export class Undo<R extends string> extends Error {
  constructor(
    readonly refusal: R,
    readonly facts?: Record<string, string | number>,
  ) {
    super(refusal);
  }
}

/** A transaction that may end in a refusal: `throw new Undo("slot_full")` rolls back and answers it. */
export async function undoing<T, R extends string>(
  work: (tx: PoolClient) => Promise<T>,
  refuse: Readonly<Record<string, R>> = {},
): Promise<Outcome<T, R>> {
  try {
    return done(await transaction(work));
  } catch (error) {
    if (error instanceof Undo) return refused(error.refusal as R, error.facts);
    const constraint = violatedConstraint(error);
    const refusal = constraint === null ? undefined : refuse[constraint];
    if (refusal) return refused(refusal);
    throw error;
  }
}

/**
 * One statement. On its own it is a transaction of its own, so when Postgres ended it for a deadlock nothing of it
 * stayed and it is simply said again. Inside a transaction the whole of that begins anew instead, in `transaction`.
 */
async function run(sql: Sql, on?: Runner) {
  const statement = asked(sql);
  try {
    if (on) return await on.query(statement);
    return await patiently(sql.text, () =>
      again(() =>
        withConnection((client) => {
          refuseWhileResting(sql.text);
          return client.query(statement);
        }),
      ),
    );
  } catch (error) {
    throw withoutRowValues(error);
  }
}

/** Postgres cannot read a text with a zero byte in it: an address may hold one, and then finds nothing by it. */
function sendable(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "");
  return Array.isArray(value) ? value.map(sendable) : value;
}

const attempts = 3;

/** Says the same again, up to three times in all, when Postgres ended it for a deadlock or to keep order. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw named(error);
    }
    await pauseBeforeAttempt(attempt + 1);
  }
}

/**
 * Does something on one connection of the pool. A refusal of Postgres's leaves the connection as good as it was: pg's
 * own `pool.query` would close it, and every refused booking would cost a new one.
 */
async function withConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  shedWhenCrowded();
  const client = await pool().connect();
  let broken = false;
  try {
    return await work(client);
  } catch (error) {
    broken = isBroken(error);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A few milliseconds, by chance: the two that met in a ring must not meet there again in step. */
function pauseBeforeAttempt(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
}

function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "40001" || code === "40P01";
}
