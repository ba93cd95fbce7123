import { CalendarRange } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import type { CivilDate } from "@/lib/core/time";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import type { Progress } from "@/lib/progress/schema";
import { MonthsTable } from "./months-table";
import { useFigureWords } from "./words";

/** What each month brought, with the plan's pace as a line across it. */
export function MonthsChart({ progress, today }: { progress: Progress; today: CivilDate }) {
  const { t, locale } = useFigureWords();
  // A month that has not begun has not fallen short of anything.
  const months = progress.months.map((month) =>
    month.month > today.slice(0, 7) ? { ...month, received: null } : month,
  );
  if (months.every((month) => month.received === null))
    return (
      <EmptyState
        icon={<CalendarRange aria-hidden className="size-7" />}
        title={t("months.none", { year: String(progress.year) })}
      >
        {t("months.noneHint")}
      </EmptyState>
    );
  const most = Math.max(1, ...months.flatMap((month) => [month.received ?? 0, month.plan ?? 0]));
  const share = (value: number | null) => (value === null ? "" : Math.round((value / most) * 1000) / 10);
  const number = (value: number | null) => (value === null ? "–" : formatNumber(locale, value));
  const planned = months.some((month) => month.plan !== null);
  return (
    <MonthsTable
      caption={t("months.title")}
      heads={[t("months.month"), t("months.received"), ...(planned ? [t("months.plan"), t("months.difference")] : [])]}
      rows={months.map(({ month, received, plan }) => [
        t("months.short", { n: Number(month.slice(5)) }),
        share(received),
        share(plan),
        number(received),
        number(plan),
        received === null || plan === null ? "–" : formatDifference(locale, received - plan),
        received !== null && plan !== null && received < plan ? 1 : 0,
      ])}
      notes={[t("months.bars"), ...(planned ? [t("months.lines"), t("months.below")] : [])]}
    />
  );
}
