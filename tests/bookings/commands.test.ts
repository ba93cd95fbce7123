import { describe, expect, test } from "vitest";
import { bookSlot, cancelBooking, moveBooking } from "@/lib/bookings/commands";
import { newId } from "@/lib/core/ids";
import { addDays } from "@/lib/core/time";
import { donorActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addConsent, addDeferral, addDonation, addDonor, addDrive, addSlot, usualDay } from "../support/facts";

const { owner } = useDatabase();
/** A week before the usual day of a drive. */
const now = new Date(`${addDays(usualDay, -7)}T02:00:00Z`);

async function slotOf(capacity: number, drive: Parameters<typeof addDrive>[1] = {}) {
  const held = await addDrive(owner, { status: "published", publishedAt: now, ...drive });
  return addSlot(owner, { driveId: String(held.id), capacity });
}

async function donorWithConsent() {
  const donor = await addDonor(owner);
  await addConsent(owner, { donorId: String(donor.id), purpose: "donation_record" });
  return donorActor(String(donor.id));
}

async function seats(slotId: unknown): Promise<{ booked: number; open: number }> {
  const { rows } = await owner.query(
    `SELECT slot.booked, count(booking.id)::int AS open FROM slot
     LEFT JOIN booking ON booking.slot_id = slot.id AND booking.status = 'booked' WHERE slot.id = $1 GROUP BY slot.id`,
    [slotId],
  );
  return rows[0];
}

describe("booking a place", () => {
  test("200 people press at once for 20 places: exactly 20 get one, and the counter says so", async () => {
    const slot = await slotOf(20);
    const people = await Promise.all(Array.from({ length: 200 }, () => donorWithConsent()));
    const answers = await Promise.all(
      people.map((person) => bookSlot(person, { slotId: String(slot.id), requestKey: newId() }, now)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(20);
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal])))).toEqual(new Set(["slot_full"]));
    expect(await seats(slot.id)).toEqual({ booked: 20, open: 20 });
  });

  test("one donor presses for two places at once: one booking, the other told already_booked", async () => {
    const person = await donorWithConsent();
    const slots = await Promise.all([slotOf(5), slotOf(5)]);
    const answers = await Promise.all(
      slots.map((slot) => bookSlot(person, { slotId: String(slot.id), requestKey: newId() }, now)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: "already_booked" });
    const counted = await Promise.all(slots.map((slot) => seats(slot.id)));
    expect(counted.map((seat) => seat.booked).sort()).toEqual([0, 1]);
  });

  test("the same request sent twenty times at once books once and always answers the same", async () => {
    const person = await donorWithConsent();
    const slot = await slotOf(5);
    const input = { slotId: String(slot.id), requestKey: newId() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => bookSlot(person, input, now)));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.refusal)));
    expect(ids.size).toBe(1);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await seats(slot.id)).toEqual({ booked: 1, open: 1 });
  });

  test("a key already used for another slot, or by another donor, is request_reused", async () => {
    const person = await donorWithConsent();
    const stranger = await donorWithConsent();
    const [first, second] = await Promise.all([slotOf(5), slotOf(5)]);
    const requestKey = newId();
    await bookSlot(person, { slotId: String(first.id), requestKey }, now);
    const other = await bookSlot(person, { slotId: String(second.id), requestKey }, now);
    const theirs = await bookSlot(stranger, { slotId: String(first.id), requestKey }, now);
    expect([other, theirs]).toMatchObject([{ refusal: "request_reused" }, { refusal: "request_reused" }]);
  });

  test.each([
    ["drive_closed", { status: "draft" }],
    ["drive_closed", { status: "closed" }],
    ["drive_closed", { status: "cancelled", statusReason: "storm" }],
  ])("%s when the drive is %o", async (refusal, drive) => {
    const slot = await slotOf(5, drive);
    const answer = await bookSlot(await donorWithConsent(), { slotId: String(slot.id), requestKey: newId() }, now);
    expect(answer).toMatchObject({ ok: false, refusal });
    expect(await seats(slot.id)).toEqual({ booked: 0, open: 0 });
  });

  test("too_late once the slot has begun", async () => {
    const slot = await slotOf(5);
    const input = { slotId: String(slot.id), requestKey: newId() };
    const answer = await bookSlot(await donorWithConsent(), input, new Date(`${usualDay}T16:00:00Z`));
    expect(answer).toMatchObject({ ok: false, refusal: "too_late" });
  });

  test("no_consent without a consent in force", async () => {
    const donor = await addDonor(owner);
    const slot = await slotOf(5);
    const input = { slotId: String(slot.id), requestKey: newId() };
    expect(await bookSlot(donorActor(String(donor.id)), input, now)).toMatchObject({ refusal: "no_consent" });
  });

  test("resting on day 83 after whole blood, with the first allowed day; allowed on day 84", async () => {
    const slot = await slotOf(5);
    const early = await donorWithConsent();
    const rested = await donorWithConsent();
    await addDonation(owner, { donorId: early.donorId, givenOn: addDays(usualDay, -83), component: "whole_blood" });
    await addDonation(owner, { donorId: rested.donorId, givenOn: addDays(usualDay, -84), component: "whole_blood" });
    const refusedAnswer = await bookSlot(early, { slotId: String(slot.id), requestKey: newId() }, now);
    expect(refusedAnswer).toMatchObject({ refusal: "resting", facts: { firstAllowedOn: addDays(usualDay, 1) } });
    expect(await bookSlot(rested, { slotId: String(slot.id), requestKey: newId() }, now)).toMatchObject({ ok: true });
  });

  test("deferred through the day of the drive, without telling why", async () => {
    const slot = await slotOf(5);
    const person = await donorWithConsent();
    await addDeferral(owner, { donorId: person.donorId, countedFrom: addDays(usualDay, -30), lastDay: usualDay });
    const answer = await bookSlot(person, { slotId: String(slot.id), requestKey: newId() }, now);
    expect(answer).toMatchObject({ refusal: "deferred", facts: { firstAllowedOn: addDays(usualDay, 1) } });
    expect(JSON.stringify(answer)).not.toContain("tattoo");
  });

  test("every booking has its audit row, written with it", async () => {
    const person = await donorWithConsent();
    const slot = await slotOf(5);
    const answer = await bookSlot(person, { slotId: String(slot.id), requestKey: newId() }, now);
    if (!answer.ok) throw new Error(answer.refusal);
    const { rows } = await owner.query("SELECT action, actor_id FROM audit_event WHERE subject_id = $1", [
      answer.value.id,
    ]);
    expect(rows).toEqual([{ action: "booking.make", actor_id: person.donorId }]);
  });

  test("a drive cancelled in the same second leaves no open booking behind a closed door", async () => {
    const slot = await slotOf(50);
    const people = await Promise.all(Array.from({ length: 30 }, () => donorWithConsent()));
    const book = people.map((person) => bookSlot(person, { slotId: String(slot.id), requestKey: newId() }, now));
    const cancel = owner.connect().then(async (client) => {
      await client.query("BEGIN");
      await client.query("UPDATE drive SET status = 'cancelled', status_reason = 'storm' WHERE id = $1", [
        slot.driveId,
      ]);
      await client.query(
        "UPDATE booking SET status = 'drive_cancelled', ended_at = now() WHERE drive_id = $1 AND status = 'booked'",
        [slot.driveId],
      );
      await client.query("UPDATE slot SET booked = 0 WHERE drive_id = $1", [slot.driveId]);
      await client.query("COMMIT");
      client.release();
    });
    await Promise.all([...book, cancel]);
    expect(await seats(slot.id)).toEqual({ booked: 0, open: 0 });
  });
});

describe("changing a booking", () => {
  async function booked(capacity = 5) {
    const person = await donorWithConsent();
    const slot = await slotOf(capacity);
    const answer = await bookSlot(person, { slotId: String(slot.id), requestKey: newId() }, now);
    if (!answer.ok) throw new Error(answer.refusal);
    return { person, slot, booking: answer.value };
  }

  test("cancelling frees the place once, however often it is sent", async () => {
    const { person, slot, booking } = await booked();
    const answers = await Promise.all(Array.from({ length: 5 }, () => cancelBooking(person, booking.id, now)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await seats(slot.id)).toEqual({ booked: 0, open: 0 });
  });

  test("another donor's booking is no_longer_open, as if it did not exist", async () => {
    const { slot, booking } = await booked();
    const answer = await cancelBooking(await donorWithConsent(), booking.id, now);
    expect(answer).toMatchObject({ refusal: "no_longer_open" });
    expect(await seats(slot.id)).toEqual({ booked: 1, open: 1 });
  });

  test("moving takes the new place, gives the old one back and keeps the ticket's code", async () => {
    const { person, slot, booking } = await booked();
    const later = await slotOf(1);
    const answer = await moveBooking(person, { bookingId: booking.id, slotId: String(later.id) }, now);
    expect(answer).toMatchObject({ ok: true, value: { code: booking.code, slotId: later.id } });
    expect(await seats(slot.id)).toEqual({ booked: 0, open: 0 });
    expect(await seats(later.id)).toEqual({ booked: 1, open: 1 });
  });

  test("twenty people move for one last place: one gets it, nobody loses the place held", async () => {
    const held = await Promise.all(Array.from({ length: 20 }, () => booked()));
    const last = await slotOf(1);
    const answers = await Promise.all(
      held.map(({ person, booking }) => moveBooking(person, { bookingId: booking.id, slotId: String(last.id) }, now)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))).toEqual(Array(19).fill("slot_full"));
    expect(await seats(last.id)).toEqual({ booked: 1, open: 1 });
    const left = await Promise.all(held.map(({ slot }) => seats(slot.id)));
    expect(left.filter((seat) => seat.booked === 1 && seat.open === 1)).toHaveLength(19);
  });

  test("two people swap places in full slots at once: refused kindly, never deadlocked", async () => {
    const [a, b] = await Promise.all([booked(1), booked(1)]);
    const answers = await Promise.all([
      moveBooking(a.person, { bookingId: a.booking.id, slotId: String(b.slot.id) }, now),
      moveBooking(b.person, { bookingId: b.booking.id, slotId: String(a.slot.id) }, now),
    ]);
    expect(answers).toMatchObject([{ refusal: "slot_full" }, { refusal: "slot_full" }]);
    expect(await Promise.all([seats(a.slot.id), seats(b.slot.id)])).toEqual([
      { booked: 1, open: 1 },
      { booked: 1, open: 1 },
    ]);
  });
});
