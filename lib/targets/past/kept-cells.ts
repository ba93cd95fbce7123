import { isOfFew, keptBack } from "@/lib/core/few";
import { keptBackOfTable } from "@/lib/core/few-tables";
import { groupedBy } from "@/lib/core/grouped";

/** What a part of a whole brought in a month: a commune of a province, say, by drives of the same campaigns. */
export interface Cell {
  readonly part: string;
  /** "2025-03" */
  readonly month: string;
  /** What else is told apart in sums that are public: who counts it, and in which campaigns it came. */
  readonly column: string;
  readonly donations: number;
  /** Did one day of it, if not all, bring few? */
  readonly fewOfADay: boolean;
}

/** Of each part what of its cells a list tells: none, some or all of a cell's donations. */
export type ListOf<C extends Cell> = (cell: C) => number;

/** Which parts are kept back in lists of the same cells. */
export interface KeptCells<C extends Cell> {
  readonly cells: readonly C[];
  /** In a list of its own: its parts kept back. */
  readonly inList: (list: ListOf<C>) => ReadonlySet<string>;
}

/**
 * Which parts of a whole tell no count, where lists of any months, and of any campaigns, can be asked for and subtracted
 * from one another. All cells of a year are looked at together (`keptBackOfTable`), so that none of few follows from what
 * is told. A part's sum is told where it is that of its year and the year's is told, or where each cell in it is. Days
 * that cut a month tell it where no day of it brought few: what is left of it then is not few either. One part alone kept
 * back in such days would follow from their public sum; the next smallest goes with it. Whoever takes two lists of days
 * that differ by one, and the neighbours' of both, may still work out a day.
 */
export function keptCells<C extends Cell>(cells: readonly C[]): KeptCells<C> {
  const held = cells.filter(({ donations }) => donations > 0);
  const keptOnes = new Set<C>();
  const keptSums = new Set<string>();
  for (const year of new Set(held.map(yearOf))) {
    const ofYear = held.filter((cell) => yearOf(cell) === year);
    const parts = [...new Set(ofYear.map(({ part }) => part))];
    const columns = [...new Set(ofYear.map(columnOf))].sort();
    const at = new Map(ofYear.map((cell) => [`${cell.part} ${columnOf(cell)}`, cell]));
    const cellOf = (part: string, column: string) => at.get(`${part} ${column}`);
    const kept = keptBackOfTable(parts.map((part) => columns.map((column) => cellOf(part, column)?.donations ?? 0)));
    for (const [row, part] of parts.entries()) {
      if (kept.sums[row]) keptSums.add(`${part} ${year}`);
      for (const [column, name] of columns.entries()) {
        const cell = cellOf(part, name);
        if (cell && kept.cells[row]?.[column]) keptOnes.add(cell);
      }
    }
  }
  const byPart = groupedBy(held, ({ part }) => part);
  const isKept = (ofPart: readonly C[], list: ListOf<C>) =>
    [...groupedBy(ofPart, yearOf)].some(([year, ofYear]) =>
      ofYear.every((cell) => list(cell) === cell.donations)
        ? keptSums.has(`${ofYear[0]?.part} ${year}`)
        : ofYear.some(
            (cell) => list(cell) > 0 && (keptOnes.has(cell) || (list(cell) < cell.donations && cell.fewOfADay)),
          ),
    );
  return {
    cells,
    inList: (list) => {
      const sums = new Map([...byPart].map(([part, of]) => [part, of.reduce((sum, cell) => sum + list(cell), 0)]));
      const kept = new Set([...byPart].filter(([, ofPart]) => isKept(ofPart, list)).map(([part]) => part));
      return withNext(sums, kept);
    },
  };
}

const yearOf = ({ month }: Cell) => month.slice(0, 4);
const columnOf = ({ month, column }: Cell) => `${month} ${column}`;

/** Those kept back in a list, those that it keeps back by itself, and where one is alone, the next smallest. */
function withNext(sums: ReadonlyMap<string, number>, kept: ReadonlySet<string>): ReadonlySet<string> {
  const parts = [...sums];
  const ofList = keptBack(parts.map(([, sum]) => sum));
  const all = new Set(
    parts.filter(([part, sum], at) => sum > 0 && (ofList[at] || kept.has(part))).map(([part]) => part),
  );
  if (all.size !== 1) return all;
  const told = parts.filter(([part, sum]) => !isOfFew(sum) && sum > 0 && !all.has(part));
  const next = Math.min(...told.map(([, sum]) => sum));
  return new Set([...all, ...told.filter(([, sum]) => sum === next).map(([part]) => part)]);
}
