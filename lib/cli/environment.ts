import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "@/lib/cli/paths";
import { say } from "@/lib/cli/say";
import type { Secrets } from "@/lib/cli/secrets";

export interface DatabaseUrls {
  /** The application's role: rows only. */
  app: string;
  /** The schema's owner: migrations and reference data. */
  owner: string;
}

/** Reads `.env` when there is one; what is already set wins. */
export function readEnvFile(): void {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The addresses of a database somebody else runs, or null when none is named. */
export function givenDatabase(): DatabaseUrls | null {
  const app = process.env.DATABASE_URL;
  if (!app) return null;
  const owner = process.env.DATABASE_OWNER_URL;
  if (!owner)
    say.notice(
      "DATABASE_OWNER_URL is not set, so migrations run as the application's own role and nothing keeps it from changing the audit: give the schema a separate owner before real use.",
    );
  return { app, owner: owner ?? app };
}

/**
 * Whether this run only tries the house out: our own database with the demonstration in it, at no address of its own
 * and with no mail server.
 */
export function isTrial(databaseIsOurs: boolean): boolean {
  const { PUBLIC_ORIGIN, SMTP_URL, DEMO } = process.env;
  return databaseIsOurs && !PUBLIC_ORIGIN && !SMTP_URL && DEMO !== "0";
}

/**
 * What the server and the worker are told. The owner's address is not among it: whoever breaks into the application
 * must not find the way around its role.
 */
export function applicationEnvironment(
  databaseUrl: string,
  secrets: Secrets,
  port: number,
  { trial }: { trial: boolean },
): NodeJS.ProcessEnv {
  const { DATABASE_OWNER_URL: _withheld, ...inherited } = process.env;
  const origin = process.env.PUBLIC_ORIGIN ?? `http://localhost:${port}`;
  const authSecret = process.env.AUTH_SECRET ?? process.env.NEXTAUTH_SECRET ?? secrets.AUTH_SECRET;
  const { IDENTITY_HASH_KEY, IDENTITY_ENCRYPTION_KEY, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY } = secrets;
  return {
    IDENTITY_HASH_KEY,
    IDENTITY_ENCRYPTION_KEY,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY,
    NEXTAUTH_URL: origin,
    // A trial has nobody to send letters for it: a page of this machine shows them.
    MAILBOX: trial ? "1" : "0",
    ...inherited,
    PUBLIC_ORIGIN: origin,
    AUTH_SECRET: authSecret,
    NEXTAUTH_SECRET: authSecret,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
