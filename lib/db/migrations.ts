import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client, ClientBase, Pool } from "pg";

/** A migration that cannot go on, in one sentence that says what to do. */
export class MigrationRefusal extends Error {
  override name = "MigrationRefusal";
  readonly isSentence = true;

  constructor(
    sentence: string,
    /** Whether the database has had migrations that are not the ones of this code. */
    readonly historyDiffers = false,
  ) {
    super(sentence);
  }
}

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file's bytes in hexadecimal, as Prisma writes it. */
  checksum: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

export const migrationsFolder = join(process.cwd(), "prisma/migrations");

/** The migrations of a folder, oldest first, in Prisma's layout: `<timestamp>_<name>/migration.sql`. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name, "migration.sql"));
      return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    });
}

/** The names of the migrations this code brings and the database has not had yet, oldest first. */
export async function pendingMigrations(client: ClientBase | Pool, folder = migrationsFolder): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there",
  );
  const applied = rows[0]?.there ? await appliedMigrations(client) : [];
  const finished = new Set(applied.filter((row) => row.finished_at).map((row) => row.migration_name));
  return readMigrations(folder)
    .map((migration) => migration.name)
    .filter((name) => !finished.has(name));
}

/**
 * Applies what is pending as the schema's owner and returns the names applied. Safe for any number of processes at
 * once: they queue on the lock that Prisma's own runner takes, and the later ones find nothing to do. Each file is one
 * transaction; a failed one leaves the database as it was, and a row that says why.
 */
export async function migrate(client: Client, folder = migrationsFolder): Promise<string[]> {
  const migrations = readMigrations(folder);
  await takeLock(client);
  try {
    await client.query(createHistory);
    const pending = whatIsPending(migrations, await appliedMigrations(client));
    for (const migration of pending) await apply(client, migration);
    await closeHistoryToTheApplication(client);
    return pending.map((migration) => migration.name);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [prismaLock]);
  }
}

async function takeLock(client: Client): Promise<void> {
  await client.query("SET lock_timeout = '5min'");
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaLock]);
  } catch (error) {
    if ((error as { code?: string }).code !== "55P03") throw error;
    throw new MigrationRefusal(
      "Another process has been migrating this database for five minutes: wait for it or end it, then start again.",
    );
  } finally {
    await client.query("SET lock_timeout = 0");
  }
}

async function appliedMigrations(client: ClientBase | Pool): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name, checksum, finished_at FROM public._prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function whatIsPending(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!row.finished_at)
      throw new MigrationRefusal(
        `The migration ${row.migration_name} was begun by another program and not finished: set the database right by hand, mark it with \`npx prisma migrate resolve\`, then start again.`,
      );
    if (!migration)
      throw new MigrationRefusal(
        `The database has had the migration ${row.migration_name}, which this code does not know: the database is newer. Update the code, or use another database.`,
        true,
      );
    if (migration.checksum !== row.checksum)
      throw new MigrationRefusal(
        `The migration ${row.migration_name} has been changed since this database had it: restore the file as it was and put the change into a new migration.`,
        true,
      );
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    const why = reasonOf(error, migration.sql);
    await client.query(
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, rolled_back_at, logs)
       VALUES ($1, $2, $3, $4, clock_timestamp(), $5)`,
      [randomUUID(), migration.checksum, migration.name, startedAt, why],
    );
    throw new MigrationRefusal(
      `The migration ${migration.name} failed and was rolled back whole: ${why}. The database is as it was before it; mend the file and start again.`,
    );
  }
}

/** What Postgres said and where; never the row values it may quote in its detail. */
function reasonOf(error: unknown, sql: string): string {
  const { message, position } = error as { message: string; position?: string };
  if (!position) return message;
  return `${message} (line ${sql.slice(0, Number(position)).split("\n").length})`;
}

/** The application reads the history for its health report and must not write it, whatever a migration granted on all tables. */
async function closeHistoryToTheApplication(client: Client): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = 'giothong_app'");
  if (!rowCount) return;
  await client.query("REVOKE ALL ON public._prisma_migrations FROM giothong_app");
  await client.query("GRANT SELECT ON public._prisma_migrations TO giothong_app");
}

/** The number of the lock that `prisma migrate deploy` takes, so that the two never run side by side. */
const prismaLock = 72707369;

/** The table exactly as Prisma makes it. */
const createHistory = `CREATE TABLE IF NOT EXISTS public._prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;
