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

/** The nation's page of a year. */
export function nationHref({ base, locale, year }: Place): string {
  return localizedPath(locale, `${base}?year=${year}`);
}

/** A province's or ministry's page of the same year. */
export function unitHref({ base, locale, year }: Place, code: string): string {
  return localizedPath(locale, `${base}/units/${code}?year=${year}`);
}

/** A campaign's page of the same year, within a unit when one is named. */
export function campaignHref({ base, locale, year }: Place, id: string, unitCode?: string): string {
  const within = unitCode && unitCode !== "VN" ? `&unit=${unitCode}` : "";
  return localizedPath(locale, `${base}/campaigns/${id}?year=${year}${within}`);
}

/** A name in the reader's language. */
export function nameOf(locale: Locale, named: { name: string; nameEn: string }): string {
  return locale === "en" ? named.nameEn : named.name;
}

/** What stands before and after a unit's code in the address of its page. */
export function unitLink(place: Place): readonly [before: string, after: string] {
  const [before = "", after = ""] = unitHref(place, "{code}").split("{code}");
  return [before, after];
}

/** What stands before and after a unit's code in the address of a campaign's page within that unit. */
export function campaignLink(place: Place, id: string): readonly [before: string, after: string] {
  const [before = "", after = ""] = campaignHref(place, id, "{code}").split("{code}");
  return [before, after];
}
