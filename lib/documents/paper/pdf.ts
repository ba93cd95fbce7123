import { Readable } from "node:stream";
import { translatorFor } from "@/lib/i18n/translator";
import type { Block, Paper } from "./paper";
import { writeChart } from "./pdf-chart";
import { BLACK, BODY, keepTogether, MARGINS, newPdf, nfc, type Pdf, part, WIDTH, writeRuns } from "./pdf-page";
import { writeTable } from "./pdf-table";

/** A paper as PDF, as a stream: pages leave as they are drawn, so a long annex takes no more memory than a short one. */
export function pdfOf(paper: Paper): ReadableStream<Uint8Array> {
  const pdf = newPdf(paper);
  // Drawing begins once somebody reads: what is drawn waits in the stream, never twice in memory.
  setImmediate(() => {
    try {
      write(pdf, paper);
      pdf.end();
    } catch (error) {
      pdf.destroy(error as Error);
    }
  });
  return Readable.toWeb(pdf as unknown as Readable) as ReadableStream<Uint8Array>;
}

function write(pdf: Pdf, paper: Paper): void {
  const sourcesHead = translatorFor(paper.locale)("documents.report.column.sources");
  writeHead(pdf, paper);
  for (const block of paper.blocks) writeBlock(pdf, paper, block, sourcesHead);
  writeClosing(pdf, paper);
  for (const annex of paper.annexes) {
    pdf.addPage();
    writeHeading(pdf, annex.title, 1);
    writeTable(pdf, paper, annex.table, { sourcesHead, isTitled: true });
  }
  writeSources(pdf, paper);
}

/** Issuer and number at the left, state, motto and date at the right, then the title. */
function writeHead(pdf: Pdf, paper: Paper): void {
  // The state's name in one line needs more than half.
  const [left, top] = [MARGINS.left, pdf.y];
  const issues = WIDTH * 0.43;
  const right = left + issues + 6;
  const block = (
    x: number,
    width: number,
    lines: readonly (readonly [string, "regular" | "bold" | "italic", number])[],
  ) => {
    let y = top;
    for (const [text, face, size] of lines) {
      pdf.font(face).fontSize(size).text(nfc(text), x, y, { width, align: "center" });
      y = pdf.y + 2;
    }
    return y;
  };
  let [leftEnd, rightEnd] = [top, top];
  part(pdf, "P", () => {
    leftEnd = block(left, issues, [
      [paper.issuer[0], "regular", 12],
      [paper.issuer[1], "bold", 12],
      [paper.numberLine, "regular", 13],
    ]);
  });
  part(pdf, "P", () => {
    rightEnd = block(right, WIDTH - issues - 6, [
      [paper.motto[0], "bold", 12],
      [paper.motto[1], "bold", 13],
      [paper.dateLine, "italic", 13],
    ]);
  });
  pdf.y = Math.max(leftEnd, rightEnd) + 14;
  const centred = (text: string, face: "bold" | "italic", size: number) =>
    pdf.font(face).fontSize(size).text(nfc(text), MARGINS.left, pdf.y, { width: WIDTH, align: "center" });
  part(pdf, "H1", () => {
    centred(paper.title, "bold", 14);
    centred(paper.subject, "bold", 14);
  });
  part(pdf, "P", () => {
    centred(paper.standing, "italic", 12);
  });
  pdf.y += 10;
  pdf.font("regular").fontSize(BODY);
}

function writeHeading(pdf: Pdf, text: string, level: 1 | 2): void {
  keepTogether(pdf, 60);
  pdf.outline.addItem(nfc(text));
  part(pdf, level === 1 ? "H2" : "H3", () => {
    pdf
      .font("bold")
      .fontSize(level === 1 ? 14 : 13)
      .text(nfc(text), MARGINS.left, pdf.y + 4, { width: WIDTH });
  });
  pdf.y += 4;
  pdf.font("regular").fontSize(BODY);
}

function writeBlock(pdf: Pdf, paper: Paper, block: Block, sourcesHead: string): void {
  switch (block.kind) {
    case "heading":
      writeHeading(pdf, block.text, block.level);
      return;
    case "paragraph":
      part(pdf, "P", () => writeRuns(pdf, block.runs));
      pdf.y += 6;
      return;
    case "list":
      for (const item of block.items) {
        part(pdf, "P", () => writeRuns(pdf, [{ text: "– " }, ...item], { x: MARGINS.left + 12, width: WIDTH - 12 }));
        pdf.y += 3;
      }
      pdf.y += 3;
      return;
    case "table":
      writeTable(pdf, paper, block, { sourcesHead });
      return;
    case "chart":
      writeChart(pdf, block.chart);
      return;
    case "newPage":
      pdf.addPage();
  }
}

/** Who receives it at the left, who signs it at the right. */
function writeClosing(pdf: Pdf, { closing }: Paper): void {
  keepTogether(pdf, 130);
  const [half, top] = [WIDTH / 2, pdf.y + 10];
  part(pdf, "P", () => {
    pdf
      .font("italic")
      .fontSize(11)
      .text(nfc(closing.recipients.join("\n")), MARGINS.left, top, { width: half - 10 });
  });
  part(pdf, "P", () => {
    pdf.font("bold").fontSize(13);
    pdf.text(nfc(closing.signatory.slice(0, -1).join("\n")), MARGINS.left + half, top, {
      width: half,
      align: "center",
    });
    pdf.font("italic").fontSize(12);
    pdf.text(nfc(closing.signatory.at(-1) ?? ""), MARGINS.left + half, pdf.y + 4, { width: half, align: "center" });
  });
  pdf.y = top + 120;
  pdf.font("regular").fontSize(BODY);
}

/** The numbered sources; each number in the text leads here, each address to where it was printed. */
function writeSources(pdf: Pdf, paper: Paper): void {
  pdf.addPage();
  writeHeading(pdf, paper.sourcesTitle, 1);
  for (const { number, text, address } of paper.sources) {
    keepTogether(pdf, 30);
    part(pdf, "P", () => {
      pdf.font("regular").fontSize(12);
      pdf.text(nfc(`[${number}] ${text}`), MARGINS.left, pdf.y, { width: WIDTH, destination: `nguon-${number}` });
      if (address)
        pdf
          .fontSize(11)
          .fillColor("#1d4e89")
          .text(absolute(address), { width: WIDTH, link: absolute(address) });
      pdf.fillColor(BLACK);
    });
    pdf.y += 3;
  }
}

/** A page of this house is named in full, for whoever holds the paper. */
export const absolute = (address: string): string =>
  address.startsWith("/") ? `${process.env.PUBLIC_ORIGIN ?? ""}${address}` : address;
