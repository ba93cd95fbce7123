import { done, type Outcome, refused } from "@/lib/core/outcome";
import { foldVietnamese, normalizeLine, normalizePersonName } from "@/lib/core/text";
import { type CivilDate, parseVietnameseDate, yearOf } from "@/lib/core/time";
import { parseIdentityNumber } from "@/lib/donors/identity-number";

/** What we take from the QR code of a citizen card (CCCD, and the Căn cước since 1 July 2024), and no more. */
export type CitizenCard = {
  number: string;
  /** The number of the nine-digit card it replaced, where the card tells it. */
  oldNumber: string | null;
  fullName: string;
  birthOn: CivilDate;
  sex: "female" | "male";
  /** As printed when the card was made: often with a commune and district that are no more. */
  address: string | null;
  issuedOn: CivilDate | null;
  warnings: CardWarning[];
};

export type CardRefusal =
  | "card_empty"
  | "card_not_a_card"
  | "card_incomplete"
  | "card_number_unreadable"
  | "card_name_unreadable"
  | "card_birth_unreadable"
  | "card_sex_unreadable";

/** What somebody should look at on the card; none of these keeps anybody from being received. */
export type CardWarning =
  | NumberWarning
  | "old_number_unreadable"
  | "address_missing"
  | "address_mangled"
  | "issue_date_missing"
  | "issue_date_unreadable"
  | "issued_before_birth";

export type NumberWarning = "province_unknown" | "sex_differs" | "birth_year_differs";

/** Some keyboard layouts turn the bar of the code into another sign. */
const SEPARATORS = ["|", "¦", "~", "\\", "¬"];
/** Number, name, birth, sex and address: with less than these there is nobody to receive. */
const FEWEST_PARTS = 5;

/** Whether a text typed or scanned into a single field is meant as a card: seven parts, not a name or a phone. */
export function looksLikeCitizenCard(text: string): boolean {
  return separatorOf(text.normalize("NFKC")) !== null;
}

/**
 * Reads the text that a scanner types from the QR code of a citizen card:
 * `number|old number|name|ddmmyyyy|Nam or Nữ|address|ddmmyyyy`.
 *
 * The second part may be empty, or gone when the scanner swallows empty parts; the last one may be lost; whatever
 * follows the seventh (names and numbers of parents and spouse, on the newer card) is not looked at and not kept. Each
 * part is taken only if it is what it should be; whatever makes the person uncertain is refused, so that somebody
 * types it from the card.
 */
export function parseCitizenCard(text: string): Outcome<CitizenCard, CardRefusal> {
  const scanned = normalizeLine(text.normalize("NFKC")).replace(/^\][A-Za-z]\d/, "");
  if (scanned === "") return refused("card_empty");
  const separator = separatorOf(scanned);
  if (separator === null) return refused(/^\d{12}\D/.test(scanned) ? "card_incomplete" : "card_not_a_card");
  const parts = scanned.split(separator).map((part) => part.trim());
  if (/\p{L}/u.test(parts[1] ?? "")) parts.splice(1, 0, "");
  const [
    numberText = "",
    oldText = "",
    nameText = "",
    birthText = "",
    sexText = "",
    addressText = "",
    issuedText = "",
  ] = parts;

  const number = parseIdentityNumber("citizen_card", numberText);
  if (!number.ok) return refused("card_number_unreadable");
  if (!/^[\p{L}\p{M}][\p{L}\p{M}'’ .-]+$/u.test(nameText)) return refused("card_name_unreadable");
  const birth = parseVietnameseDate(birthText);
  if (!birth.ok) return refused("card_birth_unreadable");
  const sex = sexFrom(sexText);
  if (sex === null) return refused("card_sex_unreadable");

  const old = parseIdentityNumber("old_id_card", oldText);
  const issued = parseVietnameseDate(issuedText);
  const mangled = /[?\uFFFD]/.test(addressText);
  const warnings: CardWarning[] = citizenNumberWarnings(number.value, { sex, birthOn: birth.value });
  if (oldText !== "" && !old.ok) warnings.push("old_number_unreadable");
  if (addressText === "") warnings.push("address_missing");
  if (mangled) warnings.push("address_mangled");
  if (issuedText === "") warnings.push("issue_date_missing");
  else if (!issued.ok) warnings.push("issue_date_unreadable");
  else if (issued.value < birth.value) warnings.push("issued_before_birth");

  return done({
    number: number.value,
    oldNumber: old.ok ? old.value : null,
    fullName: normalizePersonName(nameText),
    birthOn: birth.value,
    sex,
    address: addressText === "" || mangled ? null : addressText,
    issuedOn: issued.ok ? issued.value : null,
    warnings,
  });
}

/**
 * What a citizen card's number says against what else is known of the person. The first three digits are the province
 * where the birth was registered (one of the 63 of old, 001 to 096, whatever was merged since; it is no residence),
 * the fourth is sex and century, the next two the year of birth. The fourth digit's meaning was not read in the law,
 * so these are hints to look again, never a refusal.
 */
export function citizenNumberWarnings(
  number: string,
  person: { sex: "female" | "male" | null; birthOn: CivilDate | null },
): NumberWarning[] {
  const warnings: NumberWarning[] = [];
  const province = Number(number.slice(0, 3));
  const digit = Number(number[3]);
  if (province < 1 || province > 96) warnings.push("province_unknown");
  if (person.sex !== null && person.sex !== (digit % 2 === 0 ? "male" : "female")) warnings.push("sex_differs");
  const birthYear = 1900 + Math.floor(digit / 2) * 100 + Number(number.slice(4, 6));
  if (person.birthOn !== null && yearOf(person.birthOn) !== birthYear) warnings.push("birth_year_differs");
  return warnings;
}

function separatorOf(text: string): string | null {
  return SEPARATORS.find((separator) => text.split(separator).length >= FEWEST_PARTS) ?? null;
}

/**
 * Nam is plain ASCII and always arrives whole; Nữ comes as `Nu`, `N?` or, from a scanner that types Telex with the
 * input method off, as `Nuwx`.
 */
function sexFrom(text: string): "female" | "male" | null {
  const folded = foldVietnamese(text.replace(/\uFFFD/g, "?"));
  if (folded === "nam") return "male";
  return /^n(u|\?{1,3}|uw?xw?|u?wx?)$/.test(folded) ? "female" : null;
}
