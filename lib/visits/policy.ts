import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/authorize";
import { type DriveScope, driveTarget } from "@/lib/drives/policy";
import type { DonateWord, Reason } from "@/lib/eligibility/rules";

/**
 * What one person at the desk sees and does. The same drive looks different to each role:
 *
 * | step of the visit   | desk clerk                  | drive manager               | medical screener, collecting facility |
 * |---------------------|-----------------------------|-----------------------------|---------------------------------------|
 * | not here yet        | find, register, take in     | find, register, take in     | find, register, take in               |
 * | arrived             | number; may note "has left" | number; may note "has left" | screening form, fit or deferred       |
 * | fit                 | "waits for the needle"      | "waits for the needle"      | measures, needle, screen again        |
 * | bleeding            | "giving blood"              | "giving blood"              | donation form, stopped halfway        |
 * | donated             | "done"                      | donation to review          | donation, correct, void               |
 * | deferred            | until when, never why       | until when, never why       | reason, measures, lift                |
 *
 * Health — measures, answers, blood group, history, why somebody waits — is for `health` alone.
 */
export interface DeskSight {
  /** Sees measures, answers, blood groups, history and reasons. */
  readonly health: boolean;
  readonly receive: boolean;
  readonly screen: boolean;
  readonly record: boolean;
  readonly review: boolean;
  readonly correct: boolean;
  readonly lift: boolean;
}

/** What this actor sees and does at this drive's desk. */
export function deskSight(actor: Actor, drive: DriveScope): DeskSight {
  const place = driveTarget(drive);
  return {
    health: may(actor, "deferral.see_reason", place),
    receive: may(actor, "visit.arrive", place),
    screen: may(actor, "visit.screen", place),
    record: may(actor, "donation.record", place),
    review: may(actor, "donation.confirm", place),
    correct: may(actor, "donation.correct", place),
    lift: may(actor, "deferral.lift", place),
  };
}

/** A standing for whoever may not see history: the word and the first allowed day. */
export function withoutHistory(standing: Reason<DonateWord>): Reason<DonateWord> {
  const day = standing.facts?.firstAllowedOn;
  if (standing.word !== "resting" && standing.word !== "deferred") return standing;
  return { word: standing.word, facts: day === undefined ? {} : { firstAllowedOn: day } };
}
