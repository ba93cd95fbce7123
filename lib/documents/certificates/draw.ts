import PDFDocument from "pdfkit";
import { fontBytes, HOUSE_FONTS, OFFICIAL_FONTS } from "../paper/fonts";
import type { CertificateFace, CertificatePage, Mark, Measure } from "./layout";
import { dropPath, paperInks } from "./mark";

/** What pages are set in: certificates in the house's typeface, letters of an office as the decree asks. */
export type Typeface = "house" | "official";

const files: Readonly<Record<Typeface, Readonly<Record<CertificateFace, string>>>> = {
  house: { plain: HOUSE_FONTS.regular, strong: HOUSE_FONTS.strong, heavy: HOUSE_FONTS.heavy },
  official: { plain: OFFICIAL_FONTS.regular, strong: OFFICIAL_FONTS.bold, heavy: OFFICIAL_FONTS.bold },
};

/** An empty file with the fonts its pages are set in. */
export function newCertificateFile(title: string, typeface: Typeface = "house"): PDFKit.PDFDocument {
  const paper = new PDFDocument({ autoFirstPage: false, info: { Title: title, Creator: "Giọt Hồng" }, lang: "vi-VN" });
  for (const [name, file] of Object.entries(files[typeface])) paper.registerFont(name, fontBytes(file));
  return paper;
}

/** Measures words by the very font they are drawn with. */
export const measureBy =
  (paper: PDFKit.PDFDocument): Measure =>
  (text, face, size) =>
    paper.font(face).fontSize(size).widthOfString(text);

const rulers = new Map<Typeface, PDFKit.PDFDocument>();

/** Measures words for a page that is shown and not filed. */
export function measureForScreen(typeface: Typeface = "house"): Measure {
  const ruler = rulers.get(typeface) ?? newCertificateFile("", typeface);
  rulers.set(typeface, ruler);
  return measureBy(ruler);
}

/** Draws one page as it was laid out. */
export function drawPage(paper: PDFKit.PDFDocument, page: Pick<CertificatePage, "width" | "height" | "marks">): void {
  paper.addPage({ size: [page.width, page.height], margin: 0 });
  for (const mark of page.marks) drawMark(paper, mark);
}

function drawMark(paper: PDFKit.PDFDocument, mark: Mark): void {
  switch (mark.kind) {
    case "frame":
      paper.lineWidth(mark.line).strokeColor(paperInks.blood).rect(mark.x, mark.y, mark.width, mark.height).stroke();
      return;
    case "drop":
      paper
        .save()
        .translate(mark.x, mark.y)
        .scale(mark.size / 32)
        .path(dropPath)
        .fill(paperInks.blood)
        .restore();
      return;
    case "bars":
      paper.fillColor(paperInks.ink);
      for (const bar of mark.bars) paper.rect(...bar);
      paper.fill();
      return;
    case "text": {
      paper.font(mark.face).fontSize(mark.size).fillColor(mark.colour);
      const x = mark.middle ? mark.x - paper.widthOfString(mark.text) / 2 : mark.x;
      paper.text(mark.text, x, mark.y, { lineBreak: false, baseline: "alphabetic" });
    }
  }
}
