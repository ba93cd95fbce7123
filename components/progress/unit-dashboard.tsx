import "./progress.css";
import { useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import type { Progress } from "@/lib/progress/schema";
import type { ReportingUnit, UnitBackground } from "@/lib/progress/units/queries";
import type { WholePeriod } from "@/lib/reports/official/whole";
import { AboutUnit } from "./about-unit";
import { BoardHead } from "./board-head";
import { CampaignTable } from "./campaign-table";
import { filterChoices, type YearChoice } from "./choices";
import { Coverage } from "./coverage";
import { Headline } from "./headline";
import { MonthsChart } from "./months-chart";
import { OfficialMonths } from "./official-months";
import { packedSaid } from "./packed-said";
import { Panel } from "./panel";
import { nameOf, nationHref, type Place } from "./place";
import { Slices } from "./slices";
import { SourceBook } from "./source-book";
import { FigureList, Sources } from "./sources";
import { WholeReports } from "./whole-reports";
import { useFigureWords } from "./words";

/** A province or ministry in a year: its figures, months, where its drives were, what was published of it. */
export function UnitDashboard({
  place,
  progress,
  background,
  slices,
  wholes,
  years,
  units,
}: {
  place: Place;
  progress: Progress;
  background: UnitBackground;
  slices: BreakdownSlice[];
  /** Approved reports of half a year or the year. */
  wholes: WholePeriod[];
  years: YearChoice[];
  units: ReportingUnit[];
}) {
  const words = useFigureWords();
  const { t, locale, board } = words;
  const kit = useTranslations("kit");
  const book = new SourceBook(progress);
  const name = nameOf(locale, progress.unit);
  const covered = progress.children.filter((child) => child.recorded && child.recorded.drives > 0).length;
  const isProvince = progress.unit.kind === "province";
  const demo = progress.recorded?.containsDemo ? board.demo : undefined;
  const count = (value: number) => formatNumber(locale, value);
  return (
    <>
      <BoardHead
        locale={locale}
        crumbs={{
          label: kit("breadcrumbs"),
          crumbs: [{ label: t("crumbs.nation"), href: nationHref(place) }, { label: name }],
        }}
        title={t("title.unit", { name, year: String(progress.year) })}
        filter={filterChoices(words, {
          place,
          years,
          units,
          campaigns: progress.campaigns,
          unit: progress.unit.code,
        })}
      />
      <div className="board">
        <Headline
          progress={progress}
          place={place}
          book={book}
          own={[
            [
              t("stat.drives"),
              count(progress.recorded?.drives ?? 0),
              packedSaid([t("stat.upcoming", { n: background.upcomingDrives })]),
            ],
          ]}
        />
        <Panel title={board.months.title} aside={demo}>
          <MonthsChart progress={progress} today={place.today} />
        </Panel>
        <OfficialMonths progress={progress} />
        <WholeReports wholes={wholes} />
        <Panel
          title={t(isProvince ? "coverage.titleCommunes" : "coverage.titleProvinces")}
          aside={
            isProvince && background.communes > 0 && covered > 0
              ? t("coverage.aside", { covered: count(covered), all: count(background.communes) })
              : demo
          }
        >
          <Coverage progress={progress} />
        </Panel>
        <div className="grid gap-3 sm:gap-4 lg:grid-cols-2">
          <Panel title={t("about.title")}>
            <AboutUnit progress={progress} background={background} />
          </Panel>
          <Panel title={t("figures.title")}>
            {progress.figures.length > 0 ? (
              <div className="told">
                <FigureList figures={progress.figures} book={book} />
              </div>
            ) : (
              <p className="mt-2 text-ink-2">{t("figures.none", { year: String(progress.year) })}</p>
            )}
          </Panel>
        </div>
        {slices.length > 0 ? (
          <Panel title={board.breakdown.title} aside={demo}>
            <Slices slices={slices} />
          </Panel>
        ) : null}
        <Panel title={board.campaigns.title}>
          <CampaignTable progress={progress} place={place} book={book} />
        </Panel>
        <Sources progress={progress} book={book} />
      </div>
    </>
  );
}
