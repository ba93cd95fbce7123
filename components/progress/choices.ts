import { packed } from "@/components/ui/packed";
import type { CampaignProgress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import type { FilterChoices } from "./filter-form";
import { nameOf, type Place } from "./place";
import type { FigureWords } from "./words";

/** A year one may choose. */
export type YearChoice = { year: number; containsDemo: boolean };

/** What one may look at: the year, the unit, the campaign; and what is looked at. */
export function filterChoices(
  { t, locale }: FigureWords,
  {
    place,
    years,
    units,
    campaigns,
    unit = "",
    campaign = "",
  }: {
    place: Place;
    years: YearChoice[];
    units: ReportingUnit[];
    campaigns: Pick<CampaignProgress, "id" | "shortVi" | "shortEn">[];
    unit?: string;
    campaign?: string;
  },
): FilterChoices {
  const { base, year } = place;
  const listed = years.some((one) => one.year === year) ? years : [{ year, containsDemo: false }, ...years];
  return {
    base,
    year,
    ...(unit ? { unit } : {}),
    ...(campaign ? { campaign } : {}),
    years: packed(
      listed.map((one) =>
        one.containsDemo ? [one.year, t("filter.yearDemo", { year: String(one.year) })] : [one.year],
      ),
    ),
    units: packed(units.map((one) => [one.code, nameOf(locale, one)])),
    campaigns: packed(campaigns.map((one) => [one.id, locale === "en" ? one.shortEn : one.shortVi])),
  };
}
