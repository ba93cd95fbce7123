import { addDays, type CivilDate, daysBetween, yearOf } from "@/lib/core/time";

/** The two times of the year in which blood runs short. */
export const pushSeasons = ["tet", "summer"] as const;
export type PushSeason = (typeof pushSeasons)[number];

/** A plan looks ahead twelve weeks at most: what lies further is not yet a matter of calling communes. */
const longestDays = 84;

/**
 * The days a push plan is about: from eight weeks before Tết to a fortnight after it; June to August. What has gone by
 * is left out, and twelve weeks are the most. `tetDays` are the first days of lunar years; null when none lies ahead.
 */
export function seasonAhead(
  season: PushSeason,
  today: CivilDate,
  tetDays: readonly CivilDate[],
): { from: CivilDate; to: CivilDate } | null {
  const tomorrow = addDays(today, 1);
  if (season === "tet") {
    const tetOn = [...tetDays].sort().find((day) => addDays(day, 14) > tomorrow);
    return tetOn ? clipped(addDays(tetOn, -56), addDays(tetOn, 14), tomorrow) : null;
  }
  const year = today < `${yearOf(today)}-08-31` ? yearOf(today) : yearOf(today) + 1;
  return clipped(`${year}-06-01`, `${year}-08-31`, tomorrow);
}

function clipped(from: CivilDate, to: CivilDate, tomorrow: CivilDate): { from: CivilDate; to: CivilDate } {
  const start = from > tomorrow ? from : tomorrow;
  const last = addDays(start, longestDays - 1);
  return { from: start, to: to < last ? to : last };
}

/** What lies between what is needed in the time ahead and what the drives already announced should bring. */
export function gapOf(facts: {
  /** What the year still lacks; null without a target. */
  remaining: number | null;
  daysLeftInYear: number;
  /** A usual day's part of the target, for days beyond the year. */
  targetPerDay: number;
  from: CivilDate;
  to: CivilDate;
  today: CivilDate;
  announcedUnits: number;
  /** What drives brought of what they had planned, lately. */
  yieldRate: number;
}): { needed: number; expected: number; gap: number } {
  const lastOfYear = `${yearOf(facts.today)}-12-31`;
  const within = Math.max(0, daysBetween(facts.from, facts.to < lastOfYear ? facts.to : lastOfYear) + 1);
  const beyond = daysBetween(facts.from, facts.to) + 1 - within;
  const perDay = facts.remaining === null || facts.daysLeftInYear <= 0 ? 0 : facts.remaining / facts.daysLeftInYear;
  const needed = Math.ceil(perDay * within + facts.targetPerDay * beyond);
  const expected = Math.round(facts.announcedUnits * facts.yieldRate);
  return { needed, expected, gap: Math.max(0, needed - expected) };
}

/** A commune that might hold a drive. */
export interface PushCandidate {
  readonly id: string;
  /** Drives in the last two years, and what one of them brought on average. */
  readonly drives: number;
  readonly unitsPerDrive: number;
  readonly lastOn: CivilDate | null;
  /** Drives already announced within the time the plan is about. */
  readonly announced: number;
}

export interface PushPart {
  readonly id: string;
  readonly drives: number;
  readonly units: number;
}

/** A plan of more communes than this is nobody's plan. */
export const mostParts = 40;

/**
 * Which communes to ask for how many drives so that the gap is closed: first those that know how to and have longest
 * not, one drive each; those with a drive announced only after the others; those that never held one at last, with what
 * a usual drive brings here. As few as close the gap.
 */
export function suggestPush(gap: number, candidates: readonly PushCandidate[], usualUnits: number): PushPart[] {
  const order = [...candidates].sort(
    (a, b) =>
      Number(a.drives === 0) - Number(b.drives === 0) ||
      a.announced - b.announced ||
      (a.lastOn ?? "").localeCompare(b.lastOn ?? "") ||
      b.unitsPerDrive - a.unitsPerDrive ||
      a.id.localeCompare(b.id),
  );
  const parts: PushPart[] = [];
  let left = gap;
  for (const commune of order) {
    if (left <= 0 || parts.length === mostParts) break;
    const units = Math.max(1, Math.round(commune.drives > 0 ? commune.unitsPerDrive : usualUnits));
    parts.push({ id: commune.id, drives: 1, units });
    left -= units;
  }
  return parts;
}

/** How a plan is kept: of the drives and units it wants, how many there were. */
export function keptTo({
  parts,
  received,
}: {
  parts: readonly { drives: number; units: number; held: number }[];
  /** Null where it is kept back. */
  received: number | null;
}) {
  const add = (of: (part: (typeof parts)[number]) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  return {
    drives: add(({ drives }) => drives),
    units: add(({ units }) => units),
    /** More drives in one commune do not make up for none in another. */
    held: add(({ drives, held }) => Math.min(drives, held)),
    received,
  };
}
