import { addDays, type CivilDate, daysInMonth } from "@/lib/core/time";

/** What is known of the months of one unit, by month ("2025-03"). */
export interface MemberMonths {
  readonly validFrom: CivilDate;
  /** The first day on which it was no more; null while it is. */
  readonly validTo: CivilDate | null;
  readonly official: ReadonlyMap<string, { readonly official: number; readonly reports: number }>;
  /** What its office said of months before the house. */
  readonly said: ReadonlyMap<string, number>;
}

/**
 * What a unit and those that have gone into it brought in a month; null where it is not known of each of them that was
 * there then: a sum that lacks one would bend the season. Each is told by its approved report, else by what it said, else
 * by its drives; a month without any after its first drive here brought nothing. What the unit of today said of a month
 * before it was there is meant for its whole ground, and stands unless all its predecessors reported.
 */
export function monthOfLineage(own: MemberMonths, predecessors: readonly MemberMonths[], month: string): number | null {
  const there = [own, ...predecessors].filter((member) => wasThere(member, month));
  const told = there.map((member) => ({
    units: knownOf(member, month, firstHere(member === own ? [own, ...predecessors] : [member])),
    byReport: (member.official.get(month)?.reports ?? 0) > 0,
  }));
  const saidOfWhole = wasThere(own, month) ? undefined : own.said.get(month);
  if (saidOfWhole !== undefined && !(told.length > 0 && told.every(({ byReport }) => byReport))) return saidOfWhole;
  if (told.length === 0) return null;
  return told.reduce<number | null>((sum, { units }) => (sum === null || units === null ? null : sum + units), 0);
}

function knownOf({ official, said }: MemberMonths, month: string, first: string): number | null {
  const here = official.get(month);
  if (here && here.reports > 0) return here.official;
  return said.get(month) ?? here?.official ?? (month > first ? 0 : null);
}

function firstHere(members: readonly MemberMonths[]): string {
  return members.flatMap(({ official }) => [...official.keys()]).sort()[0] ?? "9999-12";
}

function wasThere({ validFrom, validTo }: MemberMonths, month: string): boolean {
  const first = `${month}-01`;
  const last = addDays(first, daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))) - 1);
  return validFrom <= last && (validTo === null || validTo > first);
}
