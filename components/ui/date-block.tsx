import { formatDateLong, formatDay, formatMonthShort, formatWeekdayShort } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/** A day as on a tear-off calendar: T6, 27, thg 11. A screen reader hears the whole date. */
export function DateBlock({ locale, on }: { locale: Locale; on: string }) {
  return (
    <time dateTime={on} className="block w-14 shrink-0 text-center">
      <span aria-hidden className="block text-sm font-medium text-ink-3">
        {formatWeekdayShort(locale, on)}
      </span>
      <span aria-hidden className="block text-3xl leading-9 font-bold tracking-tight">
        {formatDay(locale, on)}
      </span>
      <span aria-hidden className="block text-sm text-ink-3">
        {formatMonthShort(locale, on)}
      </span>
      <span className="sr-only">{formatDateLong(locale, on)}</span>
    </time>
  );
}
