import { ChevronDown, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { localizedPath } from "@/lib/i18n/path";
import type { CampaignProgress } from "@/lib/progress/schema";
import type { ReportingUnit } from "@/lib/progress/units/queries";
import { nameOf, type Place } from "./place";

/** A year one may choose. */
export type YearChoice = { year: number; containsDemo: boolean };

/** Year, unit and campaign as one form that sends an address: works without script, and a view can be sent on. */
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
  const option = (unit: ReportingUnit) => (
    <option key={unit.code} value={unit.code}>
      {nameOf(locale, unit)}
    </option>
  );
  const api = new URLSearchParams({ year: String(year) });
  if (unitCode) api.set("unit", unitCode);
  if (campaignId) api.set("campaign", campaignId);
  return (
    <form
      action={localizedPath(locale, place.base)}
      aria-label={t("label")}
      data-print="hide"
      className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap"
    >
      <Choice name="year" label={t("year")} value={String(year)}>
        {listed.map((one) => (
          <option key={one.year} value={one.year}>
            {t(one.containsDemo ? "yearDemo" : "yearOption", { year: String(one.year) })}
          </option>
        ))}
      </Choice>
      <Choice name="unit" label={t("unit")} value={unitCode}>
        <option value="">{t("nation")}</option>
        <optgroup label={t("provinces")}>{units.filter((unit) => unit.kind === "province").map(option)}</optgroup>
        <optgroup label={t("ministries")}>{units.filter((unit) => unit.kind === "ministry").map(option)}</optgroup>
      </Choice>
      <Choice name="campaign" label={t("campaign")} value={campaignId}>
        <option value="">{t("wholeYear")}</option>
        {campaigns.map((campaign) => (
          <option key={campaign.id} value={campaign.id}>
            {locale === "en" ? campaign.shortEn : campaign.shortVi}
          </option>
        ))}
      </Choice>
      <button type="submit" className={buttonStyle({ variant: "secondary" })}>
        {t("show")}
      </button>
      <a
        href={`/api/v1/progress?${api}`}
        aria-label={t("apiLabel")}
        className={buttonStyle({ variant: "ink" }, "max-sm:col-span-2")}
      >
        <Download aria-hidden className="size-5" />
        {t("api")}
      </a>
    </form>
  );
}

function Choice({ name, label, value, children }: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <span className="relative min-w-0">
      <select
        name={name}
        aria-label={label}
        defaultValue={value}
        className="block min-h-11 w-full min-w-0 cursor-pointer appearance-none truncate rounded-control border border-line bg-card py-2 pr-9 pl-4 hover:border-edge sm:w-auto sm:max-w-60"
      >
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-ink-3" />
    </span>
  );
}
