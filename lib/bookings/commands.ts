import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { type Outcome, refused } from "@/lib/core/outcome";
import { row, statement } from "@/lib/db/statement";
import { bookingFacts } from "./queries";
import { type BookingRefusal, type ChangeRefusal, whyNotBook } from "./rules";
import type { BookSlot, MoveBooking } from "./schema";
import { type BookingRow, bookingOfRequest, bookingRow, changePlace, givePlaceBack, takePlace } from "./statements";

/**
 * Takes a place in a slot for the donor. First the kind, precise refusals that can be known beforehand, then one
 * statement that checks and writes. The same request twice gives the first answer; the same key with another slot
 * (or from another donor), or one whose booking has ended since, is refused.
 */
export async function bookSlot(
  actor: DonorActor,
  input: BookSlot,
  now = new Date(),
): Promise<Outcome<BookingRow, BookingRefusal>> {
  insist(actor, "booking.make", anywhere);
  const answer = await takeIfAllowed(actor, input, now);
  if (answer.ok) return sameRequest(answer.value, actor, input);
  // A refusal may be this very request's own success, met by its repetition: the key tells.
  const first = await row(bookingRow, bookingOfRequest(input.requestKey));
  return first ? sameRequest(first, actor, input) : answer;
}

async function takeIfAllowed(
  actor: DonorActor,
  input: BookSlot,
  now: Date,
): Promise<Outcome<BookingRow, BookingRefusal>> {
  const why = whyNotBook(await bookingFacts(actor, input.slotId, now));
  if (why) return refused(why.refusal, why.facts);
  const taken = await statement<typeof bookingRow, BookingRefusal>(
    bookingRow,
    takePlace(actor, { ...input, donorId: actor.donorId, channel: "web", now }),
    {
      none: "slot_full",
      refuse: { booking_one_open_per_donor: "already_booked", slot_booked_within_capacity: "slot_full" },
      replay: { booking_request_key: () => row(bookingRow, bookingOfRequest(input.requestKey)) },
    },
  );
  if (taken.ok || taken.refusal !== "slot_full") return taken;
  // No row: full, or something else has changed since the facts were read.
  const since = whyNotBook(await bookingFacts(actor, input.slotId, now));
  return since ? refused(since.refusal, since.facts) : taken;
}

/** Ends the donor's own open booking and frees its place. */
export async function cancelBooking(
  actor: DonorActor,
  bookingId: string,
  now = new Date(),
): Promise<Outcome<BookingRow, ChangeRefusal>> {
  insist(actor, "booking.change", anywhere);
  return statement<typeof bookingRow, ChangeRefusal>(
    bookingRow,
    givePlaceBack(actor, { bookingId, donorId: actor.donorId, by: "donor", now }),
    { none: "no_longer_open" },
  );
}

/** Moves the donor's own open booking to another slot, of this drive or another; the ticket keeps its code. */
export async function moveBooking(
  actor: DonorActor,
  input: MoveBooking,
  now = new Date(),
): Promise<Outcome<BookingRow, BookingRefusal | ChangeRefusal>> {
  insist(actor, "booking.change", anywhere);
  const why = whyNotBook(await bookingFacts(actor, input.slotId, now, input.bookingId));
  if (why) return refused(why.refusal, why.facts);
  return statement<typeof bookingRow, BookingRefusal | ChangeRefusal>(
    bookingRow,
    changePlace(actor, { ...input, donorId: actor.donorId, now }),
    { none: "no_longer_open", refuse: { slot_booked_within_capacity: "slot_full" } },
  );
}

function sameRequest(found: BookingRow, actor: DonorActor, input: BookSlot): Outcome<BookingRow, BookingRefusal> {
  const stands = found.status === "booked" || found.status === "arrived";
  if (found.donorId !== actor.donorId || found.slotId !== input.slotId || !stands) return refused("request_reused");
  return { ok: true, value: found };
}
