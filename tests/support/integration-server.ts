import type { TestProject } from "vitest/node";
import { dropDatabases, openTestServer } from "@/lib/cli/test-database";

/** What a test file needs to make its own database. */
export interface PostgresForTests {
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  template: string;
  /** The databases of this run begin so. */
  prefix: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    postgres: PostgresForTests;
  }
}

/** Starts the tests' Postgres before the first integration test and lets it go after the last. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, template, release } = await openTestServer();
  const prefix = `test_${process.pid}_`;
  project.provide("postgres", {
    superuserUrl: cluster.url("postgres", "postgres"),
    ownerUrl: cluster.url("giothong_owner", "postgres"),
    appUrl: cluster.url("giothong_app", "postgres"),
    template,
    prefix,
  });
  return async () => {
    await dropDatabases(cluster, prefix);
    await release();
  };
}
