import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import type { RankedUnit } from "@/lib/progress/ranking";
import { RATE_CLASSES, rateClassOf, type Standing } from "@/lib/progress/rules";
import { nameOf } from "./place";
import { RankingTable, type RankLink, type RankRow } from "./ranking-table";
import { type FigureWords, useFigureWords } from "./words";

const shown: Standing[] = ["met", "on_plan", "watch", "behind"];

/** The ranked units as the map and the table take them; made once, so that they travel once. */
export function rankRows({ locale }: FigureWords, ranked: readonly RankedUnit[]): RankRow[] {
  const rated = isRated(ranked);
  const widest = widestOf(ranked);
  const most = Math.max(1, ...ranked.map(({ child }) => child.received ?? 0));
  return ranked.map(({ child, rank, rate, rateFrom, standing }) => {
    // Its rate on the common scale; where no unit has one, what it received beside the most.
    const bar = rated ? (rate === null ? null : (rate / widest) * 100) : ((child.received ?? 0) / most) * 100;
    return [
      child.unit.code,
      nameOf(locale, child.unit),
      rank ?? "",
      bar === null ? "" : Math.round(bar * 10) / 10,
      child.received === null ? "–" : formatNumber(locale, child.received),
      rate === null ? "–" : formatPercent(locale, rate) + (rateFrom === "published" ? "°" : ""),
      rate === null ? "" : standing,
      colourOf(rate),
    ];
  });
}

/** The reporting units by rate with their notes; says so when there is none. */
export function Ranking({
  ranked,
  rows,
  link,
  caption,
}: {
  ranked: readonly RankedUnit[];
  rows: readonly RankRow[];
  link: RankLink;
  caption: string;
}) {
  const { t } = useFigureWords();
  if (ranked.length === 0) return <EmptyState title={t("rank.empty")}>{t("rank.emptyHint")}</EmptyState>;
  const rated = isRated(ranked);
  const counts = shown
    .map((standing) => ({ standing, count: ranked.filter((one) => one.standing === standing).length }))
    .filter(({ count }) => count > 0);
  const unsaid = ranked.filter(({ child, rate }) => child.received === null && rate === null).length;
  return (
    <RankingTable
      rows={rows}
      link={link}
      tick={rated ? Math.round((100 / widestOf(ranked)) * 1000) / 10 : -999}
      heads={{
        caption,
        place: t("rank.place"),
        unit: t("rank.unit"),
        against: t(rated ? "rank.against" : "rank.beside"),
        received: t("rank.received"),
        rate: t("rank.rate"),
      }}
      standings={Object.fromEntries(counts.map(({ standing }) => [standing, t(`standing.${standing}`)]))}
      counts={counts.map(({ standing, count }) => [standing, `${t(`standing.${standing}`)}: ${count}`])}
      notes={[
        ...(rated ? [t("rank.note")] : []),
        ...(ranked.some(({ rateFrom }) => rateFrom === "published") ? [t("rank.publishedNote")] : []),
      ]}
      rest={t("rank.rest", { n: unsaid })}
    />
  );
}

function isRated(ranked: readonly RankedUnit[]): boolean {
  return ranked.some(({ rate }) => rate !== null);
}

function widestOf(ranked: readonly RankedUnit[]): number {
  return Math.max(115, ...ranked.map(({ rate }) => rate ?? 0));
}

function colourOf(rate: number | null): number | "x" {
  const word = rateClassOf(rate);
  return word === null ? "x" : RATE_CLASSES.findIndex((one) => one.word === word);
}
