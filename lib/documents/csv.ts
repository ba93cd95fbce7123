import { formatDate } from "@/lib/i18n/format";
import type { Cell, CellKind, DataTable } from "./table";

/**
 * How a spreadsheet program reads a file of separated values. Excel set to Vietnamese expects semicolons and a decimal
 * comma; programs and Excel set to English expect commas and a point. Days follow: 05/12/2025, or 2025-12-05.
 */
export type CsvDialect = "semicolon" | "comma";

const ENDS = "\r\n";

/**
 * What a spreadsheet would take for a formula when it opens the file: the signs that begin one, also as full-width
 * letters and after blanks that programs skip, and tabs and line ends at the front.
 */
const BEGINS_A_FORMULA = /^[\s\u00A0\u200B\uFEFF]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/u;

/** Words that cannot become a formula: an apostrophe in front says "text" to every spreadsheet. */
export function withoutFormula(text: string): string {
  return BEGINS_A_FORMULA.test(text) ? `'${text}` : text;
}

/**
 * The file, line by line: headings, rows, then after an empty line the title and the notes, so that the table itself
 * begins in the first line. It starts with a byte-order mark, without which Excel takes Vietnamese for gibberish.
 */
export function* csvLines(table: DataTable, dialect: CsvDialect): Generator<string> {
  const separator = dialect === "semicolon" ? ";" : ",";
  const line = (cells: readonly string[]) => cells.join(separator) + ENDS;
  yield `\uFEFF${line(table.columns.map(({ head }) => quoted(head)))}`;
  for (const row of table.rows)
    yield line(row.map((cell, index) => written(cell, table.columns[index]?.kind ?? "text", dialect)));
  yield ENDS;
  for (const note of [table.title, ...table.notes]) yield line([quoted(note)]);
}

function written(cell: Cell, kind: CellKind, dialect: CsvDialect): string {
  if (cell === null) return "";
  if (typeof cell === "object") return quoted(cell.shown);
  if (typeof cell === "number") return dialect === "semicolon" ? String(cell).replace(".", ",") : String(cell);
  return quoted(kind === "day" && dialect === "semicolon" ? formatDate("vi", cell) : cell);
}

/** In quotes where the text holds anything that would end a cell in either dialect. */
function quoted(text: string): string {
  const safe = withoutFormula(text.normalize("NFC"));
  return /[";,\t\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
