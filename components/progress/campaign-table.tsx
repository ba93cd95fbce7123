import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { CampaignProgress, Progress } from "@/lib/progress/schema";
import { CampaignFigures } from "./campaign-figures";
import { type FigureCell, type FigureRow, packedFigures } from "./figure-rows";
import { addressAround, campaignHref, type Place } from "./place";
import type { SourceBook } from "./source-book";
import { type FigureWords, useFigureWords } from "./words";

/** The campaigns of the year: when, how much, against which target, from where that is known. */
export function CampaignTable({ progress, place, book }: { progress: Progress; place: Place; book: SourceBook }) {
  const words = useFigureWords();
  if (progress.campaigns.length === 0) return <NoCampaigns year={progress.year} />;
  return <CampaignFigures locale={words.locale} {...campaignRows(words, { progress, place, book })} />;
}

/** What stands in place of a year without campaigns. */
export function NoCampaigns({ year }: { year: number }) {
  const { t } = useFigureWords();
  return <p className="mt-2 text-ink-2">{t("campaigns.none", { year: String(year) })}</p>;
}

/** What `CampaignFigures` draws: the same as `CampaignTable` in data. */
export function campaignRows(
  words: FigureWords,
  { progress, place, book }: { progress: Progress; place: Place; book: SourceBook },
) {
  const { locale } = words;
  const received = (campaign: CampaignProgress): FigureCell => {
    if (campaign.received === null) return null;
    const number = formatNumber(locale, campaign.received);
    if (campaign.basis === "recorded") return [number, campaign.containsDemo ? "demo" : "recorded"];
    const headline = campaign.published.find((figure) => figure.headline) ?? campaign.published[0];
    return campaign.basis === "published" ? book.said(number, headline?.sources) : number;
  };
  return {
    link: addressAround((id) => campaignHref(place, id, progress.unit.code)),
    rows: packedFigures(
      progress.campaigns.map(
        (campaign): FigureRow => ({
          key: campaign.id,
          name: locale === "en" ? campaign.shortEn : campaign.shortVi,
          cells: [
            datesCell(words, campaign),
            received(campaign),
            campaign.measuredAgainst
              ? book.said(formatNumber(locale, campaign.measuredAgainst.value), campaign.measuredAgainst.sources)
              : null,
            campaign.rate.computed === null ? "–" : formatPercent(locale, campaign.rate.computed),
          ],
        }),
      ),
    ),
  };
}

/** From when to when, and where that is known from unless it was published. */
export function datesCell(
  { locale }: FigureWords,
  { startsOn, endsOn, datesFrom }: { startsOn: string; endsOn: string; datesFrom: string },
): FigureCell {
  const text = `${formatDate(locale, startsOn)} – ${formatDate(locale, endsOn)}`;
  if (datesFrom === "published") return text;
  return [text, datesFrom === "rule" ? "rule" : "decided"];
}
