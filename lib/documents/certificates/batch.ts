import { setImmediate as breathe } from "node:timers/promises";
import type { HonourToPrint } from "@/lib/awards/certificates/queries";
import { type CertificateTemplate, templateFor } from "@/lib/awards/certificates/rules";
import { partsOf } from "@/lib/core/time";
import { drawPage, measureBy, newCertificateFile, type Typeface } from "./draw";
import { type Certificate, type CertificatePage, certificatePage, type Measure } from "./layout";

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
 * than ten, other requests get their turn between pages, and whoever stops fetching stops the drawing. Each is drawn by
 * the template it was first printed by.
 */
export function certificatesPdf(
  pages: AsyncIterable<readonly HonourToPrint[]>,
  templates: readonly CertificateTemplate[],
  words: CertificateWords,
  { origin, title }: { origin: string; title: string },
): PDFKit.PDFDocument {
  return pagesPdf(pages, title, (honour, measure) => {
    // What another body decides while the file is fetched has no template of its own yet.
    const template =
      templates.find(({ id }) => id === honour.templateId) ??
      templateFor(templates, { id: honour.authorityId, kind: honour.authorityKind }, honour.object);
    if (template === null) throw new Error(`No certificate template for a ${honour.authorityKind}.`);
    return certificatePage(certificateOf(honour, words, origin), template, measure);
  });
}

/** One page a person as one file, drawn while it is fetched. */
export function pagesPdf<Person>(
  pages: AsyncIterable<readonly Person[]>,
  title: string,
  pageOf: (person: Person, measure: Measure) => Pick<CertificatePage, "width" | "height" | "marks">,
  typeface: Typeface = "house",
): PDFKit.PDFDocument {
  const paper = newCertificateFile(title, typeface);
  void draw(paper, pages, pageOf).then(
    () => paper.end(),
    (error) => paper.destroy(error as Error),
  );
  return paper;
}

async function draw<Person>(
  paper: PDFKit.PDFDocument,
  pages: AsyncIterable<readonly Person[]>,
  pageOf: (person: Person, measure: Measure) => Pick<CertificatePage, "width" | "height" | "marks">,
): Promise<void> {
  const measure = measureBy(paper);
  for await (const people of pages) {
    for (const person of people) {
      drawPage(paper, pageOf(person, measure));
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
    day: two(day),
    month: two(month),
    year: `${year}`,
    number: honour.decisionNumber,
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
