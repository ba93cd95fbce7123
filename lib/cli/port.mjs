import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { root, stop } from "./bootstrap.mjs";

/** The port the site is to be served on: `PORT`, also from `.env`, else 3000. Ends the program when it is not a port. */
export function wantedPort() {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const port = Number(process.env.PORT ?? 3000);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  return stop(`PORT=${process.env.PORT} is not a port: choose a number from 1 to 65535, for example PORT=3001.`);
}

/** Ends the program when another one listens on `port`. */
export async function requireFree(port) {
  if (await isFree(port)) return;
  stop(
    `Port ${port} is in use by another program: end that program, or choose another port with PORT=${port + 1} npm start.`,
  );
}

/**
 * The same, asked before packages are installed: nobody should wait for minutes to be told. What an earlier run of
 * this folder left behind is no stranger; the launcher ends it, and asks again.
 */
export async function requireFreeOfStrangers(port) {
  if (!leftBehind()) await requireFree(port);
}

function leftBehind() {
  try {
    return Boolean(JSON.parse(readFileSync(join(root, ".data/run.json"), "utf8")).launcher);
  } catch {
    return false;
  }
}

function isFree(port) {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once("error", () => settle(false));
    probe.listen({ port, exclusive: true }, () => probe.close(() => settle(true)));
  });
}
