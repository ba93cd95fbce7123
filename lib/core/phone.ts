import { done, type Outcome, refused } from "@/lib/core/outcome";

/** A Vietnamese telephone number in E.164, `"+84912345678"`. */
export type PhoneNumber = { e164: string; kind: "mobile" | "landline" };

export type PhoneRefusal =
  | "phone_empty"
  | "phone_malformed"
  | "phone_too_short"
  | "phone_too_long"
  | "phone_unknown_prefix"
  | "phone_old_prefix"
  | "phone_foreign";

/**
 * Mobile prefixes of eleven digits ended in September 2018; old paper lists still carry them. Each became a prefix of
 * ten digits (Plan 798/KH-BTTTT of the Ministry of Information and Communications, 2018).
 */
const PREFIX_SINCE_2018: Record<string, string> = {
  "0120": "070",
  "0121": "079",
  "0122": "077",
  "0126": "076",
  "0128": "078",
  "0123": "083",
  "0124": "084",
  "0125": "085",
  "0127": "081",
  "0129": "082",
  "0162": "032",
  "0163": "033",
  "0164": "034",
  "0165": "035",
  "0166": "036",
  "0167": "037",
  "0168": "038",
  "0169": "039",
  "0186": "056",
  "0188": "058",
  "0199": "059",
};

/**
 * Reads a Vietnamese number as people write it: `0912 345 678`, `+84 912.345.678`, `84912345678`, `0084…`,
 * `(024) 3826 1234`. A mobile number has ten digits (03, 05, 07, 08, 09), a landline eleven (02). A mobile number
 * from before 2018 is refused with its present form as `suggestion`; it is not changed silently.
 */
export function parsePhone(text: string): Outcome<PhoneNumber, PhoneRefusal> {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return refused("phone_empty");
  if (!/^\+?[\d\s().\-/]+$/.test(typed)) return refused("phone_malformed");
  const digits = typed.replace(/\D/g, "");
  if (digits === "") return refused("phone_malformed");
  const national = nationalDigits(typed.startsWith("+"), digits);
  if (national === null) return refused("phone_foreign");
  if (/^01/.test(national) && national.length === 11) {
    const since2018 = PREFIX_SINCE_2018[national.slice(0, 4)];
    return since2018
      ? refused("phone_old_prefix", { suggestion: since2018 + national.slice(4) })
      : refused("phone_unknown_prefix");
  }
  if (!/^0[235789]/.test(national)) return refused("phone_unknown_prefix");
  const kind = national.startsWith("02") ? "landline" : "mobile";
  const length = kind === "landline" ? 11 : 10;
  if (national.length < length) return refused("phone_too_short");
  if (national.length > length) return refused("phone_too_long");
  return done({ e164: `+84${national.slice(1)}`, kind });
}

/** The digits with the leading 0, or null for a number of another country. */
function nationalDigits(international: boolean, digits: string): string | null {
  const withCountry = international ? digits : digits.startsWith("00") ? digits.slice(2) : null;
  if (withCountry !== null) return withCountry.startsWith("84") ? trunkZero(withCountry.slice(2)) : null;
  // Spreadsheets drop the plus or the leading zero; eleven digits after 84 can only be a number with its country.
  if (digits.startsWith("84") && digits.length >= 11) return trunkZero(digits.slice(2));
  const zeroDropped = /^[35789]\d{8}$|^2\d{9}$/.test(digits);
  return zeroDropped ? `0${digits}` : digits;
}

function trunkZero(digits: string): string {
  return digits.startsWith("0") ? digits : `0${digits}`;
}

/** A number as it is read aloud here: `0912 345 678`, `024 3826 1234`, `0236 3822 123`. */
export function formatPhone(e164: string): string {
  const national = e164.replace(/^\+84/, "0");
  if (/^0[35789]\d{8}$/.test(national)) return groups(national, 4, 3, 3);
  if (/^02[48]\d{8}$/.test(national)) return groups(national, 3, 4, 4);
  if (/^02\d{9}$/.test(national)) return groups(national, 4, 4, 3);
  return e164;
}

/** A number that its owner recognises and nobody else learns: only the last three digits, `"•••• 821"`. */
export function maskPhone(e164: string): string {
  return `•••• ${e164.slice(-3)}`;
}

function groups(digits: string, first: number, second: number, third: number): string {
  const split = first + second;
  return [digits.slice(0, first), digits.slice(first, split), digits.slice(split, split + third)].join(" ");
}
