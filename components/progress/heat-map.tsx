import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatNumber } from "@/lib/i18n/format";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * Months by weekdays, the number in each cell; the shade says it again. Its own table, so nothing is only colour. A month
 * that has not begun (after `begun`) is no zero.
 */
export function HeatMap({ cells, year, begun }: { cells: number[][]; year: number; begun: number }) {
  const t = useTranslations("pace.season");
  const locale = useLocale();
  const most = Math.max(1, ...cells.flat());
  const n = (value: number) => formatNumber(locale, value);
  const rows = cells.map((row, index) => ({
    month: index + 1,
    days: weekdays.map((day) => ({ day, value: row[day - 1] ?? 0 })),
  }));
  const sumOf = (values: { value: number }[]) => values.reduce((sum, { value }) => sum + value, 0);
  const sums = weekdays.map((day) => ({ day, value: cells.reduce((sum, row) => sum + (row[day - 1] ?? 0), 0) }));
  return (
    <Table caption={t("heatCaption", { year: String(year) })} stickyFirst className="text-sm">
      <thead>
        <tr>
          <Th>{t("month")}</Th>
          {weekdays.map((day) => (
            <Th key={day} num>
              {t(`weekday.${day}`)}
            </Th>
          ))}
          <Th num>{t("sum")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ month, days }) => (
          <tr key={month}>
            <RowHeader className="py-1">{t("monthShort", { n: month })}</RowHeader>
            {days.map(({ day, value }) => (
              <Td
                key={day}
                num
                className="border-card px-2 py-2 font-medium"
                style={{
                  background: `color-mix(in oklab, var(--color-blood) ${Math.round((value * 38) / most)}%, var(--color-card))`,
                  printColorAdjust: "exact",
                }}
              >
                {value === 0 ? <span className="text-ink-3">{month <= begun ? "0" : "–"}</span> : n(value)}
              </Td>
            ))}
            <Td num className="font-semibold">
              {month <= begun ? n(sumOf(days)) : "–"}
            </Td>
          </tr>
        ))}
        <tr>
          <RowHeader>{t("sum")}</RowHeader>
          {sums.map(({ day, value }) => (
            <Td key={day} num className="font-semibold">
              {n(value)}
            </Td>
          ))}
          <Td num className="font-semibold">
            {n(sumOf(sums))}
          </Td>
        </tr>
      </tbody>
    </Table>
  );
}
