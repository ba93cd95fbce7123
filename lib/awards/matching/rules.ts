import { spellingKey } from "@/lib/core/text";
import { type CivilDate, civilDate, partsOf } from "@/lib/core/time";

/** Whom a row of an old list names, as far as it says. */
export interface ListedPerson {
  readonly name: string;
  /** The name as search compares it (`nameSearchKey`). */
  readonly nameKey: string;
  readonly bornOn: CivilDate | null;
  /** The date made sense only with its day and month exchanged. */
  readonly bornTurned: boolean;
  /** Where only a year is told. */
  readonly bornYear: number | null;
  readonly bloodAbo: string | null;
  readonly bloodRh: string | null;
  /** Whose the number is; `elsewhere` when its holder is no donor of this office; `nobody` when it is not known. */
  readonly number: { readonly holder: string } | "elsewhere" | "nobody" | null;
}

/** Somebody of the office's own province who may be meant. */
export interface PossibleDonor {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly bornOn: CivilDate;
  readonly bloodAbo: string | null;
  readonly bloodRh: string | null;
  /** Whether a number of the row's kind of paper is on record: then a row with another number means somebody else. */
  readonly hasNumber: boolean;
}

export const matchDoubts = [
  "number_disagrees",
  "number_of_another",
  "several",
  "spelling",
  "accents",
  "day_month_swapped",
  "date_differs",
  "year_only",
  "no_date",
  "group_differs",
] as const;
/** Why a row is not matched without somebody looking. */
export type MatchDoubt = (typeof matchDoubts)[number];

export type Match =
  | { readonly verdict: "certain"; readonly donorId: string }
  | { readonly verdict: "uncertain"; readonly doubt: MatchDoubt; readonly candidates: readonly string[] }
  | { readonly verdict: "not_found" };

/** How many possible donors a reviewer is shown for one row. */
export const mostCandidates = 8;

/**
 * Who a row means. Certain only where a number agrees with the name and the date, or where name, whole date and blood
 * group all agree with one donor and nobody else is near enough to be the one meant by a slip of the pen. Whatever is
 * less is for a person to decide: a wrong honour on somebody's page is worse than a question.
 */
export function matchPerson(row: ListedPerson, donors: readonly PossibleDonor[]): Match {
  const near = donors.filter((donor) => isPossible(row, donor));
  const doubtful = (doubt: MatchDoubt, first: readonly PossibleDonor[] = []): Match => ({
    verdict: "uncertain",
    doubt,
    candidates: [...new Set([...first, ...byLikeness(row, near)].map(({ id }) => id))].slice(0, mostCandidates),
  });
  if (row.number !== null && typeof row.number === "object") {
    const { holder } = row.number;
    const owner = donors.find(({ id }) => id === holder);
    if (!owner) return near.length === 0 ? { verdict: "not_found" } : doubtful("number_of_another");
    const agrees = isNearName(row.nameKey, owner.nameKey) && likenessOfDate(row, owner.bornOn) !== "other";
    return agrees ? { verdict: "certain", donorId: owner.id } : doubtful("number_disagrees", [owner]);
  }
  if (near.length === 0) return { verdict: "not_found" };
  if (row.number === "elsewhere") return doubtful("number_of_another");
  const exact = near.filter((donor) => donor.nameKey === row.nameKey && likenessOfDate(row, donor.bornOn) === "same");
  const rivals = near.filter((donor) => {
    const date = likenessOfDate(row, donor.bornOn);
    return date === "same" || date === "swapped";
  });
  const [only] = exact;
  if (only && exact.length === 1 && rivals.length === 1) {
    if (row.number === "nobody" && only.hasNumber) return doubtful("number_of_another");
    if (groupsContradict(row, only)) return doubtful("group_differs");
    if (!isSpelledAlike(row.name, only.name)) return doubtful("accents");
    return { verdict: "certain", donorId: only.id };
  }
  return doubtful(near.length > 1 && rivals.length !== 1 ? "several" : doubtOf(row, rivals[0] ?? near[0]));
}

/** What keeps the one possible donor from being the certain one. */
function doubtOf(row: ListedPerson, donor: PossibleDonor | undefined): MatchDoubt {
  if (!donor) return "several";
  if (row.nameKey !== donor.nameKey) return "spelling";
  const date = likenessOfDate(row, donor.bornOn);
  if (date === "swapped") return "day_month_swapped";
  if (date === "year_only") return "year_only";
  return date === "untold" ? "no_date" : "date_differs";
}

/** Near enough in name and date for somebody to look at. Where the date is off, the name must be right. */
function isPossible(row: ListedPerson, donor: PossibleDonor): boolean {
  if (!isNearName(row.nameKey, donor.nameKey)) return false;
  const date = likenessOfDate(row, donor.bornOn);
  if (date === "same" || date === "swapped" || date === "year_only") return true;
  return date !== "other" && row.nameKey === donor.nameKey;
}

type DateLikeness = "same" | "swapped" | "year_only" | "close" | "untold" | "other";

/** How a row's birthday stands to a donor's. `close`: of day, month and year two agree. */
function likenessOfDate({ bornOn, bornYear, bornTurned }: ListedPerson, donor: CivilDate): DateLikeness {
  if (bornOn === null && bornYear === null) return "untold";
  if (bornOn === null) return Number(donor.slice(0, 4)) === bornYear ? "year_only" : "other";
  if (bornOn === donor) return bornTurned ? "swapped" : "same";
  if (swapped(bornOn) === donor) return "swapped";
  const [row, held] = [partsOf(bornOn), partsOf(donor)];
  const agreeing = [row.year === held.year, row.month === held.month, row.day === held.day].filter(Boolean).length;
  return agreeing === 2 ? "close" : "other";
}

/** The date read with its day and month exchanged, where that is a date at all. */
export function swapped(date: CivilDate): CivilDate | null {
  const { year, month, day } = partsOf(date);
  return civilDate(year, day, month);
}

/** A group that is not told contradicts nothing. */
function groupsContradict(row: ListedPerson, donor: PossibleDonor): boolean {
  const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  return differ(row.bloodAbo, donor.bloodAbo) || differ(row.bloodRh, donor.bloodRh);
}

/** A name typed without any accent agrees with all its spellings; one with accents only with its own: Hà is not Hạ. */
function isSpelledAlike(listed: string, held: string): boolean {
  return /^[\x20-\x7e]*$/.test(listed) || spellingKey(listed) === spellingKey(held);
}

/** The letters a slip of the pen may change, over the whole name. */
const mostSlips = 2;

/** The same name but for a slip of two letters, or for words that changed places. */
export function isNearName(a: string, b: string): boolean {
  return slips(a, b) <= mostSlips || slips(inOrder(a), inOrder(b)) <= mostSlips;
}

const inOrder = (key: string) => key.split(" ").sort().join(" ");

/**
 * How many letters were left out, added, changed or exchanged with their neighbour between two texts (optimal string
 * alignment); no more than `mostSlips + 1` is ever answered, so that most pairs cost next to nothing.
 */
export function slips(a: string, b: string): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > mostSlips) return mostSlips + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > mostSlips) return mostSlips + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, mostSlips + 1);
}

const likenesses: readonly DateLikeness[] = ["same", "swapped", "year_only", "close", "untold", "other"];

/** The likeliest first: by how the date agrees, then by the slips in the name, then by id so that two runs agree. */
function byLikeness(row: ListedPerson, donors: readonly PossibleDonor[]): PossibleDonor[] {
  const rank = (donor: PossibleDonor) =>
    likenesses.indexOf(likenessOfDate(row, donor.bornOn)) * 10 + slips(row.nameKey, donor.nameKey);
  return [...donors].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
}
