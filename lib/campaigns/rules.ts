import { type CivilDate, daysBetween, yearOf } from "@/lib/core/time";
import { formatDate } from "@/lib/i18n/format";

/** An edition lasts a year at most. */
const longestDays = 366;

/** Why an edition may not have these days, or null. */
export type DaysRefusal = "ends_before_start" | "too_long" | "main_day_outside" | "not_in_year";

export function whyNotDays(edition: {
  year: number;
  startsOn: CivilDate;
  endsOn: CivilDate;
  mainOn: CivilDate | null;
}): DaysRefusal | null {
  const { year, startsOn, endsOn, mainOn } = edition;
  if (endsOn < startsOn) return "ends_before_start";
  if (daysBetween(startsOn, endsOn) + 1 > longestDays) return "too_long";
  if (year < yearOf(startsOn) || year > yearOf(endsOn)) return "not_in_year";
  if (mainOn !== null && (mainOn < startsOn || mainOn > endsOn)) return "main_day_outside";
  return null;
}

/** Where an edition's days come from, as somebody told it. */
export interface DaysSource {
  readonly decisionNumber: string | null;
  readonly decidedOn: CivilDate | null;
  readonly signatory: string | null;
  readonly address: string | null;
}

/** Why that is no source: a decision has number and day; the nation's days have a decision or an address. */
export function whyNotSource(
  source: DaysSource,
  { isNational }: { isNational: boolean },
): "decision_without_day" | "decision_without_number" | "source_missing" | null {
  if (source.decisionNumber !== null && source.decidedOn === null) return "decision_without_day";
  if (source.decisionNumber === null && (source.decidedOn !== null || source.signatory !== null))
    return "decision_without_number";
  return isNational && source.decisionNumber === null && source.address === null ? "source_missing" : null;
}

/** The same as one line, as the open API tells it; without a decision or address it is the office itself that says so. */
export function sourceLine(source: DaysSource, officeName: string): string {
  const decidedOn = source.decidedOn === null ? null : formatDate("vi", source.decidedOn);
  const decision = [source.decisionNumber, decidedOn, source.signatory].filter(Boolean).join(", ");
  return [decision, source.address].filter(Boolean).join("; ") || officeName;
}

/** A campaign's key is at most so long: what reads an address takes no longer one. */
export const campaignKeyMost = 60;

/** The key of a campaign in addresses: its unit's, and its short name without accents. */
export function campaignKey(unitId: string, shortKey: string, otherwise: string): string {
  const words = shortKey
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, campaignKeyMost - unitId.length - 1)
    .replace(/-+$/, "");
  return `${unitId.toLowerCase()}-${words || otherwise.slice(0, 8)}`;
}

/** The key of an edition: of its campaign and year. */
export const editionKey = (campaignId: string, year: number): string => `${campaignId}-${year}`;

/** What may be done to a campaign as a whole. */
export const campaignSteps = ["end", "reopen", "withdraw"] as const;
export type CampaignStep = (typeof campaignSteps)[number];

/** What the trail of a campaign tells. */
export const changeKinds = [
  "made",
  "edited",
  "ended",
  "reopened",
  "withdrawn",
  "edition_made",
  "edition_changed",
  "edition_withdrawn",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Does taking such a change back make a campaign or an edition disappear, or appear again? */
export const takesAway = (kind: ChangeKind): boolean =>
  kind === "made" || kind === "withdrawn" || kind === "edition_made" || kind === "edition_withdrawn";
