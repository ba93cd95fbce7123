import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { CampaignProgress, Progress } from "@/lib/progress/schema";
import { type FigureCell, FigureTable } from "./figure-table";
import { addressAround, campaignHref, type Place } from "./place";
import type { SourceBook } from "./source-book";
import { type FigureWords, useFigureWords } from "./words";

/** The campaigns of the year: when, how much, against which target, from where that is known. */
export function CampaignTable({ progress, place, book }: { progress: Progress; place: Place; book: SourceBook }) {
  const words = useFigureWords();
  const { t, locale } = words;
  if (progress.campaigns.length === 0)
    return <p className="mt-2 text-ink-2">{t("campaigns.none", { year: String(progress.year) })}</p>;
  const received = (campaign: CampaignProgress): FigureCell => {
    if (campaign.received === null) return { none: t("unpublished") };
    const number = formatNumber(locale, campaign.received);
    if (campaign.basis === "recorded")
      return { main: number, small: t(campaign.containsDemo ? "demo" : "campaigns.recorded") };
    const headline = campaign.published.find((figure) => figure.headline) ?? campaign.published[0];
    return campaign.basis === "published" ? book.said(number, headline?.sources) : number;
  };
  return (
    <FigureTable
      caption={t("campaigns.title")}
      heads={[
        t("campaigns.name"),
        t("campaigns.dates"),
        t("campaigns.received"),
        t("campaigns.target"),
        t("campaigns.rate"),
      ]}
      link={addressAround((id) => campaignHref(place, id, progress.unit.code))}
      rows={progress.campaigns.map((campaign) => [
        campaign.id,
        locale === "en" ? campaign.shortEn : campaign.shortVi,
        [
          datesCell(words, campaign),
          received(campaign),
          campaign.measuredAgainst
            ? book.said(formatNumber(locale, campaign.measuredAgainst.value), campaign.measuredAgainst.sources)
            : { none: t("unpublished") },
          campaign.rate.computed === null ? "–" : formatPercent(locale, campaign.rate.computed),
        ],
      ])}
    />
  );
}

/** From when to when, and where that is known from unless it was published. */
export function datesCell(
  { t, locale }: FigureWords,
  { startsOn, endsOn, datesFrom }: { startsOn: string; endsOn: string; datesFrom: string },
): FigureCell {
  const main = `${formatDate(locale, startsOn)} – ${formatDate(locale, endsOn)}`;
  if (datesFrom === "published") return main;
  return { main, small: t(datesFrom === "rule" ? "campaigns.datesRule" : "campaigns.datesDecided") };
}
