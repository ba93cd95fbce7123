import { compareVietnamese } from "@/lib/core/text";
import { mayCompareMonths } from "@/lib/progress/rules";
import { barsChart, columnsChart } from "../paper/chart";
import { mapChart } from "../paper/map-chart";
import type { Block } from "../paper/paper";
import { ofYear } from "./annexes";
import type { Telling } from "./telling";

/** At most so many bars: more are read in the annex. */
const mostBars = 20;

/** The months of the period, where anybody knows them. */
export function monthsDrawing({ facts, words, headline, period }: Telling): Block[] {
  const { t } = words;
  const months = facts.progress.months.filter(({ month }) => `${month}-01` <= facts.days.to);
  const known = months.filter(({ month, received }) => received !== null && `${month}-01` <= facts.today);
  if (known.length === 0) return [];
  const title = t("documents.report.charts.months", { period });
  const alt = known.map(
    ({ month, received }) => `${Number(month.slice(5))}/${month.slice(0, 4)}: ${words.whole(received ?? 0)}`,
  );
  return [
    {
      kind: "chart",
      chart: columnsChart(
        { title: headline.isDemo ? `${title} (${t("board.demo")})` : title, alt: `${title}. ${alt.join("; ")}.` },
        months.map(({ month, received, plan }) => ({
          label: t("progress.months.short", { n: Number(month.slice(5)) }),
          value: `${month}-01` <= facts.today ? received : null,
          shown: received === null ? "" : words.whole(received),
          plan: mayCompareMonths(facts.progress) ? plan : null,
        })),
      ),
    },
  ];
}

/** The provinces by rate on the map, where the map has the borders of that day and any rate is known. */
export function ratesMap({ facts, words, period }: Telling): Block[] {
  const { t } = words;
  const provinces = facts.progress.children.filter(({ unit }) => unit.kind === "province");
  const then = facts.unitsThen.filter(({ kind }) => kind === "province");
  const rates = new Map(provinces.map((child) => [child.unit.code, yearRate(child)]));
  const known = [...rates.values()].filter((rate) => rate !== null).length;
  if (then.length !== 34 || known === 0) return [];
  const title = t("documents.report.charts.map", { period });
  return [
    {
      kind: "chart",
      chart: mapChart({ title, alt: t("documents.report.charts.mapAlt", { title, known, of: then.length }) }, rates, {
        legend: {
          far_below: t("board.map.far_below"),
          below: t("board.map.below"),
          nearly: t("board.map.nearly"),
          reached: t("board.map.reached"),
          above: t("board.map.above"),
        },
        unpublished: t("board.unpublished"),
        islands: [t("board.map.paracels"), t("board.map.spratlys")],
      }),
    },
  ];
}

/** A unit's rate of its year's target, by which all of them can be drawn on one scale; else the printed one. */
const yearRate = (child: Telling["facts"]["progress"]["children"][number]) =>
  ofYear(child)?.rate ?? child.rate.published?.value ?? null;

/** The units by rate, the best first; of a province its communes by what they received. */
export function ranksDrawing({ facts, words, period }: Telling): Block[] {
  const { t } = words;
  const isNation = facts.progress.unit.kind === "nation";
  const rows = facts.progress.children
    .map((child) => ({
      label: words.unitName(child.unit),
      value: isNation ? yearRate(child) : child.received,
    }))
    .filter((row): row is { label: string; value: number } => row.value !== null)
    .sort((a, b) => b.value - a.value || compareVietnamese(a.label, b.label));
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostBars).map(({ label, value }) => ({
    label,
    value,
    shown: isNation ? words.percent(value) : words.whole(value),
    low: isNation && value < 100,
  }));
  const title = t(isNation ? "documents.report.charts.ranks" : "documents.report.charts.places", {
    period,
    n: shown.length,
    of: rows.length,
  });
  return [
    {
      kind: "chart",
      chart: barsChart(
        { title, alt: `${title}. ${shown.map((row) => `${row.label}: ${row.shown}`).join("; ")}.` },
        shown,
        isNation ? { at: 100, label: t("documents.report.charts.plan") } : null,
      ),
    },
  ];
}
