import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { roundHalfUp } from "@/lib/core/numbers";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import type { Trial } from "@/lib/progress/forecast/rules";

/** What the method would have said at the end of each month of past years, beside what came. */
export function TrialsTable({ trials }: { trials: readonly Trial[] }) {
  const t = useTranslations("pace.forecast");
  const locale = useLocale();
  const years = [...new Set(trials.map(({ year }) => year))].sort((a, b) => b - a);
  const of = (year: number, month: number) => trials.find((trial) => trial.year === year && trial.month === month);
  return (
    <Table caption={t("trials")} stickyFirst className="text-sm">
      <thead>
        <tr>
          <Th>{t("trialAt")}</Th>
          {years.map((year) => (
            <Th key={year} num>
              {t("trialYear", { year: String(year) })}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
          <tr key={month}>
            <RowHeader>{t("monthLong", { n: month })}</RowHeader>
            {years.map((year) => {
              const trial = of(year, month);
              return (
                <Td key={year} num>
                  {trial
                    ? t("trialCell", {
                        n: formatNumber(locale, trial.forecast),
                        off: `${formatDifference(locale, roundHalfUp(((trial.forecast - trial.actual) * 100) / trial.actual, 1), 1)}%`,
                      })
                    : "–"}
                </Td>
              );
            })}
          </tr>
        ))}
        <tr>
          <RowHeader>{t("actual")}</RowHeader>
          {years.map((year) => (
            <Td key={year} num className="font-semibold">
              {formatNumber(locale, of(year, 12)?.actual ?? 0)}
            </Td>
          ))}
        </tr>
      </tbody>
    </Table>
  );
}
