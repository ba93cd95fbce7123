import { done, type Outcome, refused } from "@/lib/core/outcome";

export type NumberRefusal = "number_empty" | "number_malformed" | "number_not_whole";

/**
 * Reads a measured number as it is typed in Viet Nam or elsewhere: `52,4`, `52.4`, ` 52 `, `1.748,5`, `1,748.5`. One
 * separator alone is the decimal one (a weight of `52.400` is 52.4 kg); of two kinds the last is. Repeated groups of
 * three (`1.748.935`) are thousands. No exponent, no sign but minus.
 */
export function parseDecimal(text: string): Outcome<number, NumberRefusal> {
  const typed = tidy(text);
  if (typed === "") return refused("number_empty");
  const plain = plainDecimal(typed);
  return plain === null ? refused("number_malformed") : done(Number(plain));
}

/**
 * Reads a count: `1748935`, `1.748.935`, `1,748,935`, `1 748 935`, and `1.748`, which for a count can only mean
 * thousands. A fraction is refused.
 */
export function parseWhole(text: string): Outcome<number, NumberRefusal> {
  const typed = tidy(text);
  if (typed === "") return refused("number_empty");
  if (/^-?\d+$/.test(typed) || /^-?\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(typed)) {
    const value = Number(typed.replace(/[.,]/g, ""));
    return Number.isSafeInteger(value) ? done(value) : refused("number_malformed");
  }
  return plainDecimal(typed) === null ? refused("number_malformed") : refused("number_not_whole");
}

function tidy(text: string): string {
  return text
    .normalize("NFKC")
    .trim()
    .replace(/(?<=\d)\s(?=\d{3}(?!\d))/g, "")
    .replace(/^[\u2212\u2013]/, "-");
}

function plainDecimal(typed: string): string | null {
  if (/^-?\d+([.,]\d*)?$/.test(typed) || /^-?[.,]\d+$/.test(typed)) return typed.replace(",", ".").replace(/\.$/, "");
  if (/^-?\d{1,3}(\.\d{3}){2,}$/.test(typed) || /^-?\d{1,3}(,\d{3}){2,}$/.test(typed))
    return typed.replace(/[.,]/g, "");
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(typed)) return typed.replace(/\./g, "").replace(",", ".");
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(typed)) return typed.replace(/,/g, "");
  return null;
}

/**
 * Rounds half up (away from zero) to `decimals` places, as reports in Viet Nam do, and as it reads: 1.005 gives 1.01
 * though the nearest binary number lies below it.
 */
export function roundHalfUp(value: number, decimals = 0): number {
  if (!Number.isFinite(value)) throw new RangeError("not a finite number");
  const [digits = "0", exponent = "0"] = Math.abs(value).toString().split("e");
  const scaled = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  if (scaled >= Number.MAX_SAFE_INTEGER) return value;
  const rounded = Number(`${scaled}e${-decimals}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/**
 * `part` as a percentage of `whole`, rounded half up to `decimals` places (one, as the dashboards show); exact for
 * whole numbers of any size. Null when there is nothing to divide by: no plan is not a plan of zero per cent.
 */
export function percentOf(part: number, whole: number | null, decimals = 1): number | null {
  return percent(part, whole, decimals, 1n);
}

/** Like {@link percentOf} but cut off, not rounded: some published rates are (1,748,935 of 1,850,000 as 94 %). */
export function percentOfTruncated(part: number, whole: number | null, decimals = 1): number | null {
  return percent(part, whole, decimals, 0n);
}

function percent(part: number, whole: number | null, decimals: number, half: 0n | 1n): number | null {
  if (whole === null || whole <= 0 || !Number.isFinite(part)) return null;
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(whole)) {
    const exact = (part / whole) * 100;
    return half ? roundHalfUp(exact, decimals) : Math.trunc(exact * 10 ** decimals) / 10 ** decimals;
  }
  const numerator = BigInt(Math.abs(part)) * 100n * 10n ** BigInt(decimals);
  const divisor = BigInt(whole);
  const scaled = (2n * numerator + half * divisor) / (2n * divisor);
  return (Math.sign(part) || 1) * Number(`${scaled}e${-decimals}`);
}

/** `part` per thousand of `whole`, rounded half up; the world compares donations per 1,000 people. */
export function perThousand(part: number, whole: number | null, decimals = 1): number | null {
  return whole === null ? null : percentOf(part * 10, whole, decimals);
}

/**
 * Which plans could lie behind a published rate: every whole plan p for which `received` / p, rounded half up to the
 * `decimals` that were printed, reads `publishedPercent`. 338,298 at 107 % means 314,696 to 317,650. `mid` is
 * received / rate itself. Null when the rate is zero or below, since then any plan would do.
 * A derived range, never a plan: label it as implied wherever it is shown.
 */
export function impliedPlanRange(
  received: number,
  publishedPercent: number,
  decimals: number,
): { min: number; max: number; mid: number } | null {
  if (!Number.isSafeInteger(received) || received <= 0 || !(publishedPercent > 0)) return null;
  const rate = BigInt(roundHalfUp(publishedPercent * 10 ** decimals));
  if (rate < 1n) return null;
  const doubled = 200n * BigInt(received) * 10n ** BigInt(decimals);
  return {
    min: Number(doubled / (2n * rate + 1n)) + 1,
    max: Number(doubled / (2n * rate - 1n)),
    mid: Number((doubled + rate) / (2n * rate)),
  };
}
