import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoSignIns } from "@/lib/accounts/demo-sign-ins";
import { hasAdministrator } from "@/lib/accounts/people/first-administrator";
import { buildWhenStale } from "@/lib/cli/build";
import { openDatabase } from "@/lib/cli/database";
import { applicationEnvironment, type DatabaseUrls, isTrial } from "@/lib/cli/environment";
import { loadReferenceFiles, migrateDatabase, topUpDemoData, withClient } from "@/lib/cli/fill";
import { dataFolder, root } from "@/lib/cli/paths";
import { requireFree } from "@/lib/cli/port.mjs";
import { serverProgram, tools } from "@/lib/cli/run";
import { makeWay, RunRecord } from "@/lib/cli/run-record";
import { explain, say, Trouble } from "@/lib/cli/say";
import { Supervised, untilServed } from "@/lib/cli/supervise";
import { MigrationRefusal } from "@/lib/db/migrations";

/** Everything from installed packages to a site served on `port`, and back to nothing on Ctrl-C. */
export async function launch({ dev, port }: { dev: boolean; port: number }): Promise<void> {
  const closing = new Closing();
  try {
    mkdirSync(dataFolder, { recursive: true });
    await makeWay();
    await requireFree(port);
    const record = new RunRecord(port);
    closing.onBegin = () => record.note({ stopping: true });
    closing.last(() => record.clear());

    const database = await openDatabase();
    closing.last(database.stop);
    database.watch();
    const { urls, secrets } = database;
    const trial = dev || isTrial(database.isOurs);
    const env = applicationEnvironment(urls.app, secrets, port, { trial });
    // The loaders below run in this process and use the same keys and the same address as the server.
    Object.assign(process.env, env);
    await prepareSite(dev, urls, env, closing).catch((error) => {
      throw database.isOurs ? withTheWayOut(error) : error;
    });

    const server = serve(dev, port, env, record, closing);
    const logFile = dev ? undefined : logOf("server");
    await untilServed(server, `http://127.0.0.1:${port}`, logFile);
    say.done("Server and worker are running");
    welcome(env.PUBLIC_ORIGIN ?? "");
    await sayWhoLetsInTheFirst(urls);
  } catch (error) {
    if (closing.begun) return;
    explain(error);
    await closing.run();
    process.exit(1);
  }
}

/** The database is filled while the site is built: the two need nothing of each other. */
async function prepareSite(dev: boolean, urls: DatabaseUrls, env: NodeJS.ProcessEnv, closing: Closing): Promise<void> {
  const abort = new AbortController();
  closing.first(() => abort.abort());
  const filling = (async () => {
    await migrateDatabase(urls);
    await loadReferenceFiles(urls);
    await topUpDemoData(urls);
  })();
  const building = dev ? Promise.resolve() : buildWhenStale(".next", env, abort.signal);
  try {
    await Promise.all([filling, building]);
  } catch (error) {
    abort.abort();
    throw error;
  }
  if (closing.begun) throw new Error("stopped on request");
}

/** A history that does not fit the files ends every start: whoever only tries the house out may begin anew. */
function withTheWayOut(error: unknown): unknown {
  if (!(error instanceof MigrationRefusal && error.historyDiffers)) return error;
  return new Trouble(
    `${error.message}\n  If this database holds nothing but a trial, remove the folder ${join(dataFolder, "postgres")} and start again: a new one is made and filled.`,
  );
}

function serve(dev: boolean, port: number, env: NodeJS.ProcessEnv, record: RunRecord, closing: Closing): Supervised {
  const common = { cwd: root, env: { ...env, NODE_ENV: dev ? "development" : "production" } as NodeJS.ProcessEnv };
  const next = dev ? [tools.next, "dev", "--port", String(port)] : serverProgram(port);
  const worker = new Supervised({
    ...common,
    name: "worker",
    args: ["--import", "tsx", "lib/cli/worker.ts"],
    logFile: dev ? undefined : logOf("worker"),
    graceSeconds: 10,
    onBirth: (mark) => record.note({ worker: mark }),
  });
  closing.first(() => worker.stop());
  const server = new Supervised({
    ...common,
    name: "server",
    args: next,
    logFile: dev ? undefined : logOf("server"),
    graceSeconds: 10,
    onBirth: (mark) => record.note({ server: mark }),
  });
  closing.first(() => server.stop());
  return server;
}

/** A house without the demonstration begins with nobody in it. */
async function sayWhoLetsInTheFirst(urls: DatabaseUrls): Promise<void> {
  if (process.env.DEMO !== "0" || (await withClient(urls.owner, (client) => hasAdministrator(client)))) return;
  say.notice(
    'Nobody can sign in yet: `npm run invite:administrator -- <e-mail> "<name>"` prints a link with which the first administrator sets a password.',
  );
}

const logOf = (name: string) => join(dataFolder, `${name}.log`);

function welcome(origin: string): void {
  say.line();
  say.line(`Giọt Hồng is served at ${origin} (ready after ${Math.round(performance.now() / 1000)} s)`);
  if (process.env.MAILBOX === "1") say.line(`Letters and text messages are shown at ${origin}/mailbox`);
  const signIns = process.env.DEMO === "0" ? [] : demoSignIns;
  if (signIns.length > 0) {
    say.line("Demo sign-ins:");
    const width = Math.max(...signIns.map(({ email }) => email.length));
    for (const { email, password, who } of signIns) say.line(`  ${email.padEnd(width)}  ${password}  ${who}`);
  }
  say.line("Ctrl-C stops everything.");
}

/** What to undo at the end, in its order. A signal runs it once, however often it arrives. */
class Closing {
  private steps: (() => unknown)[] = [];
  begun = false;
  onBegin = () => {};

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => {
        if (this.begun) return;
        say.line("\n· Stopping: server, worker, Postgres …");
        void this.run().then(() => {
          say.done("Everything has stopped");
          process.exit(0);
        });
      });
  }

  first(step: () => unknown): void {
    this.steps.unshift(step);
  }

  last(step: () => unknown): void {
    this.steps.push(step);
  }

  async run(): Promise<void> {
    this.begun = true;
    this.onBegin();
    for (const step of this.steps) {
      try {
        await step();
      } catch (error) {
        explain(error);
      }
    }
  }
}
