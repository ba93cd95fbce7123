import { numberIn, unpacked } from "@/components/ui/packed";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { RATE_CLASSES, rateClassOf, type Standing } from "@/lib/progress/rules";

/** How a unit may stand, in the order in which a packed row numbers it. */
export const STANDINGS = ["met", "on_plan", "watch", "behind"] as const satisfies readonly Standing[];

/** What stands before and after a unit's code in the address of its page. */
export type RankLink = readonly [before: string, after: string];

/** A unit as the ranking and the map draw it. */
export interface RankRow {
  code: string;
  name: string;
  /** Its place by rate; equal rates share one. */
  rank: number | null;
  /** Length of its bar in per cent of the track. */
  bar: number | null;
  received: string;
  rate: string;
  standing: (typeof STANDINGS)[number] | null;
  /** Its class on the map. */
  colour: number | "x";
  isPublishedRate: boolean;
}

/**
 * The ranking out of its packed rows, which stand in their order already: code, received, rate, number of the standing,
 * "°" when the rate is printed and not worked out, and the name where `names` does not tell it.
 */
export function readRanking(
  locale: Locale,
  packedRows: string,
  names: ReadonlyMap<string, string> = new Map(),
): { rows: RankRow[]; isRated: boolean; tick: number } {
  const cells = unpacked(packedRows).map(([code = "", received, rate, standing, published, name]) => ({
    code,
    name: name || (names.get(code) ?? code),
    received: numberIn(received),
    rate: numberIn(rate),
    standing: STANDINGS[numberIn(standing) ?? -1] ?? null,
    isPublishedRate: published === "°",
  }));
  const isRated = cells.some(({ rate }) => rate !== null);
  const widest = Math.max(115, ...cells.map(({ rate }) => rate ?? 0));
  const most = Math.max(1, ...cells.map(({ received }) => received ?? 0));
  const rows = cells.map(({ received, rate, ...cell }) => {
    const bar = isRated ? (rate === null ? null : (rate / widest) * 100) : ((received ?? 0) / most) * 100;
    return {
      ...cell,
      rank: rate === null ? null : cells.findIndex((other) => other.rate === rate) + 1,
      bar: bar === null ? null : Math.round(bar * 10) / 10,
      received: received === null ? "–" : formatNumber(locale, received),
      rate: rate === null ? "–" : formatPercent(locale, rate) + (cell.isPublishedRate ? "°" : ""),
      colour: colourOf(rate),
    };
  });
  return { rows, isRated, tick: isRated ? Math.round((100 / widest) * 1000) / 10 : -999 };
}

function colourOf(rate: number | null): number | "x" {
  const word = rateClassOf(rate);
  return word === null ? "x" : RATE_CLASSES.findIndex((one) => one.word === word);
}
