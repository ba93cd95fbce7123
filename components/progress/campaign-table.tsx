import { Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Progress } from "@/lib/progress/schema";
import { campaignHref, type Place } from "./place";
import type { SourceBook } from "./source-book";
import { SourceRefs } from "./source-refs";
import { useFigureWords } from "./words";

/** The campaigns of the year: when, how much, against which target, from where that is known. */
export function CampaignTable({ progress, place, book }: { progress: Progress; place: Place; book: SourceBook }) {
  const { t, locale } = useFigureWords();
  if (progress.campaigns.length === 0)
    return <p className="mt-2 text-ink-2">{t("campaigns.none", { year: String(progress.year) })}</p>;
  return (
    <Table stack caption={t("campaigns.title")} className="mt-2">
      <thead>
        <tr>
          <Th>{t("campaigns.name")}</Th>
          <Th>{t("campaigns.dates")}</Th>
          <Th num>{t("campaigns.received")}</Th>
          <Th num>{t("campaigns.target")}</Th>
          <Th num>{t("campaigns.rate")}</Th>
        </tr>
      </thead>
      <tbody>
        {progress.campaigns.map((campaign) => (
          <tr key={campaign.id}>
            <th scope="row" className="border-b border-line py-2.5 pr-3 font-medium">
              <a
                href={campaignHref(place, campaign.id, progress.unit.code)}
                className="underline-offset-4 hover:underline"
              >
                {locale === "en" ? campaign.shortEn : campaign.shortVi}
              </a>
            </th>
            <Td label={t("campaigns.dates")}>
              <span>
                {formatDate(locale, campaign.startsOn)} – {formatDate(locale, campaign.endsOn)}
                {campaign.datesFrom === "published" ? null : (
                  <span className="block text-xs text-ink-3">
                    {t(campaign.datesFrom === "rule" ? "campaigns.datesRule" : "campaigns.datesDecided")}
                  </span>
                )}
              </span>
            </Td>
            <Td num label={t("campaigns.received")}>
              <span>
                {campaign.received === null ? (
                  <span className="text-ink-3">{t("unpublished")}</span>
                ) : (
                  formatNumber(locale, campaign.received)
                )}
                {campaign.basis === "published" ? (
                  <SourceRefs
                    book={book}
                    sources={
                      campaign.published.find((figure) => figure.headline)?.sources ?? campaign.published[0]?.sources
                    }
                  />
                ) : campaign.basis === "recorded" ? (
                  <span className="block text-xs text-ink-3">
                    {t(campaign.containsDemo ? "demo" : "campaigns.recorded")}
                  </span>
                ) : null}
              </span>
            </Td>
            <Td num label={t("campaigns.target")}>
              <span>
                {campaign.measuredAgainst ? (
                  <>
                    {formatNumber(locale, campaign.measuredAgainst.value)}
                    <SourceRefs book={book} sources={campaign.measuredAgainst.sources} />
                  </>
                ) : (
                  <span className="text-ink-3">{t("unpublished")}</span>
                )}
              </span>
            </Td>
            <Td num label={t("campaigns.rate")}>
              {campaign.rate.computed === null ? "–" : formatPercent(locale, campaign.rate.computed)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
