import PDFDocument from "pdfkit";
import { fontBytes, OFFICIAL_FONTS } from "./fonts";
import type { Paper, Run } from "./paper";

export type Pdf = InstanceType<typeof PDFDocument>;

const MM = 72 / 25.4;
/** The margins of Decree 30/2020/NĐ-CP, appendix I: 20 mm above and below, 30 at the left, 15 at the right. */
export const MARGINS = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM };
export const WIDTH = 210 * MM - MARGINS.left - MARGINS.right;
export const BOTTOM = 297 * MM - MARGINS.bottom;
/** What text is set in: that appendix asks for 13 to 14, in black. */
export const BODY = 13;
export const BLACK = "#000000";

/** An A4 document with its fonts, its language and its page numbers; pages leave it as they are finished. */
export function newPdf(paper: Pick<Paper, "locale" | "subject" | "foot">): Pdf {
  const pdf = new PDFDocument({
    size: "A4",
    margins: MARGINS,
    autoFirstPage: false,
    lang: paper.locale,
    tagged: true,
    pdfVersion: "1.7",
    displayTitle: true,
    info: { Title: paper.subject, Creator: "Giọt Hồng" },
  });
  for (const [face, file] of Object.entries(OFFICIAL_FONTS)) pdf.registerFont(face, fontBytes(file));
  let page = 0;
  pdf.on("pageAdded", () => {
    page += 1;
    const { x, y } = pdf;
    const { top, bottom } = pdf.page.margins;
    // Number and foot stand in the margins, where text would otherwise begin a new page; they are no content to read.
    pdf.page.margins.top = 0;
    pdf.page.margins.bottom = 0;
    pdf.markContent("Artifact", { type: "Pagination" });
    pdf.font("regular").fillColor(BLACK);
    if (page > 1)
      pdf.fontSize(13).text(String(page), MARGINS.left, 10 * MM, { width: WIDTH, align: "center", lineBreak: false });
    pdf
      .fontSize(7.5)
      .text(nfc(paper.foot), MARGINS.left, BOTTOM + 6 * MM, { width: WIDTH, align: "right", lineBreak: false });
    pdf.endMarkedContent();
    pdf.page.margins.top = top;
    pdf.page.margins.bottom = bottom;
    pdf.x = x;
    pdf.y = MARGINS.top || y;
    pdf.font("regular").fontSize(BODY);
  });
  pdf.addPage();
  return pdf;
}

export const nfc = (text: string): string => text.normalize("NFC");

/** Makes room for something that must not be torn apart; a new page begins where there is none. */
export function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > BOTTOM) pdf.addPage();
}

/** A sentence with its figures set out, each followed by the numbers of its sources, which lead to the list. */
export function writeRuns(pdf: Pdf, runs: readonly Run[], { x = MARGINS.left, width = WIDTH } = {}): void {
  const parts = runs.flatMap((run) => [
    {
      text: run.text,
      face: run.strong ? ("bold" as const) : ("regular" as const),
      size: BODY,
      goTo: null as string | null,
    },
    ...(run.cites ?? []).map((number) => ({
      text: `[${number}]`,
      face: "regular" as const,
      size: 9,
      goTo: `nguon-${number}` as string | null,
    })),
  ]);
  for (const [index, { text, face, size, goTo }] of parts.entries()) {
    const options = { width, lineGap: 2.5, continued: index < parts.length - 1, goTo: goTo as string };
    pdf.font(face).fontSize(size);
    if (index === 0) pdf.text(nfc(text), x, pdf.y, options);
    else pdf.text(nfc(text), options);
  }
  pdf.font("regular").fontSize(BODY);
}

/** What is drawn as a part of the document's structure: a heading, a paragraph, a figure with its words. */
export function part(pdf: Pdf, type: "H1" | "H2" | "H3" | "P" | "Figure", draw: () => void, alt?: string): void {
  pdf.addStructure(pdf.struct(type, alt === undefined ? {} : { alt: nfc(alt) }, draw));
}
