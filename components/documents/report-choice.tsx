import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { reportPeriods } from "@/lib/documents/report/period";
import { localizedPath } from "@/lib/i18n/path";
import type { ScopeChoice } from "@/lib/progress/scope/queries";
import type { ReportingUnit } from "@/lib/progress/units/queries";

/**
 * Which report: unit, year, period, as one form that sends an address. Once a province is chosen, one of its communes may
 * be; without script the list comes with the province's own report.
 */
export function ReportChoice({
  action,
  asked,
  years,
  units,
  communes,
}: {
  action: "/staff/progress/report" | "/staff/progress/present";
  asked: { unit: string; commune: string; year: string; period: string };
  years: readonly number[];
  units: readonly ReportingUnit[];
  /** Of the province that is chosen; none of any other unit. */
  communes: readonly ScopeChoice[];
}) {
  const t = useTranslations("documents.choice");
  const board = useTranslations("board.filter");
  const locale = useLocale();
  const option = (unit: ReportingUnit | ScopeChoice) => ({
    value: unit.code,
    label: locale === "en" ? unit.nameEn : unit.name,
  });
  return (
    <form
      action={localizedPath(locale, action)}
      aria-label={t("label")}
      className="mb-6 grid items-end gap-3 sm:grid-cols-2 xl:grid-cols-[2fr_2fr_1fr_1.4fr_auto] print:hidden"
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
      {communes.length > 0 ? (
        <Select
          name="commune"
          label={t("commune")}
          placeholder={t("wholeProvince")}
          defaultValue={asked.commune}
          options={communes.map(option)}
        />
      ) : (
        <p className="self-center text-sm text-ink-2">{t("communeHint")}</p>
      )}
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
