import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "@/lib/cli/paths";
import { freePort } from "@/lib/cli/ports";
import { runProgram, serverProgram } from "@/lib/cli/run";
import { lastWords, openLog } from "@/lib/cli/supervise";
import { ask } from "./requests";

/** One process of the built site, or its worker, to be killed and looked into. */
export class Program {
  private readonly child: ChildProcess;

  constructor(args: readonly string[], env: NodeJS.ProcessEnv, logFile: string) {
    const log = openLog(logFile);
    // Detached: it leads a group of its own, so that a kill reaches whatever it has started.
    this.child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", log, log] });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("The program did not start.");
    return this.child.pid;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** `kill -9`: no handler runs, nothing is flushed, every socket is cut. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async stop(): Promise<void> {
    const patience = setTimeout(() => void this.kill(), 8_000);
    await this.end("SIGTERM");
    clearTimeout(patience);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    const gone = once(this.child, "exit");
    try {
      process.kill(-this.pid, signal);
    } catch {
      this.child.kill(signal);
    }
    await gone;
  }

  /** The memory it holds at this moment, in megabytes. */
  async residentMegabytes(): Promise<number> {
    const { output } = await runProgram("ps", ["-o", "rss=", "-p", String(this.pid)], { quiet: true });
    return Number(output.trim()) / 1024;
  }
}

/** One instance of the web server, on a port of its own. */
export class Server extends Program {
  private constructor(
    readonly port: number,
    env: NodeJS.ProcessEnv,
    private readonly logFile: string,
  ) {
    super(serverProgram(port), { ...env, PORT: String(port) }, logFile);
  }

  /** Starts an instance and waits until it answers; it need not find a database. */
  static async start(env: NodeJS.ProcessEnv, logFile: string): Promise<Server> {
    const server = new Server(await freePort(), env, logFile);
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline && server.isRunning) {
      const { status } = await ask(server.port, { path: "/api/live" });
      if (status === 200) return server;
      await wait(50);
    }
    process.stderr.write(`${lastWords(logFile)}\n`);
    throw new Error("The web server did not come up; its last words are above.");
  }

  /** Everything this and earlier instances wrote to their log. */
  log(): string {
    return readFileSync(this.logFile, "utf8");
  }
}
