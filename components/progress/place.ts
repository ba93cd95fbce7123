import type { CivilDate } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

/** Where a dashboard stands: the public pages or the staff's, the language, the year, and what day it is. */
export interface Place {
  base: "/progress" | "/staff/progress";
  locale: Locale;
  year: number;
  /** The year shown because the address names none; links to it name none either. Null where the address names one. */
  impliedYear: number | null;
  today: CivilDate;
  /** The earlier day that is replayed, as the address names it. */
  asOf?: CivilDate | null;
  /** What was typed as that day and is none that can be replayed, with why. */
  wrongDay?: { typed: string; why: "malformed" | "impossible" | "ahead" } | null;
}

/** A place whose year may still be a blank to be filled in. */
type AnyYear = Omit<Place, "year"> & { year: number | string };

/** The nation's page of a year. */
export function nationHref(place: Place): string {
  return localizedPath(place.locale, `${place.base}${query(place)}`);
}

/** A province's or ministry's page of the same year. */
export function unitHref(place: Place, code: string): string {
  return localizedPath(place.locale, `${place.base}/units/${code}${query(place)}`);
}

/** A campaign's page of the same year, within a unit when one is named. */
export function campaignHref(place: AnyYear, id: string, unitCode?: string): string {
  const within = unitCode && unitCode !== "VN" ? `unit=${unitCode}` : "";
  return localizedPath(place.locale, `${place.base}/campaigns/${id}${query(place, within)}`);
}

/** The page itself, as it is asked for. */
export function hereHref(
  place: Place,
  { unit, campaign }: { unit: { code: string; kind: string }; campaign: { id: string } | null },
): string {
  if (campaign) return campaignHref(place, campaign.id, unit.code);
  return unit.kind === "nation" ? nationHref(place) : unitHref(place, unit.code);
}

function query({ year, impliedYear, asOf }: AnyYear, more = ""): string {
  const asked = [year === impliedYear ? "" : `year=${year}`, more, asOf ? `asOf=${asOf}` : ""]
    .filter(Boolean)
    .join("&");
  return asked ? `?${asked}` : "";
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
