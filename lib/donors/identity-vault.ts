import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { IdentityKind } from "./identity-number";

/** What the database keeps of a number: a keyed hash to find it by, a sealed value to show it from. */
export interface SealedNumber {
  readonly hash: Buffer;
  readonly cipher: Buffer;
  readonly keyVersion: number;
  readonly lastFour: string;
}

type KeyName = "IDENTITY_HASH_KEY" | "IDENTITY_ENCRYPTION_KEY";

/**
 * The version of the keys in use, 1 until somebody changes them. To change keys: raise `IDENTITY_KEY_VERSION`, put new
 * keys in place and the old ones into `IDENTITY_HASH_KEY_PREVIOUS` and `IDENTITY_ENCRYPTION_KEY_PREVIOUS`. Rows of
 * both versions are found and opened while `npm run keys:seal-anew` seals every row anew; then the previous keys can go.
 */
export function keyVersionInUse(): number {
  const version = Number(process.env.IDENTITY_KEY_VERSION ?? 1);
  if (!Number.isInteger(version) || version < 1) throw new Error("IDENTITY_KEY_VERSION is a whole number from 1.");
  return version;
}

/**
 * Seals a tidied number (`parseIdentityNumber`). The keys stand in the environment, never in the database: whoever
 * takes only the database can neither read a number nor try all of them.
 */
export function sealNumber(kind: IdentityKind, number: string): SealedNumber {
  const keyVersion = keyVersionInUse();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key("IDENTITY_ENCRYPTION_KEY"), nonce);
  cipher.setAAD(Buffer.from(kind));
  const sealed = Buffer.concat([cipher.update(number, "utf8"), cipher.final()]);
  return {
    hash: hashOfNumber(kind, number),
    cipher: Buffer.concat([nonce, cipher.getAuthTag(), sealed]),
    keyVersion,
    lastFour: number.slice(-4),
  };
}

/** The number back from its sealed value; throws when the value was changed or belongs to another kind or key. */
export function openNumber(kind: IdentityKind, sealed: { cipher: Buffer; keyVersion: number }): string {
  const decipher = createDecipheriv("aes-256-gcm", keyOfVersion(sealed.keyVersion), sealed.cipher.subarray(0, 12));
  decipher.setAAD(Buffer.from(kind));
  decipher.setAuthTag(sealed.cipher.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.cipher.subarray(28)), decipher.final()]).toString("utf8");
}

/** The keyed hash a number is found by. The kind is part of it: a passport and a card may bear the same characters. */
export function hashOfNumber(kind: IdentityKind, number: string): Buffer {
  return hashUnder(key("IDENTITY_HASH_KEY"), kind, number);
}

/** Every hash a number may stand under: one, or two while the keys are being changed. What a search looks for. */
export function hashesOfNumber(kind: IdentityKind, number: string): Buffer[] {
  const hash = hashOfNumber(kind, number);
  return hasPrevious("IDENTITY_HASH_KEY")
    ? [hash, hashUnder(key("IDENTITY_HASH_KEY", "_PREVIOUS"), kind, number)]
    : [hash];
}

function hashUnder(secret: Buffer, kind: IdentityKind, number: string): Buffer {
  return createHmac("sha256", secret).update(`${kind}:${number}`).digest();
}

function keyOfVersion(version: number): Buffer {
  const inUse = keyVersionInUse();
  if (version === inUse) return key("IDENTITY_ENCRYPTION_KEY");
  if (version === inUse - 1 && hasPrevious("IDENTITY_ENCRYPTION_KEY")) {
    return key("IDENTITY_ENCRYPTION_KEY", "_PREVIOUS");
  }
  throw new Error(`No key of version ${version} is at hand.`);
}

function hasPrevious(name: KeyName): boolean {
  return Boolean(process.env[`${name}_PREVIOUS`]);
}

function key(name: KeyName, suffix: "" | "_PREVIOUS" = ""): Buffer {
  const found = Buffer.from(process.env[`${name}${suffix}`] ?? "", "base64");
  if (found.length !== 32) {
    throw new Error(
      `${name}${suffix} is not set to 32 bytes in base64: run \`npm start\`, which makes one, or bring yours.`,
    );
  }
  return found;
}
