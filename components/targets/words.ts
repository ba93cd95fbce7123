import { useLocale, useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/tone";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import { periods } from "@/lib/targets/rules";

/** A target's value as it is read: counts with dots, rates with their sign. */
export function targetValue(locale: "vi" | "en", metric: string, value: number): string {
  return metric.startsWith("pct") ? formatPercent(locale, value, 2) : formatNumber(locale, value);
}

const metricWords = [
  "units",
  "donations",
  "registered",
  "pct_voluntary",
  "pct_repeat",
  "pct_of_population",
  "pct_of_body",
] as const;
const basisWords = ["donations", "units_250ml", "people", "percent"] as const;

/** How a target is said: what it counts, over which time, in which state. */
export function useTargetWords() {
  const t = useTranslations("targets");
  const locale = useLocale();
  return {
    t,
    locale,
    value: (metric: string, value: number) => targetValue(locale, metric, value),
    metric: (word: string) => t(`metric.${metricWords.find((known) => known === word) ?? "units"}`),
    period: (word: string) => t(`period.${periods.find((known) => known === word) ?? "year"}`),
    basis: (word: string) => {
      const known = basisWords.find((one) => one === word);
      return known ? t(`basis.${known}`) : t("basis.printed", { word });
    },
  };
}

/** States are words first, colours second. */
export const stateTone: Record<string, Tone> = {
  draft: "plain",
  proposed: "info",
  assigned: "info",
  agreed: "watch",
  submitted: "watch",
  decided: "met",
  replaced: "plain",
  withdrawn: "plain",
};
