import { capital } from "@/lib/core/text";
import type { Locale } from "@/lib/i18n/routing";
import { barsChart, type Chart } from "../paper/chart";
import { type Block, type NumberedSource, type Run, runsOf } from "../paper/paper";
import { documentWords } from "../words";
import { campaignsOf } from "./campaigns";
import { difficultiesSection } from "./difficulties";
import { monthsDrawing, ranksDrawing, ratesMap } from "./drawings";
import { outlookSection } from "./outlook";
import { outreachLines } from "./outreach";
import type { ReportFacts } from "./queries";
import { metSentences, rateSentences, receivedSentence } from "./results";
import { citedFigure, numbersBehind, type Telling, tellingOf } from "./telling";

/** One message for the meeting room: a sentence, and the figure, drawing or few lines that bear it out. */
export interface Slide {
  readonly id: string;
  readonly title: string;
  readonly figure?: { readonly value: string; readonly counted: string; readonly cites: readonly number[] };
  readonly lines: readonly (readonly Run[])[];
  readonly chart?: Chart;
}

export interface Deck {
  readonly title: string;
  readonly standing: string;
  readonly slides: readonly Slide[];
  readonly sources: readonly NumberedSource[];
}

/** At most so many lines can be read from the last row of a room. */
const mostLines = 6;
/** Units told by themselves beside how many met their target. */
const mostUnits = 3;

/** A report as slides, of the same figures and sentences: what has no figure has no slide. */
export function composeDeck(facts: ReportFacts, locale: Locale): Deck {
  const words = documentWords(locale);
  const { t } = words;
  const telling = tellingOf(facts, words);
  const { headline } = telling;
  const slides: Slide[] = [
    {
      id: "tong-so",
      title: capital(t("documents.deck.headline", { period: telling.period, unit: telling.unit })),
      ...(headline.received === null
        ? {}
        : {
            figure: {
              value: words.qualified(headline.qualifier, words.whole(headline.received)),
              counted: t(`documents.report.counted.${words.countWord(headline.countedIn)}`),
              cites: numbersBehind(telling, headline),
            },
          }),
      lines: [...(headline.received === null ? [receivedSentence(telling)] : []), ...rateSentences(telling)].map(
        runsOf,
      ),
    },
    ...drawn("ban-do", t("documents.deck.map"), ratesMap(telling)),
    ...drawn("xep-hang", t("documents.deck.ranks"), ranksDrawing(telling)),
    ...drawn("theo-thang", t("documents.deck.months"), monthsDrawing(telling)),
    ...campaignSlide(telling),
    ...told("truyen-thong", t("documents.deck.outreach"), outreachLines(telling)),
    ...told(
      "don-vi-dat",
      t("documents.deck.met"),
      [...metSentences(telling), ...unitLines(telling)].flatMap((sentence) => sentence ?? []),
    ),
    ...listed("kho-khan", t("documents.deck.needs"), difficultiesSection(telling)),
    ...listed("chi-tieu", t("documents.deck.next"), outlookSection(telling)),
  ];
  return {
    title: t(`documents.report.subject.${facts.question.period}`, {
      year: String(facts.question.year),
      next: String(facts.question.year + 1),
      unit: facts.commune ? `${telling.unit}, ${words.inSentence(facts.commune.province)}` : telling.unit,
    }),
    standing: [
      headline.asOf ? t("documents.report.standing.asOf", { on: words.day(headline.asOf) }) : "",
      headline.isDemo ? t("documents.report.standing.demo") : "",
    ]
      .filter(Boolean)
      .join(" · "),
    slides,
    sources: telling.book.sources,
  };
}

/** Of the nation: units of which a total was printed, each with its rate; the largest first. */
function unitLines(telling: Telling): string[] {
  const { words, facts, book } = telling;
  if (facts.progress.unit.kind !== "nation") return [];
  return facts.progress.children
    .filter(({ basis, received }) => basis === "published" && received !== null)
    .sort((a, b) => (b.received ?? 0) - (a.received ?? 0))
    .slice(0, mostUnits)
    .map((child) => {
      const { received, rate, published } = child;
      const total = published.find(({ value, metric }) => value === received && metric.endsWith("_received"));
      return words.t("documents.deck.unit", {
        name: words.unitName(child.unit),
        received: book.cited(
          words.qualified(total?.qualifier ?? "exact", words.whole(received ?? 0)),
          book.numbersOf(total?.sources),
        ),
        counted: words.counted(child.countedIn),
        rated: rate.published ? "yes" : "no",
        rate: rate.published ? citedFigure(telling, rate.published) : "",
      });
    });
}

function drawn(id: string, title: string, blocks: readonly Block[]): Slide[] {
  const chart = blocks.find((block) => block.kind === "chart");
  return chart?.kind === "chart" ? [{ id, title, lines: [], chart: chart.chart }] : [];
}

function told(id: string, title: string, sentences: readonly string[]): Slide[] {
  return sentences.length > 0 ? [{ id, title, lines: sentences.map(runsOf) }] : [];
}

/** The first list of a section: what follows it is read on paper. */
function listed(id: string, title: string, blocks: readonly Block[]): Slide[] {
  const list = blocks.find((block) => block.kind === "list");
  return list?.kind === "list" ? [{ id, title, lines: list.items.slice(0, mostLines) }] : [];
}

function campaignSlide(telling: Telling): Slide[] {
  const { words, facts, period } = telling;
  const known = campaignsOf(facts).filter((one) => one.received !== null);
  if (known.length === 0) return [];
  const title = words.t("documents.deck.campaigns");
  const rows = known
    .map((one) => ({
      label: words.locale === "en" ? one.shortEn : one.shortVi,
      value: one.received ?? 0,
      shown: words.whole(one.received ?? 0),
    }))
    .sort((a, b) => b.value - a.value);
  const alt = `${title}, ${period}: ${rows.map(({ label, shown }) => `${label} ${shown}`).join("; ")}.`;
  return [{ id: "chien-dich", title, lines: [], chart: barsChart({ title: `${title}, ${period}`, alt }, rows) }];
}
