import type { Deed } from "@/lib/auth/matrix";
import { localizedPath } from "@/lib/i18n/path";

/**
 * The tables of the staff's pages that can be taken along as files, by the word in their address: the page each stands
 * on, and the word of the matrix that guards that page and so the file.
 */
export const staffTables = {
  drill: { page: "/staff/progress/drill", deed: "progress.view" },
  peers: { page: "/staff/progress/drill", deed: "progress.view" },
  coverage: { page: "/staff/progress/coverage", deed: "progress.view" },
  watch: { page: "/staff/progress/watch", deed: "progress.view" },
  targets: { page: "/staff/targets", deed: "target.view" },
  late: { page: "/staff/reports/late", deed: "report.chase" },
} as const satisfies Readonly<Record<string, { page: string; deed: Deed }>>;

export type StaffTable = keyof typeof staffTables;

/** Is there a table of this word? */
export const isStaffTable = (word: string): word is StaffTable => Object.hasOwn(staffTables, word);

/** Parts of an address that only say what was done, or which page of a list is shown: a file holds all of it. */
const ofThePageAlone = new Set(["as", "done", "page"]);

/** The address of a table's files with a page's filters; a part without a value is left out. */
export function tableHref(
  locale: string,
  table: StaffTable,
  asked: Readonly<Record<string, string | number | null | undefined>> = {},
): string {
  const path = localizedPath(locale, `/staff/tables/${table}`);
  const query = filtersOf(asked);
  return query ? `${path}?${query}` : path;
}

/** A page's filters as the query of an address. */
export function filtersOf(asked: Readonly<Record<string, string | number | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    if (value !== null && value !== undefined && value !== "" && !ofThePageAlone.has(name)) query.set(name, `${value}`);
  return query.toString();
}
