import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";

const here = resolve(import.meta.dirname, "../..");
const open: Server[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A checkout in which nothing has been installed yet. */
function bareCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"));
  folders.push(folder);
  for (const path of ["package.json", "package-lock.json", "lib/cli"])
    cpSync(join(here, path), join(folder, path), { recursive: true });
  return folder;
}

function takenPort(): Promise<number> {
  const server = createServer();
  open.push(server);
  return new Promise((settle) => server.listen(0, () => settle((server.address() as { port: number }).port)));
}

/** Starts as `npm start` does; an npm that must not be asked fails at once. */
function start(folder: string, port: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["lib/cli/start.mjs"], {
    cwd: folder,
    env: { ...process.env, PORT: port, npm_execpath: join(folder, "no-npm.js") },
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((settle) => child.on("close", (code) => settle({ code, said })));
}

describe("what ends a start is told before anything is installed", () => {
  test("a port somebody else listens on", async () => {
    const folder = bareCheckout();
    const port = await takenPort();
    const { code, said } = await start(folder, String(port));
    expect(said).toContain(`Port ${port} is in use by another program`);
    expect(said).toContain(`PORT=${port + 1} npm start`);
    expect(said).not.toContain("Packages");
    expect(code).toBe(1);
    expect(existsSync(join(folder, "node_modules"))).toBe(false);
  });

  test("a port that is none", async () => {
    const { code, said } = await start(bareCheckout(), "thousand");
    expect(said).toContain("PORT=thousand is not a port");
    expect(said).not.toContain("Packages");
    expect(code).toBe(1);
  });
});
