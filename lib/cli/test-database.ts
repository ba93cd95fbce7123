import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { loadReferenceFiles, migrateDatabase } from "@/lib/cli/fill";
import { dataFolder, root } from "@/lib/cli/paths";
import { type Cluster, startCluster, testCluster } from "@/lib/cli/postgres";
import { isAlive, markOf, type ProcessMark } from "@/lib/cli/processes";
import { asSuperuser, ensureDatabase, ensureRoles } from "@/lib/cli/roles";
import { readMigrations } from "@/lib/db/migrations";

export interface TestServer {
  cluster: Cluster;
  /** A database with every migration and all reference data, to be copied; nobody may connect to it. */
  template: string;
  /** Lets the server go; the last user of it stops it. */
  release(): Promise<void>;
}

/**
 * The Postgres of the tests, apart from the one of `npm start` and without its safety on power loss. Several runs may
 * share it; the template is made again only when a migration or a reference file has changed.
 */
export async function openTestServer(): Promise<TestServer> {
  mkdirSync(usersFolder, { recursive: true });
  return locked(async () => {
    const cluster = await startCluster(testCluster);
    const alone = otherUsers().length === 0;
    try {
      await ensureRoles(cluster);
      if (alone) await dropLeftovers(cluster);
      const template = await ensureTemplate(cluster);
      writeFileSync(ourUse, JSON.stringify(markOf(process.pid)));
      return { cluster, template, release: () => release(cluster) };
    } catch (error) {
      if (alone) await cluster.stop();
      throw error;
    }
  });
}

/** Drops the databases whose name begins so. */
export async function dropDatabases(cluster: Cluster, prefix: string): Promise<void> {
  await asSuperuser(cluster, async (client) => {
    const { rows } = await client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname LIKE $1", [
      `${prefix.replaceAll("_", "\\_")}%`,
    ]);
    for (const { datname } of rows)
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  });
}

async function release(cluster: Cluster): Promise<void> {
  await locked(async () => {
    rmSync(ourUse, { force: true });
    if (otherUsers().length === 0) await cluster.stop();
  });
}

async function dropLeftovers(cluster: Cluster): Promise<void> {
  await dropDatabases(cluster, "test_");
  await dropDatabases(cluster, "draft_");
}

async function ensureTemplate(cluster: Cluster): Promise<string> {
  const template = `template_${templateHash()}`;
  const there = await asSuperuser(cluster, (client) =>
    client.query("SELECT FROM pg_database WHERE datname = $1", [template]),
  );
  if (there.rowCount) return template;
  const draft = `draft_${process.pid}`;
  await dropDatabases(cluster, draft);
  await ensureDatabase(cluster, draft);
  const urls = { app: cluster.url("giothong_app", draft), owner: cluster.url("giothong_owner", draft) };
  await migrateDatabase(urls);
  await loadReferenceFiles(urls);
  await asSuperuser(cluster, async (client) => {
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [draft]);
    await client.query(`ALTER DATABASE ${draft} ALLOW_CONNECTIONS false`);
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
    await client.query("CHECKPOINT");
  });
  return template;
}

/** What the template is made from. */
function templateHash(): string {
  const hash = createHash("sha256");
  for (const { name, checksum } of readMigrations()) hash.update(name).update(checksum);
  for (const file of ["prisma/reference", "lib/imports", "lib/jobs/queue.ts"].flatMap(filesUnder))
    hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

// ── who uses the server ──

const home = join(dataFolder, "test");
const usersFolder = join(home, "users");
const ourUse = join(usersFolder, String(process.pid));

function otherUsers(): string[] {
  return readdirSync(usersFolder).filter((name) => {
    if (name === String(process.pid)) return false;
    if (isAlive(readMark(join(usersFolder, name)))) return true;
    rmSync(join(usersFolder, name), { force: true });
    return false;
  });
}

/** One process at a time starts, fills or stops the server. */
async function locked<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(home, "lock");
  for (;;) {
    try {
      writeFileSync(lock, JSON.stringify(markOf(process.pid)), { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (!isAlive(readMark(lock))) rmSync(lock, { force: true });
      else await wait(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function readMark(file: string): ProcessMark | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
