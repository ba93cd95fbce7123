import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { isCivilDate } from "@/lib/core/time";
import { ReferenceFault } from "./fault";

/** One row of a table file and where it stands, so that every complaint can name its line. */
export interface Located<T> {
  line: number;
  value: T;
}

/** The text of one reference file, read once. */
export interface ReferenceFile {
  name: string;
  text: string;
  sha256: string;
}

/** Reads a file of the folder. */
export function readReferenceFile(folder: string, name: string): ReferenceFile {
  const path = join(folder, name);
  if (!existsSync(path)) throw new ReferenceFault(name, null, "the file is missing; put it back from the repository.");
  const text = readFileSync(path, "utf8");
  return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
}

/** The rows of a CSV file, each checked against its shape. Columns the shape does not name are left alone. */
export function tableRows<S extends z.ZodObject>(file: ReferenceFile, shape: S): Located<z.output<S>>[] {
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(file.text, {
      columns: true,
      info: true,
      bom: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    throw new ReferenceFault(file.name, lines ?? null, `this is not a table with commas: ${message}`);
  }
  const first = records[0];
  if (!first) throw new ReferenceFault(file.name, null, "the file holds no rows.");
  for (const column of Object.keys(shape.shape))
    if (!(column in first.record)) throw new ReferenceFault(file.name, 1, `the column "${column}" is missing.`);
  return records.map(({ record, info }) => {
    const row = shape.safeParse(record);
    if (row.success) return { line: info.lines, value: row.data };
    const issue = row.error.issues[0];
    const column = String(issue?.path[0] ?? "");
    throw new ReferenceFault(
      file.name,
      info.lines,
      `"${record[column] ?? ""}" in the column "${column}" will not do: ${issue?.message ?? "not understood"}.`,
    );
  });
}

/** A JSON file checked against its shape. */
export function documentOf<S extends z.ZodType>(file: ReferenceFile, shape: S): z.output<S> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file.text);
  } catch (error) {
    throw new ReferenceFault(
      file.name,
      lineOfJsonError(file.text, error as Error),
      `this is not JSON: ${(error as Error).message}.`,
    );
  }
  const document = shape.safeParse(parsed);
  if (document.success) return document.data;
  const issue = document.error.issues[0];
  const path = issue?.path ?? [];
  const id = nearestId(parsed, path);
  throw new ReferenceFault(
    file.name,
    id === null ? null : lineHolding(file.text, id),
    `${path.join(".")}${id === null ? "" : ` (id "${id}")`} will not do: ${issue?.message ?? "not understood"}.`,
  );
}

/** The line of a JSON file where an entry's id stands; null when it is not found. */
export function lineHolding(text: string, id: string): number | null {
  const at = text.search(new RegExp(`"id":\\s*${escapeRegExp(JSON.stringify(id))}`));
  return at < 0 ? null : text.slice(0, at).split("\n").length;
}

/** Refuses the second of two rows with the same key. */
export function refuseTwice<T>(file: string, rows: Located<T>[], keyOf: (value: T) => string): void {
  const seen = new Map<string, number>();
  for (const { line, value } of rows) {
    const key = keyOf(value);
    const first = seen.get(key);
    if (first !== undefined)
      throw new ReferenceFault(file, line, `"${key}" stands here a second time (first in line ${first}).`);
    seen.set(key, line);
  }
}

// ── what a cell may hold ──

export const text = z.string().trim().min(1, "it must not be empty");
export const textOrNone = z
  .string()
  .trim()
  .transform((cell) => cell || null);
export const civilDate = z.string().refine(isCivilDate, "a date is written YYYY-MM-DD");
export const civilDateOrNone = textOrNone.refine(
  (cell) => cell === null || isCivilDate(cell),
  "a date is written YYYY-MM-DD",
);
export const wholeNumber = z.string().regex(/^\d+$/, "a whole number is needed").transform(Number);
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, "a number is needed")
  .transform(Number);
export const provinceCode = z.string().regex(/^\d{2}$/, "a province's code has two digits");
export const communeCode = z.string().regex(/^\d{5}$/, "a commune's code has five digits");

function lineOfJsonError(source: string, error: Error): number | null {
  const position = /position (\d+)/.exec(error.message)?.[1];
  return position === undefined ? null : source.slice(0, Number(position)).split("\n").length;
}

function nearestId(parsed: unknown, path: PropertyKey[]): string | null {
  let here = parsed as Record<PropertyKey, unknown> | undefined;
  let id: string | null = null;
  for (const step of path) {
    if (typeof here?.id === "string") id = here.id;
    here = here?.[step] as Record<PropertyKey, unknown> | undefined;
  }
  return id;
}

const escapeRegExp = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
