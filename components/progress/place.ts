import type { CivilDate } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

/** Where a dashboard stands: the public pages or the staff's, the language, the year, and what day it is. */
export interface Place {
  base: "/progress" | "/staff/progress";
  locale: Locale;
  year: number;
  today: CivilDate;
}

/** A place whose year may still be a blank to be filled in. */
type AnyYear = Omit<Place, "year"> & { year: number | string };

/** The nation's page of a year. */
export function nationHref({ base, locale, year }: Place): string {
  return localizedPath(locale, `${base}?year=${year}`);
}

/** A province's or ministry's page of the same year. */
export function unitHref({ base, locale, year }: Place, code: string): string {
  return localizedPath(locale, `${base}/units/${code}?year=${year}`);
}

/** A campaign's page of the same year, within a unit when one is named. */
export function campaignHref({ base, locale, year }: AnyYear, id: string, unitCode?: string): string {
  const within = unitCode && unitCode !== "VN" ? `&unit=${unitCode}` : "";
  return localizedPath(locale, `${base}/campaigns/${id}?year=${year}${within}`);
}

/** A name in the reader's language. */
export function nameOf(locale: Locale, named: { name: string; nameEn: string }): string {
  return locale === "en" ? named.nameEn : named.name;
}

/** What stands before and after the part by which the addresses of a list differ, so that a page says it once. */
export function addressAround(href: (part: string) => string): readonly [before: string, after: string] {
  const [before = "", after = ""] = href("{}").split("{}");
  return [before, after];
}
