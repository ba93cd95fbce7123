import { parseWhole } from "@/lib/core/numbers";
import { type CivilDate, yearOf } from "@/lib/core/time";

/** The kinds of rounds: 14 June, the year's end, Red Drops, the nation's hundred, at once after a disaster. */
export const roundKinds = ["donor_day", "year_end", "red_drops", "national_hundred", "ad_hoc"] as const;
export type RoundKind = (typeof roundKinds)[number];

/** Where a round stands. */
export const roundStatuses = [
  "draft",
  "gathering",
  "checking",
  "commenting",
  "proposed",
  "decided",
  "presented",
  "cancelled",
] as const;
export type RoundStatus = (typeof roundStatuses)[number];

/** Where a candidate stands. */
export const candidateStatuses = [
  "gathered",
  "returned",
  "checked",
  "chosen",
  "passed_over",
  "approved",
  "refused",
] as const;
export type CandidateStatus = (typeof candidateStatuses)[number];

export type RoundRefusal =
  | "round_over"
  | "round_decided"
  | "not_proposed"
  | "already_proposed"
  | "nobody_chosen"
  | "still_returned"
  | "nothing_to_decide"
  | "own_proposal"
  | "dated_ahead"
  | "dated_before_year"
  | "decided_before_proposal"
  | "counted_after_today"
  | "ceremony_before_count"
  | "no_rules"
  | "rule_unknown"
  | "name_taken"
  | "reason_missing";

/** May candidates still come in, be named, looked at, ranked and chosen? Until the proposal has gone up. */
export function whyNotPrepare(round: { status: RoundStatus }): "round_over" | "already_proposed" | null {
  if (round.status === "cancelled" || round.status === "presented") return "round_over";
  return round.status === "proposed" || round.status === "decided" ? "already_proposed" : null;
}

/** May a round be planned so? Counting reaches today at most; a ceremony is not before what it honours was counted. */
export function whyNotPlan(
  plan: { countedUntil: CivilDate; ceremonyOn: CivilDate | null; rules: number },
  today: CivilDate,
): "counted_after_today" | "ceremony_before_count" | "no_rules" | null {
  if (plan.rules === 0) return "no_rules";
  if (plan.ceremonyOn !== null && plan.ceremonyOn < plan.countedUntil) return "ceremony_before_count";
  return plan.countedUntil > lastDayOf(today) ? "counted_after_today" : null;
}

/** A year's round is planned months before its counting day; later than the next year's end is a slip of the finger. */
const lastDayOf = (today: CivilDate): CivilDate => `${Number(today.slice(0, 4)) + 1}-12-31`;

/** More places than any honour has. */
const mostPlaces = 100_000;

/** The places of an honour as they are typed: a number, or null for none told, which is no bound; undefined if neither. */
export function placesTyped(text: string): number | null | undefined {
  if (text === "") return null;
  const read = parseWhole(text);
  return read.ok && read.value >= 1 && read.value <= mostPlaces ? read.value : undefined;
}

/** May a round become a proposal? Somebody is chosen, and nobody's doubtful count still waits for an answer. */
export function whyNotPropose(round: {
  status: RoundStatus;
  chosen: number;
  returned: number;
}): "round_over" | "already_proposed" | "nobody_chosen" | "still_returned" | null {
  const closed = whyNotPrepare(round);
  if (closed) return closed;
  if (round.chosen === 0) return "nobody_chosen";
  return round.returned > 0 ? "still_returned" : null;
}

/** May an authority decide? After the proposal, for its own rules, once. */
export function whyNotDecide(round: { status: RoundStatus; toDecide: number }): RoundRefusal | null {
  if (round.status === "cancelled" || round.status === "presented") return "round_over";
  if (round.status === "decided") return "round_decided";
  if (round.status !== "proposed") return "not_proposed";
  return round.toDecide === 0 ? "nothing_to_decide" : null;
}

/** May a proposal be sent back whole? While it waits and no body has decided on its part of it. */
export function whyNotSendBack(round: {
  status: RoundStatus;
  isSentBack: boolean;
  decisions: number;
}): "round_over" | "round_decided" | "already_sent_back" | "not_proposed" | "part_decided" | null {
  if (round.status === "cancelled" || round.status === "presented") return "round_over";
  if (round.status === "decided") return "round_decided";
  if (round.status !== "proposed") return round.isSentBack ? "already_sent_back" : "not_proposed";
  return round.decisions > 0 ? "part_decided" : null;
}

/** May a proposal bear this day? One of the round's year or later, and not one to come. */
export function whyNotProposedOn(
  on: CivilDate,
  round: { year: number },
  today: CivilDate,
): "dated_ahead" | "dated_before_year" | null {
  if (on > today) return "dated_ahead";
  return yearOf(on) < round.year ? "dated_before_year" : null;
}

/** May a decision bear this day? From the day of the proposal it decides on, and not one to come. */
export function whyNotDecidedOn(
  on: CivilDate,
  round: { proposedOn: CivilDate | null },
  today: CivilDate,
): "dated_ahead" | "decided_before_proposal" | null {
  if (on > today) return "dated_ahead";
  return round.proposedOn !== null && on < round.proposedOn ? "decided_before_proposal" : null;
}

/** Who received is recorded from the day of the ceremony on, where a day is planned. */
export const isCeremonyAhead = ({ ceremonyOn }: { ceremonyOn: CivilDate | null }, today: CivilDate): boolean =>
  ceremonyOn !== null && ceremonyOn > today;

/** What is true of a candidate now: their own standing, as the round and the ledger have gone on since. */
export type TrueStanding = CandidateStatus | "proposed" | "not_chosen" | "dropped" | "revoked";

/**
 * How a candidate truly stands. Chosen means proposed once the proposal has gone up, whoever was not chosen by then is
 * looked at no more, nobody is in a round that was cancelled, and an honour may be revoked after it was given.
 */
export function trueStanding(
  round: { status: RoundStatus },
  candidate: { status: CandidateStatus; revokedOn: CivilDate | null },
): TrueStanding {
  const { status } = candidate;
  if (candidate.revokedOn !== null) return "revoked";
  if (status === "approved" || status === "refused" || status === "passed_over") return status;
  if (round.status === "cancelled") return "dropped";
  if (whyNotPrepare(round) === null) return status;
  return status === "chosen" ? "proposed" : "not_chosen";
}

/**
 * From which standing a candidate may go where, before the proposal. A doubtful count goes back to whoever named them
 * and returns by being checked; whoever was passed over may be chosen after all.
 */
export function whyNotMove(
  from: CandidateStatus,
  to: "checked" | "returned" | "chosen" | "passed_over",
): "not_checked" | "already_so" | "already_decided" | null {
  if (from === "approved" || from === "refused") return "already_decided";
  if (from === to) return "already_so";
  if (to === "chosen" && (from === "gathered" || from === "returned")) return "not_checked";
  return null;
}
