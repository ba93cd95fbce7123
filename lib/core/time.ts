import { done, type Outcome, refused } from "@/lib/core/outcome";

/**
 * A day of the calendar in Viet Nam, written `"YYYY-MM-DD"`. It has no hour and no zone; two of them compare with
 * `<` and `===` as strings. Instants are `Date`; the functions below are the only bridge between the two, and none
 * of them looks at the zone of the machine.
 */
export type CivilDate = string;

/** Viet Nam has kept UTC+7 without summer time since 1975. */
const VIETNAM_OFFSET_MINUTES = 7 * 60;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** The year, month (1–12) and day (1–31) of a civil date. */
export type CivilDateParts = { year: number; month: number; day: number };

/** The number of days in a month (1–12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether there is such a day: `"2025-02-31"` and `"2025-2-3"` are not civil dates. Years 1000–9999. */
export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== "string") return false;
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(value);
  return match !== null && civilDate(Number(match[1]), Number(match[2]), Number(match[3])) !== null;
}

/** The civil date of a year, month (1–12) and day, or null when the calendar has no such day. */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** The parts of a civil date. Throws a RangeError for a string that is not one: that is a mistake of the caller. */
export function partsOf(date: CivilDate): CivilDateParts {
  if (!isCivilDate(date)) throw new RangeError("not a civil date");
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The day in Viet Nam on which an instant falls. */
export function civilDateOf(instant: Date): CivilDate {
  return shifted(instant).toISOString().slice(0, 10);
}

/** Today in Viet Nam. `now` is passed in so that rules and tests can stand on any day. */
export function todayInVietnam(now: Date): CivilDate {
  return civilDateOf(now);
}

/** The clock in Viet Nam at an instant, `"HH:MM"` of 24 hours. */
export function timeOfDay(instant: Date): string {
  return shifted(instant).toISOString().slice(11, 16);
}

/** The instant at which a clock in Viet Nam shows `time` (`"HH:MM"`, 00:00–23:59) on `date`. */
export function instantInVietnam(date: CivilDate, time: string): Date {
  const { year, month, day } = partsOf(date);
  if (!isTimeOfDay(time)) throw new RangeError("not a time of day");
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return new Date(Date.UTC(year, month - 1, day) + (minutes - VIETNAM_OFFSET_MINUTES) * MS_PER_MINUTE);
}

/** Whether a string is a time of day, `"00:00"` to `"23:59"`. */
export function isTimeOfDay(value: unknown): value is string {
  return typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** The day `days` after `date`; negative numbers go back. */
export function addDays(date: CivilDate, days: number): CivilDate {
  if (!Number.isInteger(days)) throw new RangeError("days must be whole");
  return fromDayNumber(dayNumber(date) + days);
}

/**
 * The same day `months` calendar months later (negative: earlier). Where that month is shorter, its last day:
 * 31 August + 6 months is 28 February, or 29 February in a leap year.
 */
export function addCalendarMonths(date: CivilDate, months: number): CivilDate {
  if (!Number.isInteger(months)) throw new RangeError("months must be whole");
  const { year, month, day } = partsOf(date);
  const monthIndex = year * 12 + (month - 1) + months;
  const toYear = Math.floor(monthIndex / 12);
  const toMonth = (monthIndex % 12) + 1;
  const result = civilDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
  if (result === null) throw new RangeError("date out of range");
  return result;
}

/** How many days lie between two dates: 0 for the same day, negative when `to` is before `from`. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Completed years of age on a day. Somebody born on 29 February completes a year on 1 March of a common year, so the
 * lower age limit is never passed a day early. Negative before birth.
 */
export function ageOn(birthOn: CivilDate, onDate: CivilDate): number {
  const born = partsOf(birthOn);
  const on = partsOf(onDate);
  const birthdayPassed = on.month > born.month || (on.month === born.month && on.day >= born.day);
  return on.year - born.year - (birthdayPassed ? 0 : 1);
}

/** The day of the week, counted as ISO 8601 does: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: CivilDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const sundayFirst = new Date(dayNumber(date) * MS_PER_DAY).getUTCDay();
  return (sundayFirst === 0 ? 7 : sundayFirst) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** The year of a civil date. */
export function yearOf(date: CivilDate): number {
  return partsOf(date).year;
}

/** The month of a civil date, 1–12. */
export function monthOf(date: CivilDate): number {
  return partsOf(date).month;
}

/** Which day of its year a date is: 1 for 1 January, 365 or 366 for 31 December. */
export function dayOfYear(date: CivilDate): number {
  return daysBetween(`${date.slice(0, 4)}-01-01`, date) + 1;
}

/** 365, or 366 in a leap year. */
export function daysInYear(year: number): number {
  return daysInMonth(year, 2) === 29 ? 366 : 365;
}

/** A date as it is printed and typed in Viet Nam, `"dd/mm/yyyy"`. */
export function formatVietnameseDate(date: CivilDate): string {
  const { year, month, day } = partsOf(date);
  return `${pad(day)}/${pad(month)}/${year}`;
}

export type DateRefusal = "date_empty" | "date_malformed" | "date_impossible";

/**
 * Reads a date as people type it: `31/01/2025`, `31-1-2025`, `31.01.2025`, `31012025` (as on the citizen card), and
 * `2025-01-31` (as a browser's date field sends it). The day comes first; a year of two digits is refused, since for
 * a birthday nobody can guess the century. `31/02/2025` is refused as impossible rather than moved to March.
 */
export function parseVietnameseDate(text: string): Outcome<CivilDate, DateRefusal> {
  const typed = text.trim();
  if (typed === "") return refused("date_empty");
  const dayFirst =
    /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const [year, month, day] = dayFirst
    ? [dayFirst[3], dayFirst[2], dayFirst[1]]
    : yearFirst
      ? [yearFirst[1], yearFirst[2], yearFirst[3]]
      : [];
  if (year === undefined) return refused("date_malformed");
  const date = civilDate(Number(year), Number(month), Number(day));
  return date ? done(date) : refused("date_impossible");
}

function shifted(instant: Date): Date {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MINUTES * MS_PER_MINUTE);
}

function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

function fromDayNumber(days: number): CivilDate {
  const date = new Date(days * MS_PER_DAY);
  const result = civilDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  if (result === null) throw new RangeError("date out of range");
  return result;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
