import { FEWEST_TOLD, isFew } from "@/lib/core/few";
import type { ProductChannel } from "@/lib/outreach/rules";
import { sumKnown } from "../rules";

/** Outreach as one hand tells it: null where it says nothing of a line. */
export interface OutreachLines {
  readonly sessions: number | null;
  readonly people: number | null;
  readonly products: Partial<Record<ProductChannel, number>>;
}

/** A unit's month: what its log holds, and what its approved report states where there is one. */
export interface OutreachMonth {
  readonly unitId: string;
  /** "YYYY-MM". */
  readonly month: string;
  readonly logged: OutreachLines | null;
  readonly reported: OutreachLines | null;
  readonly isFinal: boolean;
  readonly isDemo: boolean;
}

export interface OutreachSum {
  readonly sessions: number | null;
  readonly mediaProducts: number | null;
  readonly people: number | null;
}

const hasProducts = ({ products }: OutreachLines) => Object.keys(products).length > 0;

/**
 * What is official of a unit's month: each line of its approved report, and what the log holds of a line the report
 * leaves open. The two are never added.
 */
export function officialLines({ logged, reported }: OutreachMonth): OutreachLines {
  return {
    sessions: reported?.sessions ?? logged?.sessions ?? null,
    people: reported?.people ?? logged?.people ?? null,
    products: reported && hasProducts(reported) ? reported.products : (logged?.products ?? {}),
  };
}

/** The sum of several; null where none of them says anything of a line. */
export function outreachSum(lines: readonly OutreachLines[]): OutreachSum {
  const products = lines.filter(hasProducts).flatMap((line) => Object.values(line.products));
  return {
    sessions: sumKnown(lines.map(({ sessions }) => sessions)).sum,
    mediaProducts: sumKnown(products).sum,
    people: sumKnown(lines.map(({ people }) => people)).sum,
  };
}

/** Media products by channel, the most first. */
export function productsByChannel(lines: readonly OutreachLines[]): { channel: ProductChannel; quantity: number }[] {
  const sums = new Map<ProductChannel, number>();
  for (const { products } of lines)
    for (const [channel, quantity] of Object.entries(products) as [ProductChannel, number][])
      sums.set(channel, (sums.get(channel) ?? 0) + quantity);
  return [...sums]
    .map(([channel, quantity]) => ({ channel, quantity }))
    .sort((a, b) => b.quantity - a.quantity || (a.channel < b.channel ? -1 : 1));
}

/** Where the figures of months are from. */
export function outreachBasis(months: readonly OutreachMonth[]): "reported" | "recorded" | "none" {
  if (months.some(({ reported }) => reported !== null)) return "reported";
  return months.length > 0 ? "recorded" : "none";
}

/** What is told of a commune: a talk that reached one to four people says only that they were few. */
export function withoutFewReached<S extends OutreachSum>(sum: S): S & { fewerThan: typeof FEWEST_TOLD | null } {
  return sum.people !== null && sum.people > 0 && isFew(sum.people)
    ? { ...sum, people: null, fewerThan: FEWEST_TOLD }
    : { ...sum, fewerThan: null };
}
