import { percentOf } from "@/lib/core/numbers";
import { done, type Outcome, refused } from "@/lib/core/outcome";

/** One part of a whole: what it is to have, and whether helpers leave it alone. */
export interface SplitPart {
  readonly key: string;
  readonly value: number | null;
  readonly locked: boolean;
}

export type ShareRefusal = "locked_exceed_whole" | "nothing_to_share_by";

/**
 * Shares a whole over its parts in proportion to weights: locked parts keep what they have, the rest is divided by the
 * largest remainder, so that the parts are whole numbers and add up to the whole exactly. Of two unlocked parts the one
 * with the larger weight never gets less; equal remainders go to the part that comes first. A part without a weight
 * (null or 0) gets nothing: its field stays empty for a person to fill.
 */
export function shareBy(
  whole: number,
  parts: readonly SplitPart[],
  weightOf: (key: string) => number | null,
): Outcome<Map<string, number | null>, ShareRefusal> {
  const kept = parts.filter((part) => part.locked && part.value !== null);
  const rest = whole - kept.reduce((sum, part) => sum + (part.value ?? 0), 0);
  if (rest < 0) return refused("locked_exceed_whole");
  const free = parts
    .filter((part) => !part.locked)
    .map((part) => ({ key: part.key, weight: Math.max(0, weightOf(part.key) ?? 0) }));
  const total = free.reduce((sum, part) => sum + part.weight, 0);
  if (total <= 0) return refused("nothing_to_share_by");
  const shares = free.map(({ key, weight }) => {
    const exact = (rest * weight) / total;
    return { key, weight, value: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  let left = rest - shares.reduce((sum, share) => sum + share.value, 0);
  // The sort is stable: among equal remainders the larger weight, then the earlier part.
  for (const share of [...shares].sort((a, b) => b.remainder - a.remainder || b.weight - a.weight)) {
    if (left <= 0) break;
    if (share.weight === 0) continue;
    share.value += 1;
    left -= 1;
  }
  const given = new Map<string, number | null>(parts.map((part) => [part.key, part.value]));
  for (const { key, value, weight } of shares) given.set(key, weight === 0 ? null : value);
  return done(given);
}

/**
 * Gives each part that is not locked what its unit proposed. A locked part keeps what it has, and so does one that
 * proposed nothing. The whole is not asked: what the units propose together is for a person to weigh against it.
 */
export function takeProposed(
  parts: readonly SplitPart[],
  proposedBy: (key: string) => number | null,
): Map<string, number | null> {
  return new Map(
    parts.map((part) => [part.key, part.locked ? part.value : (proposedBy(part.key) ?? part.value)] as const),
  );
}

/** What the parts add up to beside the whole: `difference` is above zero when they exceed it. */
export function sumOf(whole: number, parts: readonly Pick<SplitPart, "value">[]) {
  const sum = parts.reduce((total, part) => total + (part.value ?? 0), 0);
  return { sum, difference: sum - whole, missing: parts.filter((part) => part.value === null).length };
}

export type PartsRefusal = "parts_missing" | "parts_exceed_whole" | "parts_fall_short";

/** A split may be submitted and decided only when every part is told and all together are the whole. */
export function whyNotAgreeing(
  whole: number,
  parts: readonly Pick<SplitPart, "value">[],
): { refusal: PartsRefusal; facts: { sum: number; whole: number; difference: number; missing: number } } | null {
  const { sum, difference, missing } = sumOf(whole, parts);
  const facts = { sum, whole, difference: Math.abs(difference), missing };
  if (difference > 0) return { refusal: "parts_exceed_whole", facts };
  if (missing > 0) return { refusal: "parts_missing", facts };
  return difference < 0 ? { refusal: "parts_fall_short", facts } : null;
}

/** From how many per cent of change against last year a part is worth a second look. */
export const ODD_JUMP_PERCENT = 30;

/** The change against last year in per cent, one decimal; null where last year is not known. */
export function changeAgainst(value: number | null, lastYear: number | null): number | null {
  return value === null || lastYear === null || lastYear <= 0 ? null : percentOf(value - lastYear, lastYear, 1);
}

/** Is a change so large that somebody should look at it again? A warning, never a refusal. */
export function isOddJump(value: number | null, lastYear: number | null): boolean {
  if (value === null || lastYear === null || lastYear <= 0) return false;
  return Math.abs(value - lastYear) * 100 > lastYear * ODD_JUMP_PERCENT;
}
