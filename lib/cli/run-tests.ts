import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findChromium } from "@/lib/cli/browser";
import { buildWhenStale } from "@/lib/cli/build";
import { type Counts, checkSources } from "@/lib/cli/checks";
import { applicationEnvironment } from "@/lib/cli/environment";
import { topUpDemoData } from "@/lib/cli/fill";
import { dataFolder, root } from "@/lib/cli/paths";
import { freePort } from "@/lib/cli/ports";
import { end, type ProcessMark } from "@/lib/cli/processes";
import { ensureDatabase } from "@/lib/cli/roles";
import { runTool, serverProgram, tools } from "@/lib/cli/run";
import { explain, say, Trouble } from "@/lib/cli/say";
import { lastWords, Supervised, untilServed } from "@/lib/cli/supervise";
import { dropDatabases, openTestServer } from "@/lib/cli/test-database";

const usage = "npm test -- [--only check|unit|integration|journeys] [words of a file's path]";
const parts = ["check", "unit", "integration", "journeys"] as const;
type Part = (typeof parts)[number];

/** `npm test`: everything, or one part of it; the last line is the sum alone. */
export async function runTests(args: string[]): Promise<void> {
  const total: Counts = { passed: 0, failed: 0 };
  try {
    const { only, filters } = wanted(args);
    mkdirSync(results, { recursive: true });
    forgetSurroundings();
    const steps: [Part[], () => Promise<Counts>][] = [
      [["check"], checkSources],
      [["unit"], () => vitest("unit*", filters)],
      [["integration"], () => vitest("integration", filters)],
      [["journeys"], () => journeys(filters)],
    ];
    for (const [names, step] of steps) {
      if (only && !names.includes(only)) continue;
      if (!only && filters.length > 0 && names.includes("check")) continue;
      say.line(`\n── ${names.join(", ")} ──`);
      add(total, await counted(step));
    }
  } catch (error) {
    explain(error);
    add(total, { passed: 0, failed: 1 });
  }
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  say.line(`\n${total.passed} passed, ${total.failed} failed`);
}

function wanted(args: string[]): { only: Part | undefined; filters: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, options: { only: { type: "string" } }, allowPositionals: true });
    if (values.only && !parts.includes(values.only as Part)) throw new Error();
    return { only: values.only as Part | undefined, filters: positionals };
  } catch {
    throw new Trouble(`That is not understood; it is ${usage}.`);
  }
}

/** The tests bring their own database and keys; what the developer's shell or `.env` names must not be touched. */
function forgetSurroundings(): void {
  for (const name of [
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "PUBLIC_ORIGIN",
    "NEXTAUTH_URL",
    "DEMO",
    "MAILBOX",
    "PORT",
    "SMTP_URL",
    "TZ",
  ])
    delete process.env[name];
}

async function counted(step: () => Promise<Counts>): Promise<Counts> {
  try {
    return await step();
  } catch (error) {
    explain(error);
    return { passed: 0, failed: 1 };
  }
}

function add(total: Counts, more: Counts): void {
  total.passed += more.passed;
  total.failed += more.failed;
}

const results = join(dataFolder, "results");

// ── unit and integration ──

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

async function vitest(project: string, filters: string[]): Promise<Counts> {
  const report = join(results, "vitest.json");
  rmSync(report, { force: true });
  const args = ["run", "--config", "tests/vitest.config.ts", "--project", project, "--silent=passed-only"];
  const { code } = await runTool(
    tools.vitest,
    [...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...filters],
    { env: { NODE_ENV: "test" } },
  );
  if (!existsSync(report)) return { passed: 0, failed: code === 0 ? 0 : 1 };
  const { numPassedTests, numFailedTests, testResults }: VitestReport = JSON.parse(readFileSync(report, "utf8"));
  // A file that cannot even be read has no tests to count.
  const unread = testResults.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.length);
  const failed = numFailedTests + unread.length;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

// ── journeys ──

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

/** Journeys run on a built site over a database of their own, with the demo in it, beside a worker of their own. */
async function journeys(filters: string[]): Promise<Counts> {
  if (!hasJourneys()) {
    say.notice("There are no journeys yet");
    return { passed: 0, failed: 0 };
  }
  await endWhatAKilledRunLeft();
  const chromium = await findChromium();
  const port = Number(process.env.TEST_PORT) || (await freePort());
  const { cluster, template, release } = await openTestServer();
  const name = `test_${process.pid}_journeys`;
  const programs: Supervised[] = [];
  const building = new AbortController();
  const close = once(async () => {
    building.abort();
    await Promise.all(programs.map((running) => running.stop()));
    await dropDatabases(cluster, name);
    await release();
  });
  const stopListening = onSignal(close);
  try {
    await ensureDatabase(cluster, name, template);
    const urls = { app: cluster.url("giothong_app", name), owner: cluster.url("giothong_owner", name) };
    const env = applicationEnvironment(urls.app, cluster.secrets, port, { trial: true });
    const site = { ...env, NODE_ENV: "production", NEXT_DIST_DIR: testDist } as NodeJS.ProcessEnv;
    Object.assign(process.env, env);
    await buildWhenStale(testDist, env, building.signal);
    if (building.signal.aborted) return { passed: 0, failed: 0 };
    await topUpDemoData(urls);
    const fallen = new AbortController();
    const server = program("server", serverProgram(port), site, fallen);
    programs.push(server);
    programs.push(program("worker", ["--import", "tsx", "lib/cli/worker.ts"], site, fallen));
    await untilServed(server, `http://127.0.0.1:${port}`, logOf("server"));
    const known = { BASE_URL: env.PUBLIC_ORIGIN, CHROMIUM_PATH: chromium, DATABASE_OWNER_URL: urls.owner };
    return await playwright(filters, { ...env, ...known, NEXT_DIST_DIR: testDist }, fallen.signal);
  } finally {
    stopListening();
    await close();
  }
}

const testDist = ".next-test";

interface Fall {
  name: string;
  how: string;
}

/** A program of the site that the journeys walk through; its fall ends the walk. */
function program(name: string, args: string[], env: NodeJS.ProcessEnv, fallen: AbortController): Supervised {
  const logFile = logOf(name);
  const onBirth = (mark: ProcessMark | null) => writeFileSync(markFile(name), JSON.stringify(mark));
  const onFall = (how: string) => fallen.abort({ name, how } satisfies Fall);
  return new Supervised({ name, args, env, logFile, cwd: root, graceSeconds: 5, onBirth, onFall });
}

function tellOfFall({ name, how }: Fall): Trouble {
  process.stderr.write(`\n${lastWords(logOf(name))}\n`);
  return new Trouble(`The ${name} of the built site ended midway (${how}); its last words are above.`);
}

const logOf = (name: string) => join(dataFolder, `test-${name}.log`);

const markFile = (name: string) => join(results, `${name}.process.json`);

async function endWhatAKilledRunLeft(): Promise<void> {
  const files = ["server", "worker"].map(markFile).filter((file) => existsSync(file));
  await Promise.all(files.map((file) => end(JSON.parse(readFileSync(file, "utf8")), 5)));
}

/** Ends things in order when we are asked to stop midway; returns how to stop listening for that. */
function onSignal(close: () => Promise<void>): () => void {
  const stop = () => void close().finally(() => process.exit(130));
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

async function playwright(filters: string[], env: NodeJS.ProcessEnv, fallen: AbortSignal): Promise<Counts> {
  const report = join(results, "playwright.json");
  rmSync(report, { force: true });
  // Security comes after all journeys only where all is asked for; who names a file wants that one.
  const alone = filters.length > 0 ? ["--no-deps", ...filters] : [];
  const { code } = await runTool(tools.playwright, ["test", "--config", "tests/playwright.config.ts", ...alone], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    signal: fallen,
  });
  if (fallen.aborted) throw tellOfFall(fallen.reason);
  if (!existsSync(report)) return { passed: 0, failed: code === 0 ? 0 : 1 };
  const { stats, errors }: PlaywrightReport = JSON.parse(readFileSync(report, "utf8"));
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function hasJourneys(): boolean {
  const folder = join(root, "tests/journeys");
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(".spec.ts"));
}
