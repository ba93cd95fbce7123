import type { StoredRule } from "../schema";

/** A decision that rules stand on, as a paper names it among its grounds; what nobody has told is null. */
export interface Ground {
  readonly number: string;
  /** The day it was signed. */
  readonly on: string | null;
  /** Who issued it. */
  readonly by: string | null;
  /** What about: "ban hành Quy chế …". */
  readonly about: string | null;
}

type OfARule = Pick<StoredRule, "decisionNumber" | "decisionOn" | "decisionBy" | "decisionAbout">;

/** The decisions that rules stand on, each once with all that any of its rules tells of it; by day, undated ones last. */
export function groundsOf(rules: readonly OfARule[]): Ground[] {
  const known = new Map<string, Ground>();
  for (const { decisionNumber: number, decisionOn, decisionBy, decisionAbout } of rules) {
    if (number === null) continue;
    const told = known.get(number);
    known.set(number, {
      number,
      on: told?.on ?? decisionOn,
      by: told?.by ?? decisionBy,
      about: told?.about ?? decisionAbout,
    });
  }
  const last = "9999";
  return [...known.values()].sort(
    (a, b) => (a.on ?? last).localeCompare(b.on ?? last) || a.number.localeCompare(b.number, "vi"),
  );
}
