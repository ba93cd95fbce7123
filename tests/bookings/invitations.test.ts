import { describe, expect, it } from "vitest";
import { countedFor } from "@/lib/awards/counting/counted";
import { bookSlot, cancelBooking } from "@/lib/bookings/commands";
import { codeIn } from "@/lib/bookings/invitations/code";
import { changeInvitation, dropInvitation } from "@/lib/bookings/invitations/commands";
import {
  invitationFor,
  invitationOfBooking,
  ownInvitation,
  publicInvitation,
} from "@/lib/bookings/invitations/queries";
import { bookingFormInput } from "@/lib/bookings/schema";
import { newId, newOpenCode } from "@/lib/core/ids";
import { addDays } from "@/lib/core/time";
import { donorActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addConsent, addDonation, addDonor, addDrive, addSlot, addVisit, usualDay } from "../support/facts";

const { owner } = useDatabase();
const now = new Date(`${addDays(usualDay, -7)}T02:00:00Z`);

async function person(differing: Parameters<typeof addDonor>[1] = {}) {
  const donor = await addDonor(owner, differing);
  await addConsent(owner, { donorId: donor.id, purpose: "donation_record" });
  return donorActor(donor.id);
}
type Person = Awaited<ReturnType<typeof person>>;

async function linkOf(inviter: Person, showsName = false): Promise<string> {
  await changeInvitation(inviter, { step: "open", ...(showsName ? { showsName: "yes" as const } : {}) });
  return (await ownInvitation(inviter)).code as string;
}

/** Books a place of a new drive by a link, so many days after the usual one. */
async function book(guest: Person, invitation: string, daysLater = 0) {
  const heldOn = addDays(usualDay, daysLater);
  const drive = await addDrive(owner, { heldOn, status: "published", publishedAt: now });
  const slotId = (await addSlot(owner, { driveId: drive.id, capacity: 5 })).id;
  const input = { slotId, requestKey: newId(), invitation };
  const booked = await bookSlot(guest, input, now);
  // The same request twice is one booking, and one who brought them.
  expect(await bookSlot(guest, input, now)).toEqual(booked);
  if (!booked.ok) throw new Error(booked.refusal);
  return booked.value;
}

/** Books by a link, comes, and gives. */
async function give(
  guest: Person,
  invitation: string,
  differing: Parameters<typeof addDonation>[1] = {},
  daysLater = 0,
) {
  const booking = await book(guest, invitation, daysLater);
  await owner.query("UPDATE booking SET status = 'arrived', ended_at = now(), ended_by = 'desk' WHERE id = $1", [
    booking.id,
  ]);
  const about = { bookingId: booking.id, driveId: booking.driveId, donorId: guest.donorId, status: "donated" };
  const { id: visitId } = await addVisit(owner, about);
  await addDonation(owner, { visitId, ...differing });
  return booking;
}

const brought = async (inviter: Person) => {
  const rule = { metric: "mobilised_donors", subjectKind: "mobiliser", periodMonths: 12 } as const;
  return (await countedFor(rule, [inviter.donorId], "2027-12-31")).get(inviter.donorId)?.counted ?? 0;
};

describe("a donor's link", () => {
  it("is one, however often asked for, says nothing of them, and can be changed and ended", async () => {
    const inviter = await person({ fullName: "Người Mời Thử" });
    await Promise.all(Array.from({ length: 8 }, () => changeInvitation(inviter, { step: "open" })));
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM donor_invitation WHERE donor_id = $1", [
      inviter.donorId,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
    const first = await linkOf(inviter);
    expect(await publicInvitation(first)).toEqual({ name: null, isDemo: false });
    await changeInvitation(inviter, { step: "name", showsName: "yes" });
    expect(await publicInvitation(first)).toEqual({ name: "Người Mời Thử", isDemo: false });

    await changeInvitation(inviter, { step: "renew" });
    const second = (await ownInvitation(inviter)).code as string;
    expect(second).not.toBe(first);
    expect(await publicInvitation(first)).toBeNull();
    expect(await publicInvitation(second)).toEqual({ name: null, isDemo: false });
    expect(await changeInvitation(inviter, { step: "end" })).toMatchObject({ ok: true });
    expect(await changeInvitation(inviter, { step: "end" })).toMatchObject({ refusal: "no_invitation" });
    expect(await publicInvitation(second)).toBeNull();
    expect((await ownInvitation(inviter)).code).toBeNull();

    const audit = await owner.query<{ action: string }>(
      "SELECT DISTINCT action FROM audit_event WHERE subject_id = $1 AND action LIKE 'invitation.%' ORDER BY action",
      [inviter.donorId],
    );
    expect(audit.rows.map(({ action }) => action)).toEqual([
      "invitation.end",
      "invitation.name",
      "invitation.open",
      "invitation.renew",
    ]);
  });

  it.each(["", "x", "../../me", "2222222222222222' OR 1", "ABCDEFGHJKMNPQRS", "2".repeat(17), undefined, ["a"]])(
    "is never made of %j",
    (typed) => {
      expect(codeIn(typed as string)).toBeNull();
    },
  );

  it("is made of letters that nobody takes for another, and never twice the same", () => {
    const codes = Array.from({ length: 500 }, newOpenCode);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) expect(codeIn(code)).toBe(code);
  });

  it("that is broken never stands in the way of a booking", () => {
    const form = { slotId: newId(), requestKey: newId(), step: "confirm" };
    expect(bookingFormInput.parse({ ...form, by: "<script>" }).by).toBeUndefined();
    expect(bookingFormInput.parse({ ...form, by: "2222222222222222" }).by).toBe("2222222222222222");
  });
});

describe("a booking made by a link", () => {
  it("remembers who brought it, once for one request, and counts when they gave", async () => {
    const inviter = await person();
    const link = await linkOf(inviter);
    const [gave, only] = [await person(), await person()];
    await give(gave, link);
    await give(gave, link, {}, 100);
    await book(only, link);
    expect(await ownInvitation(inviter)).toMatchObject({ booked: 2, gave: null });
    expect(await brought(inviter)).toBe(1);

    await give(await person(), link, { status: "voided" });
    await give(await person(), link, { kind: "replacement" });
    expect(await ownInvitation(inviter)).toMatchObject({ booked: 4, gave: null });
    // Of four the one who did not give could be guessed, of five no more.
    await book(await person(), link);
    await changeInvitation(inviter, { step: "end" });
    expect(await ownInvitation(inviter)).toMatchObject({ code: null, booked: 5, gave: 1 });
  });

  it("by one's own link, an ended or an unknown one is a booking and nothing more", async () => {
    const inviter = await person();
    const link = await linkOf(inviter);
    const own = await book(inviter, link);
    expect(await invitationFor(inviter, link)).toBeNull();
    expect(await invitationOfBooking(inviter, own.id)).toBeNull();
    await changeInvitation(inviter, { step: "end" });
    for (const code of [link, "2222222222222222"]) {
      const guest = await person();
      const booking = await book(guest, code);
      expect(await invitationOfBooking(guest, booking.id)).toBeNull();
    }
    expect(await ownInvitation(inviter)).toMatchObject({ booked: 0, gave: null });
  });

  it("shows a name only while the inviter lets it be shown, and nobody else's booking", async () => {
    const inviter = await person({ fullName: "Người Mời Thử" });
    const link = await linkOf(inviter, true);
    const guest = await person();
    const booking = await book(guest, link);
    expect(await invitationFor(guest, link)).toEqual({ name: "Người Mời Thử" });
    expect(await invitationOfBooking(guest, booking.id)).toEqual({ name: "Người Mời Thử" });
    expect(await invitationOfBooking(inviter, booking.id)).toBeNull();
    await changeInvitation(inviter, { step: "name" });
    expect(await invitationOfBooking(guest, booking.id)).toEqual({ name: null });
  });

  it("loses its invitation when whoever booked says so, and only then", async () => {
    const inviter = await person();
    const link = await linkOf(inviter);
    const guest = await person();
    const booking = await book(guest, link);
    expect(await dropInvitation(inviter, booking.id)).toMatchObject({ refusal: "no_longer_open" });
    expect(await dropInvitation(guest, booking.id)).toMatchObject({ ok: true });
    expect(await dropInvitation(guest, booking.id)).toMatchObject({ refusal: "no_longer_open" });
    expect(await ownInvitation(inviter)).toMatchObject({ booked: 0 });
    await cancelBooking(guest, booking.id, now);
    const done = await give(guest, link);
    expect(await dropInvitation(guest, done.id)).toMatchObject({ refusal: "no_longer_open" });
    expect(await brought(inviter)).toBe(1);
  });
});

describe("whoever was brought", () => {
  it("brings nobody who brought them, by one step or many; others they bring as anybody does", async () => {
    const [a, b, c, other] = [await person(), await person(), await person(), await person()];
    const links = [await linkOf(a), await linkOf(b), await linkOf(c)] as [string, string, string];
    await give(b, links[0]);
    await give(c, links[1]);
    await give(a, links[2]);
    await give(a, links[1], {}, 100);
    await give(other, links[2]);
    expect(await Promise.all([a, b, c].map(brought))).toEqual([1, 1, 1]);
    const { rows } = await owner.query<{ doubt: string | null; n: number }>(
      "SELECT doubt, count(*)::int AS n FROM booking_referral WHERE donor_id = ANY ($1) GROUP BY doubt ORDER BY doubt NULLS LAST",
      [[a, b, c].map(({ donorId }) => donorId)],
    );
    expect(rows).toEqual([
      { doubt: "loop", n: 2 },
      { doubt: null, n: 3 },
    ]);
  });

  it("counts once however many times they come, and many pressing at once lose nothing", async () => {
    const inviter = await person();
    const link = await linkOf(inviter);
    const drive = await addDrive(owner, { status: "published", publishedAt: now });
    const slotId = (await addSlot(owner, { driveId: drive.id, capacity: 12 })).id;
    const guests = await Promise.all(Array.from({ length: 20 }, () => person()));
    const answers = await Promise.all(
      guests.map((guest) => bookSlot(guest, { slotId, requestKey: newId(), invitation: link }, now)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(12);
    expect(await ownInvitation(inviter)).toMatchObject({ booked: 12, gave: 0 });
  });
});
