import { packed, unpacked } from "@/components/ui/packed";

/**
 * What a cell says: words; words with the numbers of their sources and the keys of what is said small below them; or
 * null, which says that nobody published it.
 */
export type FigureCell = string | readonly [text: string, ...more: (number | FigureNote)[]] | null;

/** What may be said small below a figure or a date. */
export type FigureNote = "demo" | "recorded" | "rule" | "decided";

/** A row: what its address holds between the table's `link`, its name, its cells; what stands small below its name; whether it is this page. */
export interface FigureRow {
  key: string;
  name: string;
  cells: readonly FigureCell[];
  below?: string | null;
  isCurrent?: boolean;
}

/** The rows as one text, see `packed`; the words of a cell and what follows them are parted by "^". */
export function packedFigures(rows: readonly FigureRow[]): string {
  return packed(
    rows.map(({ key, name, cells, below, isCurrent }) => [
      key,
      name,
      below ?? null,
      isCurrent ? 1 : null,
      ...cells.map((cell) => {
        const parts = cell === null ? [] : typeof cell === "string" ? [cell] : cell;
        return parts.map((part) => String(part).replaceAll("^", " ")).join("^");
      }),
    ]),
  );
}

/** The rows of `packedFigures`, each with that many cells. */
export function figuresIn(text: string, columns: number): Required<FigureRow>[] {
  return unpacked(text).map(([key = "", name = "", below, isCurrent, ...cells]) => ({
    key,
    name,
    below: below || null,
    isCurrent: Boolean(isCurrent),
    cells: Array.from({ length: columns }, (_, index) => cellIn(cells[index])),
  }));
}

function cellIn(text: string | undefined): FigureCell {
  if (!text) return null;
  const [words = "", ...more] = text.split("^");
  return more.length === 0
    ? words
    : [words, ...more.map((one) => (/^\d+$/.test(one) ? Number(one) : (one as FigureNote)))];
}
