import { addCalendarMonths, addDays, type CivilDate, daysBetween, daysInMonth, isCivilDate } from "@/lib/core/time";

/** The whole year, a half, a quarter, a month, or two days of one's own: as it stands in an address. */
export const spanWords = [
  "year",
  "h1",
  "h2",
  "q1",
  "q2",
  "q3",
  "q4",
  ...Array.from({ length: 12 }, (_, index) => `m${index + 1}` as const),
  "custom",
] as const;
export type SpanWord = (typeof spanWords)[number] | `m${number}`;

/** A period that is asked about, up to now, and the same days a year before. */
export interface Span {
  readonly word: SpanWord;
  readonly year: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The last day of it that has come: what lies ahead is not compared with. */
  readonly through: CivilDate;
  readonly before: { readonly from: CivilDate; readonly to: CivilDate };
}

/** Longest period of one's own, so that an address cannot ask for everything that ever was. */
const longestDays = 366 * 3;

/** Reads a period out of an address; anything that is none falls back to the present year. */
export function spanOf(asked: { span?: string; year?: string; from?: string; to?: string }, today: CivilDate): Span {
  const thisYear = Number(today.slice(0, 4));
  const year = /^(19|20)\d\d$/.test(asked.year ?? "") ? Number(asked.year) : thisYear;
  const word = spanWords.find((known) => known === asked.span) ?? "year";
  const own = word === "custom" ? ownDays(asked.from, asked.to) : null;
  if (own) return withBefore("custom", Number(own.to.slice(0, 4)), own.from, own.to, today);
  const [first, last] = monthsOfWord(word === "custom" ? "year" : word);
  const from = `${year}-${pad(first)}-01`;
  const to = `${year}-${pad(last)}-${daysInMonth(year, last)}`;
  return withBefore(word === "custom" ? "year" : word, year, from, to, today);
}

function ownDays(from: string | undefined, to: string | undefined): { from: CivilDate; to: CivilDate } | null {
  if (!isCivilDate(from) || !isCivilDate(to) || to < from || daysBetween(from, to) > longestDays) return null;
  return { from, to };
}

function withBefore(word: SpanWord, year: number, from: CivilDate, to: CivilDate, today: CivilDate): Span {
  const through = to < today ? to : today < from ? from : today;
  const whole = through === to;
  const lastBefore = whole ? addDays(addCalendarMonths(addDays(to, 1), -12), -1) : addCalendarMonths(through, -12);
  return { word, year, from, to, through, before: { from: addCalendarMonths(from, -12), to: lastBefore } };
}

function monthsOfWord(word: SpanWord): [first: number, last: number] {
  if (word.startsWith("m")) return [Number(word.slice(1)), Number(word.slice(1))];
  if (word.startsWith("q")) return [Number(word.slice(1)) * 3 - 2, Number(word.slice(1)) * 3];
  if (word === "h1") return [1, 6];
  return word === "h2" ? [7, 12] : [1, 12];
}

/** The halves of a year, each of which may have a target of its own. */
export type Half = "h1" | "h2";

/** The half of a year that a period is; null where it is something else. */
export function halfOf({ word }: Pick<Span, "word">): Half | null {
  return word === "h1" || word === "h2" ? word : null;
}

/** How much of a period has gone by a day: the part of its own target that should be there by then. */
export function shareOfPeriod({ from, to }: Pick<Span, "from" | "to">, through: CivilDate): number {
  const days = daysBetween(from, to) + 1;
  return Math.min(1, Math.max(0, daysBetween(from, through) + 1) / days);
}

/** How much of a year lies within a period up to a day: the part of the year's even plan that should be there by then. */
export function shareOfYear(span: Pick<Span, "from" | "to">, year: number, through: CivilDate): number {
  const first = `${year}-01-01`;
  const last = `${year}-12-31`;
  const start = span.from > first ? span.from : first;
  const end = [span.to, through, last].sort()[0] ?? last;
  return Math.max(0, daysBetween(start, end) + 1) / (daysBetween(first, last) + 1);
}

function pad(month: number): string {
  return String(month).padStart(2, "0");
}
