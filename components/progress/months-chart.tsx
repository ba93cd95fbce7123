import { CalendarRange } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { packed } from "@/components/ui/packed";
import type { CivilDate } from "@/lib/core/time";
import { mayCompareMonths } from "@/lib/progress/rules";
import type { Progress } from "@/lib/progress/schema";
import { MonthsTable } from "./months-table";
import { type FigureWords, useFigureWords } from "./words";

/** What each month brought, with the plan's pace as a line across it. */
export function MonthsChart({ progress, today }: { progress: Progress; today: CivilDate }) {
  const words = useFigureWords();
  const months = monthRows(words, { progress, today });
  return months === null ? <NoMonths year={progress.year} /> : <MonthsTable locale={words.locale} months={months} />;
}

/** What `MonthsTable` draws; null when no month brought anything. */
export function monthRows(
  { t }: FigureWords,
  { progress, today }: { progress: Progress; today: CivilDate },
): string | null {
  // A month that has not begun has not fallen short of anything.
  const months = progress.months.map((month) =>
    month.month > today.slice(0, 7) ? { ...month, received: null } : month,
  );
  if (months.every((month) => month.received === null)) return null;
  return packed(
    months.map(({ month, received, plan }) => [
      t("months.short", { n: Number(month.slice(5)) }),
      received,
      mayCompareMonths(progress) ? plan : null,
    ]),
  );
}

/** What stands in place of a year of which no month is known. */
export function NoMonths({ year }: { year: number }) {
  const { t } = useFigureWords();
  return (
    <EmptyState
      icon={<CalendarRange aria-hidden className="size-7" />}
      title={t("months.none", { year: String(year) })}
    >
      {t("months.noneHint")}
    </EmptyState>
  );
}
