import { packed } from "@/components/ui/packed";
import { percentOf } from "@/lib/core/numbers";
import { formatMl } from "@/lib/i18n/format";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import { keptSlices } from "@/lib/progress/breakdown/rules";
import { SlicesTable } from "./slices-table";
import { type FigureWords, useFigureWords } from "./words";

const parts = ["kind", "first_time", "volume", "component", "segment"] as const;

/** Recorded donations by kind, first or repeat, volume, group of donors and component. */
export function Slices({ slices }: { slices: BreakdownSlice[] }) {
  const words = useFigureWords();
  return <SlicesTable locale={words.locale} parts={sliceParts(words, slices)} />;
}

/** What `SlicesTable` draws. */
export function sliceParts({ t, locale }: FigureWords, slices: BreakdownSlice[]) {
  const wordOf = ({ part, key }: BreakdownSlice) => {
    if (part === "volume") return formatMl(locale, Number(key));
    const word = `breakdown.${part}_${key}` as "breakdown.other";
    return t.has(word) ? t(word) : t("breakdown.other");
  };
  const kept = keptSlices(slices);
  return parts.flatMap((part) => {
    const own = slices.filter((slice) => slice.part === part);
    const all = own.reduce((sum, slice) => sum + slice.donations, 0);
    if (own.length === 0) return [];
    const rows = own.map((slice) =>
      kept.has(slice) ? [wordOf(slice)] : [wordOf(slice), slice.donations, percentOf(slice.donations, all) ?? 0],
    );
    return [[t(`breakdown.${part}`), packed(rows)] as const];
  });
}
