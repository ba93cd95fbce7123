import { done, type Outcome, refused } from "@/lib/core/outcome";

/**
 * How the collecting facility numbers its bags. `isbt128`: the donation identification number of ISBT 128, thirteen
 * characters whose first five are allotted by ICCBBA. `local`: the facility's own letters and digits. Both are written
 * with one check character, which is not part of the number and is not stored.
 */
export type DonationNumberFormat = "local" | "isbt128";

export type DonationNumberRefusal =
  | "donation_number_empty"
  | "donation_number_malformed"
  | "donation_number_check_missing"
  | "donation_number_mistyped"
  | "donation_number_other_barcode"
  | "donation_number_year_future";

/** The value of each character is its place here; the check value 36 is written as an asterisk. */
const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

const ISBT_128 = /^[A-NP-Z1-9][A-Z0-9]{4}\d{8}$/;
/** The table of donation numbers takes 4 to 20 characters; a number of a facility has at least one digit. */
const LOCAL = /^(?=.*\d)[A-Z0-9]{4,20}$/;

/**
 * The check character of a number: ISO/IEC 7064 modulo 37-2, as ISBT 128 prints it in a box beside the number. It
 * notices every wrong character and every two swapped neighbours. Throws on anything but capitals and digits.
 */
export function checkCharacterOf(number: string): string {
  let sum = 0;
  for (const character of number) {
    const value = CHARACTERS.indexOf(character);
    if (value < 0 || value > 35) throw new RangeError("a donation number is made of capitals and digits");
    sum = ((sum + value) * 2) % 37;
  }
  return CHARACTERS[(38 - sum) % 37] as string;
}

/**
 * Reads a donation number from a scanner or a keyboard and gives it as it is stored, without its check character.
 *
 * A scanned ISBT 128 barcode (`=` before, two flag characters behind, perhaps the scanner's own `]C1`) has proved
 * itself to the scanner. What is typed must end with the check character. Small letters, spaces and hyphens do not
 * matter. With `year`, a number of a year to come is refused.
 */
export function parseDonationNumber(
  text: string,
  format: DonationNumberFormat,
  { year }: { year?: number } = {},
): Outcome<string, DonationNumberRefusal> {
  const typed = text
    .normalize("NFKC")
    .trim()
    .replace(/^\][A-Za-z]\d/, "")
    .toUpperCase()
    .replace(/[\s\-–.]/g, "");
  if (typed === "") return refused("donation_number_empty");
  if (/^(=[^A-NP-Z1-9]|&)/.test(typed)) return refused("donation_number_other_barcode");
  return format === "isbt128" ? isbt128Number(typed, year) : localNumber(typed.replace(/^=/, ""));
}

function isbt128Number(typed: string, year: number | undefined): Outcome<string, DonationNumberRefusal> {
  const scanned = typed.startsWith("=");
  const body = scanned ? typed.slice(1) : typed;
  const number = body.slice(0, 13);
  const rest = body.slice(13);
  if (!ISBT_128.test(number)) return refused("donation_number_malformed");
  if (year !== undefined && isYearToCome(Number(number.slice(5, 7)), year)) {
    return refused("donation_number_year_future");
  }
  // Fifteen characters are the barcode with its flags, whether or not the scanner passed on the equals sign.
  if (/^[0-9A-Z]{2}$/.test(rest) || (scanned && rest === "")) return done(number);
  if (rest === "") return refused("donation_number_check_missing");
  if (rest.length !== 1) return refused("donation_number_malformed");
  return rest === checkCharacterOf(number) ? done(number) : refused("donation_number_mistyped");
}

/** Two digits of a year: more than one ahead is a year to come, more than fifty ahead is of the century before. */
function isYearToCome(twoDigits: number, year: number): boolean {
  const ahead = (twoDigits - (year % 100) + 100) % 100;
  return ahead > 1 && ahead <= 50;
}

function localNumber(typed: string): Outcome<string, DonationNumberRefusal> {
  const number = typed.slice(0, -1);
  if (!LOCAL.test(number)) {
    return refused(LOCAL.test(typed) ? "donation_number_check_missing" : "donation_number_malformed");
  }
  return typed.at(-1) === checkCharacterOf(number) ? done(number) : refused("donation_number_mistyped");
}

/** A number of our own: the facility's letters, the year, six digits; `localDonationNumber("HN", 2026, 123)` is HN26000123. */
export function localDonationNumber(prefix: string, year: number, sequence: number): string {
  if (!/^[A-Z][A-Z0-9]{1,7}$/.test(prefix)) throw new RangeError("a prefix is 2 to 8 capitals and digits");
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 999_999) throw new RangeError("sequence out of range");
  return `${prefix}${String(year % 100).padStart(2, "0")}${String(sequence).padStart(6, "0")}`;
}

/** The groups in which a number is printed, and the check character for the box beside them. */
export function printedGroups(number: string): { groups: string[]; check: string } {
  const check = checkCharacterOf(number);
  if (ISBT_128.test(number)) return { groups: [number.slice(0, 5), number.slice(5, 7), number.slice(7)], check };
  const local = /^([A-Z][A-Z0-9]*?)(\d{2})(\d{6})$/.exec(number);
  return { groups: local ? local.slice(1, 4) : [number], check };
}

/** A number as people read it: `G1234 98 654321 H`. What is printed can be typed back. */
export function formatDonationNumber(number: string): string {
  const { groups, check } = printedGroups(number);
  return [...groups, check].join(" ");
}

/** The text of an ISBT 128 barcode for a number, with the flags `00` of an ordinary label. */
export function isbt128BarcodeText(number: string): string {
  if (!ISBT_128.test(number)) throw new RangeError("not an ISBT 128 number");
  return `=${number}00`;
}

/** A number where it must not be read off a screen: only its last four characters, `"•••• 4321"`. */
export function maskDonationNumber(number: string): string {
  return `•••• ${number.slice(-4)}`;
}
