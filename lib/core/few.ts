/** Fewer people than this in one figure might be recognised. */
export const FEWEST_TOLD = 5;

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
 * smallest as it takes until the whole less those that are told leaves nobody's count to be worked out: one alone is what
 * is left, two that leave 2 have one each, two that leave 8 have four each, and what is left must be 5 or more. A place
 * without a donation says nothing of anybody and keeps its zero. Where there is no other place to be kept back with, as
 * in a province whose one drive brought three, the whole tells it: the totals of provinces are public.
 */
export function keptBack(counts: readonly number[]): boolean[] {
  const few = counts.filter(isOfFew);
  if (few.length === 0) return counts.map(() => false);
  const others = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => !isFew(count))
    .sort((a, b) => a.count - b.count);
  let left = few.reduce((sum, count) => sum + count, 0);
  let beside = 0;
  while (beside < others.length && isWorkedOut(left, few.length, beside)) {
    left += others[beside]?.count ?? 0;
    beside += 1;
  }
  const withThem = new Set(others.slice(0, beside).map(({ at }) => at));
  return counts.map((count, at) => isOfFew(count) || withThem.has(at));
}

/** Do so many small counts, and so many larger ones kept back beside them, follow from what is left of the whole? */
function isWorkedOut(left: number, few: number, beside: number): boolean {
  const least = few + beside * FEWEST_TOLD;
  if (beside > 0) return left === least;
  return few === 1 || isFew(left) || left === least || left === few * (FEWEST_TOLD - 1);
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
