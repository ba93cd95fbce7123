import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatNumber } from "@/lib/i18n/format";

/**
 * Months by weekdays, the number in each cell; the shade says it again. Its own table, so nothing is only colour. A month
 * that has not begun (after `begun`) is no zero.
 */
export function HeatMap({ cells, year, begun }: { cells: number[][]; year: number; begun: number }) {
  const t = useTranslations("pace.season");
  const locale = useLocale();
  const most = Math.max(1, ...cells.flat());
  const n = (value: number) => formatNumber(locale, value);
  const sums = Array.from({ length: 7 }, (_, day) => cells.reduce((sum, row) => sum + (row[day] ?? 0), 0));
  return (
    <Table caption={t("heatCaption", { year: String(year) })} stickyFirst className="text-sm">
      <thead>
        <tr>
          <Th>{t("month")}</Th>
          {sums.map((_, day) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: seven weekdays in their order
            <Th key={day} num>
              {t(`weekday.${(day + 1) as 1}`)}
            </Th>
          ))}
          <Th num>{t("sum")}</Th>
        </tr>
      </thead>
      <tbody>
        {cells.map((row, month) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: twelve months in their order
          <tr key={month}>
            <RowHeader className="py-1">{t("monthShort", { n: month + 1 })}</RowHeader>
            {row.map((value, day) => (
              <Td
                // biome-ignore lint/suspicious/noArrayIndexKey: seven weekdays in their order
                key={day}
                num
                className="border-card px-2 py-2 font-medium"
                style={{
                  background: `color-mix(in oklab, var(--color-blood) ${Math.round((value * 38) / most)}%, var(--color-card))`,
                  printColorAdjust: "exact",
                }}
              >
                {value === 0 ? <span className="text-ink-3">{month < begun ? "0" : "–"}</span> : n(value)}
              </Td>
            ))}
            <Td num className="font-semibold">
              {month < begun ? n(row.reduce((sum, value) => sum + value, 0)) : "–"}
            </Td>
          </tr>
        ))}
        <tr>
          <RowHeader>{t("sum")}</RowHeader>
          {sums.map((sum, day) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: seven weekdays in their order
            <Td key={day} num className="font-semibold">
              {n(sum)}
            </Td>
          ))}
          <Td num className="font-semibold">
            {n(sums.reduce((total, sum) => total + sum, 0))}
          </Td>
        </tr>
      </tbody>
    </Table>
  );
}
