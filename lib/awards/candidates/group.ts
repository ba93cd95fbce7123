const groupings = ["sex", "segment", "category", "unit"] as const;

/** One group of the balance, as an address names it. */
export interface CandidateGroup {
  readonly dimension: (typeof groupings)[number];
  readonly key: string;
}

/** The group an address asks for; null when it asks for none that there is. */
export function groupOf(by: string | undefined, key: string | undefined): CandidateGroup | null {
  const dimension = groupings.find((known) => known === by);
  return dimension && key && key.length <= 40 ? { dimension, key } : null;
}
