import { useLocale, useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import { keptBackOfficial } from "@/lib/core/few";
import { percentOf } from "@/lib/core/numbers";
import { formatMonth, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { PacedMonth } from "@/lib/progress/watch/rules";

/** The last twelve months of a unit beside the pace they asked for; `isKeptBack`: its counts would tell a neighbour's few. */
export function WatchMonths({
  series,
  isCommune,
  isKeptBack,
}: {
  series: readonly PacedMonth[];
  isCommune: boolean;
  isKeptBack: (month: string) => boolean;
}) {
  const t = useTranslations("pace");
  const locale = useLocale();
  const kept = keptBackOfficial(series.map(({ received, recorded = received }) => ({ official: received, recorded })));
  const told = series.map((month, at) => ({ ...month, hidden: isCommune && (kept[at] || isKeptBack(month.month)) }));
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
        {told.reverse().map(({ month, received, recorded, plan, hidden }) => {
          const rate = hidden ? null : percentOf(received, Math.round(plan * 10) / 10, 0);
          return (
            <tr key={month}>
              <Td>{formatMonth(locale, `${month}-01`)}</Td>
              <Td num>
                {hidden ? t("few") : formatNumber(locale, received)}
                {hidden || recorded === undefined || recorded === received ? null : (
                  <span className="block text-xs text-ink-3">
                    {t("watch.byReport", { n: formatNumber(locale, recorded) })}
                  </span>
                )}
              </Td>
              <Td num>{formatNumber(locale, plan, isCommune ? 1 : 0)}</Td>
              <Td num>{rate === null ? "–" : formatPercent(locale, rate, 0)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
