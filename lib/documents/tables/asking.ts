import type { StaffActor } from "@/lib/auth/actor";
import type { CivilDate } from "@/lib/core/time";
import type vi from "@/lib/i18n/messages/vi/tables.json";
import type { Asked } from "@/lib/progress/scope/asked";
import { type Column, type DataTable, tableOf } from "../table";
import type { DocumentWords } from "../words";
import type { StaffTable } from "./names";

/** What a table of the staff's pages is made from: who asks, the page's own filters, the reader's words. */
export interface TableAsked {
  readonly actor: StaffActor;
  readonly asked: Asked;
  readonly words: DocumentWords;
  readonly now: Date;
  readonly today: CivilDate;
  /** The page with its filters, named in the file as its origin. */
  readonly page: string;
}

/** Makes one table; null where the filters name what is not there for this reader. */
export type TableMaker = (asked: TableAsked) => Promise<DataTable | null>;

export type TableWord = keyof (typeof vi)["file"];

/**
 * A table with the name of its file in the reader's language ("theo-don-vi-01-2026-11-26") and, under its rows, the day
 * it was taken and its page. `of` are further parts of the name, in letters every disk takes.
 */
export function staffTable<Row>(
  { words, today, page }: Pick<TableAsked, "words" | "today" | "page">,
  {
    table,
    of = [],
    notes = [],
    ...told
  }: {
    table: StaffTable;
    of?: readonly (string | number)[];
    title: string;
    columns: readonly (Column<Row> | null)[];
    rows: readonly Row[];
    notes?: readonly string[];
  },
): DataTable {
  const parts = [words.t(`tables.file.${table}`), ...of, today];
  return tableOf({
    ...told,
    tab: words.t(`tables.tab.${table}`),
    name: parts.join("-").replace(/[^A-Za-z0-9-]+/g, "-"),
    columns: told.columns.filter((column) => column !== null),
    notes: [...notes, words.t("tables.taken", { on: words.day(today) }), words.t("documents.note.page", { page })],
  });
}

/** As many rows as a file of a paged list holds: all of a list of the country's communes, and no list without an end. */
export const everyRow = 20_000;

/** Says that a list went on, where a file holds only its beginning. */
export const cutNote = ({ t, whole }: DocumentWords, shown: number, all: number): string[] =>
  all > shown ? [t("tables.cut", { shown: whole(shown), all: whole(all) })] : [];

/** A count that a small place keeps back is said to be kept back: it is neither nought nor unknown. */
export const countOrFew = (words: DocumentWords, count: number | null): string | number =>
  count === null ? words.t("pace.few") : count;
