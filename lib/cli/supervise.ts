import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, openSync, readFileSync, statSync } from "node:fs";
import { end, markOf, type ProcessMark } from "@/lib/cli/processes";
import { say, Trouble } from "@/lib/cli/say";

interface Program {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Where its output goes; without one it shares our screen. */
  logFile: string | undefined;
  /** How long it may take to end on request. */
  graceSeconds: number;
  /** Told at every birth, so that a later run can end what a killed one left. */
  onBirth(mark: ProcessMark | null): void;
  /** Told when it ends by itself, in place of being started again. */
  onFall?(how: string): void;
}

/**
 * A child that is started again when it falls, at first after one second and at most after thirty. It leads a process
 * group of its own, so that Ctrl-C reaches only the launcher, which then ends things in order.
 */
export class Supervised {
  private child: ChildProcess | undefined;
  private mark: ProcessMark | null = null;
  private stopping = false;
  private falls = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly program: Program) {
    this.begin();
  }

  /** Whether there is nothing to wait for: it keeps falling, or it fell and is not started again. */
  get isHopeless(): boolean {
    return this.falls >= 3 || (this.falls > 0 && this.program.onFall !== undefined);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await end(this.mark, this.program.graceSeconds);
  }

  private begin(): void {
    const { args, env, cwd, logFile } = this.program;
    const output = logFile ? openLog(logFile) : "inherit";
    const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["ignore", output, output] });
    const began = Date.now();
    this.child = child;
    this.mark = child.pid ? markOf(child.pid) : null;
    this.program.onBirth(this.mark);
    child.once("error", () => this.fell(began, "it could not be started"));
    child.once("exit", (code, signal) => this.fell(began, signal ? `signal ${signal}` : `code ${code}`));
  }

  private fell(began: number, how: string): void {
    if (this.stopping || !this.child) return;
    this.child = undefined;
    if (Date.now() - began > 60_000) this.falls = 0;
    this.falls++;
    const { name, logFile, onFall } = this.program;
    if (onFall) {
      onFall(how);
      return;
    }
    const pause = Math.min(30, 2 ** (this.falls - 1));
    say.notice(
      `The ${name} ended by itself (${how}); starting it again in ${pause} s${logFile ? `. See ${logFile}` : ""}`,
    );
    this.timer = setTimeout(() => this.begin(), pause * 1000);
  }
}

/** Waits until the web server answers, and gives up with its last words when it keeps falling. */
export async function untilServed(server: Supervised, address: string, logFile: string | undefined): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (await isServed(address)) return;
    if (server.isHopeless) break;
    await new Promise((settle) => setTimeout(settle, 150));
  }
  if (logFile) process.stderr.write(`${lastWords(logFile)}\n`);
  throw new Trouble("The web server did not come up; its last words are above. Mend that and start again.");
}

/** The health report answers even when it has bad news; any answer but a server error means pages are served. */
async function isServed(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(30_000) });
    return response.status < 500;
  } catch {
    return false;
  }
}

export function openLog(file: string): number {
  return openSync(file, existsSync(file) && statSync(file).size > 10_000_000 ? "w" : "a", 0o600);
}

export function lastWords(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-30).join("\n") : "";
}
