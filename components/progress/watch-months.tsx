import { useLocale, useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import { isFew } from "@/lib/core/few";
import { percentOf } from "@/lib/core/numbers";
import { formatMonth, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { PacedMonth } from "@/lib/progress/watch/rules";

/** The last twelve months of a unit beside the pace they asked for. */
export function WatchMonths({ series, isCommune }: { series: readonly PacedMonth[]; isCommune: boolean }) {
  const t = useTranslations("pace");
  const locale = useLocale();
  return (
    <Table caption={t("watch.months")} className="mt-4 text-sm">
      <thead>
        <tr>
          <Th>{t("season.month")}</Th>
          <Th num>{t("drill.received")}</Th>
          <Th num>{t("watch.planned")}</Th>
          <Th num>{t("watch.rate")}</Th>
        </tr>
      </thead>
      <tbody>
        {[...series].reverse().map(({ month, received, plan }) => {
          const hidden = isCommune && received > 0 && isFew(received);
          const rate = hidden ? null : percentOf(received, Math.round(plan * 10) / 10, 0);
          return (
            <tr key={month}>
              <Td>{formatMonth(locale, `${month}-01`)}</Td>
              <Td num>{hidden ? t("few") : formatNumber(locale, received)}</Td>
              <Td num>{formatNumber(locale, plan, isCommune ? 1 : 0)}</Td>
              <Td num>{rate === null ? "–" : formatPercent(locale, rate, 0)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
