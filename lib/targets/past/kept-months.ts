import { isOfFew, keptBack } from "@/lib/core/few";
import { keptBackOfTable } from "@/lib/core/few-tables";

/** A month of a commune: its donations, and those of the days that are asked for. */
export interface MonthOfCommune {
  readonly communeId: string;
  /** The province or ministry that counts them, whose sum of the month is public. */
  readonly creditedTo: string;
  /** "2025-03" */
  readonly month: string;
  readonly donations: number;
  readonly within: number;
  /** Did one day of it, if not all, bring few? */
  readonly fewOfADay: boolean;
}

/** The communes kept back in the days that are asked for, altogether and month by month. */
export interface KeptOfDays {
  readonly whole: ReadonlySet<string>;
  readonly months: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Which communes tell no count of some days, where every other period can be asked for too: of all months of the years
 * touched (`keptBackOfTable`), so that no list less another tells few. A commune's sum is told where it is that of its
 * year and the year's is told, or where each of its months is. Days that cut a month tell it where no day of it brought
 * few: what is left of it then is not few either. One commune alone kept back in such days would follow from their public
 * sum; the next smallest goes with it, though who takes many such days apart may still come close.
 */
export function keptOfDays(held: readonly MonthOfCommune[]): KeptOfDays {
  const communes = [...new Set(held.map(({ communeId }) => communeId))];
  const years = [...new Set(held.map(({ month }) => month.slice(0, 4)))];
  const whole = new Set<string>();
  const months = new Map<string, Set<string>>();
  for (const year of years) {
    const ofYear = held.filter(({ month, donations }) => month.startsWith(year) && donations > 0);
    const columns = [...new Set(ofYear.map(columnOf))].sort();
    const cells = new Map(ofYear.map((cell) => [`${cell.communeId} ${columnOf(cell)}`, cell]));
    const cellOf = (id: string, column: string) => cells.get(`${id} ${column}`);
    const kept = keptBackOfTable(communes.map((id) => columns.map((column) => cellOf(id, column)?.donations ?? 0)));
    for (const [row, id] of communes.entries()) {
      let isWholeYear = true;
      let isKept = false;
      for (const [at, column] of columns.entries()) {
        const cell = cellOf(id, column);
        if (!cell) continue;
        if (cell.within < cell.donations) isWholeYear = false;
        if (cell.within === 0) continue;
        const isCut = cell.within < cell.donations;
        if (!kept.cells[row]?.[at] && !(isCut && cell.fewOfADay)) continue;
        isKept = true;
        months.set(cell.month, (months.get(cell.month) ?? new Set()).add(id));
      }
      if (isWholeYear ? kept.sums[row] : isKept) whole.add(id);
    }
  }
  for (const id of besideIn(held, whole)) whole.add(id);
  return { whole, months };
}

const columnOf = ({ month, creditedTo }: MonthOfCommune) => `${month} ${creditedTo}`;

/** Who goes with those kept back in a list of the days asked for. */
function besideIn(held: readonly MonthOfCommune[], kept: ReadonlySet<string>): string[] {
  const sums = new Map<string, number>();
  for (const { communeId, within } of held) sums.set(communeId, (sums.get(communeId) ?? 0) + within);
  const ids = [...sums.keys()];
  const counts = [...sums.values()];
  const ofList = keptBack(counts);
  const isKept = (id: string, at: number) => ofList[at] === true || kept.has(id);
  const untold = ids.filter((id, at) => isKept(id, at) && (counts[at] ?? 0) > 0);
  const next = Math.min(...counts.filter((count, at) => !isOfFew(count) && count > 0 && !isKept(ids[at] ?? "", at)));
  return ids.filter((id, at) => isKept(id, at) || (untold.length === 1 && counts[at] === next));
}
