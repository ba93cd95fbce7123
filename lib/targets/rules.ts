import { parseDecimal, parseWhole } from "@/lib/core/numbers";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { type CivilDate, yearOf } from "@/lib/core/time";

/**
 * The life of a target: a unit proposes it, or the level above assigns it; people comment; a named meeting agrees; a
 * signed decision puts it in force; a later decision adjusts it from a day on. What is only wanted is never counted.
 */

export const periods = ["year", "h1", "h2", "campaign"] as const;
export type TargetPeriod = (typeof periods)[number];
export const isPeriod = (word: unknown): word is TargetPeriod => periods.some((one) => one === word);

/** What a target counts. `units` are donations or 250 ml equivalents, as its counting basis says. */
export const metrics = [
  "units",
  "registered",
  "pct_voluntary",
  "pct_repeat",
  "pct_of_population",
  "pct_of_body",
] as const;
export type TargetMetric = (typeof metrics)[number];

/** How what is received is counted against a target: one donation is one, or each 250 ml is one. */
export const countingBases = ["donations", "units_250ml"] as const;
export type CountingBasis = (typeof countingBases)[number];

/** On which basis a metric is counted: only units leave a choice. */
export function basisOf(metric: TargetMetric, chosen: CountingBasis): CountingBasis | "people" | "percent" {
  if (metric === "units") return chosen;
  return metric === "registered" ? "people" : "percent";
}

export const isRate = (metric: TargetMetric): boolean => metric.startsWith("pct");

export const proposalStates = ["draft", "proposed", "assigned", "agreed", "decided", "replaced", "withdrawn"] as const;
export type ProposalState = (typeof proposalStates)[number];

/** Does it still wait for somebody? */
export const isOpen = (state: ProposalState): boolean => !["decided", "replaced", "withdrawn"].includes(state);

/** Sent to somebody, and not answered yet: what a split of the level above answers, and a decision signs. A draft is its writer's. */
export const sentStates = ["proposed", "assigned", "agreed"] as const;
export const isSent = (state: ProposalState): boolean => sentStates.some((one) => one === state);

/** Steps of a proposal besides agreeing and deciding, which take a meeting and a signed paper. */
export const proposalSteps = ["propose", "assign", "return", "withdraw"] as const;
export type ProposalStep = (typeof proposalSteps)[number];

export type StepRefusal =
  | "already_decided"
  | "replaced_meanwhile"
  | "withdrawn_meanwhile"
  | "still_a_draft"
  | "already_taken";

/** Where a step leads from a state, or why it leads nowhere. */
export function afterStep(state: ProposalState, step: ProposalStep): Outcome<ProposalState, StepRefusal> {
  if (state === "decided") return refused("already_decided");
  if (state === "replaced") return refused("replaced_meanwhile");
  if (state === "withdrawn") return refused("withdrawn_meanwhile");
  if (step === "withdraw") return done("withdrawn");
  if (step === "return") return state === "draft" ? refused("still_a_draft") : done("draft");
  return state === "draft" ? done(step === "propose" ? "proposed" : "assigned") : refused("already_taken");
}

/** May a meeting agree on it? What was proposed or assigned; a second meeting may agree anew. */
export function whyNotAgree(state: ProposalState): StepRefusal | null {
  if (state === "decided") return "already_decided";
  if (state === "replaced") return "replaced_meanwhile";
  if (state === "withdrawn") return "withdrawn_meanwhile";
  return state === "draft" ? "still_a_draft" : null;
}

/** May a decision be signed on it? As for a meeting: an urgent adjustment is signed without one. */
export const whyNotDecide = whyNotAgree;

export type UnitDayRefusal = "unit_not_there";

/** A unit is given targets only for a time in which it is: a merged province has none after its merger. */
export function whyNotForUnit(
  unit: { validFrom: CivilDate; validTo: CivilDate | null },
  time: { from: CivilDate; to: CivilDate },
): UnitDayRefusal | null {
  return unit.validFrom > time.to || (unit.validTo !== null && unit.validTo <= time.from) ? "unit_not_there" : null;
}

/** The days of a target's period; a campaign's are its edition's. */
export function daysOf(
  period: TargetPeriod,
  year: number,
  edition: { startsOn: CivilDate; endsOn: CivilDate } | null,
): { from: CivilDate; to: CivilDate } {
  if (edition) return { from: edition.startsOn, to: edition.endsOn };
  if (period === "h1") return { from: `${year}-01-01`, to: `${year}-06-30` };
  if (period === "h2") return { from: `${year}-07-01`, to: `${year}-12-31` };
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

export type EffectiveRefusal = "effective_outside" | "before_last_version";

/** An adjustment holds from a day within its period, and not from before the version it replaces. */
export function whyNotEffective(
  effectiveFrom: CivilDate,
  time: { from: CivilDate; to: CivilDate },
  lastInForceFrom: CivilDate | null,
): EffectiveRefusal | null {
  if (effectiveFrom < time.from || effectiveFrom > time.to) return "effective_outside";
  return lastInForceFrom !== null && effectiveFrom < lastInForceFrom ? "before_last_version" : null;
}

/**
 * From which day a decided version is what rates stand on: a first one from the day it was decided, an adjustment from
 * the day it names, but never before it was known.
 */
export function inForceFrom(decidedOn: CivilDate, effectiveFrom: CivilDate | null): CivilDate {
  return effectiveFrom !== null && effectiveFrom > decidedOn ? effectiveFrom : decidedOn;
}

/** What a unit was given beside what its parts were given, both as decided. */
export interface Standing {
  readonly whole: number | null;
  readonly parts: number;
}

/**
 * Do the parts come to exceed their whole, or exceed it by more than before? A decision that leaves or lowers an excess
 * that was there needs no second word, and without a whole there is nothing to exceed.
 */
export function exceedsAnew(before: Standing, after: Standing): boolean {
  const excess = ({ whole, parts }: Standing) => (whole === null ? 0 : Math.max(0, parts - whole));
  return excess(after) > excess(before);
}

export type ValueRefusal =
  | "value_malformed"
  | "value_not_whole"
  | "value_not_positive"
  | "value_too_large"
  | "rate_too_large";

/** The largest count anybody is asked for: the nation gives under two millions a year. */
export const largestCount = 50_000_000;

/**
 * A target's value as it is typed: counts in whole numbers ("1.950.000", "1950000", "1 950 000"), rates in per cent
 * ("98,5", "98,5 %"). Dots and commas mixed ("1.95,0.0") are refused rather than guessed at.
 */
export function readValue(text: string, metric: TargetMetric): Outcome<number, ValueRefusal> {
  if (isRate(metric)) {
    const read = parseDecimal(text.replace(/\s*%\s*$/, ""));
    if (!read.ok) return refused("value_malformed");
    if (read.value <= 0) return refused("value_not_positive");
    return read.value > 100 ? refused("rate_too_large") : done(read.value);
  }
  const read = parseWhole(text);
  if (!read.ok) return refused(read.refusal === "number_not_whole" ? "value_not_whole" : "value_malformed");
  if (read.value <= 0) return refused("value_not_positive");
  return read.value > largestCount ? refused("value_too_large") : done(read.value);
}

/** A decision's number as it is kept: one space between words, no space around the stroke. */
export function tidyNumber(number: string): string {
  return number
    .trim()
    .replace(/\s+/g, " ")
    .replace(/\s*\/\s*/g, "/");
}

/** Years one may plan: from last year, whose papers may come late, to two years ahead. */
export function yearsToPlan(today: CivilDate): number[] {
  const year = yearOf(today);
  return [year - 1, year, year + 1, year + 2];
}
