import writeXlsxFile, { type CellObject, type SheetData } from "write-excel-file/node";
import type { Cell, CellKind, DataTable } from "./table";

/** How Excel shows the figures of a column; grouping and decimal signs are those of the reader's own Excel. */
const FORMATS: Record<CellKind, string | undefined> = {
  text: undefined,
  whole: "#,##0",
  number: "#,##0.##",
  percent: "0.0#",
  day: "dd/mm/yyyy",
};

/**
 * A workbook with a sheet a table: title, headings that stay in sight, rows, notes. Figures are numbers and days are
 * dates, so they can be calculated with; words are stored as words, which no spreadsheet takes for a formula.
 */
export async function xlsxOf(tables: readonly DataTable[]): Promise<Buffer> {
  const names = sheetNames(tables.map(({ title }) => title));
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
  if (kind === "day") return { type: Date, value: new Date(`${cell}T00:00:00Z`), format: FORMATS.day as string };
  return words(cell, kind === "text" ? { wrap: true, alignVertical: "top" } : { align: "right" });
}

/** Wide enough for what is written, within reason. */
function widths(table: DataTable): number[] {
  return table.columns.map(({ head }, index) => {
    const longest = table.rows.reduce((most, row) => Math.max(most, String(row[index] ?? "").length), head.length / 2);
    return Math.min(60, Math.max(10, Math.ceil(longest) + 3));
  });
}

/** Excel allows 31 letters without some signs, and no name twice. */
function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const plain =
      title
        .normalize("NFC")
        .replace(/[[\]:*?/\\']/g, " ")
        .trim()
        .slice(0, 28) || "1";
    let name = plain;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain} ${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
