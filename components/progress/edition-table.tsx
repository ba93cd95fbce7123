import { formatNumber } from "@/lib/i18n/format";
import type { CampaignEdition } from "@/lib/progress/editions/queries";
import { datesCell } from "./campaign-table";
import { packedFigures } from "./figure-rows";
import { FigureTable } from "./figure-table";
import { addressAround, campaignHref, type Place } from "./place";
import { useFigureWords } from "./words";

/** A campaign over the years; what was printed and what is recorded here stand in columns of their own. */
export function EditionTable({
  editions,
  campaignId,
  place,
  unitCode,
}: {
  editions: CampaignEdition[];
  campaignId: string;
  place: Place;
  /** Null in the nation. */
  unitCode: string | null;
}) {
  const words = useFigureWords();
  const { t, locale } = words;
  const number = (value: number | null) => (value === null ? "–" : formatNumber(locale, value));
  return (
    <FigureTable
      locale={locale}
      caption={t("editions.title")}
      heads={[
        t("editions.year"),
        t("editions.dates"),
        t("editions.published"),
        t("editions.recorded"),
        t("editions.target"),
      ]}
      link={addressAround((year) => campaignHref({ ...place, year }, campaignId, unitCode ?? undefined))}
      rows={packedFigures(
        editions.map((edition) => ({
          key: String(edition.year),
          name: String(edition.year),
          cells: [
            datesCell(words, edition),
            number(edition.published),
            edition.recorded !== null && edition.containsDemo
              ? ([number(edition.recorded), "demo"] as const)
              : number(edition.recorded),
            number(edition.target),
          ],
          below: locale === "en" ? edition.placeEn : edition.placeVi,
          isCurrent: edition.year === place.year,
        })),
      )}
    />
  );
}
