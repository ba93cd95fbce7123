import "./progress.css";
import { useTranslations } from "next-intl";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import type { CampaignEdition } from "@/lib/progress/editions/queries";
import { rankUnits } from "@/lib/progress/ranking";
import type { Progress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { BoardHead } from "./board-head";
import { filterChoices, type YearChoice } from "./choices";
import { Coverage } from "./coverage";
import { EditionTable } from "./edition-table";
import { Headline } from "./headline";
import { MonthsChart } from "./months-chart";
import { Panel } from "./panel";
import { addressAround, campaignHref, nameOf, nationHref, type Place, unitHref } from "./place";
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
  const words = useFigureWords();
  const { t, locale, board } = words;
  const kit = useTranslations("kit");
  const book = new SourceBook(progress);
  const { campaign, unit } = progress;
  const named = locale === "en" ? campaign.nameEn : campaign.nameVi;
  const year = String(progress.year);
  const wide = unit.kind === "nation";
  const ranked = rankUnits(
    progress.children.filter((child) => child.basis !== "none"),
    progress.period,
    place.today,
  );
  const about = locale === "en" ? editions[0]?.descriptionEn : editions[0]?.descriptionVi;
  const demo = progress.recorded?.containsDemo ? board.demo : undefined;
  return (
    <>
      <BoardHead
        locale={locale}
        crumbs={{
          label: kit("breadcrumbs"),
          crumbs: [
            { label: t("crumbs.nation"), href: nationHref(place) },
            ...(wide ? [] : [{ label: nameOf(locale, unit), href: unitHref(place, unit.code) }]),
            { label: locale === "en" ? campaign.shortEn : campaign.shortVi },
          ],
        }}
        over={`${formatDate(locale, campaign.startsOn)} – ${formatDate(locale, campaign.endsOn)}${
          campaign.datesFrom === "published"
            ? ""
            : ` · ${campaign.datesFrom === "rule" ? board.campaigns.datesRule : board.campaigns.datesDecided}`
        }`}
        title={
          wide
            ? t("title.campaign", { name: named, year })
            : t("title.campaignIn", { name: named, year, unit: nameOf(locale, unit) })
        }
        filter={filterChoices(words, {
          place,
          years,
          units,
          campaigns: progress.campaigns,
          unit: wide ? "" : unit.code,
          campaign: campaign.id,
        })}
      >
        {about}
      </BoardHead>
      <div className="board">
        <Headline
          progress={progress}
          place={place}
          book={book}
          own={[[t("stat.drives"), formatNumber(locale, progress.recorded?.drives ?? 0)]]}
        />
        <div className="two-to-one">
          <Panel title={t("editions.title")}>
            <EditionTable
              editions={editions}
              campaignId={campaign.id}
              place={place}
              unitCode={wide ? null : unit.code}
            />
          </Panel>
          <Panel title={t("figures.title")}>
            {progress.figures.length > 0 ? (
              <div className="told">
                <FigureList figures={progress.figures} book={book} />
              </div>
            ) : (
              <p className="mt-2 text-ink-2">{t("figures.none", { year })}</p>
            )}
          </Panel>
        </div>
        <Panel
          title={
            wide
              ? t("editions.provinces")
              : t(unit.kind === "province" ? "coverage.titleCommunes" : "coverage.titleProvinces")
          }
          aside={demo}
        >
          {wide ? (
            <Ranking
              ranked={ranked}
              link={addressAround((code) => campaignHref(place, campaign.id, code))}
              caption={t("editions.provinces")}
            />
          ) : (
            <Coverage progress={progress} />
          )}
        </Panel>
        <Panel title={t("months.titleCampaign")} aside={demo}>
          <MonthsChart progress={progress} today={place.today} />
        </Panel>
        {slices.length > 0 ? (
          <Panel title={board.breakdown.title} aside={demo}>
            <Slices slices={slices} />
          </Panel>
        ) : null}
        <Sources progress={progress} book={book} />
      </div>
    </>
  );
}
