/** Fewer people than this in one figure might be recognised. */
export const FEWEST_TOLD = 5;

/** Is a count so small that the people in it might be recognised? Then it is told to nobody, only that it is. */
export function isFew(count: number): boolean {
  return count < FEWEST_TOLD;
}

/** A count of a place below the province; null where it is kept back. */
export type Told<Row> = Omit<Row, "donations"> & { donations: number | null };

/**
 * Keeps back small counts: from 1 up to 4 always, and where one alone is kept back also the next smallest, since the
 * whole less the others would tell it. A place without a drive says nothing of anybody and keeps its zero.
 */
export function withoutFew<Row extends { donations: number }>(rows: readonly Row[]): Told<Row>[] {
  const few = rows.filter(({ donations }) => donations > 0 && isFew(donations));
  const kept = new Set<Row>(few);
  if (few.length === 1) {
    const [next] = rows.filter((row) => !isFew(row.donations)).sort((a, b) => a.donations - b.donations);
    if (next) kept.add(next);
  }
  return rows.map((row) => ({ ...row, donations: kept.has(row) ? null : row.donations }));
}
