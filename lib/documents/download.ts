import type { Locale } from "@/lib/i18n/routing";
import { translatorFor } from "@/lib/i18n/translator";
import { csvLines } from "./csv";
import type { DataTable } from "./table";
import { xlsxOf } from "./xlsx";

/** The files a table can be taken along as; the word stands in the address as `as=`. */
export const tableFormats = ["csv", "csv-comma", "xlsx"] as const;
export type TableFormat = (typeof tableFormats)[number];

export const isTableFormat = (word: string | null): word is TableFormat =>
  (tableFormats as readonly (string | null)[]).includes(word);

export const mediaTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
} as const;

/**
 * A table as a file to take along. Values separated by semicolons or commas are sent line by line as they are written;
 * a workbook is packed first. The two kinds of separated values are told apart in their names, in the reader's language:
 * both may lie in one folder, and one opens wrongly where the other is wanted. `more` sets further headers, such as how long a cache may keep it.
 */
export async function tableDownload(
  table: DataTable,
  format: TableFormat,
  locale: Locale,
  more: Record<string, string> = {},
): Promise<Response> {
  if (format === "xlsx")
    return new Response(new Uint8Array(await xlsxOf([table])), {
      headers: { ...fileHeaders(`${table.name}.xlsx`, mediaTypes.xlsx), ...more },
    });
  const kind = translatorFor(locale)(`documents.download.${format}-file`);
  const lines = csvLines(table, format === "csv" ? "semicolon" : "comma");
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, { headers: { ...fileHeaders(`${table.name}-${kind}.csv`, mediaTypes.csv), ...more } });
}

/** What says that an answer is a file to keep, and how it is called: names are plain letters by construction. */
export function fileHeaders(name: string, mediaType: string): Record<string, string> {
  return { "content-type": mediaType, "content-disposition": `attachment; filename="${name}"` };
}
