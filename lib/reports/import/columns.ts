import { nameSearchKey } from "@/lib/core/text";
import type { Cell, Sheet } from "./sheet";

/** The columns of the template, in its order. */
export const importColumns = [
  "unitCode",
  "unitName",
  "month",
  "received",
  "voluntary",
  "firstTime",
  "atLeast350Ml",
  "apheresis",
  "volumeMl",
  "drives",
  "outreachSessions",
  "outreachPeople",
  "outreachProducts",
  "elsewhere",
  "problems",
] as const;
export type ImportColumn = (typeof importColumns)[number];

/** How columns are headed, as the template heads them and as offices do; compared without accents. */
const headings: Record<ImportColumn, readonly string[]> = {
  unitCode: ["Mã đơn vị", "Mã", "Mã tỉnh", "Mã xã", "Unit code", "Code"],
  unitName: ["Đơn vị", "Tên đơn vị", "Tỉnh, thành phố", "Tỉnh thành", "Unit", "Unit name"],
  month: ["Tháng", "Kỳ", "Tháng báo cáo", "Month"],
  received: ["Số đơn vị máu", "Đơn vị máu", "Tổng số đơn vị máu", "Units of blood", "Units"],
  voluntary: ["Tình nguyện", "Trong đó tình nguyện", "Voluntary"],
  firstTime: ["Lần đầu", "Hiến lần đầu", "Trong đó hiến lần đầu", "First time"],
  atLeast350Ml: ["Từ 350 ml", "350 ml trở lên", "Trong đó từ 350 ml", "350 ml or more"],
  apheresis: ["Gạn tách", "Trong đó gạn tách", "Apheresis"],
  volumeMl: ["Thể tích (ml)", "Tổng thể tích (ml)", "Volume (ml)"],
  drives: ["Số buổi hiến máu", "Số buổi", "Drives"],
  outreachSessions: ["Buổi tuyên truyền", "Outreach sessions"],
  outreachPeople: ["Lượt người được tuyên truyền", "Lượt người", "People reached"],
  outreachProducts: ["Sản phẩm truyền thông", "Media products"],
  elsewhere: ["Phần ngoài hệ thống: từ đâu", "Phần ngoài hệ thống", "From elsewhere: from where"],
  problems: ["Khó khăn, kiến nghị", "Khó khăn", "Difficulties"],
};

const columnByKey = new Map(
  importColumns.flatMap((column) => headings[column].map((heading) => [nameSearchKey(heading), column] as const)),
);

/** The heading the template gives a column. */
export function headingOf(column: ImportColumn, locale: "vi" | "en" = "vi"): string {
  return (
    (locale === "en" ? headings[column].find((heading) => /^[\x20-\x7e]+$/.test(heading)) : null) ??
    headings[column][0] ??
    column
  );
}

export interface Headed {
  /** The line the headings stand on. */
  readonly line: number;
  readonly at: ReadonlyMap<ImportColumn, number>;
}

/** The line that heads the columns, among the first twenty; the column that is missing when none heads them all. */
export function findHead(sheet: Sheet): Headed | { missing: ImportColumn } {
  let best: Headed = { line: 0, at: new Map() };
  for (const { line, cells } of sheet.rows.slice(0, 20)) {
    const at = new Map<ImportColumn, number>();
    for (const [index, cell] of cells.entries()) {
      const column = columnByKey.get(nameSearchKey(wordsOf(cell)));
      if (column && !at.has(column)) at.set(column, index);
    }
    if (at.size > best.at.size) best = { line, at };
  }
  if (!best.at.has("unitCode") && !best.at.has("unitName")) return { missing: "unitCode" };
  for (const column of ["month", "received"] as const) if (!best.at.has(column)) return { missing: column };
  return best;
}

/** A cell as one reads it. */
export function wordsOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
