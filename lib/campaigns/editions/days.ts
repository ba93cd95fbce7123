import { type DaysRefusal, type DaysSource, whyNotDays, whyNotSource } from "../rules";

interface Given {
  year: number;
  startsOn: string;
  endsOn: string;
  mainOn?: string | undefined;
  decisionNumber?: string | undefined;
  decidedOn?: string | undefined;
  signatory?: string | undefined;
  address?: string | undefined;
  note?: string | undefined;
}

/** The days of an edition and their source as columns: what was left out is null. */
export function daysOf(given: Given): DaysSource & {
  startsOn: string;
  endsOn: string;
  mainOn: string | null;
  note: string | null;
} {
  return {
    startsOn: given.startsOn,
    endsOn: given.endsOn,
    mainOn: given.mainOn ?? null,
    decisionNumber: given.decisionNumber ?? null,
    decidedOn: given.decidedOn ?? null,
    signatory: given.signatory ?? null,
    address: given.address ?? null,
    note: given.note ?? null,
  };
}

export type DaysWhyNot = DaysRefusal | NonNullable<ReturnType<typeof whyNotSource>>;

/** Why an edition may not have these days from this source, or null. */
export function whyNotDated(given: Given, of: { isNational: boolean }): DaysWhyNot | null {
  const days = daysOf(given);
  return whyNotDays({ year: given.year, ...days }) ?? whyNotSource(days, of);
}
