import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { dataFolder } from "@/lib/cli/paths";
import { explain, say, seconds, Trouble } from "@/lib/cli/say";
import { appKilled } from "./app-killed";
import { burst } from "./burst";
import { controls } from "./controls";
import { databaseDown } from "./database-down";
import { diskFull } from "./disk-full";
import { type Fault, Skipped } from "./fault";
import { Ground } from "./ground";
import { hung } from "./hung";
import { postgresKilled } from "./postgres-killed";
import { replays } from "./replays";
import { signIns } from "./sign-ins";
import { slowClients } from "./slow-clients";
import { uploads } from "./uploads";
import { workerKilled } from "./worker-killed";
import { elsewhere } from "./zones";

/** In the order they are run: the longest first, what hurts the machine last. */
const faults: readonly Fault[] = [
  appKilled,
  postgresKilled,
  databaseDown,
  hung,
  burst,
  replays,
  uploads,
  slowClients,
  signIns,
  workerKilled,
  elsewhere,
  diskFull,
  controls,
];

const usage = "npm run faults -- [--only name] [--list]";

/** `npm run faults`: breaks the site on purpose, one line per fault; exit code 1 when a promise was broken. */
export async function runFaults(args: string[]): Promise<void> {
  try {
    const chosen = wanted(args);
    if (chosen === null) return;
    const began = Date.now();
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => void stopped(chosen));
    const ground = await prepared();
    const width = Math.max(...chosen.map(({ name }) => name.length));
    const counts = { passed: 0, failed: 0, skipped: 0 };
    try {
      for (const fault of chosen) counts[await tried(fault, ground, width)] += 1;
    } finally {
      await ground.close();
    }
    say.line(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds(began)} s)`);
    process.exitCode = counts.failed > 0 ? 1 : 0;
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}

function wanted(args: string[]): readonly Fault[] | null {
  const { values } = parsed(args);
  if (values.list) {
    for (const { name } of faults) say.line(name);
    return null;
  }
  if (!values.only) return faults;
  const names = values.only.flatMap((list) => list.split(","));
  const unknown = names.find((name) => !faults.some((fault) => fault.name === name));
  if (unknown) throw new Trouble(`There is no fault "${unknown}": npm run faults -- --list names them.`);
  return faults.filter(({ name }) => names.includes(name));
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: { only: { type: "string", multiple: true }, list: { type: "boolean" } } });
  } catch {
    throw new Trouble(`That is not understood; it is ${usage}.`);
  }
}

/** The faults bring their own database, keys and server; what the shell or `.env` names must not be touched. */
async function prepared(): Promise<Ground> {
  const surroundings = [
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "PUBLIC_ORIGIN",
    "NEXTAUTH_URL",
    "SMTP_URL",
    "TZ",
    "PORT",
  ];
  for (const name of surroundings) delete process.env[name];
  mkdirSync(dataFolder, { recursive: true });
  const ground = await Ground.open();
  Object.assign(process.env, ground.env);
  await ground.build();
  say.line();
  return ground;
}

/** Ctrl-C in the middle of a fault: servers, workers, databases and disks of the run go with it. */
async function stopped(chosen: readonly Fault[]): Promise<void> {
  isStopped = true;
  say.line("\nStopping …");
  try {
    await Ground.closeAll();
  } finally {
    for (const { tidy } of chosen) tidy?.();
    process.exit(130);
  }
}

let isStopped = false;

async function tried(fault: Fault, ground: Ground, width: number): Promise<"passed" | "failed" | "skipped"> {
  const began = Date.now();
  const name = fault.name.padEnd(width);
  try {
    const { passed, numbers } = await fault.run(ground);
    say.line(`${passed ? "✓" : "✗"} ${name}  ${numbers} (${seconds(began)} s)`);
    return passed ? "passed" : "failed";
  } catch (error) {
    // What it meets while everything is taken from under it is no finding; the program is about to end.
    if (isStopped) return new Promise(() => {});
    if (error instanceof Skipped) {
      say.line(`- ${name}  SKIPPED: ${error.message}`);
      return "skipped";
    }
    console.error(error instanceof Error ? error.stack : error);
    say.line(`✗ ${name}  ended midway: ${error instanceof Error ? error.message : "see above"} (${seconds(began)} s)`);
    return "failed";
  }
}
