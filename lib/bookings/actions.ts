"use server";

import { getLocale } from "next-intl/server";
import { missingFields } from "@/lib/eligibility/declaration";
import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { cancelBooking, moveBooking } from "./commands";
import { adviseOnAnswers, bookWithDeclaration, declareForBooking } from "./declarations/commands";
import { bookingFormInput, cancelBookingInput, declareInput, moveBookingInput } from "./schema";

const messages = "bookings.refusal";

/**
 * The booking form at one of its last two steps. Up to the last nothing is kept: the answers travel with the form, in
 * its body alone.
 */
export const bookSlotAction = formAction(
  { deed: "booking.make", for: "donor", input: bookingFormInput, limit: { max: 20, perMinutes: 10 } },
  async (actor, input) => {
    if (input.step === "skip") return { kind: "done", data: { declared: false, advice: null }, keep: true };
    if (input.step === "declare") {
      const judged = await adviseOnAnswers(
        actor,
        { slotId: input.slotId, answers: input.answers ?? {} },
        await getLocale(),
      );
      if (judged === null) return { kind: "refused", refusal: "drive_closed", messages };
      if (judged.missing.length > 0) return { kind: "invalid", errors: missingFields(judged.missing) };
      return { kind: "done", data: { declared: true, advice: judged.advice }, keep: true };
    }
    return answer(await bookWithDeclaration(actor, input), {
      messages,
      // Refused, the page beneath the form shows the places that are left now.
      anew: true,
      goTo: (made) => `/me/tickets/${made.id}?new=1`,
      fields: { slot_full: "slotId", too_late: "slotId", no_consent: "consents" },
    });
  },
);

export const cancelBookingAction = formAction(
  { deed: "booking.change", for: "donor", input: cancelBookingInput, limit: { max: 20, perMinutes: 10 } },
  async (actor, input) =>
    answer(await cancelBooking(actor, input.bookingId), { messages, goTo: (ended) => `/me/tickets/${ended.id}` }),
);

export const moveBookingAction = formAction(
  { deed: "booking.change", for: "donor", input: moveBookingInput, limit: { max: 20, perMinutes: 10 } },
  async (actor, input) =>
    answer(await moveBooking(actor, input), {
      messages,
      anew: true,
      goTo: (moved) => `/me/tickets/${moved.id}?moved=1`,
      fields: { slot_full: "slotId", too_late: "slotId" },
    }),
);

/** Answers handed in from the ticket, before the day. */
export const declareAction = formAction(
  { deed: "booking.change", for: "donor", input: declareInput, limit: { max: 20, perMinutes: 10 } },
  async (actor, input) => {
    const { missing, outcome } = await declareForBooking(actor, input);
    if (missing.length > 0) return { kind: "invalid", errors: missingFields(missing) };
    return answer(outcome, { messages, goTo: `/me/tickets/${input.bookingId}?declared=1` });
  },
);
