import { join } from "node:path";
import PDFDocument from "pdfkit";
import { fontFolder } from "../paper/fonts";
import type { CertificateFace, CertificatePage, Mark, Measure } from "./layout";
import { dropPath, paperInks } from "./mark";

const files: Readonly<Record<CertificateFace, string>> = {
  plain: "400Regular/BeVietnamPro_400Regular.ttf",
  strong: "600SemiBold/BeVietnamPro_600SemiBold.ttf",
  heavy: "700Bold/BeVietnamPro_700Bold.ttf",
};

/** An empty file with the fonts of certificates; whole TTF files, as subsets cut by script break Vietnamese. */
export function newCertificateFile(title: string): PDFKit.PDFDocument {
  const paper = new PDFDocument({ autoFirstPage: false, info: { Title: title, Creator: "Giọt Hồng" }, lang: "vi-VN" });
  for (const [name, file] of Object.entries(files)) paper.registerFont(name, join(fontFolder, file));
  return paper;
}

/** Measures words by the very font they are drawn with. */
export const measureBy =
  (paper: PDFKit.PDFDocument): Measure =>
  (text, face, size) =>
    paper.font(face).fontSize(size).widthOfString(text);

let ruler: PDFKit.PDFDocument | null = null;

/** Measures words for a page that is shown and not filed. */
export function measureForScreen(): Measure {
  ruler ??= newCertificateFile("");
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
