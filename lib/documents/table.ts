import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/** A number that is read in words of its own ("gần 894.000", "94%", "16/36"): `format` tells a spreadsheet to show it so. */
export interface WordedNumber {
  readonly value: number;
  readonly shown: string;
  readonly format: string;
}

/** What stands in one cell: words, a number, or nothing (nobody published it, which is not a zero). */
export type Cell = string | number | WordedNumber | null;

/** How the cells of a column are meant: `percent` holds 94.5 for 94.5 %, `day` a civil date, `link` a web address. */
export type CellKind = "text" | "whole" | "number" | "percent" | "day" | "link";

/** A column as it is declared: its heading, its kind, and where in a row its cell is found. */
export interface Column<Row> {
  readonly head: string;
  readonly kind: CellKind;
  readonly of: (row: Row) => Cell;
}

/**
 * A table told once, for the screen, a spreadsheet, a Word document and paper alike. Its words are in the reader's
 * language already; its notes say where the figures come from and as of when, and travel in every file.
 */
export interface DataTable {
  /** Names the file: small letters, digits and hyphens. */
  readonly name: string;
  /** Names its sheet in a workbook: a few words, since spreadsheets allow 31 letters. */
  readonly tab: string;
  readonly title: string;
  readonly columns: readonly { readonly head: string; readonly kind: CellKind }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly notes: readonly string[];
}

/** A table out of typed rows. */
export function tableOf<Row>({
  columns,
  rows,
  notes = [],
  ...named
}: {
  name: string;
  /** Its title, where the table goes into no workbook. */
  tab?: string;
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  notes?: readonly string[];
}): DataTable {
  return {
    tab: named.title,
    ...named,
    columns: columns.map(({ head, kind }) => ({ head, kind })),
    rows: rows.map((row) => columns.map((column) => column.of(row))),
    notes,
  };
}

/** Words for the length of a cell, or to find a row by. */
export const plainCell = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "object" ? cell.shown : String(cell);

/** Is a column one of figures, set to the right? */
export const isFigures = (kind: CellKind): boolean => kind === "whole" || kind === "number" || kind === "percent";

/** A cell as people read it: 1.748.935, 94,5%, 05/12/2025; a dash where nothing is known. */
export function shownCell(locale: Locale, kind: CellKind, cell: Cell | undefined): string {
  if (cell === null || cell === undefined || cell === "") return "–";
  if (typeof cell === "object") return cell.shown;
  if (typeof cell === "string") return kind === "day" ? formatDate(locale, cell) : cell;
  if (kind === "percent") return formatPercent(locale, cell, 2);
  return kind === "text" || kind === "link" ? String(cell) : formatNumber(locale, cell, kind === "whole" ? 0 : 2);
}
