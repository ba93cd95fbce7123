import type { CSSProperties } from "react";
import { percentOf } from "@/lib/core/numbers";
import { formatMl, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import { isFew } from "@/lib/progress/rules";
import { useFigureWords } from "./words";

const parts = ["kind", "first_time", "volume", "component", "segment"] as const;

/** Recorded donations by kind, first or repeat, volume, group of donors and component: small bars that are a table. */
export function Slices({ slices, narrow }: { slices: BreakdownSlice[]; narrow?: boolean }) {
  const { t, locale } = useFigureWords();
  const wordOf = ({ part, key }: BreakdownSlice) => {
    if (part === "volume") return formatMl(locale, Number(key));
    const word = `breakdown.${part}_${key}` as "breakdown.other";
    return t.has(word) ? t(word) : t("breakdown.other");
  };
  return (
    <div className={narrow ? "mt-2 space-y-4" : "mt-2 gap-x-10 md:columns-2"}>
      {parts.map((part) => {
        const own = slices.filter((slice) => slice.part === part);
        const all = own.reduce((sum, slice) => sum + slice.donations, 0);
        if (own.length === 0) return null;
        return (
          <table key={part} className={narrow ? "slices slim" : "slices mb-4 break-inside-avoid"}>
            <caption className="sr-only">{t(`breakdown.${part}`)}</caption>
            <thead>
              <tr>
                <th scope="col">{t(`breakdown.${part}`)}</th>
                <th scope="col">
                  <b>{t("breakdown.share")}</b>
                </th>
                <th scope="col">{t("breakdown.donations")}</th>
                <th scope="col">%</th>
              </tr>
            </thead>
            <tbody>
              {own.map((slice) => {
                const few = isFew(slice.donations);
                const share = percentOf(slice.donations, all) ?? 0;
                return (
                  <tr key={slice.key}>
                    <th scope="row">{wordOf(slice)}</th>
                    <td>{few ? null : <i style={{ "--v": `${share}%` } as CSSProperties} />}</td>
                    <td>{few ? t("breakdown.few") : formatNumber(locale, slice.donations)}</td>
                    <td>{few ? "–" : formatPercent(locale, share)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}
