import { addDays, type CivilDate, civilDate, weekdayOf } from "@/lib/core/time";

type MonthDay = { month: number; day: number };
type Window = { start: MonthDay & { yearOffset: number }; end: MonthDay & { yearOffset: number } };

/**
 * When a recurring campaign is held: the default for a year that nobody has decided yet, as `date_rule` of the
 * reference file holds it. `fixed`: one day. `annual_window`: the same days each year. `relative_to_tet`: so many days
 * from Tết, perhaps beginning in the year before. `window_with_main_day`: days across the new year with a main Sunday.
 */
export type DateRule =
  | { kind: "fixed"; on: MonthDay; activity: Window | null }
  | { kind: "annual_window"; window: Window }
  | { kind: "relative_to_tet"; startOffsetDays: number; endOffsetDays: number }
  | { kind: "window_with_main_day"; window: Window; sundayNearestToTetOffsetDays: number };

/** The days of one edition. `activity` is the longer time of events around a single day, where there is one. */
export type EditionDates = {
  startsOn: CivilDate;
  endsOn: CivilDate;
  mainDayOn: CivilDate | null;
  activity: { startsOn: CivilDate; endsOn: CivilDate } | null;
};

/**
 * The days of a campaign's edition of `year` by its rule. `tetOn` is Tết of that year, null where the calendar does not
 * reach; a rule that needs it then has no answer (null) rather than a guess.
 */
export function editionDates(rule: DateRule, year: number, tetOn: CivilDate | null): EditionDates | null {
  switch (rule.kind) {
    case "fixed": {
      const day = dayOf(year, rule.on);
      const activity = rule.activity && datesOf(rule.activity, year);
      return { startsOn: day, endsOn: day, mainDayOn: day, activity };
    }
    case "annual_window":
      return { ...datesOf(rule.window, year), mainDayOn: null, activity: null };
    case "relative_to_tet":
      if (tetOn === null) return null;
      return {
        startsOn: addDays(tetOn, rule.startOffsetDays),
        endsOn: addDays(tetOn, rule.endOffsetDays),
        mainDayOn: null,
        activity: null,
      };
    case "window_with_main_day":
      if (tetOn === null) return null;
      return {
        ...datesOf(rule.window, year),
        mainDayOn: sundayNearest(addDays(tetOn, rule.sundayNearestToTetOffsetDays)),
        activity: null,
      };
  }
}

/** The Sunday nearest to a day: at most three days before or after it. */
export function sundayNearest(date: CivilDate): CivilDate {
  const sinceSunday = weekdayOf(date) % 7;
  return addDays(date, sinceSunday <= 3 ? -sinceSunday : 7 - sinceSunday);
}

function datesOf(window: Window, year: number): { startsOn: CivilDate; endsOn: CivilDate } {
  return {
    startsOn: dayOf(year + window.start.yearOffset, window.start),
    endsOn: dayOf(year + window.end.yearOffset, window.end),
  };
}

/** 29 February stands for the last day of February in a common year. */
function dayOf(year: number, { month, day }: MonthDay): CivilDate {
  const date = civilDate(year, month, day) ?? (month === 2 && day === 29 ? civilDate(year, 2, 28) : null);
  if (date === null) throw new RangeError("a date rule names a day that the calendar does not have");
  return date;
}
