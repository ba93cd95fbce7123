import { EmptyState } from "@/components/ui/empty-state";
import { packed } from "@/components/ui/packed";
import type { RankedUnit } from "@/lib/progress/ranking";
import { nameOf } from "./place";
import { type RankLink, STANDINGS } from "./ranking-rows";
import { RankingTable } from "./ranking-table";
import { type FigureWords, useFigureWords } from "./words";

/** The ranked units as the map and the table read them; with their names where the page does not tell those elsewhere. */
export function packedRanking({ locale }: FigureWords, ranked: readonly RankedUnit[], told: readonly string[] = []) {
  return packed(
    ranked.map(({ child, rate, rateFrom, standing }) => {
      const index = (STANDINGS as readonly string[]).indexOf(standing);
      const row = [child.unit.code, child.received, rate, rate === null || index < 0 ? null : index];
      const published = rateFrom === "published" ? "°" : null;
      if (!told.includes(child.unit.code)) return [...row, published, nameOf(locale, child.unit)];
      return published ? [...row, published] : row;
    }),
  );
}

/** Says of how many units neither figure nor rate was published. */
export function unsaidWords({ t }: FigureWords, ranked: readonly RankedUnit[]): string {
  return t("rank.rest", { n: ranked.filter(({ child, rate }) => child.received === null && rate === null).length });
}

/** What stands in place of a ranking of nobody. */
export function EmptyRanking() {
  const { t } = useFigureWords();
  return <EmptyState title={t("rank.empty")}>{t("rank.emptyHint")}</EmptyState>;
}

/** The reporting units by rate with their notes; says so when there is none. */
export function Ranking({ ranked, link, caption }: { ranked: readonly RankedUnit[]; link: RankLink; caption: string }) {
  const words = useFigureWords();
  if (ranked.length === 0) return <EmptyRanking />;
  return (
    <RankingTable
      locale={words.locale}
      ranking={packedRanking(words, ranked)}
      link={link}
      caption={caption}
      rest={unsaidWords(words, ranked)}
    />
  );
}
