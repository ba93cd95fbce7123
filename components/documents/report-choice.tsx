import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { reportPeriods } from "@/lib/documents/report/period";
import { localizedPath } from "@/lib/i18n/path";
import type { ReportingUnit } from "@/lib/progress/units/queries";

/** Which report: unit, year, period, as one form that sends an address. */
export function ReportChoice({
  action,
  asked,
  years,
  units,
}: {
  action: "/staff/progress/report" | "/staff/progress/present";
  asked: { unit: string; year: string; period: string };
  years: readonly number[];
  units: readonly ReportingUnit[];
}) {
  const t = useTranslations("documents.choice");
  const board = useTranslations("board.filter");
  const locale = useLocale();
  const option = (unit: ReportingUnit) => ({ value: unit.code, label: locale === "en" ? unit.nameEn : unit.name });
  return (
    <form
      action={localizedPath(locale, action)}
      aria-label={t("label")}
      className="mb-6 grid items-end gap-3 sm:grid-cols-[2fr_1fr_1.4fr_auto] print:hidden"
    >
      <Select
        name="unit"
        label={t("unit")}
        defaultValue={asked.unit}
        options={[{ value: "VN", label: board("nation") }]}
        groups={[
          { label: board("provinces"), options: units.filter(({ kind }) => kind === "province").map(option) },
          { label: board("ministries"), options: units.filter(({ kind }) => kind === "ministry").map(option) },
        ]}
      />
      <Select
        name="year"
        label={t("year")}
        defaultValue={asked.year}
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <Select
        name="period"
        label={t("period")}
        defaultValue={asked.period}
        options={reportPeriods.map((period) => ({ value: period, label: t(period) }))}
      />
      <Button type="submit" variant="secondary">
        {t("show")}
      </Button>
    </form>
  );
}
