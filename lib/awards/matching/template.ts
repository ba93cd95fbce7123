import writeXlsxFile from "write-excel-file/node";
import type { Locale } from "@/lib/i18n/routing";
import { type ListColumn, listColumns, listHeading } from "./columns";

const widths: Partial<Record<ListColumn, number>> = { name: 28, kind: 24, decision: 22, level: 22 };

/** An empty list to fill in: the headings, with columns of text so that neither a zero nor a day is changed. */
export async function listTemplate(locale: Locale): Promise<Buffer> {
  const head = listColumns.map((column) => ({
    value: listHeading(column, locale === "en" ? "en" : "vi"),
    fontWeight: "bold" as const,
    wrap: true,
  }));
  const empty = Array.from({ length: 200 }, () => listColumns.map(() => ({ value: "", type: String, format: "@" })));
  return writeXlsxFile([head, ...empty], {
    sheet: locale === "en" ? "Old list" : "Danh sách cũ",
    columns: listColumns.map((column) => ({ width: widths[column] ?? 16 })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
  }).toBuffer();
}
