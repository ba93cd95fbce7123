import { AlignmentType, BorderStyle, Document, Header, Packer, PageNumber, Paragraph, type Table, TextRun } from "docx";
import { beside, FONT, MARGIN, mm, tableOf } from "../paper/docx";
import type { DataTable } from "../table";
import type { OfficialPaper, Part } from "./official";
import { official } from "./words";

/** Half points: 13 and 14 as Decree 30/2020/NĐ-CP asks. */
const BODY = 28;
const LIST = 26;
const nfc = (text: string) => text.normalize("NFC");

/** The same paper for an office to change before it is signed. */
export async function officialDocx(paper: OfficialPaper): Promise<Buffer> {
  const [above, own] = paper.issuer;
  const { annex } = paper;
  const t = official();
  const document = new Document({
    title: `${paper.kind} ${paper.number}`,
    creator: "Giọt Hồng",
    styles: { default: { document: { run: { font: FONT, size: BODY, language: { value: "vi-VN" } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: { width: mm(210), height: mm(297) }, margin: { ...MARGIN, header: mm(10), footer: mm(8) } },
        },
        headers: { first: new Header({ children: [new Paragraph("")] }), default: numbered() },
        children: [
          beside(
            [
              ...(above ? [middle(above, { size: 24 })] : []),
              middle(own, { size: 24, bold: true }),
              rule(28),
              middle(paper.number, { size: 26 }),
            ],
            [
              middle(t("documents.report.state"), { size: 24, bold: true }),
              middle(t("documents.report.motto"), { size: 26, bold: true }),
              rule(12),
              middle(paper.dated, { size: 26, italics: true }),
            ],
          ),
          new Paragraph(""),
          middle(paper.kind, { size: 28, bold: true }),
          middle(paper.subject, { size: 28, bold: true }),
          rule(58),
          ...paper.parts.flatMap(drawn),
          new Paragraph(""),
          beside(
            [
              new Paragraph({
                children: [
                  new TextRun({ text: nfc(t("documents.report.recipients")), bold: true, italics: true, size: 24 }),
                ],
              }),
              ...paper.recipients.map(
                (line) => new Paragraph({ children: [new TextRun({ text: nfc(line), size: 22 })] }),
              ),
            ],
            [
              ...paper.signatory.title.map((line) => middle(line, { bold: true })),
              ...Array.from({ length: 4 }, () => new Paragraph("")),
              middle(paper.signatory.name, { bold: true }),
            ],
          ),
          ...(annex === null
            ? []
            : [
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  pageBreakBefore: true,
                  children: [new TextRun({ text: nfc(annex.title), bold: true })],
                }),
                middle(annex.goesWith, { italics: true }),
                rule(58),
                ...annex.tables.flatMap((table) =>
                  tableOf(
                    { locale: "vi" },
                    { kind: "table", table },
                    { sourcesHead: "", shares: sharesOf(table), size: LIST },
                  ),
                ),
              ]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** Numbers and years need little room, names and places the rest. */
const sharesOf = ({ columns }: DataTable): number[] =>
  columns.map((_, index) => (index === 0 ? 0.5 : columns.length === 5 && index === 2 ? 0.8 : 2));

const numbered = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
      }),
    ],
  });

function middle(text: string, more: { bold?: boolean; italics?: boolean; size?: number } = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: nfc(text), ...more })] });
}

/** A short line in the middle, so many millimetres from either side. */
function rule(aside: number): Paragraph {
  return new Paragraph({
    indent: { left: mm(aside), right: mm(aside) },
    spacing: { before: 40, after: 120, line: 60 },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 1 } },
    children: [],
  });
}

function drawn(one: Part): (Paragraph | Table)[] {
  switch (one.kind) {
    case "centred":
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 120, after: 120 },
          keepNext: true,
          children: [new TextRun({ text: nfc(one.text), bold: true })],
        }),
      ];
    case "addressees":
      if (one.names.length === 1) return [middle(`${one.lead} ${one.names[0]}`), new Paragraph("")];
      return [
        new Paragraph({ indent: { left: mm(30) }, children: [new TextRun(nfc(one.lead))] }),
        ...one.names.map(
          (name, index) =>
            new Paragraph({
              indent: { left: mm(50) },
              children: [new TextRun(nfc(`- ${name}${index === one.names.length - 1 ? "." : ";"}`))],
            }),
        ),
        new Paragraph(""),
      ];
    case "paragraph":
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: mm(10) },
          spacing: { after: 120 },
          children: one.words.map(
            ({ text, strong }) =>
              new TextRun({
                text: nfc(text),
                ...(strong ? { bold: true } : {}),
                ...(one.slanted ? { italics: true } : {}),
              }),
          ),
        }),
      ];
    case "table":
      return tableOf(
        { locale: "vi" },
        { kind: "table", table: one.table },
        {
          sourcesHead: "",
          isTitled: true,
          shares: sharesOf(one.table),
          size: LIST,
        },
      );
  }
}
