import type { ReactNode } from "react";
import type { Search } from "@/app/[locale]/progress-views";
import { BoardLinks } from "@/components/documents/board-links";
import { todayInVietnam, yearOf } from "@/lib/core/time";

/** A board within the staff's frame, with what can be made of it above: report, slides, tables, a saved view. */
export function StaffBoard({
  path,
  search,
  unit,
  children,
}: {
  /** The board's own address without language and filters. */
  path: string;
  search: Search;
  unit: string;
  children: ReactNode;
}) {
  const filters = Object.entries(search).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const query = new URLSearchParams(filters).toString();
  // Where the address names no year, the board shows this one.
  const year = filters.find(([name]) => name === "year")?.[1] ?? String(yearOf(todayInVietnam(new Date())));
  return (
    <>
      <BoardLinks address={query ? `${path}?${query}` : path} unit={unit} year={/^\d{4}$/.test(year) ? year : ""} />
      {children}
    </>
  );
}
