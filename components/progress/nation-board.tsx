"use client";

import type { ReactNode } from "react";
import { packed, unpacked } from "@/components/ui/packed";
import type { Locale } from "@/lib/i18n/routing";
import { BoardHead } from "./board-head";
import { boardWords } from "./board-words";
import { CampaignFigures } from "./campaign-figures";
import type { FilterChoices } from "./filter-form";
import { MonthsTable } from "./months-table";
import { Panel } from "./panel";
import type { RankLink } from "./ranking-rows";
import { RankingTable } from "./ranking-table";
import { RateMap } from "./rate-map";
import { SlicesTable } from "./slices-table";
import { type SourceFacts, SourceList } from "./source-list";

/**
 * The nation's dashboard. The names of the units and of the campaigns are needed by the form, the map, the ranking and
 * the campaigns' table: here they are told once to all of them.
 */
export function NationBoard({
  locale,
  title,
  filter,
  headline,
  ranking,
  rankingLink,
  rest,
  noRanking,
  isMapped,
  isPlanDemo,
  slices,
  areSlicesDemo,
  months,
  noMonths,
  areMonthsDemo,
  campaigns,
  campaignsLink,
  noCampaigns,
  sources,
}: {
  locale: Locale;
  title: string;
  filter: Omit<FilterChoices, "campaigns">;
  headline: ReactNode;
  /** Packed rows, see `readRanking`; its units are named by the form's. */
  ranking: string;
  rankingLink: RankLink;
  rest: string;
  noRanking?: ReactNode;
  /** Whether the map has the borders of that year. */
  isMapped?: boolean;
  isPlanDemo?: boolean;
  slices?: readonly (readonly [name: string, rows: string])[];
  areSlicesDemo?: boolean;
  /** Packed rows, see `MonthsTable`. */
  months: string;
  noMonths?: ReactNode;
  areMonthsDemo?: boolean;
  /** Packed rows, see `packedFigures`. */
  campaigns: string;
  campaignsLink: readonly [before: string, after: string];
  noCampaigns?: ReactNode;
  sources: SourceFacts;
}) {
  const words = boardWords(locale);
  const demo = (is: boolean | undefined) => (is ? words.demo : undefined);
  const names = new Map(unpacked(filter.units).map(([code = "", name = ""]) => [code, name]));
  const ranked = { locale, ranking, names, link: rankingLink };
  return (
    <>
      <BoardHead
        locale={locale}
        title={title}
        filter={{ ...filter, campaigns: packed(unpacked(campaigns).map(([id = "", name = ""]) => [id, name])) }}
      />
      <div className="board">
        {headline}
        <div className={isMapped ? "with-map" : "board"}>
          <div className="board">
            {isMapped ? (
              <Panel title={words.map.title} aside={demo(isPlanDemo)}>
                <RateMap {...ranked} />
              </Panel>
            ) : null}
            {slices ? (
              <Panel title={words.breakdown.title} aside={demo(areSlicesDemo)}>
                <SlicesTable locale={locale} narrow={isMapped} parts={slices} />
              </Panel>
            ) : null}
          </div>
          <Panel title={words.rank.title} aside={demo(isPlanDemo)}>
            {noRanking ?? <RankingTable {...ranked} caption={words.rank.title} rest={rest} />}
          </Panel>
        </div>
        <Panel title={words.months.title} aside={demo(areMonthsDemo)}>
          {noMonths ?? <MonthsTable locale={locale} months={months} />}
        </Panel>
        <Panel title={words.campaigns.title}>
          {noCampaigns ?? <CampaignFigures locale={locale} link={campaignsLink} rows={campaigns} />}
        </Panel>
        <SourceList locale={locale} {...sources} />
      </div>
    </>
  );
}
