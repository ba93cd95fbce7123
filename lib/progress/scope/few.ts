import { isOfFew, keptBack } from "@/lib/core/few";

/**
 * Which official counts of small places are kept back: those of few; those of which the recorded count is kept back, since
 * the sum of what was recorded is public; and those that a report makes more by few, since these follow from both.
 */
export function keptBackOfficial(counts: readonly { official: number; recorded: number }[]): boolean[] {
  const official = keptBack(counts.map((one) => one.official));
  const recorded = keptBack(counts.map((one) => one.recorded));
  return counts.map((one, at) => {
    const isKept = official[at] === true || recorded[at] === true;
    return isKept || isOfFew(Math.abs(one.official - one.recorded));
  });
}
