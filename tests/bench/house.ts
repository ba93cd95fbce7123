import { type ChildProcess, fork, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Sql } from "sql-template-tag";
import { buildWhenStale } from "@/lib/cli/build";
import { applicationEnvironment, type DatabaseUrls } from "@/lib/cli/environment";
import { loadReferenceFiles, migrateDatabase } from "@/lib/cli/fill";
import { dataFolder, root } from "@/lib/cli/paths";
import { freePort } from "@/lib/cli/ports";
import { benchCluster, type Cluster, startCluster } from "@/lib/cli/postgres";
import { end, markOf } from "@/lib/cli/processes";
import { asSuperuser, ensureDatabase, ensureRoles } from "@/lib/cli/roles";
import { serverProgram } from "@/lib/cli/run";
import { say, seconds, Trouble } from "@/lib/cli/say";
import { lastWords } from "@/lib/cli/supervise";
import { readMigrations } from "@/lib/db/migrations";
import { closePool, types } from "@/lib/db/pool";
import { addUpMonths } from "@/lib/donations/sums/jobs";
import type { Scale } from "./history";
import { type Loaded, loadHistory } from "./load";

/** A server of the site, or the opponent: a process of its own. */
export interface Server {
  origin: string;
  pid: number;
  /** How long it took until the first page was served. */
  startMs: number;
  stop(): Promise<void>;
}

/** A database with history in it. */
export interface BenchDatabase extends Loaded {
  name: string;
  urls: DatabaseUrls;
  /** The superuser, for arranging and counting; never for what is measured. */
  owner: pg.Pool;
}

/** What every part of the bench works in: a Postgres and a production build of its own. */
export class House {
  private readonly databases = new Map<string, Promise<BenchDatabase>>();
  private readonly servers = new Set<Server>();
  private build: Promise<void> | undefined;

  private constructor(
    readonly cluster: Cluster,
    private readonly afresh: boolean,
  ) {}

  static async open({ afresh }: { afresh: boolean }): Promise<House> {
    // The bench brings its own; what the shell names must not be touched.
    for (const name of ["DATABASE_URL", "DATABASE_OWNER_URL", "PUBLIC_ORIGIN", "NEXTAUTH_URL", "SMTP_URL", "DEMO"])
      delete process.env[name];
    const cluster = await startCluster(benchCluster);
    await ensureRoles(cluster);
    const house = new House(cluster, afresh);
    // The keys with which the bench seals cookies and finds cards are those of the servers it starts.
    Object.assign(process.env, house.environment("postgresql://none", 0));
    return house;
  }

  async close(): Promise<void> {
    await closePool();
    await Promise.all([...this.servers].map((server) => server.stop()));
    for (const database of await Promise.allSettled(this.databases.values()))
      if (database.status === "fulfilled") await database.value.owner.end();
    await this.cluster.stop();
  }

  /** The database of a scale, loaded when it is not there already from the same migrations and the same loader. */
  database(name: string, scale: Scale): Promise<BenchDatabase> {
    const known = this.databases.get(name) ?? this.load(name, scale);
    this.databases.set(name, known);
    return known;
  }

  private async load(name: string, scale: Scale): Promise<BenchDatabase> {
    const database = `bench_${name}_${fingerprint(scale)}`;
    const superuser = this.cluster.url("postgres", database);
    const urls = {
      app: this.cluster.url("giothong_app", database),
      owner: this.cluster.url("giothong_owner", database),
    };
    const kept = await this.keepOnly(`bench_${name}`, this.afresh ? null : database);
    await ensureDatabase(this.cluster, database);
    const owner = new pg.Pool({ connectionString: superuser, max: 4, types });
    owner.on("error", () => {});
    if (kept) return { name, urls, owner, ...kept };
    const began = Date.now();
    await migrateDatabase(urls);
    await loadReferenceFiles(urls);
    const loaded = await loadHistory(superuser, scale, (what) => {
      if (scale.donations > 2_000_000) say.line(`  ${seconds(began)} s  ${what}`);
    });
    await owner.query("ANALYZE");
    process.env.DATABASE_URL = urls.app;
    // What the worker would have done long ago.
    await addUpMonths();
    await closePool();
    await owner.query("VACUUM (ANALYZE)");
    await owner.query("CHECKPOINT");
    await owner.query(`COMMENT ON DATABASE ${database} IS '${JSON.stringify(loaded)}'`);
    say.line(`  ${scale.donations.toLocaleString("en")} donations loaded in ${seconds(began)} s`);
    return { name, urls, owner, ...loaded };
  }

  /** Drops the databases of that prefix that are not wanted or were never loaded to the end; answers what the wanted one holds. */
  private keepOnly(prefix: string, wanted: string | null): Promise<Loaded | null> {
    return asSuperuser(this.cluster, async (client) => {
      const { rows } = await client.query<{ name: string; loaded: string | null }>(
        "SELECT datname AS name, shobj_description(oid, 'pg_database') AS loaded FROM pg_database WHERE datname LIKE $1",
        [`${prefix.replaceAll("_", "\\_")}\\_%`],
      );
      const kept = rows.find(({ name, loaded }) => name === wanted && loaded !== null);
      for (const { name } of rows)
        if (name !== kept?.name) await client.query(`DROP DATABASE ${client.escapeIdentifier(name)} WITH (FORCE)`);
      return kept?.loaded ? JSON.parse(kept.loaded) : null;
    });
  }

  /** Makes the site's own rooms, called in this process, work on that database. */
  async enter(database: BenchDatabase): Promise<void> {
    await closePool();
    process.env.DATABASE_URL = database.urls.app;
  }

  /** The site as `npm start` serves it, on a port of its own; `databaseUrl` may name a way around. */
  async serve(
    databaseUrl: string,
    { port, nodeFlags = [] }: { port?: number; nodeFlags?: string[] } = {},
  ): Promise<Server> {
    await this.built();
    const at = port ?? (await freePort());
    const env = { ...this.environment(databaseUrl, at), NODE_ENV: "production", NEXT_DIST_DIR: distDir };
    const began = performance.now();
    const log = openSync(serverLog, "a", 0o600);
    const child = spawn(process.execPath, [...nodeFlags, ...serverProgram(at)], {
      cwd: root,
      env: env as NodeJS.ProcessEnv,
      stdio: ["ignore", log, log],
      detached: true,
    });
    await untilAnswers(child, `http://127.0.0.1:${at}/api/live`);
    return this.keep(child, `http://localhost:${at}`, performance.now() - began);
  }

  /** The opponent, told its routes. */
  async oppose(database: BenchDatabase, routes: Record<string, OpponentRoute>): Promise<Server> {
    const began = performance.now();
    const child = fork(join(root, "tests/bench/opponent.mjs"), { execArgv: [], detached: true });
    const listening = new Promise<number>((ready, fail) => {
      child.once("message", (said: { port: number }) => ready(said.port));
      child.once("exit", () => fail(new Error("The opponent did not start.")));
    });
    child.send({ databaseUrl: database.urls.app, routes });
    const port = await listening;
    return this.keep(child, `http://localhost:${port}`, performance.now() - began);
  }

  private keep(child: ChildProcess, origin: string, startMs: number): Server {
    const pid = child.pid as number;
    const mark = markOf(pid);
    const server: Server = {
      origin,
      pid,
      startMs,
      stop: async () => {
        this.servers.delete(server);
        await end(mark, 10);
      },
    };
    this.servers.add(server);
    return server;
  }

  private environment(databaseUrl: string, port: number): NodeJS.ProcessEnv {
    return { ...applicationEnvironment(databaseUrl, this.cluster.secrets, port, { trial: true }), ...atPort(port) };
  }

  private built(): Promise<void> {
    this.build ??= buildWhenStale(distDir, this.environment("postgresql://none", 0));
    return this.build;
  }
}

export interface OpponentRoute {
  as: "json" | "html";
  statements: { name?: string; text: string; values: unknown[]; onlyIf?: string }[];
}

export const distDir = ".next-bench";
const serverLog = join(dataFolder, "bench-server.log");

/** Its own address for each server, whatever the last one's was. */
const atPort = (port: number) => ({
  PUBLIC_ORIGIN: `http://localhost:${port}`,
  NEXTAUTH_URL: `http://localhost:${port}`,
});

async function untilAnswers(child: ChildProcess, address: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (child.exitCode === null && Date.now() < deadline) {
    try {
      await fetch(address, { signal: AbortSignal.timeout(5_000) });
      return;
    } catch {
      await new Promise((settle) => setTimeout(settle, 20));
    }
  }
  process.stderr.write(`${lastWords(serverLog)}\n`);
  throw new Trouble("The web server did not come up; its last words are above.");
}

/** What a loaded and staged database was made from: when it changes, the load is done again. */
function fingerprint(scale: Scale): string {
  const hash = createHash("sha256").update(JSON.stringify(scale)).update(String(new Date().getUTCFullYear()));
  for (const file of ["load.ts", "history.ts", "made-up.ts", "stage.ts"])
    hash.update(readFileSync(join(import.meta.dirname, file)));
  for (const { checksum } of readMigrations()) hash.update(checksum);
  return hash.digest("hex").slice(0, 10);
}

/** A statement of ours as the opponent and EXPLAIN take it. */
export const plain = (statement: Sql) => ({ text: statement.text, values: [...statement.values] });
