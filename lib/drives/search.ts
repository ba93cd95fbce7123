import { normalizeLine } from "@/lib/core/text";
import { addDays, type CivilDate, todayInVietnam, weekdayOf } from "@/lib/core/time";

/** The windows of time one may look through. */
export const searchWindows = ["7", "14", "30", "weekend", "all"] as const;
export type SearchWindow = (typeof searchWindows)[number];

const usualWindow: SearchWindow = "14";

/** What somebody looks for among the announced drives, as the address of the list says it. */
export interface DriveSearch {
  readonly province: string | null;
  readonly commune: string | null;
  readonly when: SearchWindow;
  /** A position to the nearest hundredth of a degree, about a kilometre: enough to sort by, too little to follow. */
  readonly near: { readonly lat: number; readonly lon: number } | null;
  readonly text: string;
  readonly page: number;
}

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads an address leniently: what makes no sense is left out, so an old or mangled link still finds something. */
export function readSearch(params: Params): DriveSearch {
  const one = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? normalizeLine(value) : "";
  };
  const province = /^\d{2}$/.test(one("province")) ? one("province") : null;
  return {
    province,
    commune: province !== null && /^\d{5}$/.test(one("commune")) ? one("commune") : null,
    when: searchWindows.find((known) => known === one("when")) ?? usualWindow,
    near: positionOf(one("lat"), one("lon")),
    text: one("q").slice(0, 80),
    page: /^[1-9]\d{0,3}$/.test(one("page")) ? Number(one("page")) : 1,
  };
}

function positionOf(latText: string, lonText: string): DriveSearch["near"] {
  const [lat, lon] = [Number.parseFloat(latText), Number.parseFloat(lonText)];
  if (!(lat >= 6 && lat <= 24 && lon >= 102 && lon <= 118)) return null;
  return { lat: hundredth(lat), lon: hundredth(lon) };
}

/** A coordinate to the nearest hundredth of a degree. */
export function hundredth(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}

/** The list's address for a search with some things changed; a change starts again at the first page. */
export function searchAddress(search: DriveSearch, changes: Partial<DriveSearch> = {}): string {
  const wanted = { ...search, page: 1, ...changes };
  const params = new URLSearchParams();
  if (wanted.province) params.set("province", wanted.province);
  if (wanted.province && wanted.commune) params.set("commune", wanted.commune);
  if (wanted.when !== usualWindow) params.set("when", wanted.when);
  if (wanted.text) params.set("q", wanted.text);
  if (wanted.near) {
    params.set("lat", String(wanted.near.lat));
    params.set("lon", String(wanted.near.lon));
  }
  if (wanted.page > 1) params.set("page", String(wanted.page));
  const query = params.toString();
  return query === "" ? "/" : `/?${query}`;
}

/** The days a window holds, seen from now: both ends count; `to` is null when there is no end. */
export function daysOfWindow(when: SearchWindow, now: Date): { from: CivilDate; to: CivilDate | null } {
  const today = todayInVietnam(now);
  if (when === "all") return { from: today, to: null };
  if (when !== "weekend") return { from: today, to: addDays(today, Number(when)) };
  const weekday = weekdayOf(today);
  return { from: weekday >= 6 ? today : addDays(today, 6 - weekday), to: addDays(today, 7 - weekday) };
}
