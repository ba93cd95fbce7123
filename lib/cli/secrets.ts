import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Trouble } from "@/lib/cli/say";

/**
 * What must outlive restarts and must never lie in the database: the passwords of its roles, the key that signs
 * sessions, the two keys of the identity numbers, and the key Next seals action arguments with.
 */
export interface Secrets {
  superuserPassword: string;
  ownerPassword: string;
  appPassword: string;
  AUTH_SECRET: string;
  IDENTITY_HASH_KEY: string;
  IDENTITY_ENCRYPTION_KEY: string;
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: string;
}

const fresh = (): Secrets => ({
  superuserPassword: randomBytes(24).toString("base64url"),
  ownerPassword: randomBytes(24).toString("base64url"),
  appPassword: randomBytes(24).toString("base64url"),
  AUTH_SECRET: key(),
  IDENTITY_HASH_KEY: key(),
  IDENTITY_ENCRYPTION_KEY: key(),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key(),
});

/**
 * Reads the secrets of a folder and makes those that are missing, except beside an existing database: new keys there
 * would leave every identity number unreadable.
 */
export function secretsIn(file: string, databaseExists: boolean): Secrets {
  if (!existsSync(file)) {
    if (databaseExists)
      throw new Trouble(
        `The database is there but its keys are gone: put ${file} back from your backup, or remove the folder ${dirname(file)} to begin anew without its data.`,
      );
    return write(file, fresh());
  }
  const kept = read(file);
  const whole = { ...fresh(), ...kept };
  return Object.keys(whole).length === Object.keys(kept).length ? whole : write(file, whole);
}

function read(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Trouble(`The file ${file} cannot be read: mend it or put it back from your backup.`);
  }
}

function write(file: string, secrets: Secrets): Secrets {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
  return secrets;
}

/** 32 random bytes in base64. */
const key = () => randomBytes(32).toString("base64");
