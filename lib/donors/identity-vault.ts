import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { IdentityKind } from "./identity-number";

/** What the database keeps of a number: a keyed hash to find it by, a sealed value to show it from. */
export interface SealedNumber {
  readonly hash: Buffer;
  readonly cipher: Buffer;
  readonly keyVersion: number;
  readonly lastFour: string;
}

/** The version of the keys in use; a row keeps the one it was sealed with, so that keys can be changed one day. */
const keyVersion = 1;

/**
 * Seals a tidied number (`parseIdentityNumber`). The keys stand in the environment, never in the database: whoever
 * takes only the database can neither read a number nor try all of them.
 */
export function sealNumber(kind: IdentityKind, number: string): SealedNumber {
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
  if (sealed.keyVersion !== keyVersion) throw new Error(`No key of version ${sealed.keyVersion} is at hand.`);
  const decipher = createDecipheriv("aes-256-gcm", key("IDENTITY_ENCRYPTION_KEY"), sealed.cipher.subarray(0, 12));
  decipher.setAAD(Buffer.from(kind));
  decipher.setAuthTag(sealed.cipher.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.cipher.subarray(28)), decipher.final()]).toString("utf8");
}

/** The keyed hash a number is found by. The kind is part of it: a passport and a card may bear the same characters. */
export function hashOfNumber(kind: IdentityKind, number: string): Buffer {
  return createHmac("sha256", key("IDENTITY_HASH_KEY")).update(`${kind}:${number}`).digest();
}

function key(name: "IDENTITY_HASH_KEY" | "IDENTITY_ENCRYPTION_KEY"): Buffer {
  const found = Buffer.from(process.env[name] ?? "", "base64");
  if (found.length !== 32) {
    throw new Error(`${name} is not set to 32 bytes in base64: run \`npm start\`, which makes one, or bring yours.`);
  }
  return found;
}
