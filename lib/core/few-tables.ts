import { FEWEST_TOLD, isOfFew, keptBack } from "./few";

/** Which cells of a table are kept back, row by row, and of which rows the sum of all cells. */
export interface KeptBackOfTable {
  readonly cells: readonly (readonly boolean[])[];
  readonly sums: readonly boolean[];
}

/**
 * Which counts of a table of places by periods are kept back, where the sums of all places are public for every period,
 * and each place's own sum of all periods is told unless it is kept back too.
 *
 * Each period by itself, and the sums, are kept back as any list of places is (`keptBack`). But lists of several periods
 * can be subtracted: a place's year less its other months tells the month that is kept back, and then, by the sum of all
 * places, its neighbour's few. What is told fixes a cell just where no closed walk leads through it over cells that are
 * kept back, a step along a row, the next along a column (Gusfield, A Graph Theoretic Approach to Statistical Data
 * Security, 1988). So each small count is given such a walk, by way of those cells that cost the fewest donations to keep
 * back. Where there is none, as of a place that alone held anything in a month, the public sum tells it, if anybody adds
 * it up; the place's other months do not (`keptBack` of these).
 */
export function keptBackOfTable(table: readonly (readonly number[])[]): KeptBackOfTable {
  const periods = table[0]?.length ?? 0;
  const counts = table.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const kept = counts.map((row) => row.map(() => false));
  for (let column = 0; column <= periods; column++)
    for (const [row, isKept] of keptBack(counts.map((cells) => cells[column] ?? 0)).entries())
      if (isKept) setKept(kept, row, column);
  for (const [row, cells] of counts.entries())
    for (const [column, count] of cells.entries()) {
      if (!isOfFew(count)) continue;
      const walk = cheapestWalk(counts, kept, { row, column });
      for (const cell of walk.length > 0 ? walk : besideInRow(cells.slice(0, periods), row)) setKept(kept, ...cell);
    }
  return { cells: kept.map((row) => row.slice(0, periods)), sums: kept.map((row) => row[periods] === true) };
}

function setKept(kept: boolean[][], row: number, column: number): void {
  const cells = kept[row];
  if (cells) cells[column] = true;
}

type Cell = readonly [row: number, column: number];

function besideInRow(months: readonly number[], row: number): Cell[] {
  return keptBack(months).flatMap((isKept, column): Cell[] => (isKept ? [[row, column]] : []));
}

/**
 * What it costs to lead a walk over a cell: its donations, or nothing where it is kept back already. Small counts are
 * passed round wherever that is possible, since several that are all 1, or all 4, would be told by their sum, and so is
 * the least that is not small, which could not give way without being so.
 */
function costOf(count: number, isKept: boolean): number {
  return (isKept ? 0 : count) + (isOfFew(count) ? 1_000_000 : count === FEWEST_TOLD ? 10_000 : 0);
}

/**
 * The cells of the cheapest way from a cell's column back to its row, without the cell: steps lead from a row to a column
 * or back over a cell that is not nought, each at its cost (`costOf`).
 */
function cheapestWalk(
  counts: readonly (readonly number[])[],
  kept: readonly (readonly boolean[])[],
  from: { row: number; column: number },
): Cell[] {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  // Rows are the nodes 0 to rows - 1, columns those after.
  const cost = new Array<number>(rows + columns).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Array<number>(rows + columns).fill(-1);
  const isDone = new Array<boolean>(rows + columns).fill(false);
  const cellBetween = (one: number, other: number): Cell => (one < rows ? [one, other - rows] : [other, one - rows]);
  cost[rows + from.column] = 0;
  for (;;) {
    let node = -1;
    for (const [at, own] of cost.entries())
      if (!isDone[at] && own < Number.POSITIVE_INFINITY && (node < 0 || own < (cost[node] ?? 0))) node = at;
    if (node < 0) return [];
    if (node === from.row) break;
    isDone[node] = true;
    const [first, end] = node < rows ? [rows, rows + columns] : [0, rows];
    for (let next = first; next < end; next++) {
      const [row, column] = cellBetween(node, next);
      const count = counts[row]?.[column] ?? 0;
      if (count === 0 || isDone[next] || (row === from.row && column === from.column)) continue;
      const through = (cost[node] ?? 0) + costOf(count, kept[row]?.[column] === true);
      if (through < (cost[next] ?? 0)) {
        cost[next] = through;
        cameFrom[next] = node;
      }
    }
  }
  const walk: Cell[] = [];
  for (let node = from.row; cameFrom[node] !== -1; node = cameFrom[node] ?? -1)
    walk.push(cellBetween(node, cameFrom[node] ?? 0));
  return walk;
}
