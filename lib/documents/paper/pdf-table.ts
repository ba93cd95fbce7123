import { isFigures, shownCell } from "../table";
import type { Paper, PaperTable } from "./paper";
import { BLACK, BOTTOM, keepTogether, MARGINS, nfc, type Pdf, part, WIDTH } from "./pdf-page";

/** Figures of many columns need narrow rooms; who has few asks for more. */
const SIZE = 10;
const PAD = 3;

/**
 * A table with lines, its headings repeated on every page it runs over, rows never torn apart. A last column holds the
 * numbers of each row's sources.
 */
export function writeTable(
  pdf: Pdf,
  paper: Pick<Paper, "locale">,
  { table, cites }: PaperTable,
  { sourcesHead, isTitled = false, size = SIZE }: { sourcesHead: string; isTitled?: boolean; size?: number },
): void {
  const heads = [...table.columns.map(({ head }) => head), ...(cites ? [sourcesHead] : [])];
  const rows = table.rows.map((row, index) => [
    ...table.columns.map(({ kind }, column) => shownCell(paper.locale, kind, row[column])),
    ...(cites ? [(cites[index] ?? []).map((number) => `[${number}]`).join(" ")] : []),
  ]);
  const right = [...table.columns.map(({ kind }) => isFigures(kind)), ...(cites ? [false] : [])];
  const widths = widthsOf(pdf, heads, rows, size);
  const heightOf = (cells: readonly string[], face: "regular" | "bold") => {
    pdf.font(face).fontSize(size);
    return (
      Math.max(
        ...cells.map((cell, index) => pdf.heightOfString(nfc(cell) || " ", { width: (widths[index] ?? 0) - PAD * 2 })),
      ) +
      PAD * 2
    );
  };
  const headHeight = heightOf(heads, "bold");
  const structure = pdf.struct("Table", { title: nfc(table.title) });
  pdf.addStructure(structure);
  const addRow = (cells: readonly string[], height: number, isHead: boolean, number: number) => {
    const row = pdf.struct("TR");
    structure.add(row);
    const top = pdf.y;
    let x = MARGINS.left;
    for (const [index, cell] of cells.entries()) {
      const [left, width] = [x, widths[index] ?? 0];
      const cited = cites && index === cells.length - 1 && !isHead ? (cites[number] ?? []) : [];
      row.add(
        pdf.struct(isHead ? "TH" : "TD", {}, () => {
          pdf.lineWidth(0.5).rect(left, top, width, height);
          if (isHead) pdf.fillAndStroke("#efeae5", BLACK);
          else pdf.stroke(BLACK);
          pdf
            .fillColor(BLACK)
            .font(isHead ? "bold" : "regular")
            .fontSize(size);
          pdf.text(nfc(cell), left + PAD, top + PAD, {
            width: width - PAD * 2,
            align: right[index] ? "right" : "left",
            ...(cited[0] ? { goTo: `nguon-${cited[0]}` } : {}),
          });
        }),
      );
      x += width;
    }
    row.end();
    pdf.x = MARGINS.left;
    pdf.y = top + height;
  };
  pdf.font("bold").fontSize(size + 1);
  keepTogether(pdf, headHeight + 60);
  if (!isTitled)
    structure.add(
      pdf.struct("Caption", {}, () => {
        pdf.text(nfc(table.title), MARGINS.left, pdf.y, { width: WIDTH });
      }),
    );
  pdf.y += 3;
  addRow(heads, headHeight, true, -1);
  for (const [number, row] of rows.entries()) {
    const height = heightOf(row, "regular");
    if (pdf.y + height > BOTTOM) {
      pdf.addPage();
      addRow(heads, headHeight, true, -1);
    }
    addRow(row, height, false, number);
  }
  structure.end();
  pdf.y += 4;
  for (const note of table.notes)
    part(pdf, "P", () => {
      pdf
        .font("italic")
        .fontSize(size - 0.5)
        .fillColor(BLACK)
        .text(nfc(note), MARGINS.left, pdf.y, { width: WIDTH });
    });
  pdf.fillColor(BLACK);
  pdf.y += 8;
}

/** As wide as the longest word needs, the rest shared by how much each column has to say. */
function widthsOf(pdf: Pdf, heads: readonly string[], rows: readonly (readonly string[])[], size: number): number[] {
  pdf.font("bold").fontSize(size);
  const least = heads.map((head, index) => {
    const words = [head, ...rows.map((row) => row[index] ?? "")].flatMap((cell) => cell.split(/\s+/));
    return Math.min(120, Math.max(...words.map((word) => pdf.widthOfString(nfc(word)))) + PAD * 2 + 2);
  });
  const wanted = heads.map((head, index) => {
    const longest = Math.max(
      ...[head.slice(0, 24), ...rows.map((row) => row[index] ?? "")].map((cell) => pdf.widthOfString(nfc(cell))),
    );
    return Math.max(least[index] ?? 0, longest + PAD * 2 + 2);
  });
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const spare = WIDTH - sum(least);
  const more = wanted.map((width, index) => width - (least[index] ?? 0));
  const share = sum(more) === 0 ? 0 : spare / sum(more);
  const widths = least.map((width, index) => width + (more[index] ?? 0) * Math.max(0, share));
  return widths.map((width) => (width * WIDTH) / sum(widths));
}
