import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pg, { Pool } from "pg";
import { buildWhenStale } from "@/lib/cli/build";
import { applicationEnvironment, type DatabaseUrls } from "@/lib/cli/environment";
import { loadReferenceFiles, migrateDatabase } from "@/lib/cli/fill";
import { dataFolder } from "@/lib/cli/paths";
import { type Cluster, type Kind, startCluster } from "@/lib/cli/postgres";
import { goneWithin } from "@/lib/cli/processes";
import { asSuperuser, ensureDatabase, ensureRoles } from "@/lib/cli/roles";
import { types } from "@/lib/db/pool";
import { builtInto, siteOrigin } from "./requests";
import { Program, Server } from "./server";

const databaseName = "faults";

/** What the faults happen to: a Postgres that keeps its promises on disk, a build, and servers over both. */
export class Ground {
  private static readonly standing = new Set<Ground>();
  private readonly programs = new Set<Program>();
  private closing: Promise<void> | undefined;
  /** The owner's connections, for arranging and for looking behind the curtain. */
  readonly owner: Pool;
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    private readonly kind: Kind,
    private cluster: Cluster,
    keysOf: Ground | undefined,
  ) {
    const urls = this.urls;
    const trial = applicationEnvironment(urls.app, cluster.secrets, 4120, { trial: true });
    this.env = {
      ...trial,
      ...keysOf?.env,
      DATABASE_URL: urls.app,
      PUBLIC_ORIGIN: siteOrigin,
      NEXTAUTH_URL: siteOrigin,
      NODE_ENV: "production",
      NEXT_DIST_DIR: builtInto,
    };
    this.owner = new Pool({ connectionString: urls.owner, max: 6, types });
    Ground.standing.add(this);
    this.owner.on("error", () => {});
    this.owner.on("connect", (client) => client.on("error", () => {}));
  }

  /**
   * A fresh database with every migration and all reference data. A second ground, over another Postgres, serves the
   * build of the first one with its keys.
   */
  static async open(name = "faults", keysOf?: Ground): Promise<Ground> {
    const kind: Kind = { name, throwaway: false };
    const cluster = await startCluster(kind);
    await ensureRoles(cluster);
    await asSuperuser(cluster, (client) => client.query(`DROP DATABASE IF EXISTS ${databaseName} WITH (FORCE)`));
    await ensureDatabase(cluster, databaseName);
    const ground = new Ground(kind, cluster, keysOf);
    await ground.keepPromises();
    await migrateDatabase(ground.urls);
    await loadReferenceFiles(ground.urls);
    return ground;
  }

  /** Builds the site when a source has changed since the last time. */
  async build(): Promise<void> {
    await buildWhenStale(builtInto, this.env);
  }

  get urls(): DatabaseUrls {
    return {
      app: this.cluster.url("giothong_app", databaseName),
      owner: this.cluster.url("giothong_owner", databaseName),
    };
  }

  // ── the site ──

  /** One more instance of the site; ended with the ground at the latest. */
  async server(env: Record<string, string> = {}): Promise<Server> {
    return this.known(await Server.start({ ...this.env, ...env }, this.logOf("server")));
  }

  worker(env: Record<string, string> = {}): Program {
    const args = ["--import", "tsx", "lib/cli/worker.ts"];
    return this.known(new Program(args, { ...this.env, ...env }, this.logOf("worker")));
  }

  /** Puts another program of ours under the ground's care. */
  known<P extends Program>(program: P): P {
    for (const one of this.programs) if (!one.isRunning) this.programs.delete(one);
    this.programs.add(program);
    // One that was still starting when the run was stopped must not stay behind.
    if (this.closing) void program.kill();
    return program;
  }

  private logOf(name: string): string {
    mkdirSync(dataFolder, { recursive: true });
    return join(dataFolder, `faults-${name}.log`);
  }

  // ── the database ──

  /** `kill -9` of the postmaster and of every process it has started. */
  async killPostgres(): Promise<void> {
    const { pid } = this.cluster.process;
    for (const one of [pid, ...childrenOf(pid)]) signal(one, "SIGKILL");
    await goneWithin(this.cluster.process, 10);
  }

  /** What `pg_ctl stop -m immediate` does: everybody is thrown out, nothing is written. */
  async stopPostgres(): Promise<void> {
    signal(this.cluster.process.pid, "SIGQUIT");
    await goneWithin(this.cluster.process, 10);
  }

  /** Starts it on the port it had; returns when it answers. */
  async startPostgres(): Promise<void> {
    this.cluster = await startCluster(this.kind, this.cluster.port);
  }

  /** A connection of the superuser's to the site's database. */
  async superuser(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.cluster.url("postgres", databaseName) });
    client.on("error", () => {});
    await client.connect();
    return client;
  }

  async asSuperuser(...statements: readonly string[]): Promise<void> {
    const client = await this.superuser();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** Takes back what a control, or a run that was ended midway, has told the database to be careless about. */
  keepPromises(): Promise<void> {
    return this.asSuperuser(
      "ALTER ROLE giothong_app RESET synchronous_commit",
      "ALTER SYSTEM RESET ALL",
      "SELECT pg_reload_conf()",
    );
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  /** Every ground there is, for whoever stops a run midway. */
  static async closeAll(): Promise<void> {
    await Promise.all([...Ground.standing].map((ground) => ground.close()));
  }

  private async end(): Promise<void> {
    // A backend that a fault has frozen would keep its postmaster from ending.
    for (const one of childrenOf(this.cluster.process.pid)) signal(one, "SIGCONT");
    await Promise.all([...this.programs].map((program) => program.stop()));
    await this.owner.end();
    await this.cluster.stop();
    Ground.standing.delete(this);
  }
}

function childrenOf(pid: number): number[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return list
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child = 0]) => child);
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
