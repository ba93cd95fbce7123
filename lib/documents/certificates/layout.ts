import QRCode from "qrcode";
import type { CertificateTemplate, Placeholder } from "@/lib/awards/certificates/rules";
import { paperInks } from "./mark";

/** One certificate, in words that stand on the paper. */
export interface Certificate {
  readonly authority: string;
  /** What is given, in large letters: "Bằng khen". */
  readonly object: string;
  readonly name: string;
  /** For what: "đã hiến máu tình nguyện 20 lần". */
  readonly reason: string;
  readonly place: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  /** The decision's number. */
  readonly number: string;
  readonly signatoryTitle: string;
  readonly signatoryName: string;
  /** "Số quyết định: 88/QĐ-HCTĐ · Vào sổ: 26P01-00012". */
  readonly register: string;
  /** The public page that confirms it. */
  readonly checkAddress: string;
}

export type CertificateFace = "plain" | "strong" | "heavy";

/** Something drawn on a page, in points from its upper left corner; text stands on its baseline. */
export type Mark =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly middle: boolean;
      readonly face: CertificateFace;
      readonly size: number;
      readonly colour: string;
    }
  | {
      readonly kind: "frame";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly line: number;
    }
  | { readonly kind: "drop"; readonly x: number; readonly y: number; readonly size: number }
  | {
      readonly kind: "bars";
      readonly bars: readonly (readonly [x: number, y: number, width: number, height: number])[];
    };

/** A certificate before it is a file: the PDF and the picture beside the editor draw the same marks. */
export interface CertificatePage {
  readonly orientation: CertificateTemplate["orientation"];
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Do the words run into the signature? */
  readonly isTooFull: boolean;
}

/** How wide a line of words is, in points. */
export type Measure = (text: string, face: CertificateFace, size: number) => number;

const { ink, quiet, blood } = paperInks;

const mm = 72 / 25.4;
const edge = 80;
/** From one line to the next, of the letters' size. */
const leading = 1.265;

/**
 * Where everything of one certificate stands: frame, heading, what, to whom, for what, and below at the left the square
 * that leads to its check page, at the right place, title, room for the seal and name. The mark is our drop: an emblem
 * is the society's own to supply, and none is drawn here. Long names and reasons are set smaller until they fit.
 */
export function certificatePage(
  certificate: Certificate,
  template: Omit<
    CertificateTemplate,
    "id" | "authorityId" | "authorityKind" | "name" | "object" | "version" | "retiredAt"
  >,
  measure: Measure,
): CertificatePage {
  const wide = template.orientation === "landscape";
  const [width, height] = wide ? [841.89, 595.28] : [595.28, 841.89];
  const marks: Mark[] = [
    { kind: "frame", x: 28, y: 28, width: width - 56, height: height - 56, line: 2.2 },
    { kind: "frame", x: 35, y: 35, width: width - 70, height: height - 70, line: 0.6 },
  ];
  let y = wide ? 62 : 84;
  const line = (text: string, face: CertificateFace, most: number, colour: string, gap: number) => {
    const { size, rows } = fitted(text, face, most, width - edge * 2, measure);
    for (const row of rows) {
      marks.push({ kind: "text", text: row, x: width / 2, y: y + size, middle: true, face, size, colour });
      y += size * leading + 2;
    }
    y += gap;
  };
  const words = (text: string) => filled(text, certificate);
  for (const row of words(template.heading).split("\n")) line(row, "strong", 10.5, quiet, 1);
  y += wide ? 8 : 18;
  line(certificate.authority.toLocaleUpperCase("vi"), "strong", wide ? 14 : 13, ink, wide ? 10 : 20);
  marks.push({ kind: "drop", x: width / 2 - (wide ? 15 : 19), y, size: wide ? 30 : 38 });
  y += wide ? 42 : 62;
  line(certificate.object.toLocaleUpperCase("vi"), "heavy", wide ? 40 : 38, blood, wide ? 6 : 20);
  for (const row of template.body.split("\n")) {
    if (row.includes("{name}")) line(words(row), "heavy", wide ? 26 : 24, ink, wide ? 4 : 12);
    else line(words(row), "plain", wide ? 14.5 : 14, ink, 3);
  }
  if (template.closing.trim() !== "") line(words(template.closing), "plain", 12, quiet, 0);

  const foot = signature(
    marks,
    certificate,
    template,
    { centre: width - edge - 130, bottom: height - (wide ? 62 : 100) },
    measure,
  );
  check(marks, certificate, { x: edge, y: height - (wide ? 128 : 150) });
  return { orientation: template.orientation, width, height, marks, isTooFull: y > foot };
}

/** The words of a template with whom and what in their places. */
export function filled(words: string, certificate: Certificate): string {
  const put: Record<Placeholder, string> = {
    name: certificate.name,
    reason: certificate.reason,
    object: certificate.object.toLocaleLowerCase("vi"),
    authority: certificate.authority,
    place: certificate.place,
    day: certificate.day,
    month: certificate.month,
    year: certificate.year,
    number: certificate.number,
    signatory_title: certificate.signatoryTitle,
    signatory: certificate.signatoryName,
  };
  return words.replaceAll(/\{(\w+)\}/g, (whole, word: string) => put[word as Placeholder] ?? whole).normalize("NFC");
}

/** Words in lines that fit a width, set smaller until two lines hold them. */
export function fitted(text: string, face: CertificateFace, most: number, width: number, measure: Measure) {
  let size = most;
  let rows = wrapped(text, face, size, width, measure);
  while (rows.length > 2 && size > 9) {
    size -= 1;
    rows = wrapped(text, face, size, width, measure);
  }
  return { size, rows };
}

function wrapped(text: string, face: CertificateFace, size: number, width: number, measure: Measure): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(/\s+/)) {
    const longer = row === "" ? word : `${row} ${word}`;
    if (row !== "" && measure(longer, face, size) > width) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  return [...rows, row];
}

/** Place and day, title, room for seal and signature, name; built upwards from the frame. Answers where it begins. */
function signature(
  marks: Mark[],
  certificate: Certificate,
  template: Pick<CertificateTemplate, "placeLine" | "signatoryTitle" | "signatoryName" | "sealNote" | "sealMm">,
  { centre, bottom }: { centre: number; bottom: number },
  measure: Measure,
): number {
  const rows = (text: string, face: CertificateFace, most: number, colour: string = ink) =>
    filled(text, certificate)
      .split("\n")
      .flatMap((row) => {
        const { size, rows: split } = fitted(row, face, most, 260, measure);
        return split.map((one) => ({ text: one, face, size, colour }));
      });
  const above = [
    ...rows(template.placeLine, "plain", 11),
    ...rows(template.signatoryTitle, "strong", 12).map((row) => ({ ...row, text: row.text.toLocaleUpperCase("vi") })),
    ...(template.sealNote ? rows(template.sealNote, "plain", 9, quiet) : []),
  ];
  const below = rows(template.signatoryName, "strong", 12);
  const tall = (all: readonly { size: number }[]) => all.reduce((sum, { size }) => sum + size * leading + 2, 0);
  const top = bottom - tall(below) - template.sealMm * mm - tall(above);
  const put = (all: ReturnType<typeof rows>, from: number) => {
    let y = from;
    for (const row of all) {
      marks.push({ kind: "text", x: centre, y: y + row.size, middle: true, ...row });
      y += row.size * leading + 2;
    }
  };
  put(above, top);
  put(below, bottom - tall(below));
  return top - 6;
}

/** The square to the check page, as plain bars so that it prints sharp, beside the register's line. */
function check(marks: Mark[], certificate: Certificate, { x, y }: { x: number; y: number }): void {
  marks.push({ kind: "bars", bars: qrBars(certificate.checkAddress, x, y, 62) });
  const rows = [...certificate.register.split("\n"), certificate.checkAddress.replace(/^https?:\/\//, "")];
  for (const [index, text] of rows.entries())
    marks.push({
      kind: "text",
      text,
      x: x + 72,
      y: y + 38 + index * 12,
      middle: false,
      face: "plain",
      size: 8.5,
      colour: quiet,
    });
}

/** A QR code as bars; dark squares side by side are one bar, a third of the drawing. */
export function qrBars(
  address: string,
  x: number,
  y: number,
  size: number,
): (readonly [number, number, number, number])[] {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: "M" });
  const unit = size / modules.size;
  const bars: (readonly [number, number, number, number])[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      let end = column;
      while (end + 1 < modules.size && modules.get(row, end + 1)) end += 1;
      bars.push([x + column * unit, y + row * unit, (end - column + 1) * unit, unit]);
      column = end;
    }
  return bars;
}
