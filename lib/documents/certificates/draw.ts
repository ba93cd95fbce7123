import QRCode from "qrcode";
import type { CertificateTemplate } from "@/lib/awards/certificates/rules";

/** The drawing part of pdfkit this needs; a `PDFDocument` is one. */
type Paper = PDFKit.PDFDocument;

/** One certificate, in words that stand on the paper. */
export interface Certificate {
  readonly authority: string;
  /** What is given, in large letters: "Bằng khen". */
  readonly object: string;
  readonly name: string;
  /** For what: "đã hiến máu tình nguyện 20 lần". */
  readonly reason: string;
  readonly place: string;
  /** "Hà Nội, ngày 15 tháng 12 năm 2026". */
  readonly dated: string;
  readonly signatoryTitle: string;
  readonly signatoryName: string;
  /** "Số quyết định: 88/QĐ-HCTĐ · Vào sổ: 26P01-00012". */
  readonly register: string;
  /** The public page that confirms it. */
  readonly checkAddress: string;
}

const ink = "#1C1917";
const quiet = "#57534E";
const blood = "#B3122F";

export const certificateFonts = {
  plain: "400Regular/BeVietnamPro_400Regular.ttf",
  strong: "600SemiBold/BeVietnamPro_600SemiBold.ttf",
  heavy: "700Bold/BeVietnamPro_700Bold.ttf",
} as const;

/**
 * Draws one certificate on a fresh page: frame, heading, what, to whom, for what, and below at the left the square that
 * leads to its check page, at the right place for signature and seal. The mark is our drop: an emblem is the society's
 * own to supply, and none is drawn here. Long names and reasons are set smaller until they fit.
 */
export function drawCertificate(paper: Paper, certificate: Certificate, template: CertificateTemplate): void {
  paper.addPage({ size: "A4", layout: template.orientation, margin: 0 });
  const { width, height } = paper.page;
  const wide = width > height;
  frame(paper, width, height);

  const inner = width - 160;
  let y = wide ? 62 : 84;
  const line = (text: string, font: keyof typeof certificateFonts, size: number, colour: string, gap: number) => {
    const fitted = sizeThatFits(paper, text, font, size, inner);
    paper
      .font(font)
      .fontSize(fitted)
      .fillColor(colour)
      .text(text, 80, y, { width: inner, align: "center", lineGap: 2 });
    y = paper.y + gap;
  };
  for (const words of template.heading.split("\n")) line(words, "strong", 10.5, quiet, 1);
  y += wide ? 8 : 18;
  line(certificate.authority.toLocaleUpperCase("vi"), "strong", wide ? 14 : 13, ink, wide ? 10 : 20);
  drop(paper, width / 2, y, wide ? 30 : 38);
  y += wide ? 42 : 62;
  line(certificate.object.toLocaleUpperCase("vi"), "heavy", wide ? 40 : 38, blood, wide ? 6 : 20);
  for (const words of template.body.split("\n")) {
    if (words.includes("{name}")) line(filled(words, certificate), "heavy", wide ? 26 : 24, ink, wide ? 4 : 12);
    else line(filled(words, certificate), "plain", wide ? 14.5 : 14, ink, 3);
  }
  if (template.closing.trim() !== "") line(filled(template.closing, certificate), "plain", 12, quiet, 0);

  const foot = height - (wide ? 172 : 250);
  signature(paper, certificate, template, { x: width - 80 - 260, y: foot, width: 260 });
  check(paper, certificate, { x: 80, y: height - (wide ? 128 : 150) });
}

/** The words of a template with whom and what in their places. */
export function filled(words: string, { name, reason, object }: Certificate): string {
  return words
    .replaceAll("{name}", name)
    .replaceAll("{reason}", reason)
    .replaceAll("{object}", object.toLocaleLowerCase("vi"))
    .normalize("NFC");
}

/** The size at which a line of words takes two rows at most. */
function sizeThatFits(
  paper: Paper,
  text: string,
  font: keyof typeof certificateFonts,
  size: number,
  width: number,
): number {
  let fitted = size;
  while (fitted > 9 && paper.font(font).fontSize(fitted).heightOfString(text, { width }) > fitted * 3.1) fitted -= 1;
  return fitted;
}

function frame(paper: Paper, width: number, height: number): void {
  paper
    .lineWidth(2.2)
    .strokeColor(blood)
    .rect(28, 28, width - 56, height - 56)
    .stroke();
  paper
    .lineWidth(0.6)
    .rect(35, 35, width - 70, height - 70)
    .stroke();
}

/** The mark, as on the screen, from a path of 32 units. */
function drop(paper: Paper, centre: number, top: number, size: number): void {
  const scale = size / 32;
  paper
    .save()
    .translate(centre - size / 2, top)
    .scale(scale)
    .path(
      "M16 1.6c-.5 0-.9.2-1.2.6C11.4 6.8 6 13.6 6 19.9c0 6 4.4 10.5 10 10.5s10-4.5 10-10.5c0-6.3-5.4-13.1-8.8-17.7-.3-.4-.7-.6-1.2-.6Z",
    )
    .fill(blood)
    .restore();
}

function signature(
  paper: Paper,
  certificate: Certificate,
  template: CertificateTemplate,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const centred = { width, align: "center" } as const;
  paper.font("plain").fontSize(11).fillColor(ink).text(certificate.dated, x, y, centred);
  paper
    .font("strong")
    .fontSize(12)
    .text(certificate.signatoryTitle.toLocaleUpperCase("vi"), x, paper.y + 2, centred);
  if (template.sealNote)
    paper
      .font("plain")
      .fontSize(9)
      .fillColor(quiet)
      .text(template.sealNote, x, paper.y + 1, centred);
  paper
    .font("strong")
    .fontSize(12)
    .fillColor(ink)
    .text(certificate.signatoryName, x, y + 98, centred);
}

/** The square to the check page, as plain squares so that it prints sharp, beside the register's line. */
function check(paper: Paper, certificate: Certificate, { x, y }: { x: number; y: number }): void {
  const { modules } = QRCode.create(certificate.checkAddress, { errorCorrectionLevel: "M" });
  const unit = 62 / modules.size;
  paper.fillColor(ink);
  for (let row = 0; row < modules.size; row += 1) {
    // Dark squares side by side are one bar: a third of the drawing.
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      let end = column;
      while (end + 1 < modules.size && modules.get(row, end + 1)) end += 1;
      paper.rect(x + column * unit, y + row * unit, (end - column + 1) * unit, unit);
      column = end;
    }
  }
  paper.fill();
  paper
    .font("plain")
    .fontSize(8.5)
    .fillColor(quiet)
    .text(certificate.register, x + 72, y + 30, { width: 260, lineGap: 1 })
    .text(certificate.checkAddress.replace(/^https?:\/\//, ""), { width: 260 });
}
