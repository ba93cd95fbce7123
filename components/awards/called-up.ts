import type { CeremonyGuest } from "@/lib/awards/honours/queries";

/** Somebody whom a ceremony calls up, each once, whatever they receive. */
export interface CalledUp {
  /** An honour of theirs that waits, or the first of those they have. */
  readonly id: string;
  readonly name: string;
  /** The honours meant: those that wait, or those they have. */
  readonly honours: readonly string[];
  /** Had every paper before the ceremony, by the ledger. */
  readonly received: boolean;
}

/** A ceremony's list by person, in the order of the call. */
export function calledUp(guests: readonly CeremonyGuest[]): CalledUp[] {
  const people = new Map<string, CeremonyGuest[]>();
  for (const guest of guests) people.set(guest.subjectId, [...(people.get(guest.subjectId) ?? []), guest]);
  return [...people.values()].flatMap((theirs) => {
    const waiting = theirs.filter(({ deliveredAt }) => deliveredAt === null);
    const meant = waiting.length > 0 ? waiting : theirs;
    const [first] = meant;
    if (!first) return [];
    const honours = meant.flatMap(({ honourName }) => honourName ?? []);
    return [{ id: first.id, name: first.name, honours, received: waiting.length === 0 }];
  });
}
