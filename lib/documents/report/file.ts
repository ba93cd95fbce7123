import { translatorFor } from "@/lib/i18n/translator";
import { fileHeaders, mediaTypes } from "../download";
import { docxOf } from "../paper/docx";
import type { Paper } from "../paper/paper";
import { pdfOf } from "../paper/pdf";
import { xlsxOf } from "../xlsx";
import { annexTables } from "./annex-file";

/** The files a report is carried as: Word and PDF for reading, a workbook for its tables. */
export const reportFormats = ["docx", "pdf", "xlsx"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A report as a file to take along. PDF leaves page by page as it is drawn. */
export async function reportFile(paper: Paper, format: ReportFormat): Promise<Response> {
  const headers = {
    ...fileHeaders(`${paper.fileName}.${format}`, mediaTypes[format]),
    "cache-control": "private, no-store",
  };
  if (format === "pdf") return new Response(pdfOf(paper), { headers });
  const t = translatorFor(paper.locale);
  const words = {
    tab: t("documents.tab.sources"),
    number: t("documents.column.number"),
    source: t("documents.column.source"),
    address: t("documents.column.address"),
    open: t("documents.column.open"),
    ofRow: t("documents.report.column.sources"),
  };
  const bytes = format === "docx" ? await docxOf(paper) : await xlsxOf(annexTables(paper, words));
  return new Response(new Uint8Array(bytes), { headers });
}
