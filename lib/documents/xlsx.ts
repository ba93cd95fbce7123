import writeXlsxFile, { type CellObject, type SheetData } from "write-excel-file/node";
import { type Cell, type CellKind, type DataTable, plainCell } from "./table";

/** How Excel shows the figures of a column; grouping and decimal signs are those of the reader's own Excel. */
const FORMATS: Record<CellKind, string | undefined> = {
  text: undefined,
  whole: "#,##0",
  number: "#,##0.##",
  percent: "0.0#",
  day: "dd/mm/yyyy",
  link: undefined,
};

/** Excel takes no longer text into a formula; a longer address is written out as words. */
const LONGEST_IN_FORMULA = 255;

/**
 * A workbook with a sheet a table: title, headings that stay in sight, rows, notes. Figures are numbers and days are
 * dates, so they can be calculated with; words are stored as words, which no spreadsheet takes for a formula. The one
 * formula is that of a link, made here of an address of the web and of nothing else.
 */
export async function xlsxOf(tables: readonly DataTable[]): Promise<Buffer> {
  const names = sheetNames(tables.map(({ tab }) => tab));
  return writeXlsxFile(
    tables.map((table, index) => ({
      sheet: names[index] as string,
      data: sheetOf(table),
      columns: widths(table).map((width) => ({ width })),
      stickyRowsCount: 2,
    })),
    { fontFamily: "Arial", fontSize: 11 },
  ).toBuffer();
}

function sheetOf(table: DataTable): SheetData {
  const note = (value: string, more: Partial<CellObject> = {}) => [words(value, more)];
  return [
    note(table.title, { fontWeight: "bold", fontSize: 13 }),
    table.columns.map(({ head }) =>
      words(head, { fontWeight: "bold", wrap: true, alignVertical: "top", backgroundColor: "#F3EEEA" }),
    ),
    ...table.rows.map((row) => row.map((cell, index) => valued(cell, table.columns[index]?.kind ?? "text"))),
    [],
    ...table.notes.map((text) => note(text, { textColor: "#555555" })),
  ];
}

const words = (value: string, more: Partial<CellObject> = {}) =>
  ({ type: String, value: value.normalize("NFC"), ...more }) as CellObject;

function valued(cell: Cell, kind: CellKind) {
  if (cell === null) return null;
  if (typeof cell === "number") {
    const format = FORMATS[kind];
    return { type: Number, value: cell, ...(format ? { format } : {}) };
  }
  if (typeof cell === "object")
    return { type: Number, value: cell.value, format: cell.format, align: "right" } as const;
  if (kind === "link" && isWebAddress(cell))
    return { type: "Formula", value: `HYPERLINK("${cell}")`, textColor: "#1F4E9E" } as CellObject;
  if (kind === "day") return { type: Date, value: new Date(`${cell}T00:00:00Z`), format: FORMATS.day as string };
  return words(cell, kind === "text" || kind === "link" ? { wrap: true, alignVertical: "top" } : { align: "right" });
}

/** An address that can be put between the quotes of a formula and be nothing but an address there. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"\\<>]+$/.test(text) && text.length <= LONGEST_IN_FORMULA;
}

/** Wide enough for what is written, within reason. */
function widths(table: DataTable): number[] {
  return table.columns.map(({ head }, index) => {
    const longest = table.rows.reduce((most, row) => Math.max(most, plainCell(row[index]).length), head.length / 2);
    return Math.min(60, Math.max(10, Math.ceil(longest) + 3));
  });
}

/** Letters a spreadsheet allows in the name of a sheet. */
export const LONGEST_TAB = 31;

/** The names of sheets: without the signs that are not allowed there, no name twice, and no word cut in two. */
export function sheetNames(tabs: readonly string[]): string[] {
  const taken = new Set<string>();
  return tabs.map((tab) => {
    const plain = wholeWords(tab.normalize("NFC").replace(/[[\]:*?/\\']/g, " "), LONGEST_TAB) || "1";
    let name = plain;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1)
      name = `${wholeWords(plain, LONGEST_TAB - ` ${count}`.length)} ${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** As many whole words of a text as fit; a single longer one is cut, since nothing else is left to do. */
function wholeWords(text: string, most: number): string {
  const words = text.split(/\s+/).filter(Boolean);
  let kept = words.length;
  while (kept > 1 && words.slice(0, kept).join(" ").length > most) kept -= 1;
  return words.slice(0, kept).join(" ").slice(0, most);
}
