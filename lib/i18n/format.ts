/**
 * Dates, times and numbers as people in Viet Nam read them, in both languages. Pure functions, the language first, the
 * same on the server and in the browser. Instants are `Date` and always told in Viet Nam's time; civil dates are
 * `"YYYY-MM-DD"` strings and never pass through a time zone.
 */
import { type CivilDate, civilDateOf, daysBetween, timeOfDay } from "@/lib/core/time";
import type { Locale } from "./routing";

/** Every instant is shown in this zone, wherever the machine stands. */
export const TIME_ZONE = "Asia/Ho_Chi_Minh";

const TAGS: Record<Locale, string> = { vi: "vi-VN", en: "en-GB" };

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${JSON.stringify(options)}`;
  let format = cache.get(key) as Intl.DateTimeFormat | undefined;
  if (!format) {
    format = new Intl.DateTimeFormat(TAGS[locale], options);
    cache.set(key, format);
  }
  return format;
}

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`;
  let format = cache.get(key) as Intl.NumberFormat | undefined;
  if (!format) {
    format = new Intl.NumberFormat(TAGS[locale], options);
    cache.set(key, format);
  }
  return format;
}

function civil(on: CivilDate): { year: string; month: string; day: string; utc: Date } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(on);
  if (!match) throw new RangeError("a civil date is YYYY-MM-DD");
  return {
    year: match[1] as string,
    month: match[2] as string,
    day: match[3] as string,
    utc: new Date(`${on}T00:00:00Z`),
  };
}

/** `27/11/2026`. Takes a civil date, or an instant (its day in Viet Nam). */
export function formatDate(_locale: Locale, on: CivilDate | Date): string {
  const { year, month, day } = civil(typeof on === "string" ? on : civilDateOf(on));
  return `${day}/${month}/${year}`;
}

/** `27/11`. */
export function formatDayMonth(_locale: Locale, on: CivilDate | Date): string {
  const { month, day } = civil(typeof on === "string" ? on : civilDateOf(on));
  return `${day}/${month}`;
}

/** `Thứ sáu`, `Chủ nhật`; `Friday`. */
export function formatWeekday(locale: Locale, on: CivilDate): string {
  const name = dateFormat(locale, { timeZone: "UTC", weekday: "long" }).format(civil(on).utc);
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

/** `T6`, `CN`; `Fri`. */
export function formatWeekdayShort(locale: Locale, on: CivilDate): string {
  return dateFormat(locale, { timeZone: "UTC", weekday: locale === "vi" ? "narrow" : "short" }).format(civil(on).utc);
}

/** `Thứ sáu, 27/11/2026`; `Friday, 27/11/2026`. */
export function formatDateLong(locale: Locale, on: CivilDate): string {
  return `${formatWeekday(locale, on)}, ${formatDate(locale, on)}`;
}

/** `27`: the day of the month, two digits. */
export function formatDay(_locale: Locale, on: CivilDate): string {
  return civil(on).day;
}

/** `thg 11`; `Nov`. */
export function formatMonthShort(locale: Locale, on: CivilDate): string {
  const { month, utc } = civil(on);
  if (locale === "vi") return `thg ${Number(month)}`;
  return dateFormat(locale, { timeZone: "UTC", month: "short" }).format(utc);
}

/** `tháng 11/2026`; `November 2026`. */
export function formatMonth(locale: Locale, on: CivilDate): string {
  const { year, month, utc } = civil(on);
  if (locale === "vi") return `tháng ${Number(month)}/${year}`;
  return dateFormat(locale, { timeZone: "UTC", month: "long", year: "numeric" }).format(utc);
}

/** `07:30`, 24 hours, in Viet Nam's time. */
export function formatTime(_locale: Locale, at: Date): string {
  return timeOfDay(at);
}

/** `07:30–11:30`. */
export function formatTimeRange(locale: Locale, from: Date, to: Date): string {
  return `${formatTime(locale, from)}–${formatTime(locale, to)}`;
}

/** `07:30, 27/11/2026`. */
export function formatDateTime(locale: Locale, at: Date): string {
  return `${formatTime(locale, at)}, ${formatDate(locale, at)}`;
}

/** `Thứ sáu, 27/11/2026, 07:30`. */
export function formatDateTimeLong(locale: Locale, at: Date): string {
  return `${formatDateLong(locale, civilDateOf(at))}, ${formatTime(locale, at)}`;
}

/** `hôm nay`, `ngày mai`, `3 ngày nữa`, `2 ngày trước`: one civil date seen from another. */
export function formatRelativeDay(locale: Locale, on: CivilDate, today: CivilDate): string {
  const days = daysBetween(today, on);
  const text = new Intl.RelativeTimeFormat(TAGS[locale], { numeric: Math.abs(days) <= 1 ? "auto" : "always" });
  return text.format(days, "day").toLowerCase();
}

/** `1.748.935`; `1,748,935`. At most `digits` decimals (none unless told). */
export function formatNumber(locale: Locale, value: number, digits = 0): string {
  return numberFormat(locale, { maximumFractionDigits: digits, useGrouping: true }).format(value);
}

/** `94,5%`; `94.5%`. Takes percent (94.5), not a fraction; at most `digits` decimals. */
export function formatPercent(locale: Locale, percent: number, digits = 1): string {
  return `${numberFormat(locale, { maximumFractionDigits: digits }).format(percent)}%`;
}

/** `+12`, `−3`, `0`: a difference with its sign. */
export function formatDifference(locale: Locale, value: number, digits = 0): string {
  const text = numberFormat(locale, { maximumFractionDigits: digits }).format(Math.abs(value));
  return value > 0 ? `+${text}` : value < 0 ? `−${text}` : text;
}

/** `350 ml`, which never breaks over a line. */
export function formatMl(locale: Locale, volumeMl: number): string {
  return `${formatNumber(locale, volumeMl)}\u00a0ml`;
}

/** `850 m`, `1,2 km`, `54 km`, which never break over a line. */
export function formatDistance(locale: Locale, km: number): string {
  if (km < 0.995) return `${formatNumber(locale, Math.max(10, Math.round(km * 100) * 10))}\u00a0m`;
  return `${numberFormat(locale, { minimumFractionDigits: km < 9.95 ? 1 : 0, maximumFractionDigits: km < 9.95 ? 1 : 0 }).format(km)}\u00a0km`;
}

/** A list in words: `A, B và C`; `A, B and C`. */
export function formatList(locale: Locale, items: string[]): string {
  return new Intl.ListFormat(TAGS[locale], { type: "conjunction" }).format(items);
}
