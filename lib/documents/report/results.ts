import { percentOf } from "@/lib/core/numbers";
import { capital } from "@/lib/core/text";
import { decimalsOf } from "@/lib/progress/figures";
import { publishedAgainstComputed } from "@/lib/progress/rules";
import type { Block } from "../paper/paper";
import { communeSentences, keptBackSentence } from "./commune-sentences";
import { monthsDrawing, ranksDrawing, ratesMap } from "./drawings";
import { printedOf } from "./headline";
import { keyFigures } from "./key-figures";
import {
  citedFigure,
  heading,
  listOf,
  numbersBehind,
  paragraph,
  recordedSource,
  reportedSource,
  standingWords,
  type Telling,
} from "./telling";

/** I. What was received, against what, how it compares, and of which kind it was. */
export function resultsSection(telling: Telling): Block[] {
  const { t } = telling.words;
  return [
    heading(t("documents.report.results.title"), "ket-qua"),
    ...paragraph(receivedSentence(telling), ...rateSentences(telling)),
    ...paragraph(...otherTotals(telling), populationSentence(telling), beforeSentence(telling)),
    ...paragraph(qualitySentence(telling), ...metSentences(telling)),
    ...paragraph(...besideSentences(telling)),
    ...paragraph(...communeSentences(telling)),
    ...contradictions(telling),
    ...keyFigures(telling),
    ...monthsDrawing(telling),
    ...ratesMap(telling),
    ...ranksDrawing(telling),
  ];
}

/** What was received, or that it is kept back, or that nobody told. */
export function receivedSentence(telling: Telling): string {
  const { words, headline, unit, period, book } = telling;
  const { t } = words;
  if (headline.received === null)
    return keptBackSentence(telling) ?? t("documents.report.results.none", { period: capital(period), unit });
  const figure = words.qualified(headline.qualifier, words.whole(headline.received));
  return t("documents.report.results.received", {
    period: capital(period),
    unit,
    figure: book.cited(figure, numbersBehind(telling, headline)),
    counted: words.t(`documents.report.counted.${words.countWord(headline.countedIn)}`),
    when: standingWords(telling, headline),
  });
}

/** How it stands against the plan: as printed, and worked out. */
export function rateSentences(telling: Telling): string[] {
  const { words, headline, unit, book, facts } = telling;
  const { t } = words;
  const { target, printedRate, computedRate, received } = headline;
  const implied = facts.question.period === "year" ? facts.progress.rate.impliedPlan : null;
  const rate = printedRate ? citedFigure(telling, printedRate) : "";
  const apart = officialApart(telling);
  if (target === null && apart !== null) return [apart];
  if (target === null)
    return [
      printedRate
        ? implied
          ? t("documents.report.results.rateImplied", {
              rate,
              min: words.whole(implied.min),
              max: words.whole(implied.max),
            })
          : t("documents.report.results.ratePrintedAlone", { rate })
        : t("documents.report.results.noTarget", { unit }),
    ];
  const plan = {
    target: book.cited(
      words.qualified(target.qualifier === "sum" ? "exact" : target.qualifier, words.whole(target.value)),
      book.numbersOf(target.sources),
    ),
    kind: t(
      target.isDemo
        ? "documents.report.results.planDemo"
        : target.period === "h1"
          ? "documents.report.results.planHalf"
          : "documents.report.results.plan",
    ),
  };
  if (received === null) return [t("documents.report.results.targetAlone", plan)];
  const computed =
    computedRate === null
      ? null
      : book.cited(words.percent(computedRate), [
          ...new Set([...numbersBehind(telling, headline), ...book.numbersOf(target.sources)]),
        ]);
  if (printedRate && computed !== null) {
    const agreement = publishedAgainstComputed(
      { percent: printedRate.value ?? 0, decimals: decimalsOf(printedRate.value ?? 0) },
      { received, target: target.value },
    ).agreement;
    return [
      t("documents.report.results.rateBoth", { ...plan, rate, computed }),
      ...(agreement === "truncated" ? [t("documents.report.results.rateCut")] : []),
    ];
  }
  if (printedRate) return [t("documents.report.results.ratePrinted", { ...plan, rate })];
  return computed === null
    ? [t("documents.report.results.rateOther", plan)]
    : [t("documents.report.results.rateComputed", { ...plan, computed }), ...(apart === null ? [] : [apart])];
}

/** The official target where what was received is made up: told for what it is, and not divided by. */
function officialApart({ headline, facts, words, book }: Telling): string | null {
  const official = facts.progress.target;
  if (!headline.isDemo || official === null || official === headline.target) return null;
  return words.t("documents.report.results.officialApart", {
    year: String(facts.question.year),
    target: book.cited(
      words.qualified(official.qualifier, words.whole(official.value)),
      book.numbersOf(official.sources),
    ),
  });
}

/** Two true reports of one period differ: both are told, with their difference. */
function otherTotals(telling: Telling): string[] {
  const { words, headline } = telling;
  return headline.others.map((other) =>
    words.t("documents.report.results.other", {
      value: citedFigure(telling, other),
      when: standingWords(telling, other),
      same: String(other.countedIn === headline.countedIn),
      difference: words.whole(Math.abs((headline.received ?? 0) - (other.value ?? 0))),
    }),
  );
}

function populationSentence(telling: Telling): string | null {
  const { words, facts, book } = telling;
  const { t } = words;
  const [first, second] = printedOf(telling.facts, "pct_of_population");
  if (first) {
    const share = citedFigure(telling, first);
    return second
      ? t("documents.report.results.populationTwo", { share, other: citedFigure(telling, second) })
      : t("documents.report.results.population", { share });
  }
  const { populationShare, population } = facts.progress;
  if (facts.question.period !== "year" || populationShare.computed === null || population === null) return null;
  const behind = book.own(`population-${facts.progress.unit.code}`, population.source, null);
  return t("documents.report.results.population", {
    share: book.cited(words.percent(populationShare.computed), [...numbersBehind(telling, telling.headline), behind]),
  });
}

/**
 * Against the year before, where both are totals of the same making: printed with printed, recorded with recorded. A total
 * printed round ("nearly", "over") is told beside it, and carries no difference.
 */
function beforeSentence(telling: Telling): string | null {
  const { words, facts, headline, book } = telling;
  const { before, question } = facts;
  if (question.period !== "year" || before === null || before.received === null || headline.received === null)
    return null;
  if (
    before.basis !== headline.basis ||
    before.countedIn !== headline.countedIn ||
    before.containsDemo !== headline.isDemo
  )
    return null;
  const difference = headline.received - before.received;
  const printed = before.basis === "published" ? before.publishedTotals[0] : undefined;
  const exact = headline.qualifier === "exact" && (printed?.qualifier ?? "exact") === "exact";
  return words.t("documents.report.results.before", {
    year: String(before.year),
    value: book.cited(
      words.qualified(printed?.qualifier ?? "exact", words.whole(before.received)),
      numbersBehind(telling, before),
    ),
    way: !exact ? "rounded" : difference === 0 ? "same" : difference > 0 ? "up" : "down",
    difference: words.whole(Math.abs(difference)),
    percent: words.percent(percentOf(Math.abs(difference), before.received, 1) ?? 0),
  });
}

/** The three shares a report is asked for; one nobody published or recorded is said to be missing. */
function qualitySentence(telling: Telling): string {
  const { words, facts, book } = telling;
  const { t } = words;
  const said = (["voluntary", "repeat", "atLeast350Ml"] as const).map((key) => {
    const measure = facts.progress[key];
    const metric = { voluntary: "pct_voluntary", repeat: "pct_repeat_donors", atLeast350Ml: "pct_350ml_or_more" }[key];
    const [figure] = printedOf(facts, metric);
    const value = figure
      ? citedFigure(telling, figure)
      : measure.computed !== null
        ? book.cited(words.percent(measure.computed), [recordedSource(telling)])
        : isShareKept(telling, measure)
          ? t("documents.keptBack")
          : t("documents.report.missing");
    return t(`documents.report.results.${key}`, { value });
  });
  return `${capital(said.join("; "))}.`;
}

/** A share of a commune that is recorded and not told: few people are on one side of it, or all is kept back. */
function isShareKept({ facts, headline }: Telling, { computed }: { computed: number | null }): boolean {
  if (facts.commune === null || computed !== null) return false;
  return headline.isKeptBack || (facts.progress.recorded?.donations ?? 0) > 0;
}

/** How many of the reporting units met their target, or half a year of it. */
export function metSentences(telling: Telling): (string | null)[] {
  const { words, facts } = telling;
  const { t } = words;
  if (facts.progress.unit.kind !== "nation") return [];
  const half = facts.question.period === "h1";
  const [figure] = printedOf(facts, half ? "reporting_units_over_half_of_plan" : "reporting_units_meeting_target");
  const { computed, known, of } = facts.progress.met;
  return [
    figure
      ? t(half ? "documents.report.results.overHalf" : "documents.report.results.met", {
          value: citedFigure(telling, figure),
        })
      : t(half ? "documents.report.results.overHalfMissing" : "documents.report.results.metMissing"),
    !half && computed !== null ? t("documents.report.results.metKnown", { computed, known, of }) : null,
  ];
}

/** What is recorded or reported here beside a printed total, never added to it. */
function besideSentences(telling: Telling): (string | null)[] {
  const { words, facts, headline, book } = telling;
  const { official, recorded } = facts.progress;
  if (facts.question.period !== "year") return [];
  return [
    headline.basis === "published" && recorded && recorded.donations > 0
      ? words.t("documents.report.results.recordedBeside", {
          donations: book.cited(words.whole(recorded.donations), [recordedSource(telling)]),
          drives: words.whole(recorded.drives),
        })
      : null,
    official && !headline.isKeptBack
      ? words.t("documents.report.results.official", {
          reported: book.cited(words.whole(official.reported), [reportedSource(telling)]),
          recorded: book.cited(words.whole(official.recorded), [recordedSource(telling)]),
          difference: words.whole(official.difference),
        })
      : null,
  ];
}

/** Where prints of the period do not agree, and how each disagreement is read here. */
function contradictions({ words, facts }: Telling): Block[] {
  const period = facts.question.period === "h1" ? "H1" : "year";
  const own = new Set(facts.progress.figures.filter((figure) => figure.period === period).map(({ id }) => id));
  const told = facts.progress.conflicts.filter(({ figureIds }) => figureIds.every((id) => own.has(id)));
  if (told.length === 0) return [];
  return [
    ...paragraph(words.t("documents.report.results.contradictions")),
    ...listOf(told.map(({ whatVi, whatEn }) => (words.locale === "en" ? whatEn : whatVi))),
  ];
}
