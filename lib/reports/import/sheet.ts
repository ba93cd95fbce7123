import { parse } from "csv-parse/sync";
import { strFromU8, type UnzipFileInfo, unzipSync, zipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { fromCp1258 } from "./cp1258";
import { fromTcvn3, looksLikeTcvn3 } from "./tcvn3";

/** What a file may weigh; the house's door refuses more before anything is read. */
export const mostFileBytes = 1_000_000;
/** What a spreadsheet may come to when it is unpacked: a small file may hold gigabytes of nothing. */
const mostUnpackedBytes = 20_000_000;
export const mostRows = 2_000;
const mostColumns = 60;

export type Cell = string | number | Date | boolean | null;

/** The cells of the first sheet. `line` is the row's number as the spreadsheet shows it. */
export interface Sheet {
  readonly rows: readonly { readonly line: number; readonly cells: readonly Cell[] }[];
  /** Ranges of merged cells, "B5:B7", by the lines they cover. */
  readonly merged: readonly { readonly range: string; readonly from: number; readonly to: number }[];
  /** The letters the whole file was written in, an ABC (TCVN3) font's or an old Windows', where they were turned into Unicode. */
  readonly converted: OldLetters | null;
}

export type OldLetters = "tcvn3" | "cp1258";

export type SheetRefusal =
  | "file_too_large"
  | "file_unpacked_too_large"
  | "file_unreadable"
  | "file_old_excel"
  | "file_no_sheet"
  | "file_encoding"
  | "too_many_rows";

/** Reads an XLSX or CSV file that somebody sent. Nothing in it is believed: neither its name nor the sizes it states. */
export async function readSheetFile(bytes: Uint8Array, most = mostRows): Promise<Outcome<Sheet, SheetRefusal>> {
  if (bytes.length > mostFileBytes) return refused("file_too_large");
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refused("file_old_excel");
  if (otherKinds.some((start) => startsWith(bytes, start))) return refused("file_no_sheet");
  const read = startsWith(bytes, [0x50, 0x4b]) ? await readXlsx(bytes) : readCsv(bytes, most);
  if (read.ok && read.value.rows.length > most) return refused("too_many_rows", { most });
  return read;
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);

/** How pictures and papers begin, whatever their name says: PNG, JPEG, GIF, PDF. */
const otherKinds = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x25, 0x50, 0x44, 0x46],
];

/** The parts of an XLSX file that hold cells; pictures and macros are left packed. */
const wanted =
  /^(\[Content_Types\]\.xml|_rels\/|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/|xl\/worksheets\/)/;

async function readXlsx(bytes: Uint8Array): Promise<Outcome<Sheet, SheetRefusal>> {
  try {
    let unpacked = 0;
    const weigh = (file: UnzipFileInfo) => {
      if (wanted.test(file.name)) unpacked += file.originalSize;
      return false;
    };
    unzipSync(bytes, { filter: weigh });
    if (unpacked > mostUnpackedBytes) return refused("file_unpacked_too_large");
    // Each part is unpacked into just the room it stated, so one that lied comes out cut and is unreadable below.
    const parts = unzipSync(bytes, { filter: ({ name }) => wanted.test(name) });
    const sheet = firstSheetOf(parts);
    // Packed anew without compression: nobody after this unpacks what was not weighed.
    const cells = await readSheet(Buffer.from(zipSync(parts, { level: 0 })));
    const rows = cells.map((row, index) => ({
      line: index + 1,
      cells: row.slice(0, mostColumns).map((cell) => cell as Cell),
    }));
    return done({ rows: rows.filter(hasSomething), merged: mergedIn(sheet), converted: null });
  } catch {
    return refused("file_unreadable");
  }
}

/** The XML of the sheet that stands first in the workbook. */
function firstSheetOf(parts: Record<string, Uint8Array>): string {
  const text = (name: string) => (parts[name] ? strFromU8(parts[name]) : "");
  const id = /<sheet\s[^>]*r:id="([^"]+)"/.exec(text("xl/workbook.xml"))?.[1];
  const link = [...text("xl/_rels/workbook.xml.rels").matchAll(/<Relationship\s[^>]*>/g)].find(([tag]) =>
    tag.includes(`Id="${id}"`),
  )?.[0];
  const target = /Target="\/?(?:xl\/)?([^"]+)"/.exec(link ?? "")?.[1] ?? "worksheets/sheet1.xml";
  return text(`xl/${target}`);
}

function mergedIn(xml: string): Sheet["merged"] {
  return [...xml.matchAll(/<mergeCell\s+ref="([A-Z]+(\d+):[A-Z]+(\d+))"/g)].map(([, range = "", from, to]) => ({
    range,
    from: Number(from),
    to: Number(to),
  }));
}

function readCsv(bytes: Uint8Array, most: number): Outcome<Sheet, SheetRefusal> {
  const text = decode(bytes);
  if (text === null) return refused("file_encoding");
  const head =
    text.value
      .slice(0, 2_000)
      .split("\n")
      .find((line) => line.trim() !== "") ?? "";
  const delimiter = [";", "\t", ","].sort((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
  try {
    const found: string[][] = parse(text.value, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to_line: most * 3,
    });
    const rows = found.map((cells, index) => ({
      line: index + 1,
      cells: cells.slice(0, mostColumns).map((cell) => (cell.trim() === "" ? null : cell)),
    }));
    return done({ rows: rows.filter(hasSomething), merged: [], converted: text.converted });
  } catch {
    return refused("file_unreadable");
  }
}

/** UTF-8 or UTF-16; else the one-byte letters of an old Windows or of an ABC font, where they look like it. */
function decode(bytes: Uint8Array): { value: string; converted: OldLetters | null } | null {
  const as = (encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\ufeff/, "");
  try {
    if (startsWith(bytes, [0xff, 0xfe])) return { value: as("utf-16le"), converted: null };
    if (startsWith(bytes, [0xfe, 0xff])) return { value: as("utf-16be"), converted: null };
    return { value: as("utf-8"), converted: null };
  } catch {
    if (bytes.includes(0)) return null;
    const old = fromCp1258(bytes);
    if (old !== null) return { value: old, converted: "cp1258" };
    const value = Buffer.from(bytes).toString("latin1");
    return looksLikeTcvn3(value) ? { value: fromTcvn3(value), converted: "tcvn3" } : null;
  }
}

const hasSomething = ({ cells }: { cells: readonly Cell[] }) => cells.some((cell) => cell !== null && cell !== "");
