import type { Locale } from "@/lib/i18n/routing";
import type { Paper } from "../paper/paper";
import { documentWords } from "../words";
import { annexesOf } from "./annexes";
import { campaignsSection } from "./campaigns";
import { difficultiesSection } from "./difficulties";
import { outlookSection } from "./outlook";
import { outreachSection } from "./outreach";
import type { ReportFacts } from "./queries";
import { resultsSection } from "./results";
import { paragraph, type Telling, tellingOf } from "./telling";

/**
 * The six-month or annual report of a unit, written by rules from its figures: every number in it is one of the facts,
 * with the sources that say it; what nobody published is said to be missing. The form is that of an administrative
 * report (Decree 30/2020/NĐ-CP, appendix I): issuer and motto, number and date, title, sections, recipients, signature.
 */
export function composeReport(facts: ReportFacts, locale: Locale): Paper {
  const words = documentWords(locale);
  const { t } = words;
  const telling = tellingOf(facts, words);
  const { unit } = facts.progress;
  const { year, period } = facts.question;
  const blocks = [
    ...paragraph(
      t("documents.report.opening", {
        issuer: issuerName(telling),
        period: telling.period,
        on: words.day(facts.today),
      }),
    ),
    ...resultsSection(telling),
    ...campaignsSection(telling),
    ...outreachSection(telling),
    ...difficultiesSection(telling),
    ...outlookSection(telling),
    ...paragraph(t("documents.report.closing", { issuer: issuerName(telling) })),
  ];
  // Annexes cite as well, so the sources are read off the book last.
  const annexes = annexesOf(telling);
  const isNation = unit.kind === "nation";
  return {
    locale,
    fileName: [t("documents.report.fileName"), unit.code, String(year), period === "h1" ? "6-thang" : ""]
      .filter(Boolean)
      .join("-"),
    issuer: [
      t(isNation ? "documents.report.issuer.nationAbove" : "documents.report.issuer.above"),
      isNation ? t("documents.report.issuer.nation") : words.fullName(unit),
    ].map((line) => line.toLocaleUpperCase("vi")) as [string, string],
    motto: [t("documents.report.state"), t("documents.report.motto")],
    numberLine: t("documents.report.number"),
    // Whoever signs writes the day, which may be in another year than the one reported or this one.
    dateLine: t("documents.report.dateLine", {
      place: t("documents.report.place", {
        of: isNation || unit.kind === "ministry" ? "nation" : "province",
        name: words.unitName(unit),
      }),
    }),
    title: t("documents.report.title"),
    subject: t(`documents.report.subject.${period}`, {
      year: String(year),
      next: String(year + 1),
      unit: isNation ? t("documents.report.theNation") : placeOf(telling),
    }),
    standing: standingOf(telling),
    blocks,
    annexes,
    sourcesTitle: t("documents.report.sources"),
    sources: telling.book.sources,
    closing: {
      recipients: [
        t("documents.report.recipients"),
        t("documents.report.recipient.assigned"),
        t("documents.report.recipient.file"),
      ],
      signatory: [
        t("documents.report.onBehalf", { issuer: issuerName(telling) }).toLocaleUpperCase("vi"),
        t("documents.report.head").toLocaleUpperCase("vi"),
        t("documents.report.sign"),
      ],
    },
    foot: t("documents.report.foot", { on: words.day(facts.today) }),
  };
}

function issuerName({ words, facts }: Telling): string {
  const { unit } = facts.progress;
  if (unit.kind === "nation") return words.t("board.over");
  return words.t("documents.report.issuer.of", { unit: words.inSentence(unit) });
}

/** A unit in full; a commune within its province, since others bear its name. */
function placeOf({ words, facts }: Telling): string {
  const name = words.inSentence(facts.progress.unit);
  return facts.commune ? `${name}, ${words.inSentence(facts.commune.province)}` : name;
}

/** As of when and how final the total is; that made-up facts are in it; that the period still runs. */
function standingOf({ words, headline, facts }: Telling): string {
  const { t, day } = words;
  return [
    headline.isKeptBack
      ? t("documents.report.standing.kept")
      : t(`documents.report.standing.${headline.status ?? "none"}`),
    headline.asOf ? t("documents.report.standing.asOf", { on: day(headline.asOf) }) : "",
    facts.today < facts.days.to ? t("documents.report.standing.running", { to: day(facts.days.to) }) : "",
    headline.isDemo || facts.progress.containsDemo ? t("documents.report.standing.demo") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
