import { isOfFew, keptBack } from "@/lib/core/few";
import type { Progress } from "../schema";
import type { BreakdownSlice } from "./queries";

/** The slices whose counts are not told: those of few, and as many beside them as it takes to tell none of them. */
export function keptSlices(slices: readonly BreakdownSlice[]): ReadonlySet<BreakdownSlice> {
  return new Set(
    [...new Set(slices.map(({ part }) => part))].flatMap((part) => {
      const own = slices.filter((slice) => slice.part === part);
      const isKept = keptBack(own.map(({ donations }) => donations));
      return own.filter((_, at) => isKept[at]);
    }),
  );
}

/** Which slices a share is the sum of. */
const sums = {
  voluntary: ({ part, key }: BreakdownSlice) => part === "kind" && key === "voluntary",
  repeat: ({ part, key }: BreakdownSlice) => part === "first_time" && key === "repeat",
  firstTime: ({ part, key }: BreakdownSlice) => part === "first_time" && key === "first",
  atLeast350Ml: ({ part, key }: BreakdownSlice) => part === "volume" && Number(key) >= 350,
} as const;
const partOf = { voluntary: "kind", repeat: "first_time", firstTime: "first_time", atLeast350Ml: "volume" } as const;

type Shares = Pick<Progress, keyof typeof sums | "recorded">;

/**
 * A board's shares as its table of slices allows: a share gives its count away, and with it what the table keeps back,
 * unless all that is kept back lies on one side of it. Where no slices stand beside it, a side of few keeps it back.
 */
export function withoutKeptShares<P extends Shares>(
  progress: P,
  slices: readonly BreakdownSlice[],
): P & { keptShares: ReadonlySet<string> } {
  const kept = keptSlices(slices);
  const keptShares = new Set<string>();
  const shareOf = <M extends { computed: number | null }>(word: keyof typeof sums, measure: M): M => {
    const own = slices.filter(({ part }) => part === partOf[word]);
    const inside = own.filter((slice) => kept.has(slice) && sums[word](slice)).length;
    const all = own.filter((slice) => kept.has(slice)).length;
    const { recorded } = progress;
    const few = recorded !== null && (isOfFew(recorded[word]) || isOfFew(recorded.donations - recorded[word]));
    const isTold = own.length > 0 ? inside === 0 || inside === all : !few;
    if (isTold || measure.computed === null) return measure;
    keptShares.add(word);
    return { ...measure, computed: null };
  };
  return {
    ...progress,
    voluntary: shareOf("voluntary", progress.voluntary),
    repeat: shareOf("repeat", progress.repeat),
    firstTime: shareOf("firstTime", progress.firstTime),
    atLeast350Ml: shareOf("atLeast350Ml", progress.atLeast350Ml),
    keptShares,
  };
}
