import { todayInVietnam, yearOf } from "@/lib/core/time";

/** The year an address names, else this one. */
export function yearAsked(year: string | string[] | undefined): number {
  return typeof year === "string" && /^(19|20)\d{2}$/.test(year) ? Number(year) : yearOf(todayInVietnam(new Date()));
}

/** One word of an address. */
export const wordAsked = (word: string | string[] | undefined): string => (typeof word === "string" ? word : "");

export type TargetSearch = Record<string, string | string[] | undefined>;
