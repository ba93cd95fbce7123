import { comparableRate } from "@/lib/progress/figures";
import type { Target } from "@/lib/progress/schema";
import { heldAgainst } from "@/lib/progress/standing";
import type { Block } from "../paper/paper";
import { heading, listOf, paragraph, type Telling } from "./telling";

/** V. What lies ahead: what the rest of the year must bring, the next target as it was decided, the campaigns set. */
export function outlookSection(telling: Telling): Block[] {
  const { words, facts } = telling;
  const { t } = words;
  const half = facts.question.period === "h1";
  const lines = half ? restOfYear(telling) : nextYear(telling);
  const campaigns = half
    ? facts.progress.campaigns.filter(({ endsOn }) => endsOn > facts.days.to)
    : (facts.next?.campaigns ?? []);
  const year = String(half ? facts.question.year : facts.question.year + 1);
  return [
    heading(
      t(half ? "documents.report.outlook.titleHalf" : "documents.report.outlook.title", { year }),
      "phuong-huong",
    ),
    ...listOf(lines),
    ...(campaigns.length > 0
      ? [
          ...paragraph(
            t(half ? "documents.report.outlook.campaignsLeft" : "documents.report.outlook.campaigns", { year }),
          ),
          ...listOf(
            campaigns.map((one) =>
              t("documents.report.outlook.campaign", {
                name: words.locale === "en" ? one.nameEn : one.nameVi,
                from: words.day(one.startsOn),
                to: words.day(one.endsOn),
                by: one.datesFrom,
              }),
            ),
          ),
        ]
      : []),
  ];
}

function restOfYear(telling: Telling): string[] {
  const { words, headline, facts, book } = telling;
  const { t } = words;
  const year = String(facts.question.year);
  const ofYear = heldAgainst(
    facts.progress.targets.filter((one) => one.period === "year" && one.campaignId === null),
    headline.basis,
    headline.isDemo,
  );
  const whole = headline.isDemo ? ofYear.measuredAgainst : ofYear.target;
  if (!whole) return [t("documents.report.outlook.none", { year, unit: telling.unit })];
  const target = book.cited(words.whole(whole.value), book.numbersOf(whole.sources));
  if (headline.received === null || comparableRate(headline.received, headline.countedIn, whole) === null)
    return [t("documents.report.outlook.plan", { year, target })];
  const remaining = Math.max(0, whole.value - headline.received);
  return [
    remaining === 0
      ? t("documents.report.outlook.reached", { year, target })
      : t("documents.report.outlook.rest", {
          target,
          remaining: words.whole(remaining),
          about: headline.qualifier === "exact" ? "exact" : "about",
          perMonth: words.whole(
            headline.qualifier === "exact" ? Math.ceil(remaining / 6) : Math.ceil(remaining / 600) * 100,
          ),
        }),
  ];
}

function nextYear(telling: Telling): string[] {
  const { words, facts, book, unit } = telling;
  const { t } = words;
  const year = String(facts.question.year + 1);
  const targets = (facts.next?.targets ?? []).filter(
    ({ period, campaignId }) => period === "year" && campaignId === null,
  );
  const official = targets.filter(({ isDemo }) => !isDemo);
  const shown = official.length > 0 ? official : targets;
  if (shown.length === 0) return [t("documents.report.outlook.none", { year, unit })];
  return shown.map((target) =>
    t(target.isDemo ? "documents.report.outlook.targetDemo" : "documents.report.outlook.target", {
      year,
      metric: words.metric(METRICS[target.metric] ?? target.metric),
      target: book.cited(targetText(telling, target), book.numbersOf(target.sources)),
      decision: target.decisionNumber && target.decidedOn ? "yes" : "no",
      number: target.decisionNumber ?? "",
      on: target.decidedOn ? words.day(target.decidedOn) : "",
    }),
  );
}

/** A target's metric as the word of the figure that names it. */
const METRICS: Readonly<Record<string, string>> = {
  units: "target_units",
  donations: "target_donations",
  pct_voluntary: "target_pct_voluntary",
  pct_repeat: "target_pct_repeat_donors",
  pct_of_population: "target_pct_of_population",
};

function targetText({ words }: Telling, { value, qualifier, metric }: Target): string {
  const text = metric.startsWith("pct") ? words.percent(value) : words.whole(value);
  return qualifier === "sum" ? text : words.qualified(qualifier, text);
}
