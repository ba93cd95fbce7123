/** Marks that carry a Vietnamese tone, in the order of the dictionary: huyền, hỏi, ngã, sắc, nặng (ngang is 0). */
const TONE_MARKS = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];

/** Invisible characters that arrive with pasted and scanned text: zero-width ones, soft hyphen, byte-order mark. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** Apostrophes of many keyboards; names of the Central Highlands carry one (H'Hen Niê, K'Brin). */
const APOSTROPHES = /[\u2018\u2019\u02BC\u00B4`]/g;

/**
 * A text as search compares it: lower case, without tone and letter marks, đ as d. `Hoà` and `Hòa` fold alike, as do
 * `Đặng` and `dang`, composed and decomposed Unicode. Spaces and punctuation stay.
 */
export function foldVietnamese(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().normalize("NFC");
}

/** Characters that steer machines and mean nothing to readers, but for the tab and the ends of lines. */
const STEERING = /[^\P{Cc}\t\n\r]/gu;

/** Text as it was typed, in NFC and without characters that only steer machines: Postgres cannot keep the zero one. */
export function typedText(text: string): string {
  return text.normalize("NFC").replace(STEERING, "");
}

/** One line of text as we keep it: NFC, no invisible characters, single spaces, trimmed. */
export function normalizeLine(text: string): string {
  return typedText(text).replace(INVISIBLE, "").replace(/\s+/gu, " ").trim();
}

/**
 * A person's name as we keep it: one tidy NFC line. Capitals stay as somebody chose them; only a name written wholly
 * in capitals (as on the citizen card) or wholly in small letters is given a capital per word, so that
 * `NGUYỄN VĂN AN`, `nguyễn văn an` and `Nguyễn Văn An` are one name. Where the tone mark sits (Hoà, Hòa) is the
 * bearer's spelling and is left alone.
 */
export function normalizePersonName(name: string): string {
  const tidy = normalizeLine(name).replace(APOSTROPHES, "'");
  const upper = tidy.toLocaleUpperCase("vi");
  const lower = tidy.toLocaleLowerCase("vi");
  if (tidy !== upper && tidy !== lower) return tidy;
  return lower.replace(/(^|[\s'-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/**
 * The key under which a name is found: folded, punctuation as spaces, single spaces. Prefix and trigram search run on
 * it (`COLLATE "C"`), and what a person types is passed through it too.
 */
export function nameSearchKey(name: string): string {
  return foldVietnamese(normalizeLine(name).replace(APOSTROPHES, "'"))
    .replace(/'/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A full name in its parts, in the Vietnamese order. A name of one word is a given name. */
export function partsOfName(name: string): { family: string; middle: string; given: string } {
  const words = normalizeLine(name).split(" ");
  const given = words.at(-1) ?? "";
  return { family: words.length > 1 ? (words[0] ?? "") : "", middle: words.slice(1, -1).join(" "), given };
}

/**
 * The key that sorts people as Vietnamese lists do: by given name, then middle, then family name. Each word is
 * written with its letters (ă, â, đ, ê, ô, ơ, ư kept) and the number of its tone, so all Thuỳ stand together before
 * all Thuý. Compare with `COLLATE "vi-x-icu"` in SQL or {@link compareVietnamese} here; both agree.
 */
export function givenNameSortKey(name: string): string {
  const { family, middle, given } = partsOfName(name);
  return spellingKey([given, middle, family].join(" "));
}

/**
 * How a text is spelled, each word with its letters and the number of its tone, wherever the mark sits: Hoà and Hòa
 * are `hoa1`, Hoá is `hoa4`. Tells names apart that fold alike.
 */
export function spellingKey(text: string): string {
  return normalizeLine(text)
    .split(" ")
    .filter((word) => word !== "")
    .map(spelledWord)
    .join(" ");
}

function spelledWord(word: string): string {
  let tone = 0;
  const letters = word.normalize("NFD").replace(/\p{M}/gu, (mark) => {
    const index = TONE_MARKS.indexOf(mark);
    if (index < 0) return mark;
    tone = index + 1;
    return "";
  });
  return `${letters
    .normalize("NFC")
    .toLocaleLowerCase("vi")
    .replace(/[^\p{L}\p{N}]/gu, "")}${tone}`;
}

const vietnamese = new Intl.Collator("vi");

/** Compares two texts in the Vietnamese order, for `Array.prototype.sort`. */
export function compareVietnamese(a: string, b: string): number {
  return vietnamese.compare(a, b);
}

/** Two letters for a person without a picture, family and given name: Nguyễn Văn An is NA. One word gives one. */
export function initialsOf(name: string): string {
  const { family, given } = partsOfName(name);
  return [family, given]
    .map((word) => [...word].find((letter) => /\p{L}/u.test(letter)) ?? "")
    .join("")
    .toLocaleUpperCase("vi");
}

/** A name by initials but its last part, for where somebody is told from others without being named: "N. T. Thuỷ". */
export function initialsWithGiven(name: string): string {
  const parts = normalizeLine(name).split(" ");
  const given = parts.pop() ?? "";
  return [...parts.map((part) => `${[...part][0] ?? ""}.`), given].join(" ");
}

/**
 * A person's name for where there is little room: family and given name whole, what is between them by its letters,
 * "Nguyễn T. H. Nhung". Two words, and names that are short anyhow, stay as they are.
 */
export function shortName(name: string, roomy = 14): string {
  const line = normalizeLine(name);
  const { family, middle, given } = partsOfName(line);
  if (middle === "" || [...line].length <= roomy) return line;
  return [family, ...middle.split(" ").map((word) => `${[...word][0] ?? ""}.`), given].join(" ");
}

/** A text made safe to stand inside a LIKE pattern: what a person types never becomes a wildcard. Escape is `\`. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** A sentence's first letter made large: names stand in it as they stand in the middle of one. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
