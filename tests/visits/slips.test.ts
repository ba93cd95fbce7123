import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { auditSearch, auditTrail } from "@/lib/audit/queries";
import type { StaffActor } from "@/lib/auth/actor";
import { recordDonation, voidDonation } from "@/lib/donations/commands";
import { sealNumber } from "@/lib/donors/identity-vault";
import { reconcileDrive } from "@/lib/drives/states/commands";
import { registerWalkIn } from "@/lib/visits/arrival/commands";
import { findAtDesk } from "@/lib/visits/find/commands";
import { deskQueue } from "@/lib/visits/queue/queries";
import { registerInput } from "@/lib/visits/schema";
import { liftAtDesk } from "@/lib/visits/screening/commands";
import { useDatabase } from "../support/database";
import { addAgreedDonor, bagOf, bleeding, donated, good, staffAt, usualHour } from "../support/desk";
import { addDeferral, addDonor, addDonorIdentity, addDrive, addVisit } from "../support/facts";

const { owner } = useDatabase();
let clerk: StaffActor;
let doctor: StaffActor;
beforeAll(async () => {
  clerk = await staffAt(owner, "desk_clerk");
  doctor = await staffAt(owner, "medical_screener");
});

const form = (driveId: string, differing: Record<string, string> = {}) => ({
  driveId,
  fullName: "Ngô Thị Nhầm",
  bornOn: "14/03/1996",
  sex: "female",
  identityKind: "citizen_card",
  identityNumber: "001196012345",
  segment: "worker",
  consent: "given",
  registrationKey: randomUUID(),
  requestKey: randomUUID(),
  ...differing,
});
const looks = async (donorId: string) =>
  (await owner.query("SELECT FROM audit_event WHERE action = 'donor.look_up' AND subject_id = $1", [donorId])).rowCount;

describe("slips at the desk", () => {
  it("takes nobody in by a number that stands under another name: number_of_another", async () => {
    const drive = await addDrive(owner);
    const other = await addDonor(owner, { fullName: "Bùi Văn Khác", bornOn: "1980-01-01" });
    const sealed = sealNumber("citizen_card", "001080555444");
    await addDonorIdentity(owner, { donorId: other.id, numberHash: new Uint8Array(sealed.hash), lastFour: "5444" });
    const input = registerInput.parse(form(drive.id, { identityNumber: "001080555444" }));
    const { outcome, people } = await registerWalkIn(clerk, input, usualHour);
    expect(outcome).toMatchObject({ ok: false, refusal: "number_of_another" });
    expect(people?.map(({ donorId }) => donorId)).toEqual([other.id]);
    expect((await owner.query("SELECT FROM visit WHERE drive_id = $1", [drive.id])).rowCount).toBe(0);
    expect(await looks(other.id)).toBe(1);
  });

  it("writes down whom the question 'perhaps the same?' showed", async () => {
    const drive = await addDrive(owner);
    const known = await addDonor(owner, { fullName: "Ngô Thị Nhầm", bornOn: "1996-03-14" });
    const asked = registerInput.parse(form(drive.id, { identityKind: "passport", identityNumber: "C1234999" }));
    expect((await registerWalkIn(clerk, asked, usualHour)).outcome).toMatchObject({ refusal: "perhaps_known" });
    expect(await looks(known.id)).toBe(1);
  });

  it.each(["01/01/1850", "01/01/2090"])("asks again for a birthday that cannot be: %s", (bornOn) => {
    const read = registerInput.safeParse(form(randomUUID(), { bornOn }));
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["bornOn", "visits.error.born"],
    ]);
  });

  it("does not tell whose a phone is without the birth date, be it known somewhere or not", async () => {
    const drive = await addDrive(owner);
    const elsewhere = await addDonor(owner, { phone: "+84933444555", bornOn: "1990-01-01" });
    const told = await Promise.all(
      ["0933444555", "0933444556"].map((text) => findAtDesk(clerk, { driveId: drive.id, text })),
    );
    expect(told).toEqual([told[0], told[0]]);
    expect(told[0]).toMatchObject({ ok: false, refusal: "birth_date_needed" });
    const found = good(await findAtDesk(clerk, { driveId: drive.id, text: "0933444555", bornOn: "1990-01-01" }));
    expect(found.people.map(({ donorId }) => donorId)).toEqual([elsewhere.id]);
    const nobody = good(await findAtDesk(clerk, { driveId: drive.id, text: "0933444556", bornOn: "1990-01-01" }));
    expect(nobody).toMatchObject({ people: [], prefill: { phone: "+84933444556" } });
  });

  it("lets a doctor lift the deferral of somebody at this drive only", async () => {
    const [here, there] = [await addDrive(owner), await addDrive(owner)];
    const donor = await addAgreedDonor(owner);
    const deferral = await addDeferral(owner, { donorId: donor.id });
    await addVisit(owner, { driveId: there.id, donorId: donor.id, status: "deferred" });
    const lift = { donorId: donor.id, deferralId: deferral.id, because: "đã khỏi hẳn" };
    expect(await liftAtDesk(doctor, { ...lift, driveId: here.id }, usualHour)).toMatchObject({
      refusal: "deferral_not_standing",
    });
    good(await liftAtDesk(doctor, { ...lift, driveId: there.id }, usualHour));
  });

  it("tells a clerk of no donation that waits for a second look", async () => {
    const drive = await addDrive(owner);
    await donated(owner, doctor, drive.id, { volumeMl: 470 });
    const seen = async (actor: StaffActor) =>
      (await deskQueue(actor, drive.id, usualHour))?.items.map((i) => i.toReview);
    expect(await seen(doctor)).toEqual([true]);
    expect(await seen(clerk)).toEqual([false]);
  });
});

describe("a donation sent twice", () => {
  it("tells what stands when the figures were changed in between: recorded_differently", async () => {
    const drive = await addDrive(owner);
    const bag = bagOf(await bleeding(owner, doctor, drive.id));
    const first = good(await recordDonation(doctor, bag, usualHour));
    expect(await recordDonation(doctor, { ...bag, volumeMl: 450 }, usualHour)).toEqual({
      ok: false,
      refusal: "recorded_differently",
      facts: { number: first.number, volumeMl: 350 },
    });
    expect(good(await recordDonation(doctor, bag, usualHour)).id).toBe(first.id);
  });
});

describe("afterwards", () => {
  it("opens the signing-off again when a signed-off number changes, and tells the province's watch of it", async () => {
    const drive = await addDrive(owner);
    const made = await donated(owner, doctor, drive.id);
    await owner.query("UPDATE drive SET status = 'closed', closed_at = now() WHERE id = $1", [drive.id]);
    const office = await staffAt(owner, "provincial_office");
    good(await reconcileDrive(office, drive.id, usualHour));
    const asked = { driveId: drive.id, donationId: made.id, version: made.version, visit: "incomplete" as const };
    good(await voidDonation(doctor, { ...asked, reason: "ghi nhầm người" }, usualHour));
    const { rows } = await owner.query("SELECT status, reconciled_at FROM drive WHERE id = $1", [drive.id]);
    expect(rows).toEqual([{ status: "closed", reconciled_at: null }]);
    const watch = await staffAt(owner, "data_protection_officer", { kind: "unit", unitId: drive.creditedUnitId });
    const { events } = await auditTrail(watch, auditSearch.parse({ family: "donation" }));
    expect(events.map(({ action }) => action)).toContain("donation.void");
  });
});
