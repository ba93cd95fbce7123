import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "@/lib/cli/paths";

/** The files where the site, its worker and its database write what they have to say (lib/cli/run-tests.ts). */
export const logs = {
  server: join(dataFolder, "test-server.log"),
  worker: join(dataFolder, "test-worker.log"),
  database: join(dataFolder, "test.log"),
};

/** Where a log ends now; what comes after it can be read with `saidSince`. */
export function endOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

/** What was written to a log since a mark. */
export function saidSince(file: string, mark: number): string {
  const length = endOf(file) - mark;
  if (length <= 0) return "";
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    readSync(descriptor, bytes, 0, length, mark);
    return bytes.toString("utf8");
  } finally {
    closeSync(descriptor);
  }
}

/** The lines of a log that tell of something nobody expected. */
export function complaints(said: string): string[] {
  return said.split("\n").filter((line) => /⨯|error|unhandled|warn|reject|at .*:\d+:\d+/i.test(line));
}
