import { z } from "zod";
import { consentPurposes } from "@/lib/donors/consents";
import { answersOf } from "@/lib/eligibility/declaration";
import { invitationCode } from "./invitations/code";

const slotId = z.uuid("bookings.error.slot");

/** A place asked for: the slot, and a key made with the form so that sending twice books once. */
export const bookSlotInput = z.strictObject({
  slotId,
  requestKey: z.uuid(),
  /** The code of the link somebody else invited them by. */
  invitation: invitationCode.optional(),
});
export type BookSlot = z.output<typeof bookSlotInput>;

/**
 * The form of a booking, at either of its last two steps: `declare` hands in the answers given at home, `skip` leaves
 * them for the desk, `confirm` takes the place. What stands beside the known fields are answers.
 */
export const bookingFormInput = z
  .looseObject({
    slotId,
    requestKey: z.uuid(),
    /** Whom the page was made for: one browser may have changed to another person of the same phone meanwhile. */
    forDonor: z.uuid().optional(),
    step: z.enum(["declare", "skip", "confirm"]),
    /** Whether the answers go with the booking: said by the step before. */
    declared: z.literal("yes").optional(),
    consents: z.array(z.enum(consentPurposes)).default([]),
    /** By whose invitation they come; one that is broken is none. */
    by: invitationCode.optional().catch(undefined),
  })
  .transform(({ slotId, requestKey, forDonor, step, declared, consents, by, ...others }) => ({
    slotId,
    requestKey,
    forDonor,
    step,
    consents,
    by,
    answers: step === "declare" || (step === "confirm" && declared === "yes") ? answersOf(others) : null,
  }));
export type BookingForm = z.output<typeof bookingFormInput>;

export const cancelBookingInput = z.strictObject({ bookingId: z.uuid() });

/** Another slot for the same booking; the ticket keeps its code. */
export const moveBookingInput = z.strictObject({ bookingId: z.uuid(), slotId });
export type MoveBooking = z.output<typeof moveBookingInput>;

/** Answers handed in for a booking that stands already. */
export const declareInput = z
  .looseObject({ bookingId: z.uuid() })
  .transform(({ bookingId, ...others }) => ({ bookingId, answers: answersOf(others) }));
