import "./progress.css";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import type { CampaignEdition } from "@/lib/progress/editions/queries";
import { rankUnits } from "@/lib/progress/ranking";
import type { Progress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { Coverage } from "./coverage";
import { EditionTable } from "./edition-table";
import { Filters, type YearChoice } from "./filters";
import { CountCard, Headline } from "./headline";
import { MonthsChart } from "./months-chart";
import { campaignHref, nameOf, nationHref, type Place, unitHref } from "./place";
import { Ranking } from "./ranking";
import { Slices } from "./slices";
import { SourceBook } from "./source-book";
import { FigureList, Sources } from "./sources";
import { useFigureWords } from "./words";

/** One year of a campaign, in the nation or one unit: its figures, who took part, how other years went. */
export function CampaignDashboard({
  place,
  progress,
  editions,
  slices,
  years,
  units,
}: {
  place: Place;
  progress: Progress & { campaign: NonNullable<Progress["campaign"]> };
  editions: CampaignEdition[];
  slices: BreakdownSlice[];
  years: YearChoice[];
  units: ReportingUnit[];
}) {
  const { t, locale } = useFigureWords();
  const book = new SourceBook(progress);
  const { campaign, unit } = progress;
  const named = locale === "en" ? campaign.nameEn : campaign.nameVi;
  const year = String(progress.year);
  const wide = unit.kind === "nation";
  const taking = progress.children.filter((child) => child.basis !== "none");
  const about = locale === "en" ? editions[0]?.descriptionEn : editions[0]?.descriptionVi;
  const demo = progress.recorded?.containsDemo ? t("demo") : undefined;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("crumbs.nation"), href: nationHref(place) },
          ...(wide ? [] : [{ label: nameOf(locale, unit), href: unitHref(place, unit.code) }]),
          { label: locale === "en" ? campaign.shortEn : campaign.shortVi },
        ]}
      />
      <PageHeader
        over={`${formatDate(locale, campaign.startsOn)} – ${formatDate(locale, campaign.endsOn)}${
          campaign.datesFrom === "published"
            ? ""
            : ` · ${t(campaign.datesFrom === "rule" ? "campaigns.datesRule" : "campaigns.datesDecided")}`
        }`}
        title={
          wide
            ? t("title.campaign", { name: named, year })
            : t("title.campaignIn", { name: named, year, unit: nameOf(locale, unit) })
        }
        actions={
          <Filters
            place={place}
            years={years}
            units={units}
            campaigns={progress.campaigns}
            unitCode={wide ? "" : unit.code}
            campaignId={campaign.id}
          />
        }
      >
        {about}
      </PageHeader>
      <div className="grid gap-3 sm:gap-4">
        <Headline progress={progress} place={place} book={book}>
          <CountCard label={t("stat.drives")} value={formatNumber(locale, progress.recorded?.drives ?? 0)} />
        </Headline>
        <div className="grid items-start gap-3 sm:gap-4 lg:grid-cols-2">
          <Card>
            <CardTitle>{t("editions.title")}</CardTitle>
            <EditionTable editions={editions} campaignId={campaign.id} place={place} />
          </Card>
          <Card>
            <CardTitle>{t("figures.title")}</CardTitle>
            {progress.figures.length > 0 ? (
              <div className="mt-2 text-sm [&_li]:border-b [&_li]:border-line [&_li]:py-2 [&_li:last-child]:border-0">
                <FigureList figures={progress.figures.filter((figure) => figure.value !== null)} book={book} />
              </div>
            ) : (
              <p className="mt-2 text-ink-2">{t("figures.none", { year })}</p>
            )}
          </Card>
        </div>
        <Card>
          <CardTitle aside={demo}>
            {wide
              ? t("editions.provinces")
              : t(unit.kind === "province" ? "coverage.titleCommunes" : "coverage.titleProvinces")}
          </CardTitle>
          {wide ? (
            <Ranking
              ranked={rankUnits(taking, progress.period, place.today)}
              hrefOf={(code) => campaignHref(place, campaign.id, code)}
              caption={t("editions.provinces")}
            />
          ) : (
            <Coverage progress={progress} />
          )}
        </Card>
        <Card>
          <CardTitle aside={demo}>{t("months.titleCampaign")}</CardTitle>
          <MonthsChart progress={progress} />
        </Card>
        {slices.length > 0 ? (
          <Card>
            <CardTitle aside={demo}>{t("breakdown.title")}</CardTitle>
            <Slices slices={slices} />
          </Card>
        ) : null}
        <Sources progress={progress} book={book} />
      </div>
    </>
  );
}
