import { uuidv7 } from "uuidv7";
import { done, type Outcome, refused } from "@/lib/core/outcome";

/** A new id for a row: UUIDv7, so rows made one after the other lie together in an index. */
export function newId(): string {
  return uuidv7();
}

/** Whether a text is an id of ours (a UUID in lower case): anything else in a URL is not found, not an error. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);
}

/** Small letters and digits, none like another. */
const CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

/**
 * Sixteen letters nobody guesses, for an address that opens one thing to whoever holds it: the page that confirms a
 * certificate, a donor's invitation.
 */
export function newOpenCode(): string {
  return [...secureBytes(16)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");
}

/** Digits and capitals without I, L, O and U: what is read aloud or copied by hand cannot be taken for another. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 8;

/**
 * A new ticket code: seven random characters and a check character, `"7K2M9QXF"`. 34 thousand million codes; unique
 * is what the database makes it, so the caller tries again on a clash.
 */
export function newTicketCode(randomBytes: (length: number) => Uint8Array = secureBytes): string {
  const values = [...randomBytes(CODE_LENGTH - 1)].map((byte) => byte & 31);
  return [...values, doubled(runningSum(values))].map((value) => ALPHABET[value]).join("");
}

export type TicketCodeRefusal = "ticket_code_malformed" | "ticket_code_mistyped";

/**
 * Reads a ticket code as somebody types or dictates it: small letters, spaces and hyphens anywhere, O for 0, I or L
 * for 1. `ticket_code_mistyped` means that the check character does not agree: one wrong character, or two swapped,
 * is always noticed.
 */
export function parseTicketCode(text: string): Outcome<string, TicketCodeRefusal> {
  const typed = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-–—._]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const values = [...typed].map((letter) => ALPHABET.indexOf(letter));
  if (values.length !== CODE_LENGTH || values.includes(-1)) return refused("ticket_code_malformed");
  return runningSum(values) === 0 ? done(typed) : refused("ticket_code_mistyped");
}

/** A ticket code as it is printed and read out, in two groups: `"7K2M 9QXF"`. */
export function formatTicketCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/**
 * The check is a sum over the field of 32 elements in which each character weighs twice the one after it; since no
 * two weights are equal, every single error and every swap changes the sum.
 */
function runningSum(values: number[]): number {
  return values.reduce((sum, value) => doubled(sum) ^ value, 0);
}

/** Multiplication by x in GF(2⁵) modulo x⁵ + x² + 1. */
function doubled(value: number): number {
  return value & 16 ? (value << 1) ^ 0b100101 : value << 1;
}

function secureBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
