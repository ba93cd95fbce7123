import { Client, Pool } from "pg";
import { closePool, pool, types } from "@/lib/db/pool";
import type { PostgresForTests } from "./integration-server";

/** The database a test file has to itself: every migration, all reference data, nothing else. */
export interface TestDatabase {
  /** The site's own pool, in the application's role. */
  app: Pool;
  /** The schema's owner, for arranging and looking behind the curtain. */
  owner: Pool;
  appUrl: string;
  ownerUrl: string;
}

let database: TestDatabase | undefined;
let drop: (() => Promise<void>) | undefined;

/** The database of this test file. A test file that imports this module runs in the integration project. */
export function useDatabase(): TestDatabase {
  if (!database) throw new Error("No database was opened: run the test through tests/vitest.config.ts.");
  return database;
}

/** Copies the template for this test file and points the environment, and so the site's own pool, at the copy. */
export async function openDatabase(postgres: PostgresForTests): Promise<void> {
  const name = `${postgres.prefix}${process.pid}`;
  await withSuperuser(postgres, async (client) => {
    // Postgres refuses a copy while another reads the template: one at a time.
    await client.query("SELECT pg_advisory_lock(1)");
    await client.query(`CREATE DATABASE ${name} OWNER giothong_owner TEMPLATE ${postgres.template} STRATEGY FILE_COPY`);
  });
  const appUrl = inDatabase(postgres.appUrl, name);
  const ownerUrl = inDatabase(postgres.ownerUrl, name);
  Object.assign(process.env, { DATABASE_URL: appUrl, ...environmentForTests });
  database = { app: pool(), owner: ownerPool(ownerUrl), appUrl, ownerUrl };
  // What a test still holds open is dropped at the end of the run.
  drop = () => withSuperuser(postgres, (client) => client.query(`DROP DATABASE ${name}`)).catch(() => {});
}

/** Closes the connections of this file and removes its database. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([closePool(), database?.owner.end()]);
  await drop?.();
}

/** Keys that protect nothing, so that the rooms which need them can work. */
const environmentForTests = {
  PUBLIC_ORIGIN: "http://localhost:3000",
  NEXTAUTH_URL: "http://localhost:3000",
  AUTH_SECRET: "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtdGU=",
  NEXTAUTH_SECRET: "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtdGU=",
  IDENTITY_HASH_KEY: "aGFzaC1oYXNoLWhhc2gtaGFzaC1oYXNoLWhhc2gtaGE=",
  IDENTITY_ENCRYPTION_KEY: "c2VhbC1zZWFsLXNlYWwtc2VhbC1zZWFsLXNlYWwtc2U=",
};

function ownerPool(connectionString: string): Pool {
  const made = new Pool({ connectionString, max: 10, types });
  made.on("error", () => {});
  return made;
}

function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function withSuperuser(postgres: PostgresForTests, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
