import { addDays, type CivilDate, daysBetween, daysInMonth, partsOf } from "@/lib/core/time";

/** What a unit received in each month of a year; null where nobody knows. */
export interface YearOfMonths {
  readonly year: number;
  readonly months: readonly (number | null)[];
  /** The first day of the lunar year that begins in it; null where it is not held. */
  readonly tetOn: CivilDate | null;
}

/** How a year's units usually fall on its months: units a day, by month, and what a day around Tết brings of that. */
export interface Season {
  readonly daily: readonly number[];
  /** A day around Tết, as a part of another day of the same month: 1 where Tết makes no difference. */
  readonly tetFactor: number;
}

/** How many days before and after the first of the lunar year count as "around Tết". */
export const aroundTet = { before: 10, after: 14 } as const;
/** Past years with all twelve months that must be held: two to learn the season from, one to try it on. */
export const fewestYears = 3;
/** Below so many units in a usual year, chance says more than season. */
export const fewestUnitsAYear = 200;

/** The days of a month that lie around Tết. */
export function tetDaysIn(year: number, month: number, tetOn: CivilDate | null): number {
  if (tetOn === null) return 0;
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  return overlap(first, addDays(first, daysInMonth(year, month) - 1), tetOn);
}

/** A month's days, those around Tết counted as a part of a day. */
export function weighedDays(year: number, month: number, tetOn: CivilDate | null, tetFactor: number): number {
  return daysInMonth(year, month) - (1 - tetFactor) * tetDaysIn(year, month, tetOn);
}

/** Years of which all twelve months are known and that brought anything. */
export function wholeYears(years: readonly YearOfMonths[]): YearOfMonths[] {
  return years
    .filter(({ months }) => months.length === 12 && months.every((units) => units !== null) && sum(months) > 0)
    .sort((a, b) => a.year - b.year);
}

/**
 * The usual season of whole years: each year weighs alike, however much it brought. What Tết takes away is read from
 * the years themselves: of all factors the one under which their months look most alike, since Tết wanders between
 * January and February. Null without a whole year.
 */
export function seasonOf(years: readonly YearOfMonths[]): Season | null {
  const whole = wholeYears(years);
  if (whole.length === 0) return null;
  let best = { factor: 1, cost: Number.POSITIVE_INFINITY };
  // From 1 downwards: where nothing speaks for a Tết effect none is assumed.
  const factors = whole.length < 2 ? [1] : Array.from({ length: 19 }, (_, step) => 1 - step * 0.05);
  for (const factor of factors) {
    const cost = differenceOf(whole.map((year) => dailyShares(year, factor)));
    if (cost < best.cost - 1e-12) best = { factor, cost };
  }
  const shares = whole.map((year) => dailyShares(year, best.factor));
  const daily = Array.from({ length: 12 }, (_, month) => mean(shares.map((share) => share[month] ?? 0)));
  return { daily, tetFactor: best.factor };
}

/** How much of a year's units should be there at the end of a day, from 0 to 1. */
export function shareDone(season: Season, year: number, tetOn: CivilDate | null, through: CivilDate): number {
  const weights = season.daily.map((daily, index) => daily * weighedDays(year, index + 1, tetOn, season.tetFactor));
  const all = sum(weights);
  if (all <= 0 || through < `${year}-01-01`) return 0;
  if (through >= `${year}-12-31`) return 1;
  const { month, day } = partsOf(through);
  const first = `${through.slice(0, 7)}-01`;
  const gone = day - (1 - season.tetFactor) * (tetOn === null ? 0 : overlap(first, through, tetOn));
  const within = (season.daily[month - 1] ?? 0) * Math.max(0, gone);
  return (sum(weights.slice(0, month - 1)) + within) / all;
}

/** What a year brings in the end, if the rest goes as the season does; null while too little of it has gone by. */
export function projected(
  season: Season,
  { year, tetOn, received, through }: { year: number; tetOn: CivilDate | null; received: number; through: CivilDate },
): number | null {
  const share = shareDone(season, year, tetOn, through);
  return share < 0.03 ? null : Math.max(received, Math.round(received / share));
}

/** One line of the trial on past data: what would have been said at the end of a month, and what came. */
export interface Trial {
  readonly year: number;
  /** 1–12: the month at whose end the forecast was made. */
  readonly month: number;
  readonly forecast: number;
  readonly actual: number;
}

/** How the method would have done: each past year forecast at the end of each month, from the years before it alone. */
export function trials(years: readonly YearOfMonths[]): Trial[] {
  const whole = wholeYears(years);
  return whole.flatMap((year) => {
    const before = whole.filter((other) => other.year < year.year);
    const season = before.length < fewestYears - 1 ? null : seasonOf(before);
    if (season === null) return [];
    const actual = sum(year.months);
    return Array.from({ length: 12 }, (_, index) => {
      const received = sum(year.months.slice(0, index + 1));
      const through = lastDayOf(year.year, index + 1);
      const forecast = projected(season, { ...year, received, through });
      return forecast === null ? [] : [{ year: year.year, month: index + 1, forecast, actual }];
    }).flat();
  });
}

/**
 * How far off the method may be, as a part of its forecast: the worst of its past errors from this time of the year on,
 * more of it the fewer years it was tried on, and the chance that lies in what is still to come.
 */
export function errorMargin(past: readonly Trial[], monthsGone: number, rest: number, total: number): number {
  const triedYears = new Set(past.map(({ year }) => year)).size;
  if (triedYears === 0 || total <= 0) return Number.POSITIVE_INFINITY;
  const later = past.filter(({ month }) => month >= monthsGone);
  const worst = Math.max(0, ...later.map(({ forecast, actual }) => Math.abs(Math.log(actual / Math.max(1, forecast)))));
  // 1.28: eight times of ten, for a count that varies by chance alone.
  const chance = (1.28 * Math.sqrt(Math.max(0, rest))) / total;
  return Math.hypot(widened(worst, triedYears), chance);
}

/** A past error with the allowance for how few years it was seen in: twice as wide after one year, less after more. */
export function widened(error: number, triedYears: number): number {
  return error * (1 + 1 / triedYears);
}

export type NoForecast = "few_years" | "few_units" | "too_early" | "year_over";

export type Forecast =
  | { kind: "none"; because: NoForecast; have: number; need: number }
  | {
      kind: "told";
      total: number;
      low: number;
      high: number;
      received: number;
      through: CivilDate;
      basedOn: number[];
      tetFactor: number;
      trials: Trial[];
      /** Running totals to draw: the end of each month; received where it is over, expected where it is not. */
      course: { month: number; sum: number; expected: boolean }[];
    };

/** What may be said of the end of a year at the end of a day of it; when too little is held, which, and no number. */
export function forecastOf(
  past: readonly YearOfMonths[],
  now: { year: number; tetOn: CivilDate | null; months: readonly number[]; through: CivilDate },
): Forecast {
  const whole = wholeYears(past.filter(({ year }) => year < now.year));
  const none = (because: NoForecast, have: number, need: number): Forecast => ({ kind: "none", because, have, need });
  if (now.through >= `${now.year}-12-31`) return none("year_over", 0, 0);
  if (whole.length < fewestYears) return none("few_years", whole.length, fewestYears);
  const usual = mean(whole.map(({ months }) => sum(months)));
  if (usual < fewestUnitsAYear) return none("few_units", Math.round(usual), fewestUnitsAYear);
  const season = seasonOf(whole) as Season;
  const received = sum(now.months);
  const monthsGone = monthsOver(now.year, now.through);
  const total = projected(season, { ...now, received });
  if (total === null || monthsGone < 1 || received === 0) return none("too_early", monthsGone, 1);
  const past12 = trials(whole);
  const margin = errorMargin(past12, monthsGone, total - received, total);
  const share = shareDone(season, now.year, now.tetOn, now.through);
  let running = 0;
  const course = Array.from({ length: 12 }, (_, index) => {
    running += now.months[index] ?? 0;
    const expected = index + 1 > monthsGone;
    const upTo = shareDone(season, now.year, now.tetOn, lastDayOf(now.year, index + 1));
    const ahead = share < 1 ? received + ((total - received) * (upTo - share)) / (1 - share) : total;
    return { month: index + 1, sum: expected ? Math.round(ahead) : running, expected };
  });
  return {
    kind: "told",
    total,
    low: Math.max(received, Math.floor(total * Math.exp(-margin))),
    high: Math.ceil(total * Math.exp(margin)),
    received,
    through: now.through,
    basedOn: whole.map(({ year }) => year),
    tetFactor: season.tetFactor,
    trials: past12,
    course,
  };
}

/** Units a week and a month that still reach the target by 31 December, rounded up; null once the year is over. */
export function paceToReach(
  target: number,
  received: number,
  through: CivilDate,
): { remaining: number; daysLeft: number; perWeek: number; perMonth: number } | null {
  const daysLeft = daysBetween(through, `${through.slice(0, 4)}-12-31`);
  if (daysLeft <= 0) return null;
  const remaining = Math.max(0, target - received);
  const within = (days: number) => Math.ceil((remaining * Math.min(days, daysLeft)) / daysLeft);
  return { remaining, daysLeft, perWeek: within(7), perMonth: within(365 / 12) };
}

/** How many months of a year are over at the end of a day. */
function monthsOver(year: number, through: CivilDate): number {
  if (through < `${year}-01-01`) return 0;
  const { month } = partsOf(through);
  return through === lastDayOf(year, month) ? month : month - 1;
}

function dailyShares({ year, months, tetOn }: YearOfMonths, factor: number): number[] {
  const daily = months.map((units, index) => (units ?? 0) / weighedDays(year, index + 1, tetOn, factor));
  const all = sum(daily);
  return daily.map((units) => units / all);
}

function differenceOf(years: readonly number[][]): number {
  return sum(
    Array.from({ length: 12 }, (_, month) => {
      const shares = years.map((year) => year[month] ?? 0);
      const usual = mean(shares);
      return sum(shares.map((share) => (share - usual) ** 2));
    }),
  );
}

/** How many days from `from` to `to` lie around Tết. */
function overlap(from: CivilDate, to: CivilDate, tetOn: CivilDate): number {
  const first = addDays(tetOn, -aroundTet.before);
  const last = addDays(tetOn, aroundTet.after);
  const start = from > first ? from : first;
  const end = to < last ? to : last;
  return Math.max(0, daysBetween(start, end) + 1);
}

function lastDayOf(year: number, month: number): CivilDate {
  return `${year}-${String(month).padStart(2, "0")}-${daysInMonth(year, month)}`;
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
