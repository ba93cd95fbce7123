import { nameSearchKey } from "@/lib/core/text";
import { wordsOf } from "@/lib/reports/import/columns";
import type { Sheet } from "@/lib/reports/import/sheet";

/** The columns of an old list, in the order of the template. */
export const listColumns = ["name", "born", "number", "group", "kind", "amount", "level", "got", "decision"] as const;
export type ListColumn = (typeof listColumns)[number];

/** How columns are headed, by the template first and as offices head them; compared without accents. */
const headings: Record<ListColumn, readonly string[]> = {
  name: ["Họ tên", "Họ và tên", "Tên", "Full name", "Name"],
  born: [
    "Ngày sinh (hoặc năm sinh)",
    "Ngày sinh",
    "Năm sinh",
    "Ngày tháng năm sinh",
    "Date of birth (or year)",
    "Date of birth",
    "Year of birth",
  ],
  number: ["Số giấy tờ (CCCD)", "Số giấy tờ", "CCCD", "Số CCCD", "Số CMND/CCCD", "CMND", "Identity number"],
  group: ["Nhóm máu", "Blood group"],
  kind: ["Loại (danh hiệu hoặc lần hiến)", "Loại", "Kind (honour or donations)", "Kind"],
  amount: ["Mức / số lần", "Mức", "Số lần", "Số lần hiến", "Mức số lần", "Level or number of donations", "Donations"],
  level: [
    "Cấp (xã, tỉnh, bộ, quốc gia)",
    "Cấp",
    "Level of authority (commune, province, ministry, nation)",
    "Level of authority",
  ],
  got: [
    "Ngày nhận (hoặc năm)",
    "Ngày nhận",
    "Năm nhận",
    "Ngày năm nhận",
    "Năm",
    "Received on (or year)",
    "Received on",
  ],
  decision: ["Số quyết định", "Quyết định số", "Số QĐ", "Decision number"],
};

const columnByKey = new Map(
  listColumns.flatMap((column) => headings[column].map((heading) => [nameSearchKey(heading), column] as const)),
);

/** The heading the template gives a column. */
export function listHeading(column: ListColumn, locale: "vi" | "en" = "vi"): string {
  const english = headings[column].find((heading) => /^[\x20-\x7e]+$/.test(heading) && !/^(CCCD|CMND)$/.test(heading));
  return (locale === "en" ? english : undefined) ?? headings[column][0] ?? column;
}

export interface ListHead {
  /** The line the headings stand on. */
  readonly line: number;
  readonly at: ReadonlyMap<ListColumn, number>;
}

/** The line that heads the columns, among the first twenty; the column that is missing when none heads them all. */
export function findListHead(sheet: Sheet): ListHead | { missing: ListColumn } {
  let best: ListHead = { line: 0, at: new Map() };
  for (const { line, cells } of sheet.rows.slice(0, 20)) {
    const at = new Map<ListColumn, number>();
    for (const [index, cell] of cells.entries()) {
      const column = columnByKey.get(nameSearchKey(wordsOf(cell)));
      if (column && !at.has(column)) at.set(column, index);
    }
    if (at.size > best.at.size) best = { line, at };
  }
  for (const column of ["name", "amount", "got"] as const) if (!best.at.has(column)) return { missing: column };
  return best;
}
