import "./progress.css";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import { rankUnits } from "@/lib/progress/ranking";
import type { Progress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { CampaignTable } from "./campaign-table";
import { Filters, type YearChoice } from "./filters";
import { Headline, MetCard } from "./headline";
import { MonthsChart } from "./months-chart";
import { type Place, unitHref } from "./place";
import { Ranking } from "./ranking";
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
  const { t } = useFigureWords();
  const book = new SourceBook(progress);
  const ranked = rankUnits(progress.children, progress.period, place.today);
  const demo = progress.children.some((child) => child.containsDemo);
  // Before 1 July 2025 the map had other borders than the file holds.
  const sameBorders = progress.children.filter((child) => child.unit.kind === "province").length === 34;
  return (
    <>
      <PageHeader
        over={t("over")}
        title={t("title.nation", { year: String(progress.year) })}
        actions={<Filters place={place} years={years} units={units} campaigns={progress.campaigns} />}
      />
      <div className="grid gap-3 sm:gap-4">
        <Headline progress={progress} place={place} book={book}>
          <MetCard progress={progress} book={book} />
        </Headline>
        <div
          className={
            sameBorders ? "grid gap-3 sm:gap-4 lg:grid-cols-[minmax(0,10fr)_minmax(0,16fr)]" : "grid gap-3 sm:gap-4"
          }
        >
          <div className="grid content-start gap-3 sm:gap-4">
            {sameBorders ? (
              <Card>
                <CardTitle aside={demo ? t("demo") : undefined}>{t("map.title")}</CardTitle>
                <RateMap place={place} ranked={ranked} />
              </Card>
            ) : null}
            {slices.length > 0 ? (
              <Card>
                <CardTitle aside={progress.recorded?.containsDemo ? t("demo") : undefined}>
                  {t("breakdown.title")}
                </CardTitle>
                <Slices slices={slices} narrow />
              </Card>
            ) : null}
          </div>
          <Card>
            <CardTitle aside={demo ? t("demo") : undefined}>{t("rank.title")}</CardTitle>
            <Ranking ranked={ranked} hrefOf={(code) => unitHref(place, code)} caption={t("rank.title")} />
          </Card>
        </div>
        <Card>
          <CardTitle className="mb-3" aside={progress.containsDemo ? t("demo") : undefined}>
            {t("months.title")}
          </CardTitle>
          <MonthsChart progress={progress} />
        </Card>
        <Card>
          <CardTitle>{t("campaigns.title")}</CardTitle>
          <CampaignTable progress={progress} place={place} book={book} />
        </Card>
        <Sources progress={progress} book={book} />
      </div>
    </>
  );
}
