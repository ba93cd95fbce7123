import type { RuleValues } from "@/lib/eligibility/rule-set";
import { type DonateFacts, type DonateWord, whyNotDonate } from "@/lib/eligibility/rules";

/** Why a place in a slot is not given; the same word is the message key and the title of the test. */
export type BookingRefusal =
  | "drive_closed"
  | "too_late"
  | "no_consent"
  | "already_booked"
  | "slot_full"
  | "request_reused"
  | "another_person"
  | DonateWord;

/** What is known before a place is asked for. */
export interface BookingFacts {
  readonly now: Date;
  /** Null when there is no such slot. */
  readonly slot: { readonly startsAt: Date; readonly free: number; readonly driveStatus: string } | null;
  readonly openBookingId: string | null;
  readonly consented: boolean;
  /** The donor on the day of the drive. */
  readonly body: DonateFacts;
  readonly values: RuleValues;
}

/** A refusal with what its sentence needs. */
export interface WhyNot {
  readonly refusal: BookingRefusal;
  readonly facts?: Record<string, string | number>;
}

/** Drives that take bookings: announced, or already running. */
export function takesBookings(status: string): boolean {
  return status === "published" || status === "open";
}

/**
 * The whole truth, as far as it can be known beforehand, about "may this donor take this place?"; null when they may.
 * The database has the last word on places and on one open booking a donor. The donor's own obstacles come before a
 * full slot: there is no use in choosing another time on a day one may not give.
 */
export function whyNotBook(facts: BookingFacts): WhyNot | null {
  const { slot, now } = facts;
  if (slot === null || !takesBookings(slot.driveStatus)) return { refusal: "drive_closed" };
  if (slot.startsAt <= now) return { refusal: "too_late" };
  if (!facts.consented) return { refusal: "no_consent" };
  const body = whyNotDonate(facts.body, facts.values);
  if (body) return { refusal: body.word, facts: body.facts };
  if (facts.openBookingId !== null) return { refusal: "already_booked" };
  if (slot.free <= 0) return { refusal: "slot_full" };
  return null;
}

/** Why a booking cannot be cancelled or moved any more. */
export type ChangeRefusal = "no_longer_open";
