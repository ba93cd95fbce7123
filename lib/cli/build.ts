import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder, root } from "@/lib/cli/paths";
import { end, markOf } from "@/lib/cli/processes";
import { tools } from "@/lib/cli/run";
import { say, Trouble } from "@/lib/cli/say";
import { lastWords, openLog } from "@/lib/cli/supervise";

/** Builds the site when a source has changed since the last build; the stamp is written only after a whole build. */
export async function buildWhenStale(distDir: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const began = Date.now();
  const stamp = join(root, distDir, "BUILD_SOURCE_HASH");
  const wanted = sourceHash(env);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    say.done("Build is fresh");
    return;
  }
  say.doing("Building the site (the first time takes a minute or two)");
  rmSync(stamp, { force: true });
  mkdirSync(dataFolder, { recursive: true });
  const logFile = join(dataFolder, `build${distDir.replace(".next", "")}.log`);
  rmSync(logFile, { force: true });
  const beat = setInterval(() => say.line(`  still building, ${Math.round((Date.now() - began) / 1000)} s`), 30_000);
  const code = await nextBuild(distDir, env, openLog(logFile), signal).finally(() => clearInterval(beat));
  if (signal?.aborted) return;
  if (code !== 0) {
    const words = lastWords(logFile);
    process.stderr.write(`${words}\n`);
    if (/ENOSPC/.test(words)) throw new Trouble("The disk is full: free some space and start again.");
    throw new Trouble("The site could not be built; the lines above say why. Mend that and start again.");
  }
  writeFileSync(stamp, wanted);
  say.done("Site built", began);
}

/** The build leads a process group of its own and leaves its mark, so that none is left running beside the next. */
async function nextBuild(
  distDir: string,
  env: NodeJS.ProcessEnv,
  log: number,
  signal?: AbortSignal,
): Promise<number | null> {
  const markFile = join(dataFolder, `build${distDir.replace(".next", "")}.process.json`);
  if (existsSync(markFile)) await end(JSON.parse(readFileSync(markFile, "utf8")), 2);
  const child = spawn(process.execPath, [tools.next, "build"], {
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", log, log],
    detached: true,
  });
  const mark = child.pid ? markOf(child.pid) : null;
  writeFileSync(markFile, JSON.stringify(mark));
  signal?.addEventListener("abort", () => void end(mark, 2));
  const code = await new Promise<number | null>((settle) => {
    child.once("error", () => settle(1));
    child.once("exit", settle);
  });
  rmSync(markFile, { force: true });
  return code;
}

/** Everything the build reads, and the key it seals action arguments with. */
function sourceHash(env: NodeJS.ProcessEnv): string {
  const hash = createHash("sha256").update(env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? "");
  for (const path of sources.flatMap(filesUnder))
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "prisma/schema",
  "prisma/reference",
  "package-lock.json",
  "tsconfig.json",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
];
const unread = new Set(["lib/cli", "lib/db/generated"]);

function filesUnder(path: string): string[] {
  if (unread.has(path) || !existsSync(join(root, path))) return [];
  let entries: string[];
  try {
    entries = readdirSync(join(root, path)).sort();
  } catch {
    return [path];
  }
  return entries.flatMap((name) => filesUnder(`${path}/${name}`));
}
