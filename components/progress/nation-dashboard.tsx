import "./progress.css";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import { rankUnits } from "@/lib/progress/ranking";
import type { Progress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { campaignRows, NoCampaigns } from "./campaign-table";
import { filterChoices, type YearChoice } from "./choices";
import { Headline, metCard } from "./headline";
import { monthRows, NoMonths } from "./months-chart";
import { NationBoard } from "./nation-board";
import { addressAround, type Place, unitHref } from "./place";
import { EmptyRanking, packedRanking, unsaidWords } from "./ranking";
import { sliceParts } from "./slices";
import { SourceBook } from "./source-book";
import { sourceFacts } from "./sources";
import { useFigureWords } from "./words";

/** The nation in a year: the headline, the map and its ranking, the months, the campaigns, the sources. */
export function NationDashboard({
  place,
  progress,
  slices,
  years,
  units,
}: {
  place: Place;
  progress: Progress;
  slices: BreakdownSlice[];
  years: YearChoice[];
  units: ReportingUnit[];
}) {
  const words = useFigureWords();
  const { t } = words;
  const book = new SourceBook(progress);
  const ranked = rankUnits(progress.children, progress.period, place.today);
  const { campaigns: _told, ...filter } = filterChoices(words, { place, years, units, campaigns: [] });
  const campaigns = campaignRows(words, { progress, place, book });
  const months = monthRows(words, { progress, today: place.today });
  // Before 1 July 2025 the map had other borders than the file holds.
  const isMapped = progress.children.filter((child) => child.unit.kind === "province").length === 34;
  return (
    <NationBoard
      locale={words.locale}
      title={t("title.nation", { year: String(progress.year) })}
      filter={filter}
      headline={<Headline progress={progress} place={place} book={book} own={[metCard(words, progress, book)]} />}
      ranking={packedRanking(
        words,
        ranked,
        units.map((unit) => unit.code),
      )}
      rankingLink={addressAround((code) => unitHref(place, code))}
      rest={unsaidWords(words, ranked)}
      months={months ?? ""}
      campaigns={campaigns.rows}
      campaignsLink={campaigns.link}
      sources={sourceFacts(words, { progress, book })}
      {...(ranked.length === 0 ? { noRanking: <EmptyRanking /> } : {})}
      {...(isMapped ? { isMapped } : {})}
      {...(progress.children.some((child) => child.containsDemo) ? { isPlanDemo: true } : {})}
      {...(slices.length > 0 ? { slices: sliceParts(words, slices) } : {})}
      {...(progress.recorded?.containsDemo ? { areSlicesDemo: true } : {})}
      {...(months === null ? { noMonths: <NoMonths year={progress.year} /> } : {})}
      {...(progress.containsDemo ? { areMonthsDemo: true } : {})}
      {...(campaigns.rows === "" ? { noCampaigns: <NoCampaigns year={progress.year} /> } : {})}
    />
  );
}
