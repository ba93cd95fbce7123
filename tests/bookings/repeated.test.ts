import { describe, expect, test } from "vitest";
import { bookSlot, cancelBooking } from "@/lib/bookings/commands";
import { bookWithDeclaration } from "@/lib/bookings/declarations/commands";
import { newId } from "@/lib/core/ids";
import { addDays } from "@/lib/core/time";
import { withdrawConsent } from "@/lib/donors/own/commands";
import { donorActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addConsent, addDonor, addDrive, addSlot, usualDay } from "../support/facts";

const { owner } = useDatabase();
const now = new Date(`${addDays(usualDay, -7)}T02:00:00Z`);

async function slot() {
  const drive = await addDrive(owner, { status: "published", publishedAt: now });
  return (await addSlot(owner, { driveId: drive.id, capacity: 5 })).id;
}
async function donor(differing: Parameters<typeof addDonor>[1] = {}) {
  const { id } = await addDonor(owner, differing);
  await addConsent(owner, { donorId: id });
  return donorActor(id);
}

describe("a booking sent again", () => {
  test("after it was cancelled is not told as booked: request_reused", async () => {
    const person = await donor();
    const input = { slotId: await slot(), requestKey: newId() };
    const made = await bookSlot(person, input, now);
    if (!made.ok) throw new Error(made.refusal);
    await cancelBooking(person, made.value.id, now);
    expect(await bookSlot(person, input, now)).toEqual({ ok: false, refusal: "request_reused" });
    expect(await bookSlot(person, { ...input, requestKey: newId() }, now)).toMatchObject({ ok: true });
  });
});

describe("a donation given elsewhere", () => {
  test("asks for the same rest when booking as at the door: resting", async () => {
    const person = await donor({ lastGivenOn: addDays(usualDay, -83), lastComponent: "whole_blood", donationCount: 1 });
    expect(await bookSlot(person, { slotId: await slot(), requestKey: newId() }, now)).toMatchObject({
      refusal: "resting",
      facts: { firstAllowedOn: addDays(usualDay, 1) },
    });
  });
});

describe("two people of one phone in two tabs", () => {
  test("what one answered does not become the other's: another_person", async () => {
    const [mother, son] = [await donor(), await donor()];
    const asked = { slotId: await slot(), requestKey: newId(), consents: ["reminders" as const], answers: null };
    const outcome = await bookWithDeclaration(son, { ...asked, forDonor: mother.donorId }, now);
    expect(outcome).toEqual({ ok: false, refusal: "another_person" });
    const { rows } = await owner.query("SELECT purpose FROM consent WHERE donor_id = $1", [son.donorId]);
    expect(rows).toEqual([{ purpose: "donation_record" }]);
    expect(await bookWithDeclaration(son, { ...asked, forDonor: son.donorId }, now)).toMatchObject({ ok: true });
  });
});

describe("an agreement taken back in the second of a booking", () => {
  test("leaves no booking without it: one of the two is refused", async () => {
    for (let round = 0; round < 12; round += 1) {
      const person = await donor();
      const asked = { slotId: await slot(), requestKey: newId() };
      const [booked, withdrawn] = await Promise.all([
        bookSlot(person, asked, now),
        withdrawConsent(person, "donation_record", now),
      ]);
      expect([booked.ok, withdrawn.ok].filter(Boolean)).toHaveLength(1);
      if (booked.ok) expect(withdrawn).toMatchObject({ refusal: "booking_open" });
      else expect(booked).toMatchObject({ refusal: "no_consent" });
    }
  });

  test("waits for whoever is taking it back, and is then told that it is missing: no_consent", async () => {
    const person = await donor();
    const asked = { slotId: await slot(), requestKey: newId() };
    const other = await owner.connect();
    try {
      await other.query("BEGIN");
      await other.query("UPDATE consent SET withdrawn_at = now() WHERE donor_id = $1", [person.donorId]);
      const booking = bookSlot(person, asked, now);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await other.query("COMMIT");
      expect(await booking).toEqual({ ok: false, refusal: "no_consent" });
    } finally {
      other.release();
    }
  });
});
