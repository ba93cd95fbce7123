import type { getTranslations } from "next-intl/server";
import type { OfficeTask } from "@/components/accounts/office-work";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import type { ShortageWarning } from "@/lib/progress/shortage/queries";
import { coverOf } from "@/lib/progress/shortage/rules";

/** Tết or summer not covered: an office's own province with the way to its plan; several provinces as one line a season. */
export function shortageTasks(
  short: readonly ShortageWarning[],
  locale: Locale,
  t: Awaited<ReturnType<typeof getTranslations<never>>>,
): OfficeTask[] {
  const seasons = [...new Set(short.map(({ season, year }) => `${season}.${year}`))];
  return seasons.flatMap((key) => {
    const of = short.filter(({ season, year }) => `${season}.${year}` === key);
    const [first] = of;
    if (!first) return [];
    const season = t(`shortage.season.${first.season}`, { year: String(first.year) });
    if (of.length > 1)
      return [
        {
          href: "/staff/progress/push?unit=VN",
          title: t("shortage.task.many", { count: of.length, season }),
          detail: of
            .slice(0, 3)
            .map((one) => (locale === "en" ? one.unitNameEn : one.unitName))
            .join(", "),
          state: t("shortage.task.see"),
          tone: "watch" as const,
        },
      ];
    return [
      {
        href: first.planId
          ? `/staff/progress/push/${first.planId}`
          : `/staff/progress/push/new?unit=${first.unitCode}&season=${first.season}`,
        title: t("shortage.task.one", { season, percent: coverOf(first) ?? 0 }),
        detail: t("shortage.task.detail", {
          needed: formatNumber(locale, first.needed),
          expected: formatNumber(locale, first.expected),
          from: formatDate(locale, first.startsOn),
          to: formatDate(locale, first.endsOn),
        }),
        state: t(first.planId ? "shortage.task.open" : "shortage.task.make"),
        tone: "watch" as const,
      },
    ];
  });
}
