import writeXlsxFile from "write-excel-file/node";
import type { Locale } from "@/lib/i18n/routing";
import { headingOf, type ImportColumn, importColumns } from "./columns";

const widths: Partial<Record<ImportColumn, number>> = { unitName: 26, elsewhere: 44, problems: 44 };

/** A spreadsheet to fill in: a row a unit and month, its code and name filled in, a heading a column. */
export async function templateFile(
  rows: readonly { code: string; name: string; month: string }[],
  locale: Locale,
): Promise<Buffer> {
  const head = importColumns.map((column) => ({
    value: headingOf(column, locale),
    fontWeight: "bold" as const,
    wrap: true,
  }));
  const body = rows.map(({ code, name, month }) =>
    importColumns.map((column) => {
      const known = column === "unitCode" ? code : column === "unitName" ? name : column === "month" ? month : null;
      // As text, so that a spreadsheet program neither drops the zero of "01" nor makes a date of the month.
      return known === null ? null : { value: known, type: String, format: "@" };
    }),
  );
  return writeXlsxFile([head, ...body], {
    sheet: locale === "en" ? "Reports" : "Báo cáo tháng",
    columns: importColumns.map((column) => ({ width: widths[column] ?? 13 })),
    stickyRowsCount: 1,
    stickyColumnsCount: 3,
  }).toBuffer();
}
