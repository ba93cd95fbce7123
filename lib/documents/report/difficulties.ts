import { formatList } from "@/lib/i18n/format";
import { mayCompareMonths } from "@/lib/progress/rules";
import type { Figure } from "@/lib/progress/schema";
import type { Block } from "../paper/paper";
import { printedOf } from "./headline";
import { citedFigure, heading, listOf, numbersBehind, paragraph, recordedSource, type Telling } from "./telling";

/**
 * IV. What is difficult, as far as figures show it: what is missing to the target, units below it or without a figure,
 * months under the plan, shares below their goal. Nothing else is claimed.
 */
export function difficultiesSection(telling: Telling): Block[] {
  const { t } = telling.words;
  const lines = [...shortfall(telling), ...unitsBelow(telling), ...monthsBelow(telling), ...sharesBelow(telling)];
  return [
    heading(t("documents.report.difficulties.title"), "kho-khan"),
    ...(lines.length > 0
      ? [...paragraph(t("documents.report.difficulties.intro")), ...listOf(lines)]
      : paragraph(t("documents.report.difficulties.none"))),
  ];
}

function shortfall(telling: Telling): string[] {
  const { words, headline, facts, book } = telling;
  const { received, target, countedIn } = headline;
  if (received === null || target === null || headline.computedRate === null || received >= target.value) return [];
  return [
    words.t("documents.report.difficulties.short", {
      missing: book.cited(
        words.qualified(headline.qualifier === "exact" ? "exact" : "about", words.whole(target.value - received)),
        [...new Set([...numbersBehind(telling, headline), ...book.numbersOf(target.sources)])],
      ),
      counted: words.counted(countedIn),
      period: facts.question.period === "h1" && target.period === "year" ? "half" : "whole",
    }),
  ];
}

function unitsBelow(telling: Telling): string[] {
  const { words, facts } = telling;
  const { t } = words;
  if (facts.progress.unit.kind !== "nation") {
    const covered = facts.progress.children.filter(
      ({ recorded, fewerThan }) => (recorded?.drives ?? 0) > 0 || fewerThan,
    ).length;
    return facts.progress.unit.kind === "province" && covered > 0
      ? [t("documents.report.difficulties.coverage", { covered })]
      : [];
  }
  const half = facts.question.period === "h1";
  const [figure] = printedOf(facts, half ? "reporting_units_over_half_of_plan" : "reporting_units_meeting_target");
  const silent = facts.unitsThen.length - facts.progress.children.filter((child) => isTold(telling, child)).length;
  return [
    ...(figure?.value != null && figure.of
      ? [
          t(half ? "documents.report.difficulties.underHalf" : "documents.report.difficulties.unmet", {
            n: words.whole(figure.of - figure.value),
            of: words.whole(figure.of),
            printed: citedFigure(telling, figure),
          }),
        ]
      : []),
    ...(silent > 0 ? [t("documents.report.difficulties.silent", { n: silent, of: facts.unitsThen.length })] : []),
  ];
}

/** Is a figure of the unit known that reported then? */
function isTold({ facts }: Telling, child: Telling["facts"]["progress"]["children"][number]): boolean {
  const wasThere = facts.unitsThen.some(
    (unit) => unit.code === child.unit.code && unit.validFrom === child.unit.validFrom,
  );
  return wasThere && (child.received !== null || child.rate.published !== null);
}

function monthsBelow(telling: Telling): string[] {
  const { words, facts, book } = telling;
  // Even steps are no measure of a commune, which may hold two drives a year.
  if (facts.commune || !mayCompareMonths(facts.progress)) return [];
  const low = facts.progress.months.filter(
    ({ month, received, plan }) =>
      `${month}-31` < facts.today &&
      `${month}-01` <= facts.days.to &&
      received !== null &&
      plan !== null &&
      received < plan,
  );
  if (low.length === 0) return [];
  const months = low.map(({ month }) => Number(month.slice(5)).toString());
  return [
    words.t("documents.report.difficulties.months", {
      n: low.length,
      months: book.cited(formatList(words.locale, months), [recordedSource(telling)]),
    }),
  ];
}

/** A share against its goal. "Over 98 %" may or may not be 99: then it is only said that the print does not tell. */
function sharesBelow(telling: Telling): string[] {
  const { words, facts, book } = telling;
  const { t } = words;
  const goals = [
    ["pct_voluntary", facts.progress.voluntary.target],
    ["pct_repeat_donors", facts.progress.repeat.target],
    ["pct_of_population", facts.progress.populationShare.target],
  ] as const;
  return goals.flatMap(([metric, goal]) => {
    const [figure] = printedOf(facts, metric);
    if (!figure || !goal || figure.value === null || figure.value >= goal.value) return [];
    return [
      t(mayReach(figure) ? "documents.report.difficulties.unsure" : "documents.report.difficulties.share", {
        metric: words.metric(metric),
        value: citedFigure(telling, figure),
        goal: book.cited(words.qualified(goal.qualifier, words.percent(goal.value)), book.numbersOf(goal.sources)),
      }),
    ];
  });
}

const mayReach = ({ qualifier }: Figure) => qualifier === "over" || qualifier === "more than";
