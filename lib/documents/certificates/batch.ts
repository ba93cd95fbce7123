import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import PDFDocument from "pdfkit";
import type { HonourToPrint } from "@/lib/awards/certificates/queries";
import { type CertificateTemplate, templateFor } from "@/lib/awards/certificates/rules";
import { partsOf } from "@/lib/core/time";
import { fontFolder } from "../paper/fonts";
import { type Certificate, certificateFonts, drawCertificate } from "./draw";

/** How much of the file may wait to be fetched before drawing pauses, in bytes. */
const mostWaiting = 512 * 1024;

/** The words of a certificate that the language files hold. */
export interface CertificateWords {
  readonly object: (object: HonourToPrint["object"]) => string;
  readonly given: (count: number) => string;
  readonly family: (count: number) => string;
  readonly gentle: (sex: "female" | "male") => string;
  readonly register: (decision: string, serial: string | null) => string;
}

/**
 * Certificates as one PDF, drawn while it is fetched: what waits is bounded, so a thousand pages take no more memory
 * than ten, other requests get their turn between pages, and whoever stops fetching stops the drawing. Whole TTF files
 * are embedded (subsets cut by script break Vietnamese), cut down by pdfkit to the letters used.
 */
export function certificatesPdf(
  pages: AsyncIterable<readonly HonourToPrint[]>,
  templates: readonly CertificateTemplate[],
  words: CertificateWords,
  { origin, title }: { origin: string; title: string },
): PDFKit.PDFDocument {
  const paper = new PDFDocument({ autoFirstPage: false, info: { Title: title, Creator: "Giọt Hồng" }, lang: "vi-VN" });
  for (const [name, file] of Object.entries(certificateFonts)) paper.registerFont(name, join(fontFolder, file));
  void draw(paper, pages, templates, words, origin).then(
    () => paper.end(),
    (error) => paper.destroy(error as Error),
  );
  return paper;
}

async function draw(
  paper: PDFKit.PDFDocument,
  pages: AsyncIterable<readonly HonourToPrint[]>,
  templates: readonly CertificateTemplate[],
  words: CertificateWords,
  origin: string,
): Promise<void> {
  for await (const page of pages) {
    for (const honour of page) {
      const template = templateFor(templates, { id: honour.authorityId, kind: honour.authorityKind });
      if (template === null) throw new Error(`No certificate template for a ${honour.authorityKind}.`);
      drawCertificate(paper, certificateOf(honour, words, origin), template);
      do await breathe();
      while (paper.readableLength > mostWaiting && !paper.destroyed);
      if (paper.destroyed) return;
    }
  }
}

/** What stands on the paper of one honour. A candidate named by hand is honoured for the citation's first sentence. */
export function certificateOf(honour: HonourToPrint, words: CertificateWords, origin: string): Certificate {
  const { day, month, year } = partsOf(honour.decidedOn);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    authority: honour.authorityName,
    object: words.object(honour.object),
    name: honour.sex ? `${words.gentle(honour.sex)} ${honour.name}` : honour.name,
    reason: reasonOf(honour, words),
    place: honour.place,
    dated: `${honour.place}, ngày ${two(day)} tháng ${two(month)} năm ${year}`,
    signatoryTitle: honour.signatoryTitle,
    signatoryName: honour.signatoryName,
    register: words.register(honour.decisionNumber, honour.serial),
    checkAddress: `${origin}/honours/check/${honour.checkCode}`,
  };
}

function reasonOf(honour: HonourToPrint, words: CertificateWords): string {
  if (honour.citation) return honour.citation.split("\n")[0] ?? honour.citation;
  if (honour.threshold === null) return honour.honourName;
  if (honour.subjectKind === "donor") return words.given(honour.threshold);
  return honour.subjectKind === "family" ? words.family(honour.threshold) : honour.honourName;
}
