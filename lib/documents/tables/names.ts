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
  months: { page: "/staff/progress/season", deed: "progress.view" },
  tet: { page: "/staff/progress/season", deed: "progress.view" },
  crowded: { page: "/staff/progress/season", deed: "progress.view" },
  trials: { page: "/staff/progress/forecast", deed: "progress.view" },
  pushes: { page: "/staff/progress/push", deed: "progress.view" },
  push: { page: "/staff/progress/push/{id}", deed: "progress.view" },
  targets: { page: "/staff/targets", deed: "target.view" },
  split: { page: "/staff/targets/{unit}/split", deed: "target.view" },
  bodies: { page: "/staff/targets/{unit}/bodies", deed: "target.view" },
  calendar: { page: "/staff/reports", deed: "report.calendar" },
  waiting: { page: "/staff/reports/together", deed: "report.check" },
  late: { page: "/staff/reports/late", deed: "report.chase" },
  units: { page: "/staff/units", deed: "unit.view" },
  changes: { page: "/staff/units?view=changes", deed: "unit.view" },
  review: { page: "/staff/units?view=review", deed: "unit.view" },
  outreach: { page: "/staff/outreach", deed: "outreach.view" },
  channels: { page: "/staff/outreach", deed: "outreach.view" },
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
  return localizedPath(locale, withFilters(`/staff/tables/${table}`, asked));
}

/** The page a table stands on, with its filters; what the page's own path holds is put into it. */
export function pageOfTable(table: StaffTable, asked: Readonly<Record<string, string | undefined>>): string {
  const [pattern = "", own = ""] = staffTables[table].page.split("?");
  const inPath = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asked[name] ?? ""));
  const rest = Object.fromEntries(Object.entries(asked).filter(([name]) => !inPath.includes(name)));
  return withFilters(path, { ...Object.fromEntries(new URLSearchParams(own)), ...rest });
}

/** A page with its filters, to be found again: a part without a value is left out, and so is what only said something once. */
export function withFilters(path: string, asked: Readonly<Record<string, string | number | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    if (value !== null && value !== undefined && value !== "" && !ofThePageAlone.has(name)) query.set(name, `${value}`);
  return query.size > 0 ? `${path}?${query}` : path;
}
