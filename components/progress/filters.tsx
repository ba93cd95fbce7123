import { useTranslations } from "next-intl";
import { localizedPath } from "@/lib/i18n/path";
import type { CampaignProgress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { FilterForm } from "./filter-form";
import { nameOf, type Place } from "./place";

/** A year one may choose. */
export type YearChoice = { year: number; containsDemo: boolean };

/** What one may look at: the year, the unit, the campaign, and the same figures as open data. */
export function Filters({
  place,
  years,
  units,
  campaigns,
  unitCode = "",
  campaignId = "",
}: {
  place: Place;
  years: YearChoice[];
  units: ReportingUnit[];
  campaigns: Pick<CampaignProgress, "id" | "shortVi" | "shortEn">[];
  unitCode?: string;
  campaignId?: string;
}) {
  const t = useTranslations("progress.filter");
  const { locale, year } = place;
  const listed = years.some((one) => one.year === year) ? years : [{ year, containsDemo: false }, ...years];
  const api = new URLSearchParams({ year: String(year) });
  if (unitCode) api.set("unit", unitCode);
  if (campaignId) api.set("campaign", campaignId);
  return (
    <FilterForm
      action={localizedPath(locale, place.base)}
      chosen={{ year: String(year), unit: unitCode, campaign: campaignId }}
      years={listed.map((one) =>
        one.containsDemo ? [String(one.year), t("yearDemo", { year: String(one.year) })] : [String(one.year)],
      )}
      units={units.map((unit) => [unit.code, nameOf(locale, unit)])}
      campaigns={campaigns.map((campaign) => [campaign.id, locale === "en" ? campaign.shortEn : campaign.shortVi])}
      api={`/api/v1/progress?${api}`}
      words={{
        label: t("label"),
        year: t("year"),
        unit: t("unit"),
        nation: t("nation"),
        provinces: t("provinces"),
        ministries: t("ministries"),
        campaign: t("campaign"),
        wholeYear: t("wholeYear"),
        show: t("show"),
        api: t("api"),
        apiLabel: t("apiLabel"),
      }}
    />
  );
}
