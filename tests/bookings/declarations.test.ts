import { describe, expect, test } from "vitest";
import { bookWithDeclaration, declareForBooking } from "@/lib/bookings/declarations/commands";
import { declaredAt } from "@/lib/bookings/declarations/queries";
import { newId } from "@/lib/core/ids";
import { addDays } from "@/lib/core/time";
import { withdrawConsent } from "@/lib/donors/own/commands";
import { publicRules } from "@/lib/eligibility/queries";
import { questionsFor } from "@/lib/eligibility/self-check";
import { donorActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addDonor, addDrive, addSlot, usualDay } from "../support/facts";

const { owner } = useDatabase();
const now = new Date(`${addDays(usualDay, -7)}T02:00:00Z`);

async function newcomer() {
  const donor = await addDonor(owner, { sex: "female" });
  const drive = await addDrive(owner, { status: "published" });
  const slot = await addSlot(owner, { driveId: String(drive.id) });
  return { actor: donorActor(String(donor.id)), slotId: String(slot.id) };
}

async function allWell() {
  const rules = await publicRules(usualDay);
  return Object.fromEntries(
    questionsFor("female", rules).map(({ code, defersWhen }) => [
      code,
      { answer: defersWhen === "yes" ? ("no" as const) : ("yes" as const), reasons: [] },
    ]),
  );
}

describe("a booking with answers from home", () => {
  test("agrees, takes the place and keeps the answers; sent again it changes nothing", async () => {
    const { actor, slotId } = await newcomer();
    const form = { slotId, requestKey: newId(), consents: ["donation_record" as const], answers: await allWell() };
    const first = await bookWithDeclaration(actor, form, now);
    const again = await bookWithDeclaration(actor, form, now);
    expect(first.ok && again.ok && first.value.id === again.value.id).toBe(true);
    if (!first.ok) throw new Error("not booked");
    expect(await declaredAt(actor, first.value.id)).not.toBeNull();
    const { rows } = await owner.query("SELECT count(*)::int AS given FROM consent WHERE donor_id = $1", [
      actor.donorId,
    ]);
    expect(rows[0].given).toBe(1);
  });

  test("is refused without the agreement to keep a record", async () => {
    const { actor, slotId } = await newcomer();
    const form = { slotId, requestKey: newId(), consents: [], answers: null };
    expect(await bookWithDeclaration(actor, form, now)).toMatchObject({ ok: false, refusal: "no_consent" });
  });

  test("keeps no half of the answers, and nobody else's booking takes any", async () => {
    const { actor, slotId } = await newcomer();
    const made = await bookWithDeclaration(
      actor,
      { slotId, requestKey: newId(), consents: ["donation_record"], answers: null },
      now,
    );
    if (!made.ok) throw new Error("not booked");
    const { well_today: _left, ...half } = await allWell();
    const asked = await declareForBooking(actor, { bookingId: made.value.id, answers: half }, now);
    expect(asked.missing).toEqual([{ field: "answer", questionCode: "well_today" }]);
    expect(await declaredAt(actor, made.value.id)).toBeNull();
    const stranger = (await newcomer()).actor;
    const foreign = await declareForBooking(stranger, { bookingId: made.value.id, answers: await allWell() }, now);
    expect(foreign.outcome).toMatchObject({ ok: false, refusal: "no_longer_open" });
  });

  test("holds the agreement to keep a record until the booking ends", async () => {
    const { actor, slotId } = await newcomer();
    await bookWithDeclaration(
      actor,
      { slotId, requestKey: newId(), consents: ["donation_record"], answers: null },
      now,
    );
    expect(await withdrawConsent(actor, "donation_record", now)).toMatchObject({ ok: false, refusal: "booking_open" });
    expect(await withdrawConsent(actor, "reminders", now)).toMatchObject({ ok: false, refusal: "not_given" });
  });
});
