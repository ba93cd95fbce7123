import { Readable } from "node:stream";
import { BLACK, keepTogether, MARGINS, newPdf, nfc, type Pdf, part, WIDTH } from "../paper/pdf-page";
import { writeTable } from "../paper/pdf-table";
import type { OfficialPaper, Part } from "./official";
import { official } from "./words";

/** By Decree 30/2020/NĐ-CP, appendix I: text 14, lists 13, the first line of a paragraph 10 mm in. */
const BODY = 14;
const LIST = 13;
const INDENT = 28;

/** An administrative paper as PDF, as a stream: pages leave as they are drawn. */
export function officialPdf(paper: OfficialPaper): ReadableStream<Uint8Array> {
  const pdf = newPdf({ locale: "vi", subject: `${paper.kind} ${paper.number}`, foot: paper.foot });
  setImmediate(() => {
    try {
      writeHead(pdf, paper);
      for (const one of paper.parts) writePart(pdf, one);
      writeClosing(pdf, paper);
      writeAnnex(pdf, paper);
      pdf.end();
    } catch (error) {
      pdf.destroy(error as Error);
    }
  });
  return Readable.toWeb(pdf as unknown as Readable) as ReadableStream<Uint8Array>;
}

type Face = "regular" | "bold" | "italic";
type Line = readonly [text: string, face: Face, size: number, ruled?: number];

/** Lines in the middle of a column; one may have a rule below it, so long in parts of its width. */
function column(pdf: Pdf, lines: readonly Line[], x: number, width: number, top: number): number {
  let y = top;
  for (const [text, face, size, ruled] of lines) {
    pdf.font(face).fontSize(size);
    const even = evenWidth(pdf, nfc(text), width);
    pdf.text(nfc(text), x + (width - even) / 2, y, { width: even, align: "center", lineGap: 1 });
    y = pdf.y + 1;
    if (ruled === undefined) continue;
    const length = ruled * Math.min(even, pdf.widthOfString(nfc(text)));
    pdf
      .lineWidth(0.7)
      .moveTo(x + (width - length) / 2, y + 1)
      .lineTo(x + (width + length) / 2, y + 1)
      .stroke(BLACK);
    y += 6;
  }
  return y;
}

/** The narrowest width in which words take no more lines than in the whole: no line holds one word alone. */
function evenWidth(pdf: Pdf, text: string, width: number): number {
  const height = pdf.heightOfString(text, { width });
  let even = width;
  while (even > 60 && pdf.heightOfString(text, { width: even - 4 }) <= height) even -= 4;
  return even;
}

/** At the left who issues it and its number, at the right state, motto, place and day; then what it is and what about. */
function writeHead(pdf: Pdf, paper: OfficialPaper): void {
  const [above, own] = paper.issuer;
  const t = official();
  const left = WIDTH * 0.44;
  const right = WIDTH - left - 8;
  const top = pdf.y;
  let ends = [top, top];
  part(pdf, "P", () => {
    const lines: Line[] = [...(above ? [[above, "regular", 12] as const] : []), [own, "bold", 12, 0.4]];
    ends = [column(pdf, lines, MARGINS.left, left, top), top];
  });
  part(pdf, "P", () => {
    const lines: Line[] = [
      [t("documents.report.state"), "bold", 12],
      [t("documents.report.motto"), "bold", 13, 1],
    ];
    ends = [ends[0] ?? top, column(pdf, lines, MARGINS.left + left + 8, right, top)];
  });
  // Number and day stand on one line, however many lines the names above them took.
  const line = Math.max(...ends) + 4;
  part(pdf, "P", () => {
    column(pdf, [[paper.number, "regular", 13]], MARGINS.left, left, line);
  });
  part(pdf, "P", () => {
    column(pdf, [[paper.dated, "italic", 13]], MARGINS.left + left + 8, right, line);
  });
  pdf.y = line + 34;
  part(pdf, "H1", () => {
    pdf.y = column(
      pdf,
      [
        [paper.kind, "bold", 14],
        [paper.subject, "bold", 14, 0.35],
      ],
      MARGINS.left + 40,
      WIDTH - 80,
      pdf.y,
    );
  });
  pdf.y += 10;
}

function writePart(pdf: Pdf, one: Part): void {
  switch (one.kind) {
    case "centred":
      keepTogether(pdf, 60);
      part(pdf, "H2", () => {
        pdf.y = column(pdf, [[one.text, "bold", 14]], MARGINS.left, WIDTH, pdf.y + 4);
      });
      pdf.y += 8;
      return;
    case "addressees": {
      pdf.font("regular").fontSize(BODY);
      const lead = pdf.widthOfString(nfc(one.lead)) + 8;
      const several = one.names.length > 1;
      const widest = Math.max(...one.names.map((name) => pdf.widthOfString(nfc(several ? `- ${name};` : name))));
      const x = MARGINS.left + Math.max(0, (WIDTH - lead - Math.min(widest, WIDTH - lead)) / 2);
      const top = pdf.y;
      part(pdf, "P", () => {
        pdf.text(nfc(one.lead), x, top, { lineBreak: false });
        pdf.y = top;
        for (const [index, name] of one.names.entries()) {
          const end = several ? (index === one.names.length - 1 ? "." : ";") : "";
          pdf.text(nfc(several ? `- ${name}${end}` : name), x + lead, pdf.y, {
            width: WIDTH + MARGINS.left - x - lead,
            lineGap: 2,
          });
        }
      });
      pdf.y += 12;
      return;
    }
    case "paragraph":
      keepTogether(pdf, 34);
      part(pdf, "P", () => {
        for (const [index, { text, strong }] of one.words.entries()) {
          pdf.font(strong ? "bold" : one.slanted ? "italic" : "regular").fontSize(BODY);
          const options = {
            width: WIDTH,
            align: "justify" as const,
            lineGap: 3,
            indent: index === 0 ? INDENT : 0,
            continued: index < one.words.length - 1,
          };
          if (index === 0) pdf.text(nfc(text), MARGINS.left, pdf.y, options);
          else pdf.text(nfc(text), options);
        }
      });
      pdf.y += 6;
      return;
    case "table":
      writeTable(
        pdf,
        { locale: "vi" },
        { kind: "table", table: one.table },
        { sourcesHead: "", isTitled: true, size: LIST },
      );
  }
}

/** To whom it goes at the left; at the right who signs, with room for signature and seal. */
function writeClosing(pdf: Pdf, paper: OfficialPaper): void {
  const height = Math.max(150, 26 + paper.recipients.length * 15);
  keepTogether(pdf, height);
  const [half, top] = [WIDTH / 2, pdf.y + 12];
  part(pdf, "P", () => {
    pdf.font("boldItalic").fontSize(12);
    pdf.fillColor(BLACK).text(nfc(official()("documents.report.recipients")), MARGINS.left, top, { width: half - 16 });
    pdf.font("regular").fontSize(11);
    pdf.text(nfc(paper.recipients.join("\n")), MARGINS.left, pdf.y + 1, { width: half - 16, lineGap: 1 });
  });
  part(pdf, "P", () => {
    const lines: Line[] = paper.signatory.title.map((text) => [text, "bold", BODY]);
    const end = column(pdf, lines, MARGINS.left + half, half, top);
    column(pdf, [[paper.signatory.name, "bold", BODY]], MARGINS.left + half, half, end + 76);
  });
  pdf.y = top + height;
  pdf.font("regular").fontSize(BODY);
}

/** The list on pages of its own: what it is, with what it goes, then a table a group with its headings on every page. */
function writeAnnex(pdf: Pdf, { annex }: OfficialPaper): void {
  if (annex === null) return;
  pdf.addPage();
  part(pdf, "H2", () => {
    pdf.y = column(
      pdf,
      [
        [annex.title, "bold", 14],
        [annex.goesWith, "italic", 13, 0.35],
      ],
      MARGINS.left,
      WIDTH,
      pdf.y,
    );
  });
  pdf.y += 10;
  for (const table of annex.tables)
    writeTable(pdf, { locale: "vi" }, { kind: "table", table }, { sourcesHead: "", size: LIST });
}
