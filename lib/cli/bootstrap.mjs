/**
 * What has to happen before any TypeScript can run, with nothing but Node itself: the version is new enough, the
 * packages are those of the lock file, and the Prisma client is the one of the schema.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Ends the program with one sentence that says what to do. */
export function stop(sentence) {
  process.stderr.write(`\n✗ ${sentence}\n`);
  process.exit(1);
}

/** Makes the ground ready: Node, packages, Prisma client. */
export async function prepare() {
  requireNode();
  process.chdir(root);
  await installPackages();
  await generateClient();
}

/** Prisma writes the client only when the schema or Prisma itself has changed since the last time. */
export async function generateClient() {
  const wanted = clientFingerprint();
  if (!wanted) return;
  const stamp = join(root, "lib/db/generated/.made-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await step("Database client generated", [process.execPath, "node_modules/prisma/build/index.js", "generate"], {
    // Prisma would otherwise look for a native engine on the network, which generating does not need.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? "/bin/true",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    DATABASE_URL: process.env.DATABASE_URL ?? "postgresql://localhost/none",
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Everything below and behind this file is written for this Node. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`Giọt Hồng needs Node 20.19 or newer and this is ${process.versions.node}: install it from https://nodejs.org.`);
}

/**
 * `npm install` rather than `npm ci`: it too takes the versions of the lock file, it repairs instead of beginning anew,
 * and it does not refuse where a registry lacks the binaries of other platforms.
 */
async function installPackages() {
  if (packagesMatchLock()) return;
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const flags = ["--no-save", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--prefer-offline"];
  await step("Packages installed", [...npm, "install", ...flags, "--loglevel=error"], {});
  if (!packagesMatchLock())
    stop("The packages could not be installed completely: run npm install and read what it says.");
}

/** Compares what npm recorded as installed with the lock file; file dates say nothing after a checkout. */
function packagesMatchLock() {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record) || !existsSync(join(root, "node_modules/tsx/package.json"))) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const installed = present[path];
    return installed ? installed.version === entry.version : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

function clientFingerprint() {
  const files = ["prisma/schema.prisma", ...listSchemaFolder(), "prisma.config.ts"].filter((file) =>
    existsSync(join(root, file)),
  );
  if (!files.some((file) => file.endsWith(".prisma"))) return null;
  const hash = createHash("sha256").update(readFileSync(join(root, "node_modules/prisma/package.json")));
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function listSchemaFolder() {
  const folder = join(root, "prisma/schema");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => `prisma/schema/${name}`);
}

/** Runs a program quietly; its output is shown only when it fails. */
async function step(done, [program, ...args], env) {
  const began = Date.now();
  const label = done.replace(/ (installed|generated)$/, "");
  process.stdout.write(`· ${label} …\n`);
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const beat = setInterval(() => process.stdout.write(`  still at it, ${seconds(began)} s\n`), 20_000);
  const code = await new Promise((settle) => {
    child.on("error", (error) => {
      output += error.message;
      settle(1);
    });
    child.on("close", settle);
  });
  clearInterval(beat);
  if (code !== 0) {
    process.stderr.write(`${output.trim().split("\n").slice(0, 40).join("\n")}\n`);
    stop(explain(label, output));
  }
  process.stdout.write(`✓ ${done} (${seconds(began)} s)\n`);
}

function explain(label, output) {
  if (/ENOSPC|no space left/i.test(output)) return "The disk is full: free some space and start again.";
  if (/EACCES|EPERM/.test(output))
    return `This user may not write in ${root}: run as the user who owns it, or give it to yourself with chown.`;
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|network/i.test(output))
    return "npm could not reach its registry: check the network or the registry in .npmrc, then start again.";
  return `${label}: this did not work; the lines above say why. Mend that and start again.`;
}

const seconds = (began) => ((Date.now() - began) / 1000).toFixed(1);

/** Loads tsx into this process, so that one process id stands for the whole launcher. */
export async function withTypeScript() {
  const { register } = await import("tsx/esm/api");
  register();
}
