import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "..");
const tests = testFiles(join(root, "tests"));
const isIntegration = (file: string) => /support\/database["']/.test(readFileSync(join(root, file), "utf8"));

/** A test that imports `tests/support/database` runs against Postgres; every other one is pure and runs in three zones. */
const integration = tests.filter(isIntegration);
const unit = tests.filter((file) => !isIntegration(file));
/** Where the machine stands cannot matter to the rooms' order. */
const elsewhere = unit.filter((file) => !file.endsWith("architecture.test.ts"));

const common = {
  environment: "node" as const,
  pool: "forks" as const,
  testTimeout: 30_000,
  hookTimeout: 300_000,
  // Imports "next/server" without an ending, which Node alone does not resolve.
  server: { deps: { inline: ["next-intl"] } },
};
const inZone = (name: string, TZ: string, include = elsewhere) => ({
  extends: true as const,
  test: { ...common, name, include, env: { TZ } },
});

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      inZone("unit", "Asia/Ho_Chi_Minh", unit),
      inZone("unit utc", "UTC"),
      inZone("unit new york", "America/New_York"),
      {
        extends: true,
        test: {
          ...common,
          name: "integration",
          include: integration,
          globalSetup: join(root, "tests/support/integration-server.ts"),
          setupFiles: join(root, "tests/support/integration-setup.ts"),
        },
      },
    ],
  },
});

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "journeys" ? [] : testFiles(path);
    return entry.name.endsWith(".test.ts") ? [relative(root, path)] : [];
  });
}
