import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDifference, formatList, formatMonth, formatNumber } from "@/lib/i18n/format";
import type { MonthWithin, WholePeriod } from "@/lib/reports/official/whole";
import { Panel } from "./panel";
import { useFigureWords } from "./words";

/** Approved reports of half a year or the year beside the official months of the same period. Nothing where there is none. */
export function WholeReports({ wholes }: { wholes: readonly WholePeriod[] }) {
  const { t, locale } = useFigureWords();
  if (wholes.length === 0) return null;
  const number = (value: number) => formatNumber(locale, value);
  const period = ({ kind, startsOn }: WholePeriod) =>
    t(`wholeReports.${kind === "year" ? "year" : startsOn.slice(5, 7) === "01" ? "first" : "second"}`);
  const month = ({ month, official }: MonthWithin) =>
    official === null
      ? t("wholeReports.unknown", { month: formatMonth(locale, `${month}-01`) })
      : t("wholeReports.recorded", { month: formatMonth(locale, `${month}-01`), n: number(official) });
  return (
    <Panel title={t("wholeReports.title")} aside={t("wholeReports.aside")}>
      <Table caption={t("wholeReports.title")} className="mt-2">
        <thead>
          <tr>
            <Th>{t("wholeReports.period")}</Th>
            <Th num>{t("wholeReports.stated")}</Th>
            <Th num>{t("wholeReports.months")}</Th>
            <Th num>{t("officialMonths.difference")}</Th>
          </tr>
        </thead>
        <tbody>
          {wholes.map((one) => (
            <tr key={`${one.kind}${one.startsOn}`}>
              <RowHeader>{period(one)}</RowHeader>
              <Td num>{number(one.stated)}</Td>
              <Td num>{number(one.sum)}</Td>
              <Td num>{one.difference === 0 ? "–" : formatDifference(locale, one.difference)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {wholes
        .filter(({ difference }) => difference !== 0)
        .map((one) => (
          <p key={`${one.kind}${one.startsOn}`} className="mt-2 text-sm text-ink-2">
            {one.unreported.length === 0
              ? t("wholeReports.allReported", { period: period(one) })
              : t("wholeReports.unreported", {
                  period: period(one),
                  months: formatList(locale, one.months.filter(({ reported }) => reported === null).map(month)),
                })}
          </p>
        ))}
    </Panel>
  );
}
