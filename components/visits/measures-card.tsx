import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { formatNumber } from "@/lib/i18n/format";
import type { DeskPerson } from "@/lib/visits/person/queries";

/** What was measured, in one row of numbers. */
export function MeasuresCard({ screening }: { screening: NonNullable<DeskPerson["screening"]> }) {
  const t = useTranslations("visits.screen");
  const locale = useLocale();
  const decimal = (value: number | null) => (value === null ? null : formatNumber(locale, value, 1));
  const measures = [
    { label: t("weight"), value: decimal(screening.weightKg), unit: "kg" },
    {
      label: t("pressure"),
      value: screening.systolicMmhg === null ? null : `${screening.systolicMmhg}/${screening.diastolicMmhg ?? "–"}`,
      unit: "mmHg",
    },
    { label: t("pulse"), value: screening.pulsePerMinute, unit: t("perMinute") },
    { label: t("hemoglobin"), value: screening.hemoglobinGPerL, unit: "g/L" },
    { label: t("temperature"), value: decimal(screening.temperatureC), unit: "°C" },
    { label: t("serumProtein"), value: screening.serumProteinGPerL, unit: "g/L" },
    { label: t("platelets"), value: screening.plateletsGigaPerL, unit: "×10⁹/L" },
  ].filter(({ value }) => value !== null);
  if (measures.length === 0) return null;
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]">
        {measures.map(({ label, value, unit }) => (
          <div key={label}>
            <dt className="text-sm text-ink-2">{label}</dt>
            <dd className="tabular-nums">
              <span className="text-2xl font-bold tracking-tight">{value}</span>{" "}
              <span className="text-sm text-ink-3">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
