import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDifference, formatMonth, formatNumber } from "@/lib/i18n/format";
import type { Progress } from "@/lib/progress/schema";
import { Panel } from "./panel";
import { useFigureWords } from "./words";

/** The months told by an approved report, beside what was recorded in them. Nothing where there is none. */
export function OfficialMonths({ progress }: { progress: Progress }) {
  const { t, locale } = useFigureWords();
  const months = progress.months.filter((month) => month.reported !== null);
  if (months.length === 0) return null;
  const number = (value: number | null) => formatNumber(locale, value ?? 0);
  return (
    <Panel title={t("officialMonths.title")} aside={t("officialMonths.aside")}>
      <Table caption={t("officialMonths.title")} className="mt-2">
        <thead>
          <tr>
            <Th>{t("officialMonths.month")}</Th>
            <Th num>{t("officialMonths.official")}</Th>
            <Th num>{t("officialMonths.recorded")}</Th>
            <Th num>{t("officialMonths.difference")}</Th>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr key={month.month}>
              <RowHeader>{formatMonth(locale, `${month.month}-01`)}</RowHeader>
              <Td num>{number(month.received)}</Td>
              <Td num>{number(month.recorded)}</Td>
              <Td num>{formatDifference(locale, (month.received ?? 0) - (month.recorded ?? 0))}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
