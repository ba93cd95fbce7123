import "./progress.css";
import { PageHeader } from "@/components/ui/page-header";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import { rankUnits } from "@/lib/progress/ranking";
import { RATE_CLASSES } from "@/lib/progress/rules";
import type { Progress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { CampaignTable } from "./campaign-table";
import { Filters, type YearChoice } from "./filters";
import { Headline, metCard } from "./headline";
import { MonthsChart } from "./months-chart";
import { Panel } from "./panel";
import { addressAround, type Place, unitHref } from "./place";
import { Ranking, rankRows } from "./ranking";
import { RateMap } from "./rate-map";
import { Slices } from "./slices";
import { SourceBook } from "./source-book";
import { Sources } from "./sources";
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
  const rows = rankRows(words, ranked);
  const link = addressAround((code) => unitHref(place, code));
  const demo = progress.children.some((child) => child.containsDemo) ? t("demo") : undefined;
  // Before 1 July 2025 the map had other borders than the file holds.
  const sameBorders = progress.children.filter((child) => child.unit.kind === "province").length === 34;
  return (
    <>
      <PageHeader
        over={t("over")}
        title={t("title.nation", { year: String(progress.year) })}
        actions={<Filters place={place} years={years} units={units} campaigns={progress.campaigns} />}
      />
      <div className="board">
        <Headline progress={progress} place={place} book={book} own={[metCard(words, progress, book)]} />
        <div className={sameBorders ? "with-map" : "board"}>
          <div className="board">
            {sameBorders ? (
              <Panel title={t("map.title")} aside={demo}>
                <RateMap
                  rows={rows}
                  link={link}
                  words={{
                    about: t("map.about"),
                    legend: t("map.legend"),
                    classes: RATE_CLASSES.map(({ word }) => t(`map.${word}`)),
                    isles: [t("map.paracels"), t("map.spratlys")],
                    unpublished: t("unpublished"),
                  }}
                />
              </Panel>
            ) : null}
            {slices.length > 0 ? (
              <Panel title={t("breakdown.title")} aside={progress.recorded?.containsDemo ? t("demo") : undefined}>
                <Slices slices={slices} narrow={sameBorders} />
              </Panel>
            ) : null}
          </div>
          <Panel title={t("rank.title")} aside={demo}>
            <Ranking ranked={ranked} rows={rows} link={link} caption={t("rank.title")} />
          </Panel>
        </div>
        <Panel title={t("months.title")} aside={progress.containsDemo ? t("demo") : undefined}>
          <MonthsChart progress={progress} today={place.today} />
        </Panel>
        <Panel title={t("campaigns.title")}>
          <CampaignTable progress={progress} place={place} book={book} />
        </Panel>
        <Sources progress={progress} book={book} />
      </div>
    </>
  );
}
