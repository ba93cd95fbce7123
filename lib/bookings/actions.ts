"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { bookSlot, cancelBooking, moveBooking } from "./commands";
import { bookSlotInput, cancelBookingInput, moveBookingInput } from "./schema";

const messages = "bookings.refusal";

export const bookSlotAction = formAction(
  { deed: "booking.make", for: "donor", input: bookSlotInput, limit: { max: 10, perMinutes: 10 } },
  async (actor, input) =>
    answer(await bookSlot(actor, input), {
      messages,
      goTo: (made) => `/me/tickets/${made.id}?new=1`,
      fields: { slot_full: "slotId", too_late: "slotId" },
    }),
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
      goTo: (moved) => `/me/tickets/${moved.id}?moved=1`,
      fields: { slot_full: "slotId", too_late: "slotId" },
    }),
);
