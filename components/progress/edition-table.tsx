import { Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { CampaignEdition } from "@/lib/progress/editions/queries";
import { campaignHref, type Place } from "./place";
import { useFigureWords } from "./words";

/** A campaign over the years; what was printed and what is recorded here stand in columns of their own. */
export function EditionTable({
  editions,
  campaignId,
  place,
}: {
  editions: CampaignEdition[];
  campaignId: string;
  place: Place;
}) {
  const { t, locale } = useFigureWords();
  const number = (value: number | null) =>
    value === null ? <span className="text-ink-3">–</span> : formatNumber(locale, value);
  return (
    <Table stack caption={t("editions.title")} className="mt-2">
      <thead>
        <tr>
          <Th>{t("editions.year")}</Th>
          <Th>{t("editions.dates")}</Th>
          <Th num>{t("editions.published")}</Th>
          <Th num>{t("editions.recorded")}</Th>
          <Th num>{t("editions.target")}</Th>
        </tr>
      </thead>
      <tbody>
        {editions.map((edition) => {
          const where = locale === "en" ? edition.placeEn : edition.placeVi;
          return (
            <tr key={edition.id}>
              <th scope="row" className="border-b border-line py-2.5 pr-3 font-medium">
                <a
                  href={campaignHref({ ...place, year: edition.year }, campaignId)}
                  aria-current={edition.year === place.year ? "page" : undefined}
                  className="underline-offset-4 hover:underline aria-[current]:text-blood-ink"
                >
                  {edition.year}
                </a>
                {where ? ` · ${where}` : null}
              </th>
              <Td label={t("editions.dates")}>
                <span>
                  {formatDate(locale, edition.startsOn)} – {formatDate(locale, edition.endsOn)}
                  {edition.datesFrom === "published" ? null : (
                    <span className="block text-xs text-ink-3">
                      {t(edition.datesFrom === "rule" ? "campaigns.datesRule" : "campaigns.datesDecided")}
                    </span>
                  )}
                </span>
              </Td>
              <Td num label={t("editions.published")}>
                {number(edition.published)}
              </Td>
              <Td num label={t("editions.recorded")}>
                <span>
                  {number(edition.recorded)}
                  {edition.recorded !== null && edition.containsDemo ? (
                    <span className="block text-xs text-ink-3">{t("demo")}</span>
                  ) : null}
                </span>
              </Td>
              <Td num label={t("editions.target")}>
                {number(edition.target)}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
