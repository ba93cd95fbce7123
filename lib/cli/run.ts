import { spawn } from "node:child_process";
import { root } from "@/lib/cli/paths";

export interface Run {
  /** 0 when all went well. */
  code: number;
  /** What it said, when it was kept from the screen. */
  output: string;
}

interface Manner {
  env?: Record<string, string | undefined>;
  /** Keeps its output from the screen. */
  quiet?: boolean;
  /** Asks it to end as Ctrl-C does, and makes it ten seconds later. */
  signal?: AbortSignal;
}

/** Runs one of our own tools with this Node to its end: on the screen, or quietly with its output kept. */
export function runTool(script: string, args: string[], manner: Manner = {}): Promise<Run> {
  return runProgram(process.execPath, [script, ...args], manner);
}

export function runProgram(
  program: string,
  args: string[],
  { env = {}, quiet = false, signal }: Manner = {},
): Promise<Run> {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env } as NodeJS.ProcessEnv,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    signal?.addEventListener("abort", () => {
      child.kill("SIGINT");
      setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
    });
    child.once("error", (error) => settle({ code: 1, output: error.message }));
    child.once("close", (code) => settle({ code: code ?? 1, output }));
  });
}

export const tools = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  next: "node_modules/next/dist/bin/next",
  playwright: "node_modules/@playwright/test/cli.js",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
} as const;

/**
 * How `next start` is run. V8 lets its heap grow by what the machine has, and an instance would take what others need:
 * with these bounds it collects more often while old (measured: a third less memory, no more processor time), and its
 * nursery is large enough that what one request leaves behind dies there.
 */
export function serverProgram(port: number): string[] {
  return [...serverHeap, tools.next, "start", "--port", String(port)];
}

const serverHeap = ["--max-old-space-size=512", "--max-semi-space-size=32"];
