import "./progress.css";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { formatNumber } from "@/lib/i18n/format";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import type { Progress } from "@/lib/progress/schema";
import type { ReportingUnit, UnitBackground } from "@/lib/progress/units/queries";
import { AboutUnit } from "./about-unit";
import { CampaignTable } from "./campaign-table";
import { Coverage } from "./coverage";
import { Filters, type YearChoice } from "./filters";
import { CountCard, Headline } from "./headline";
import { MonthsChart } from "./months-chart";
import { nameOf, nationHref, type Place } from "./place";
import { Slices } from "./slices";
import { SourceBook } from "./source-book";
import { FigureList, Sources } from "./sources";
import { useFigureWords } from "./words";

/** A province or ministry in a year: its figures, months, where its drives were, what was published of it. */
export function UnitDashboard({
  place,
  progress,
  background,
  slices,
  years,
  units,
}: {
  place: Place;
  progress: Progress;
  background: UnitBackground;
  slices: BreakdownSlice[];
  years: YearChoice[];
  units: ReportingUnit[];
}) {
  const { t, locale } = useFigureWords();
  const book = new SourceBook(progress);
  const name = nameOf(locale, progress.unit);
  const covered = progress.children.filter((child) => child.recorded && child.recorded.drives > 0).length;
  const isProvince = progress.unit.kind === "province";
  const demo = progress.recorded?.containsDemo ? t("demo") : undefined;
  const count = (value: number) => formatNumber(locale, value);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t("crumbs.nation"), href: nationHref(place) }, { label: name }]} />
      <PageHeader
        over={t("over")}
        title={t("title.unit", { name, year: String(progress.year) })}
        actions={
          <Filters
            place={place}
            years={years}
            units={units}
            campaigns={progress.campaigns}
            unitCode={progress.unit.code}
          />
        }
      />
      <div className="grid gap-3 sm:gap-4">
        <Headline progress={progress} place={place} book={book}>
          <CountCard
            label={t("stat.drives")}
            value={count(progress.recorded?.drives ?? 0)}
            caption={t("stat.upcoming", { n: count(background.upcomingDrives) })}
          />
        </Headline>
        <Card>
          <CardTitle className="mb-3" aside={demo}>
            {t("months.title")}
          </CardTitle>
          <MonthsChart progress={progress} />
        </Card>
        <Card>
          <CardTitle
            aside={
              isProvince && background.communes > 0 && covered > 0
                ? t("coverage.aside", { covered: count(covered), all: count(background.communes) })
                : demo
            }
          >
            {t(isProvince ? "coverage.titleCommunes" : "coverage.titleProvinces")}
          </CardTitle>
          <Coverage progress={progress} />
        </Card>
        <div className="grid gap-3 sm:gap-4 lg:grid-cols-2">
          <Card>
            <CardTitle>{t("about.title")}</CardTitle>
            <AboutUnit progress={progress} background={background} />
          </Card>
          <Card>
            <CardTitle>{t("figures.title")}</CardTitle>
            {progress.figures.length > 0 ? (
              <div className="mt-2 text-sm [&_li]:border-b [&_li]:border-line [&_li]:py-2 [&_li:last-child]:border-0">
                <FigureList figures={progress.figures.filter((figure) => figure.value !== null)} book={book} />
              </div>
            ) : (
              <p className="mt-2 text-ink-2">{t("figures.none", { year: String(progress.year) })}</p>
            )}
          </Card>
        </div>
        {slices.length > 0 ? (
          <Card>
            <CardTitle aside={demo}>{t("breakdown.title")}</CardTitle>
            <Slices slices={slices} />
          </Card>
        ) : null}
        <Card>
          <CardTitle>{t("campaigns.title")}</CardTitle>
          <CampaignTable progress={progress} place={place} book={book} />
        </Card>
        <Sources progress={progress} book={book} />
      </div>
    </>
  );
}
