import { z } from "zod";

/** A place asked for: the slot, and a key made with the form so that sending twice books once. */
export const bookSlotInput = z.strictObject({
  slotId: z.uuid("bookings.error.slot"),
  requestKey: z.uuid(),
});
export type BookSlot = z.output<typeof bookSlotInput>;

export const cancelBookingInput = z.strictObject({ bookingId: z.uuid() });

/** Another slot for the same booking; the ticket keeps its code. */
export const moveBookingInput = z.strictObject({
  bookingId: z.uuid(),
  slotId: z.uuid("bookings.error.slot"),
});
export type MoveBooking = z.output<typeof moveBookingInput>;
