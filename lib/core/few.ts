import { compareVietnamese } from "./text";

/** Fewer people than this in one figure might be recognised. */
export const FEWEST_TOLD = 5;
const MOST_OF_FEW = FEWEST_TOLD - 1;

/** Is a count so small that the people in it might be recognised? Then it is told to nobody, only that it is. */
export function isFew(count: number): boolean {
  return count < FEWEST_TOLD;
}

/** Are there some, and so few that they might be recognised? Nought says nothing of anybody. */
export function isOfFew(count: number): boolean {
  return count > 0 && isFew(count);
}

/** May a part of a whole be told? Not where it is small, and not where the whole less the part is: that would tell the rest. */
export function mayTellPart(part: number, whole: number): boolean {
  return !isFew(part) && !isOfFew(whole - part);
}

/** A count of a place below the province; null where it is kept back. */
export type Told<Row> = Omit<Row, "donations"> & { donations: number | null };

/**
 * Which of some counts, of which the whole is known, are kept back: from 1 up to 4 always, and as many of the next
 * smallest as it takes until nobody's count can be worked out from the whole less those that are told, by whoever knows
 * this rule too (`isWorkedOut`). Equal counts are kept back together, so that no order decides between them; a list in
 * order of size would tell more, and puts those kept back in another (`inToldOrder`). A place without a donation says
 * nothing of anybody and keeps its zero. Where there is no other place to be kept back with, as in a province whose one
 * drive brought three, the whole tells it: the totals of provinces are public.
 */
export function keptBack(counts: readonly number[]): boolean[] {
  const small = counts.filter(isOfFew);
  if (small.length === 0) return counts.map(() => false);
  const others = counts.filter((count) => !isFew(count)).sort((a, b) => a - b);
  let left = small.reduce((sum, count) => sum + count, 0);
  let beside = 0;
  let largest = 0;
  for (const next of others) {
    if (next > largest && !isWorkedOut({ few: small.length, beside, left, next })) break;
    left += next;
    beside += 1;
    largest = next;
  }
  return counts.map((count) => count > 0 && (isFew(count) || count <= largest));
}

/**
 * May one of so many small counts be worked out from what is `left` of the whole, where so many larger ones are kept back
 * `beside` them and each of these is less than the `next`, the smallest that is told?
 *
 * Several small counts may do alone: those that are all 1 but for a 2, all 4, or together few, are not let stand so.
 * With others beside them, all being 1 and one of them being 2 must both be possible, the others taking the rest in
 * shares as even as can be: of 5 at least, and less than the next. With such shares this rule would have gone on as far,
 * and no farther, so that it tells nothing itself: where they are of two sizes, those of the lesser stop short by the
 * second condition, and equal ones are never parted.
 */
function isWorkedOut({ few, beside, left, next }: { few: number; beside: number; left: number; next: number }) {
  if (beside === 0) return few === 1 || isFew(left) || left <= few + 1 || left === few * MOST_OF_FEW;
  return left - (few + 1) < beside * FEWEST_TOLD || left - few >= beside * (next - 1);
}

/** Rows in order of size, the largest first, with those kept back by their names: their order would tell who has more. */
export function inToldOrder<Row>(
  rows: readonly Row[],
  { count, name }: { count: (row: Row) => number | null; name: (row: Row) => string },
): Row[] {
  const untold = rows.filter((row) => count(row) === null).sort((a, b) => compareVietnamese(name(a), name(b)));
  const told = rows.filter((row) => count(row) !== null);
  return [...told.filter((row) => count(row) !== 0), ...untold, ...told.filter((row) => count(row) === 0)];
}

/** Keeps back small counts of rows of which the whole is known (`keptBack`). */
export function withoutFew<Row extends { donations: number }>(rows: readonly Row[]): Told<Row>[] {
  const kept = keptBack(rows.map(({ donations }) => donations));
  return rows.map((row, at) => ({ ...row, donations: kept[at] ? null : row.donations }));
}

/**
 * Which official counts of small places are kept back: those of few; those of which the recorded count is kept back, since
 * the sum of what was recorded is public; and those that a report makes more by few, since these follow from both.
 */
export function keptBackOfficial(counts: readonly { official: number; recorded: number }[]): boolean[] {
  const official = keptBack(counts.map((one) => one.official));
  const recorded = keptBack(counts.map((one) => one.recorded));
  return counts.map((one, at) => {
    const isKept = official[at] === true || recorded[at] === true;
    return isKept || isOfFew(Math.abs(one.official - one.recorded));
  });
}
