import { beforeEach, describe, expect, test } from "vitest";
import { confirmBookings, discardDeclarations, remindOfTomorrow, tellEligibleAgain } from "@/lib/bookings/jobs";
import { newId } from "@/lib/core/ids";
import { addDays, instantInVietnam } from "@/lib/core/time";
import { useDatabase } from "../support/database";
import {
  addBooking,
  addConsent,
  addDeferral,
  addDonation,
  addDonor,
  addDrive,
  addRuleSet,
  addSlot,
  addVisit,
  insert,
  usualDay,
} from "../support/facts";

const { owner } = useDatabase();
process.env.MAILBOX = "1";

beforeEach(async () => {
  await owner.query("DELETE FROM outgoing_message");
});

const at = (day: string, time: string) => instantInVietnam(day, time);
const dayBefore = addDays(usualDay, -1);

async function booked(
  donor: Parameters<typeof addDonor>[1] = {},
  booking: { bookedAt?: Date; status?: string; consent?: boolean } = {},
) {
  const person = await addDonor(owner, { phone: "+84912345678", ...donor });
  const donorId = String(person.id);
  if (booking.consent !== false) await addConsent(owner, { donorId, purpose: "reminders" });
  const drive = await addDrive(owner, { status: "published", heldOn: usualDay });
  const slot = await addSlot(owner, { driveId: String(drive.id) });
  const made = await addBooking(owner, {
    slotId: String(slot.id),
    donorId,
    bookedAt: booking.bookedAt ?? at(addDays(usualDay, -5), "09:00"),
    ...(booking.status ? { status: booking.status } : {}),
  });
  return { donorId, bookingId: String(made.id), driveId: String(drive.id) };
}

async function messages(key: string): Promise<{ channel: string; locale: string; body: string }[]> {
  const { rows } = await owner.query("SELECT channel, locale, body FROM outgoing_message WHERE business_key LIKE $1", [
    `${key}%`,
  ]);
  return rows;
}

describe("a reminder of tomorrow's booking", () => {
  test("goes out once, in the donor's language, however often the job runs", async () => {
    const { bookingId } = await booked({ locale: "en" });
    const now = at(dayBefore, "08:10");
    await Promise.all([remindOfTomorrow(now), remindOfTomorrow(now)]);
    await remindOfTomorrow(at(dayBefore, "09:10"));
    const sent = await messages(`reminder:${bookingId}`);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ channel: "sms", locale: "en" });
    expect(sent[0]?.body).toContain("tomorrow at 07:30");
  });

  test.each([
    ["without consent", {}, { consent: false }],
    ["of a cancelled booking", {}, { status: "cancelled" }],
    ["without a contact", { phone: null }, {}],
    ["made the same day: its confirmation is still fresh", {}, { bookedAt: at(dayBefore, "07:00") }],
    ["for a made-up person nobody signed in as", { isDemo: true }, {}],
  ])("does not go out %s", async (_, donor, booking) => {
    const { bookingId } = await booked(donor, booking);
    await remindOfTomorrow(at(dayBefore, "08:10"));
    expect(await messages(`reminder:${bookingId}`)).toEqual([]);
  });

  test("goes out on no other day", async () => {
    const { bookingId } = await booked();
    await remindOfTomorrow(at(addDays(usualDay, -2), "23:59"));
    await remindOfTomorrow(at(usualDay, "00:01"));
    expect(await messages(`reminder:${bookingId}`)).toEqual([]);
  });
});

describe("a confirmation", () => {
  test("follows a booking once, and a move once more", async () => {
    const { bookingId } = await booked({}, { bookedAt: at(addDays(usualDay, -3), "09:00") });
    await confirmBookings(at(addDays(usualDay, -3), "09:01"));
    await confirmBookings(at(addDays(usualDay, -3), "09:02"));
    expect(await messages(`booking:${bookingId}`)).toHaveLength(1);
    await owner.query("UPDATE booking SET moved_at = $2 WHERE id = $1", [
      bookingId,
      at(addDays(usualDay, -3), "10:00"),
    ]);
    await confirmBookings(at(addDays(usualDay, -3), "10:01"));
    await confirmBookings(at(addDays(usualDay, -3), "10:02"));
    expect(await messages(`booking:${bookingId}`)).toHaveLength(2);
  });

  test("does not come a day late", async () => {
    const { bookingId } = await booked({}, { bookedAt: at(addDays(usualDay, -3), "09:00") });
    await confirmBookings(at(addDays(usualDay, -2), "09:01"));
    expect(await messages(`booking:${bookingId}`)).toEqual([]);
  });
});

describe("the news that one may give again", () => {
  async function gave(on: string, donor: Parameters<typeof addDonor>[1] = {}) {
    const person = await addDonor(owner, {
      phone: "+84912345678",
      lastGivenOn: on,
      lastComponent: "whole_blood",
      ...donor,
    });
    const donorId = String(person.id);
    await addConsent(owner, { donorId, purpose: "reminders" });
    const drive = await addDrive(owner, {
      heldOn: on,
      startsAt: at(on, "07:30"),
      endsAt: at(on, "11:30"),
      status: "closed",
    });
    const visit = await addVisit(owner, { driveId: String(drive.id), donorId, status: "donated" });
    return { donorId, donationId: String((await addDonation(owner, { visitId: String(visit.id) })).id) };
  }

  test("comes on day 84 after whole blood, not on day 83, and once", async () => {
    const { donationId } = await gave(usualDay);
    await tellEligibleAgain(at(addDays(usualDay, 83), "09:20"));
    expect(await messages(`again:${donationId}`)).toEqual([]);
    await tellEligibleAgain(at(addDays(usualDay, 84), "09:20"));
    await tellEligibleAgain(at(addDays(usualDay, 85), "09:20"));
    expect(await messages(`again:${donationId}`)).toHaveLength(1);
  });

  test("is remembered for as long as it could be sent again", async () => {
    const { donationId } = await gave(usualDay);
    await tellEligibleAgain(at(addDays(usualDay, 84), "09:20"));
    const { rows } = await owner.query(
      "SELECT purge_after > created_at + interval '7 days 23 hours' AS long FROM outgoing_message WHERE business_key = $1",
      [`again:${donationId}`],
    );
    expect(rows).toEqual([{ long: true }]);
  });

  test("does not come to somebody who must wait for another reason, or is too old by then", async () => {
    const waiting = await gave(usualDay);
    await addDeferral(owner, { donorId: waiting.donorId, countedFrom: usualDay, lastDay: addDays(usualDay, 200) });
    const old = await gave(usualDay, {
      bornOn: `${Number(usualDay.slice(0, 4)) - 61}${addDays(usualDay, 10).slice(4)}`,
    });
    await tellEligibleAgain(at(addDays(usualDay, 84), "09:20"));
    expect(await messages(`again:${waiting.donationId}`)).toEqual([]);
    expect(await messages(`again:${old.donationId}`)).toEqual([]);
  });
});

describe("answers given at home", () => {
  test("go when their booking ends without a visit, and stay while it stands", async () => {
    const standing = await booked();
    const ended = await booked({}, { status: "cancelled" });
    const ruleSetId = (await addRuleSet(owner)).id;
    for (const { donorId, bookingId } of [standing, ended]) {
      await insert(owner, "declaration", { id: newId(), donorId, bookingId, ruleSetId, answers: {} });
    }
    await discardDeclarations(at(dayBefore, "10:00"));
    const { rows } = await owner.query("SELECT booking_id FROM declaration WHERE booking_id = ANY ($1)", [
      [standing.bookingId, ended.bookingId],
    ]);
    expect(rows).toEqual([{ booking_id: standing.bookingId }]);
  });
});
