import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { translatorFor } from "@/lib/i18n/translator";
import { isFigures, shownCell } from "../table";
import type { Chart } from "./chart";
import type { Block, Paper, PaperTable, Run } from "./paper";
import { absolute } from "./pdf";
import { pngOf } from "./png";

/** Twentieths of a point, as Word measures. */
export const mm = (value: number) => Math.round((value * 1440) / 25.4);
/** The margins of Decree 30/2020/NĐ-CP. */
export const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) };
const WIDTH = mm(210 - 30 - 15);
/** The typeface that decree asks for. */
export const FONT = "Times New Roman";

/** A paper as a Word document: headings are headings, tables have header rows that repeat, pictures have words. */
export async function docxOf(paper: Paper): Promise<Buffer> {
  const sourcesHead = translatorFor(paper.locale)("documents.report.column.sources");
  const charts = new Map<Chart, Buffer>();
  for (const block of paper.blocks) if (block.kind === "chart") charts.set(block.chart, pngOf(block.chart));
  const document = new Document({
    title: paper.subject,
    creator: "Giọt Hồng",
    styles: {
      default: {
        document: { run: { font: FONT, size: 28, language: { value: paper.locale === "en" ? "en-GB" : "vi-VN" } } },
        heading1: {
          run: { font: FONT, size: 28, bold: true, color: "000000" },
          paragraph: { spacing: { before: 200, after: 100 }, keepNext: true },
        },
        heading2: {
          run: { font: FONT, size: 28, bold: true, color: "000000" },
          paragraph: { spacing: { before: 120, after: 80 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: { width: mm(210), height: mm(297) }, margin: { ...MARGIN, header: mm(10), footer: mm(8) } },
        },
        headers: {
          first: new Header({ children: [new Paragraph("")] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
              }),
            ],
          }),
        },
        footers: { first: foot(paper), default: foot(paper) },
        children: [
          headOf(paper),
          ...titleOf(paper),
          ...paper.blocks.flatMap((block) => drawn(paper, block, charts, sourcesHead)),
          closingOf(paper),
          ...paper.annexes.flatMap(({ title, table }) => [
            new Paragraph({
              heading: HeadingLevel.HEADING_1,
              pageBreakBefore: true,
              children: [new TextRun(nfc(title))],
            }),
            ...tableOf(paper, table, { sourcesHead, isTitled: true }),
          ]),
          ...sourcesOf(paper),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const nfc = (text: string) => text.normalize("NFC");

function foot(paper: Paper): Footer {
  return new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ text: nfc(paper.foot), size: 16 })] }),
    ],
  });
}

const centred = (text: string, more: { bold?: boolean; italics?: boolean; size?: number } = {}) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: nfc(text), ...more })] });

const NONE = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };

/** Two blocks beside each other, without lines. */
export function beside(left: readonly Paragraph[], right: readonly Paragraph[]): Table {
  const widths = [Math.round(WIDTH * 0.42), Math.round(WIDTH * 0.58)];
  const cell = (children: readonly Paragraph[], index: number) =>
    new TableCell({ width: { size: widths[index] as number, type: WidthType.DXA }, children: [...children] });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: NO_BORDERS,
    rows: [new TableRow({ cantSplit: true, children: [cell(left, 0), cell(right, 1)] })],
  });
}

function headOf(paper: Paper): Table {
  return beside(
    [
      centred(paper.issuer[0], { size: 24 }),
      centred(paper.issuer[1], { size: 24, bold: true }),
      centred(paper.numberLine, { size: 26 }),
    ],
    [
      centred(paper.motto[0], { size: 24, bold: true }),
      centred(paper.motto[1], { size: 26, bold: true }),
      centred(paper.dateLine, { size: 26, italics: true }),
    ],
  );
}

function titleOf(paper: Paper): Paragraph[] {
  return [
    new Paragraph(""),
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: nfc(paper.title), bold: true, size: 32, font: FONT })],
    }),
    centred(paper.subject, { bold: true, size: 28 }),
    centred(paper.standing, { italics: true, size: 24 }),
    new Paragraph(""),
  ];
}

function wordsOf(runs: readonly Run[]): ParagraphChild[] {
  return runs.flatMap(({ text, strong, cites = [] }): ParagraphChild[] => [
    new TextRun({ text: nfc(text), ...(strong ? { bold: true } : {}) }),
    ...cites.map((number) => citation(number)),
  ]);
}

const citation = (number: number) =>
  new InternalHyperlink({
    anchor: `nguon-${number}`,
    children: [new TextRun({ text: `[${number}]`, superScript: true })],
  });

function drawn(
  paper: Paper,
  block: Block,
  charts: ReadonlyMap<Chart, Buffer>,
  sourcesHead: string,
): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading":
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          children: [new TextRun(nfc(block.text))],
        }),
      ];
    case "paragraph":
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: mm(10) },
          spacing: { after: 120 },
          children: wordsOf(block.runs),
        }),
      ];
    case "list":
      return block.items.map(
        (item) =>
          new Paragraph({
            indent: { left: mm(10), hanging: mm(5) },
            spacing: { after: 80 },
            children: [new TextRun("– "), ...wordsOf(item)],
          }),
      );
    case "table":
      return tableOf(paper, block, { sourcesHead });
    case "chart":
      return pictureOf(block.chart, charts.get(block.chart));
    case "newPage":
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

function pictureOf(chart: Chart, data: Buffer | undefined): Paragraph[] {
  if (!data) return [];
  const width = 610;
  const words = { title: nfc(chart.title), description: nfc(chart.alt), name: nfc(chart.title).slice(0, 60) };
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160 },
      children: [new TextRun({ text: nfc(chart.title), bold: true, size: 24 })],
    }),
    new Paragraph({
      children: [
        new ImageRun({
          type: "png",
          data,
          transformation: { width, height: Math.round((width * chart.height) / chart.width) },
          altText: words,
        }),
      ],
    }),
  ];
}

/** A table with lines, its headings repeated on every page, rows never torn apart. */
export function tableOf(
  paper: Pick<Paper, "locale">,
  { table, cites }: PaperTable,
  {
    sourcesHead,
    isTitled = false,
    shares,
    size = 22,
  }: { sourcesHead: string; isTitled?: boolean; shares?: readonly number[]; size?: number },
): (Paragraph | Table)[] {
  const heads = [...table.columns.map(({ head }) => head), ...(cites ? [sourcesHead] : [])];
  const widths = shared(
    shares ??
      sharesOf(
        table.columns.map(({ kind }) => kind === "text"),
        Boolean(cites),
      ),
  );
  const cell = (children: ParagraphChild[], index: number, right: boolean, isHead = false) =>
    new TableCell({
      width: { size: widths[index] as number, type: WidthType.DXA },
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      ...(isHead ? { shading: { fill: "EFEAE5" } } : {}),
      children: [new Paragraph({ alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT, children })],
    });
  const text = (words: string, bold = false) => [new TextRun({ text: nfc(words), size, bold })];
  const rows = table.rows.map(
    (row, number) =>
      new TableRow({
        cantSplit: true,
        children: [
          ...table.columns.map(({ kind }, index) =>
            cell(text(shownCell(paper.locale, kind, row[index])), index, isFigures(kind)),
          ),
          ...(cites
            ? [
                cell(
                  (cites[number] ?? []).flatMap((one): ParagraphChild[] => [
                    citation(one),
                    new TextRun({ text: " ", size: 22 }),
                  ]),
                  heads.length - 1,
                  false,
                ),
              ]
            : []),
        ],
      }),
  );
  return [
    ...(isTitled
      ? []
      : [new Paragraph({ keepNext: true, spacing: { before: 160, after: 60 }, children: text(table.title, true) })]),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: heads.map((head, index) => cell(text(head, true), index, false, true)),
        }),
        ...rows,
      ],
    }),
    ...table.notes.map((note) => new Paragraph({ children: [new TextRun({ text: nfc(note), italics: true, size })] })),
    new Paragraph(""),
  ];
}

/** Words get twice the room of figures. */
const sharesOf = (isText: readonly boolean[], hasSources: boolean): number[] => [
  ...isText.map((words, index) => (words && index === 0 ? 2.4 : words ? 1.3 : 1)),
  ...(hasSources ? [0.9] : []),
];

/** The width of a page in parts. */
function shared(shares: readonly number[]): number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.floor((WIDTH * share) / all));
}

function closingOf({ closing }: Paper): Table {
  return beside(
    closing.recipients.map(
      (line, index) =>
        new Paragraph({ children: [new TextRun({ text: nfc(line), italics: true, size: 22, bold: index === 0 })] }),
    ),
    closing.signatory.map((line, index) =>
      centred(line, index === closing.signatory.length - 1 ? { italics: true, size: 24 } : { bold: true, size: 24 }),
    ),
  );
}

function sourcesOf(paper: Paper): Paragraph[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: [new TextRun(nfc(paper.sourcesTitle))],
    }),
    ...paper.sources.map(
      ({ number, text, address }) =>
        new Paragraph({
          spacing: { after: 80 },
          children: [
            new Bookmark({ id: `nguon-${number}`, children: [new TextRun({ text: `[${number}]`, size: 24 })] }),
            new TextRun({ text: ` ${nfc(text)}`, size: 24 }),
            ...(address
              ? [
                  new TextRun({ text: ". ", size: 24 }),
                  new ExternalHyperlink({
                    link: absolute(address),
                    children: [new TextRun({ text: absolute(address), size: 22, style: "Hyperlink" })],
                  }),
                ]
              : []),
          ],
        }),
    ),
  ];
}
