import { localizedPath } from "@/lib/i18n/path";
import type { Figure, Source } from "@/lib/progress/schema";
import { type Block, CitationBook, type Run, runsOf } from "../paper/paper";
import type { DocumentWords } from "../words";
import { type Headline, headlineOf } from "./headline";
import type { ReportFacts } from "./queries";

/** What every section of a report speaks with: its facts, its words, and the book in which sources are numbered. */
export interface Telling {
  readonly facts: ReportFacts;
  readonly words: DocumentWords;
  readonly book: CitationBook;
  readonly headline: Headline;
  /** "Việt Nam", "tỉnh Nghệ An" in the middle of a sentence. */
  readonly unit: string;
  /** "năm 2025", "sáu tháng đầu năm 2025". */
  readonly period: string;
}

export function tellingOf(facts: ReportFacts, words: DocumentWords): Telling {
  const { t } = words;
  const year = String(facts.question.year);
  const { unit } = facts.progress;
  return {
    facts,
    words,
    book: new CitationBook((source) =>
      source.address === null
        ? t("documents.report.source.noAddress", { source: words.sourceName(source) })
        : words.sourceName(source),
    ),
    headline: headlineOf(facts),
    unit: unit.kind === "nation" ? t("documents.report.theNation") : words.inSentence(unit),
    period: t(`documents.report.period.${facts.question.period}`, { year }),
  };
}

/** The source of what drives recorded here. */
export function recordedSource({ book, words, facts }: Telling): number {
  return book.own(
    "recorded",
    words.t("documents.report.source.recorded", { on: words.day(facts.today) }),
    boardOf(words, facts),
  );
}

/** The source of approved monthly reports. */
export function reportedSource({ book, words, facts }: Telling): number {
  return book.own(
    "reported",
    words.t("documents.report.source.reported", { on: words.day(facts.today) }),
    boardOf(words, facts),
  );
}

/** The source of outreach: approved monthly reports and the log, as the open data tells them. */
export function outreachSource({ book, words, facts }: Telling): number {
  const { unit } = facts.progress;
  const { year, period } = facts.question;
  return book.own(
    "outreach",
    words.t("documents.report.source.outreach", { on: words.day(facts.today) }),
    `/api/v1/outreach?year=${year}&unit=${unit.code}${period === "h1" ? "&period=h1" : ""}`,
  );
}

/** The board on which our own figures of a unit and year can be looked up. */
function boardOf({ locale }: DocumentWords, { progress, question, commune }: ReportFacts): string {
  const { unit, year } = progress;
  if (commune) {
    const asked = { unit: commune.province.code, commune: unit.code, year: String(year), span: question.period };
    return localizedPath(locale, `/staff/progress/drill?${new URLSearchParams(asked)}`);
  }
  const page = unit.kind === "nation" ? "/progress" : `/progress/units/${unit.code}`;
  return localizedPath(locale, `${page}?year=${year}`);
}

/** The numbers behind a figure of one of the four bases. */
export function numbersBehind(
  telling: Telling,
  { basis, sources }: { basis: Headline["basis"]; sources: readonly Source[] },
): number[] {
  if (basis === "published") return telling.book.numbersOf(sources);
  if (basis === "reported") return [reportedSource(telling), recordedSource(telling)];
  return basis === "recorded" ? [recordedSource(telling)] : [];
}

/** A published figure with its sources, ready for a sentence. */
export function citedFigure({ book, words }: Telling, figure: Figure): string {
  return book.cited(words.printed(figure), book.numbersOf(figure.sources));
}

/** "đến 05/12/2025, sơ bộ". */
export function standingWords(
  { words }: Telling,
  { asOf, status, sources }: { asOf: string | null; status: string | null; sources: readonly Source[] },
): string {
  const { t, day } = words;
  const printedOn = sources
    .flatMap((source) => source.publishedOn ?? [])
    .sort()
    .at(-1);
  const when = asOf
    ? t("progress.asOf", { on: day(asOf) })
    : printedOn
      ? t("progress.printedOn", { on: day(printedOn) })
      : t("progress.published");
  return [when, status ? t(`progress.status.${status as "final"}`) : ""].filter(Boolean).join(", ");
}

/** Sentences as one paragraph; those that have nothing to say are left out. */
export function paragraph(...sentences: readonly (string | null)[]): Block[] {
  const said = sentences.filter((sentence): sentence is string => sentence !== null && sentence !== "");
  return said.length === 0 ? [] : [{ kind: "paragraph", runs: runsOf(said.join(" ")) }];
}

/** Lines of a list. */
export function listOf(lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: "list", items: lines.map((line): Run[] => runsOf(line)) }];
}

export const heading = (text: string, id: string, level: 1 | 2 = 1): Block => ({ kind: "heading", level, text, id });
