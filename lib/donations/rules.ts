import type { CivilDate } from "@/lib/core/time";
import type { Component, RuleValues } from "@/lib/eligibility/rule-set";
import { ageVerdict, nextEligibleOn, type PastDonation, type StandingDeferral } from "@/lib/eligibility/rules";

export const donationKinds = ["voluntary", "replacement"] as const;
export type DonationKind = (typeof donationKinds)[number];

/** What may happen to a donor: the groups of the ISBT/IHN/AABB standard of 2014. */
export const adverseReactions = [
  "haematoma",
  "nerve_injury",
  "arterial_puncture",
  "vasovagal",
  "vasovagal_with_loss_of_consciousness",
  "vasovagal_with_injury",
  "allergic",
  "other",
] as const;
export type AdverseReaction = (typeof adverseReactions)[number];

/** Why a second person should look at a donation. It stands all the same: blood that was given was given. */
export const donationFlags = [
  "not_screened",
  "needle_not_checked",
  "volume_differs",
  "volume_over_permitted",
  "component_differs",
  "interval",
  "deferred",
  "age",
  "donor_changed_meanwhile",
  "severe_reaction",
  "corrected",
] as const;
export type DonationFlag = (typeof donationFlags)[number];

export interface DonationFacts {
  readonly visit: { status: string; component: Component | null; volumeMl: number | null };
  readonly screenedFit: boolean;
  readonly permittedVolumesMl: readonly number[];
  readonly given: { component: Component; volumeMl: number; on: CivilDate; adverseSeverity: number | null };
  readonly donor: {
    birthOn: CivilDate;
    donations: readonly PastDonation[];
    deferrals: readonly StandingDeferral[];
  };
}

/** Everything about a donation that a second person should look at; nothing of it keeps it from being recorded. */
export function flagsOf(facts: DonationFacts, values: RuleValues): DonationFlag[] {
  const { visit, given, donor } = facts;
  const flags: DonationFlag[] = [];
  if (!facts.screenedFit) flags.push("not_screened");
  else if (visit.status !== "bleeding") flags.push("needle_not_checked");
  if (visit.component !== null && visit.component !== given.component) flags.push("component_differs");
  if (visit.volumeMl !== null && visit.volumeMl !== given.volumeMl) flags.push("volume_differs");
  const most = Math.max(0, ...facts.permittedVolumesMl);
  if (facts.screenedFit && most > 0 && given.volumeMl > most) flags.push("volume_over_permitted");
  const eligibleOn = nextEligibleOn(
    donor.donations.filter(({ givenOn }) => givenOn <= given.on),
    given.component,
    values,
  );
  if (eligibleOn !== null && eligibleOn > given.on) flags.push("interval");
  if (donor.deferrals.some(({ lastDay }) => lastDay === null || lastDay >= given.on)) flags.push("deferred");
  if (ageVerdict(donor.birthOn, given.on, values)) flags.push("age");
  if ((given.adverseSeverity ?? 0) >= 3) flags.push("severe_reaction");
  return flags;
}
