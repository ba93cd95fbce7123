import { rateOf } from "./rules";
import type { Figure, Target } from "./schema";

/** Ways of counting in which one donation is one. Units may be 250 ml equivalents and are not compared with these. */
const countsDonations = new Set(["donations", "bags", "bags / people", "people", "donor turns"]);

/**
 * Whether two ways of counting may be divided by one another. What is recorded here is counted in donations and is
 * held against every target: one donation is one unit until a committee decides otherwise.
 */
export function mayCompare(countedIn: string, targetCountedIn: string): boolean {
  if (countedIn === "donations") return true;
  return countsDonations.has(countedIn) === countsDonations.has(targetCountedIn);
}

/** The received rate in per cent (one decimal, half up); null without a target or where the two are counted differently. */
export function comparableRate(
  received: number | null,
  countedIn: string | null,
  target: Pick<Target, "value" | "countedIn"> | null,
): number | null {
  if (received === null || countedIn === null || target === null || !mayCompare(countedIn, target.countedIn))
    return null;
  return rateOf(received, target.value);
}

/** Of several published figures the one to show first: marked as headline, else the latest, else the first printed. */
export function leadingFigure(figures: readonly Figure[]): Figure | null {
  const dayOf = (figure: Figure) =>
    figure.asOf ??
    figure.sources
      .map((source) => source.publishedOn ?? "")
      .sort()
      .at(-1) ??
    "";
  return (
    [...figures].sort(
      (a, b) => Number(b.headline) - Number(a.headline) || dayOf(b).localeCompare(dayOf(a)) || a.id.localeCompare(b.id),
    )[0] ?? null
  );
}

/** How many decimals a published rate was printed with. */
export function decimalsOf(value: number): number {
  return (String(value).split(".")[1] ?? "").length;
}
