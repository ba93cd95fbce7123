import type { CivilDate } from "@/lib/core/time";

/** What a candidate's place in the order of a list rests on; all null where a rule counts nothing. */
export interface Standing {
  readonly id: string;
  /** What the rule counts: donations, people brought, percent, years. */
  readonly shown: number | null;
  /** Whole years since the first donation, or the first drive held. */
  readonly years: number | null;
  readonly lastOn: CivilDate | null;
}

export interface Ranked extends Standing {
  /** From 1; equals share one number and the next is left out, as in sport. Null where there is nothing to order by. */
  readonly rank: number | null;
  /** How many share it. */
  readonly alike: number;
}

/**
 * The order of the candidates of one rule said once more, in another language: more counted, then longer, then later the
 * last time. The list's own statement (`rankedCandidates`) is held to it.
 */
export function ranked(standings: readonly Standing[]): Ranked[] {
  const known = standings.filter(({ shown }) => shown !== null).sort(before);
  const alike = new Map<string, number>();
  for (const one of known) alike.set(sameness(one), (alike.get(sameness(one)) ?? 0) + 1);
  let rank = 0;
  return [
    ...known.map((one, index) => {
      const previous = known[index - 1];
      if (!previous || sameness(previous) !== sameness(one)) rank = index + 1;
      return { ...one, rank, alike: alike.get(sameness(one)) ?? 1 };
    }),
    ...standings.filter(({ shown }) => shown === null).map((one) => ({ ...one, rank: null, alike: 1 })),
  ];
}

const sameness = ({ shown, years, lastOn }: Standing) => `${shown} ${years} ${lastOn}`;

function before(a: Standing, b: Standing): number {
  return (
    (b.shown ?? 0) - (a.shown ?? 0) ||
    (b.years ?? -1) - (a.years ?? -1) ||
    (b.lastOn ?? "").localeCompare(a.lastOn ?? "") ||
    a.id.localeCompare(b.id)
  );
}
