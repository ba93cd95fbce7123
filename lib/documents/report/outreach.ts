import { leadingFigure } from "@/lib/progress/figures";
import type { Block } from "../paper/paper";
import { printedOf } from "./headline";
import { citedFigure, heading, paragraph, type Telling } from "./telling";

const metrics = ["outreach_sessions", "media_products", "people_reached"] as const;

/**
 * III. Outreach: sessions, media products, people reached. A year of which only the first half was published is told
 * by that half, and that the rest is missing.
 */
export function outreachSection(telling: Telling): Block[] {
  const { words, facts, period } = telling;
  const { t } = words;
  const year = String(facts.question.year);
  const own = metrics.map((metric) => ({ metric, figure: printedOf(facts, metric)[0] ?? null }));
  const half = metrics.map((metric) => ({
    metric,
    figure: leadingFigure(
      facts.progress.figures.filter(
        (figure) => figure.metric === metric && figure.period === "H1" && figure.value !== null,
      ),
    ),
  }));
  const isTold = own.some(({ figure }) => figure);
  const told = isTold || facts.question.period === "h1" ? own : half;
  const known = told.flatMap(({ metric, figure }) =>
    figure ? [t(`documents.report.outreach.${metric}`, { figure: citedFigure(telling, figure) })] : [],
  );
  const missing = told
    .filter(({ figure }) => !figure)
    .map(({ metric }) => words.metric(metric).toLocaleLowerCase("vi"));
  const span = told === half ? t("documents.report.period.h1", { year }) : period;
  return [
    heading(t("documents.report.outreach.title"), "truyen-thong"),
    ...(known.length > 0
      ? paragraph(
          t("documents.report.outreach.told", { period: span, figures: known.join("; ") }),
          told === half ? t("documents.report.outreach.onlyHalf", { period }) : null,
          missing.length > 0 ? t("documents.report.outreach.missing", { names: missing.join(", ") }) : null,
        )
      : paragraph(t("documents.report.outreach.none", { period, unit: telling.unit }))),
  ];
}
