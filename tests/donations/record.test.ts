import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { addDays } from "@/lib/core/time";
import { confirmDonation, correctDonation, recordDonation, voidDonation } from "@/lib/donations/commands";
import { driveDonations } from "@/lib/donations/queries";
import { stopDonation } from "@/lib/visits/leaving/commands";
import { useDatabase } from "../support/database";
import { addAgreedDonor, bagOf, bleeding, donated, good, someBag, staffAt, usualHour } from "../support/desk";
import { addDrive, addVisit, usualDay } from "../support/facts";

const { owner } = useDatabase();
let doctor: StaffActor;
let second: StaffActor;
beforeAll(async () => {
  doctor = await staffAt(owner, "medical_screener");
  second = await staffAt(owner, "medical_screener");
});

const totalOf = async (driveId: string) =>
  (await owner.query("SELECT * FROM drive_total WHERE drive_id = $1", [driveId])).rows[0];
const donorOf = async (id: string) =>
  (
    await owner.query(
      "SELECT donation_count, last_given_on::text, last_component, last_volume_ml FROM donor WHERE id = $1",
      [id],
    )
  ).rows[0];
const later = (minutes: number) => new Date(usualHour.getTime() + minutes * 60_000);

describe("recording a donation", () => {
  it("writes the fact, its event, the totals, the donor's last donation and the audit at once", async () => {
    const drive = await addDrive(owner);
    const donor = await addAgreedDonor(owner);
    const visit = await bleeding(owner, doctor, drive.id, donor.id);
    const made = good(await recordDonation(doctor, bagOf(visit), later(12)));
    expect(made).toMatchObject({ volumeMl: 350, flags: [], firstTime: true });
    expect(await totalOf(drive.id)).toMatchObject({
      donations: 1,
      voluntary: 1,
      first_time: 1,
      at_least_350_ml: 1,
      apheresis: 0,
      volume_ml: 350,
    });
    expect(await donorOf(donor.id)).toEqual({
      donation_count: 1,
      last_given_on: usualDay,
      last_component: "whole_blood",
      last_volume_ml: 350,
    });
    const { rows } = await owner.query(
      `SELECT v.status, g.given_on::text, (SELECT count(*)::int FROM donation_event e WHERE e.donation_id = g.id) AS events,
        (SELECT count(*)::int FROM audit_event a WHERE a.action = 'donation.record' AND a.subject_id = g.id::text) AS audited
       FROM visit v JOIN donation g ON g.visit_id = v.id WHERE v.id = $1`,
      [visit.id],
    );
    expect(rows).toEqual([{ status: "donated", given_on: usualDay, events: 1, audited: 1 }]);
  });

  it("answers the same request twenty times with one donation", async () => {
    const drive = await addDrive(owner);
    const bag = bagOf(await bleeding(owner, doctor, drive.id));
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => recordDonation(doctor, bag, later(10))));
    expect(new Set(outcomes.map((outcome) => good(outcome).id)).size).toBe(1);
    expect(await totalOf(drive.id)).toMatchObject({ donations: 1 });
  });

  it("keeps one donation of one visit when two desks record it in the same second", async () => {
    const drive = await addDrive(owner);
    const visit = await bleeding(owner, doctor, drive.id);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => recordDonation(doctor, bagOf(visit), later(10))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal === "already_recorded")).toHaveLength(9);
    expect(await totalOf(drive.id)).toMatchObject({ donations: 1 });
  });

  it("refuses a number that another bag bears, and says where, not whose: number_taken", async () => {
    const drive = await addDrive(owner, { title: "Chủ Nhật Đỏ thử" });
    const number = someBag();
    const visits = await Promise.all([bleeding(owner, doctor, drive.id), bleeding(owner, doctor, drive.id)]);
    const outcomes = await Promise.all(
      visits.map((visit) => recordDonation(doctor, bagOf(visit, { number }), later(5))),
    );
    const refusal = outcomes.find(({ ok }) => !ok);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(refusal).toEqual({
      ok: false,
      refusal: "number_taken",
      facts: { title: "Chủ Nhật Đỏ thử", givenOn: usualDay, time: "09:05" },
    });
    expect(await totalOf(drive.id)).toMatchObject({ donations: 1 });
  });

  it("refuses a number with a slip: donation_number_mistyped", async () => {
    const drive = await addDrive(owner);
    const visit = await bleeding(owner, doctor, drive.id);
    const number = someBag();
    const wrong = number.slice(0, 4) + (number[4] === "9" ? "8" : "9") + number.slice(5);
    expect(await recordDonation(doctor, bagOf(visit, { number: wrong }), later(5))).toMatchObject({
      refusal: "donation_number_mistyped",
    });
  });

  it("refuses a drive dated tomorrow: drive_in_future", async () => {
    const drive = await addDrive(owner, { heldOn: addDays(usualDay, 1) });
    const visit = await addVisit(owner, { driveId: drive.id, status: "bleeding" });
    const outcome = await recordDonation(doctor, bagOf(visit as never), usualHour);
    expect(outcome).toEqual({ ok: false, refusal: "drive_in_future", facts: { heldOn: addDays(usualDay, 1) } });
  });

  it.each([
    ["interval", { lastGivenOn: addDays(usualDay, -83), lastComponent: "whole_blood", donationCount: 2 }],
    ["age", { bornOn: addDays(usualDay, -365 * 17) }],
  ])("keeps what broke a rule after the needle, flagged: %s", async (flag, differing) => {
    const drive = await addDrive(owner);
    const donor = await addAgreedDonor(owner, differing);
    const visit = await addVisit(owner, { driveId: drive.id, donorId: donor.id, status: "bleeding" });
    const made = good(await recordDonation(doctor, bagOf({ ...visit, driveId: drive.id } as never), later(5)));
    expect(made.flags).toContain(flag);
    expect(await totalOf(drive.id)).toMatchObject({ donations: 1 });
  });

  it("flags a volume that differs from the one found fit", async () => {
    const drive = await addDrive(owner);
    const visit = await bleeding(owner, doctor, drive.id);
    const made = good(await recordDonation(doctor, bagOf(visit, { volumeMl: 470 }), later(5)));
    expect(made.flags).toEqual(["volume_differs", "volume_over_permitted"]);
  });

  it("keeps nothing of a donation stopped halfway but why", async () => {
    const drive = await addDrive(owner);
    const visit = await bleeding(owner, doctor, drive.id);
    good(
      await stopDonation(
        doctor,
        { driveId: drive.id, visitId: visit.id, version: visit.version, because: "vein" },
        later(3),
      ),
    );
    expect(await recordDonation(doctor, bagOf(visit), later(5))).toMatchObject({ refusal: "visit_over" });
    expect(await totalOf(drive.id)).toBeUndefined();
  });

  it("is for those who may, where they may", async () => {
    const drive = await addDrive(owner);
    const visit = await bleeding(owner, doctor, drive.id);
    const clerk = await staffAt(owner, "desk_clerk", { kind: "drive", driveId: drive.id });
    const stranger = await staffAt(owner, "medical_screener", { kind: "drive", driveId: (await addDrive(owner)).id });
    await expect(recordDonation(clerk, bagOf(visit), later(5))).rejects.toThrow(NotAllowed);
    await expect(recordDonation(stranger, bagOf(visit), later(5))).rejects.toThrow(NotAllowed);
  });
});

describe("afterwards", () => {
  const correction = (driveId: string, made: { id: string; number: string; version: number }) => ({
    driveId,
    donationId: made.id,
    version: made.version,
    number: made.number,
    kind: "voluntary" as const,
    component: "whole_blood" as const,
    volumeMl: 250,
    reason: "đọc nhầm thể tích trên cân",
  });

  it("corrects with a reason: totals and the donor follow, the event keeps what it was", async () => {
    const drive = await addDrive(owner);
    const made = await donated(owner, doctor, drive.id);
    const changed = good(await correctDonation(doctor, correction(drive.id, made), later(20)));
    expect(changed.flags).toEqual(["volume_differs", "corrected"]);
    expect(await totalOf(drive.id)).toMatchObject({ donations: 1, at_least_350_ml: 0, volume_ml: 250 });
    const { rows } = await owner.query(
      "SELECT e.reason, e.change, p.last_volume_ml FROM donation_event e JOIN donation g ON g.id = e.donation_id JOIN donor p ON p.id = g.donor_id WHERE g.id = $1 AND e.kind = 'corrected'",
      [made.id],
    );
    expect(rows[0]).toMatchObject({ reason: "đọc nhầm thể tích trên cân", last_volume_ml: 250 });
    expect(rows[0].change.from.volumeMl).toBe(350);
    expect(await correctDonation(doctor, correction(drive.id, made), later(21))).toMatchObject({ ok: false });
  });

  it("lets only a second person confirm: same_person", async () => {
    const drive = await addDrive(owner);
    const made = await donated(owner, doctor, drive.id, { volumeMl: 470 });
    const input = { driveId: drive.id, donationId: made.id, version: made.version };
    expect(await confirmDonation(doctor, input, later(30))).toMatchObject({ refusal: "same_person" });
    const corrected = good(await correctDonation(second, correction(drive.id, made), later(31)));
    for (const own of [second, doctor]) {
      expect(await confirmDonation(own, { ...input, version: corrected.version }, later(32))).toMatchObject({
        refusal: "same_person",
      });
    }
    expect(await driveDonations(doctor, drive.id)).toMatchObject([
      { recordedBy: doctor.accountId, changedBy: second.accountId },
    ]);
    const third = await staffAt(owner, "drive_manager");
    expect(await driveDonations(third, drive.id, { toReview: true })).toHaveLength(1);
    good(await confirmDonation(third, { ...input, version: corrected.version }, later(33)));
    expect(await driveDonations(third, drive.id, { toReview: true })).toHaveLength(0);
  });

  it("voids: it counts nowhere, the donor's last donation is the one before, the visit opens again", async () => {
    const drive = await addDrive(owner);
    const donor = await addAgreedDonor(owner, {
      lastGivenOn: "2026-08-22",
      lastComponent: "platelets",
      lastVolumeMl: 400,
      donationCount: 6,
    });
    const visit = await bleeding(owner, doctor, drive.id, donor.id);
    const made = good(await recordDonation(doctor, bagOf(visit), later(10)));
    expect(made.firstTime).toBe(false);
    const input = {
      driveId: drive.id,
      donationId: made.id,
      version: made.version,
      reason: "ghi nhầm người",
      visit: "again" as const,
    };
    good(await voidDonation(doctor, input, later(20)));
    expect(await totalOf(drive.id)).toMatchObject({ donations: 0, volume_ml: 0 });
    expect(await donorOf(donor.id)).toEqual({
      donation_count: 6,
      last_given_on: "2026-08-22",
      last_component: "platelets",
      last_volume_ml: 400,
    });
    expect(await voidDonation(doctor, input, later(21))).toMatchObject({ refusal: "changed_meanwhile" });
    good(await recordDonation(doctor, bagOf(visit, { number: someBag(), requestKey: randomUUID() }), later(25)));
    expect(await totalOf(drive.id)).toMatchObject({ donations: 1 });
  });
});
