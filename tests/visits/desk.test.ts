import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { addDays } from "@/lib/core/time";
import { sealNumber } from "@/lib/donors/identity-vault";
import { arrive, registerWalkIn } from "@/lib/visits/arrival/commands";
import { findAtDesk } from "@/lib/visits/find/commands";
import { leaveVisit } from "@/lib/visits/leaving/commands";
import { beginDonation } from "@/lib/visits/needle/commands";
import { deskPerson } from "@/lib/visits/person/queries";
import { deskQueue, deskVersion } from "@/lib/visits/queue/queries";
import { registerInput } from "@/lib/visits/schema";
import { deferVisit, liftAtDesk, screenVisit } from "@/lib/visits/screening/commands";
import { useDatabase } from "../support/database";
import { addAgreedDonor, arrivalOf, bleeding, fitScreening, good, staffAt, usualHour } from "../support/desk";
import { addBooking, addDeferral, addDonor, addDonorIdentity, addDrive, addSlot, usualDay } from "../support/facts";

const { owner } = useDatabase();
let clerk: StaffActor;
let doctor: StaffActor;
beforeAll(async () => {
  clerk = await staffAt(owner, "desk_clerk");
  doctor = await staffAt(owner, "medical_screener");
});

const count = async (sql: string, values: unknown[]) => Number((await owner.query(sql, values)).rows[0].count);

describe("arriving", () => {
  it("gives numbers in order, opens the drive at the first, and ends the booking", async () => {
    const drive = await addDrive(owner, { status: "published" });
    const slot = await addSlot(owner, { driveId: drive.id });
    const donor = await addAgreedDonor(owner);
    const booking = await addBooking(owner, { slotId: slot.id, driveId: drive.id, donorId: donor.id });
    const first = good(await arrive(clerk, arrivalOf(drive.id, donor.id), usualHour));
    expect(first).toMatchObject({ number: 1, bookingId: booking.id, status: "arrived" });
    const second = good(await arrive(clerk, arrivalOf(drive.id, (await addAgreedDonor(owner)).id), usualHour));
    expect(second).toMatchObject({ number: 2, bookingId: null });
    const { rows } = await owner.query(
      "SELECT d.status, b.status AS booking, s.booked FROM drive d JOIN slot s ON s.drive_id = d.id JOIN booking b ON b.slot_id = s.id WHERE d.id = $1",
      [drive.id],
    );
    expect(rows[0]).toEqual({ status: "open", booking: "arrived", booked: 1 });
  });

  it("writes down who opened the drive, once, however many come first together", async () => {
    const drive = await addDrive(owner, { status: "published" });
    const donors = await Promise.all(Array.from({ length: 8 }, () => addAgreedDonor(owner)));
    await Promise.all(donors.map(({ id }) => arrive(clerk, arrivalOf(drive.id, id), usualHour)));
    const { rows } = await owner.query(
      "SELECT actor_id, subject_id, unit_id, detail FROM audit_event WHERE action = 'drive.open' AND drive_id = $1",
      [drive.id],
    );
    expect(rows).toEqual([
      {
        actor_id: clerk.accountId,
        subject_id: drive.id,
        unit_id: drive.creditedUnitId,
        detail: { by: "first_arrival" },
      },
    ]);
  });

  it("takes one donor in once, however many desks ask in the same second: already_here", async () => {
    const drive = await addDrive(owner);
    const donor = await addAgreedDonor(owner);
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => arrive(clerk, arrivalOf(drive.id, donor.id), usualHour)),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal])))).toEqual(
      new Set(["already_here"]),
    );
    expect(await count("SELECT count(*) FROM visit WHERE donor_id = $1", [donor.id])).toBe(1);
  });

  it("gives 40 people at once 40 different numbers", async () => {
    const drive = await addDrive(owner);
    const donors = await Promise.all(Array.from({ length: 40 }, () => addAgreedDonor(owner)));
    const visits = await Promise.all(donors.map(({ id }) => arrive(clerk, arrivalOf(drive.id, id), usualHour)));
    const numbers = visits.map((visit) => good(visit).number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it("answers the same request twenty times with the first number", async () => {
    const drive = await addDrive(owner);
    const asked = arrivalOf(drive.id, (await addAgreedDonor(owner)).id);
    const visits = await Promise.all(Array.from({ length: 20 }, () => arrive(clerk, asked, usualHour)));
    expect(new Set(visits.map((visit) => good(visit).id)).size).toBe(1);
    const other = await arrive(clerk, { ...asked, donorId: (await addAgreedDonor(owner)).id }, usualHour);
    expect(other).toMatchObject({ ok: false, refusal: "request_reused" });
  });

  it.each([
    [83, "resting"],
    [84, null],
  ])("day %i after whole blood: %s", async (days, refusal) => {
    const drive = await addDrive(owner);
    const lastGivenOn = addDays(usualDay, -days);
    const donor = await addAgreedDonor(owner, { lastGivenOn, lastComponent: "whole_blood", donationCount: 3 });
    const outcome = await arrive(clerk, arrivalOf(drive.id, donor.id), usualHour);
    if (refusal === null) expect(outcome.ok).toBe(true);
    else
      expect(outcome).toEqual({
        ok: false,
        refusal,
        facts: { firstAllowedOn: addDays(lastGivenOn, 84) },
      });
  });

  it("tells a clerk until when somebody is deferred, never why: deferred", async () => {
    const drive = await addDrive(owner);
    const donor = await addAgreedDonor(owner);
    await addDeferral(owner, {
      donorId: donor.id,
      reason: "hepatitis_b",
      countedFrom: usualDay,
      lastDay: addDays(usualDay, 9),
    });
    const outcome = await arrive(clerk, arrivalOf(drive.id, donor.id), usualHour);
    expect(outcome).toEqual({ ok: false, refusal: "deferred", facts: { firstAllowedOn: addDays(usualDay, 10) } });
  });

  it("refuses a drive of tomorrow, of yesterday, and one put off", async () => {
    const donor = await addAgreedDonor(owner);
    const at = async (differing: Parameters<typeof addDrive>[1]) =>
      arrive(clerk, arrivalOf((await addDrive(owner, differing)).id, donor.id), usualHour);
    expect(await at({ heldOn: addDays(usualDay, 1) })).toMatchObject({ refusal: "drive_tomorrow" });
    expect(await at({ heldOn: addDays(usualDay, -1) })).toMatchObject({ refusal: "drive_over" });
    expect(await at({ status: "cancelled", statusReason: "mưa bão" })).toMatchObject({ refusal: "drive_not_open" });
  });

  it("asks for the consent that is missing, and keeps it with its witness", async () => {
    const drive = await addDrive(owner);
    const donor = await addDonor(owner);
    const asked = arrivalOf(drive.id, donor.id);
    expect(await arrive(clerk, asked, usualHour)).toMatchObject({ refusal: "consent_missing" });
    good(await arrive(clerk, { ...asked, consent: "given" }, usualHour));
    const { rows } = await owner.query("SELECT channel, witnessed_by FROM consent WHERE donor_id = $1", [donor.id]);
    expect(rows).toEqual([{ channel: "desk", witnessed_by: clerk.accountId }]);
  });

  it("is not there for staff of another province's drive", async () => {
    const drive = await addDrive(owner);
    const other = await addDrive(owner);
    const stranger = await staffAt(owner, "desk_clerk", { kind: "drive", driveId: other.id });
    await expect(arrive(stranger, arrivalOf(drive.id, (await addAgreedDonor(owner)).id), usualHour)).rejects.toThrow(
      NotAllowed,
    );
    expect(await deskQueue(stranger, drive.id, usualHour)).toBeNull();
    expect(await deskVersion(stranger, drive.id)).toBeNull();
  });
});

describe("registering", () => {
  const form = (driveId: string, differing: Record<string, string> = {}) =>
    registerInput.parse({
      driveId,
      fullName: "NGUYỄN VĂN MƯỜI",
      bornOn: "14/03/1996",
      sex: "male",
      identityKind: "citizen_card",
      identityNumber: "001096012345",
      segment: "worker",
      consent: "given",
      registrationKey: randomUUID(),
      requestKey: randomUUID(),
      ...differing,
    });

  it("keeps one person of one number, however many desks register it at once", async () => {
    const drive = await addDrive(owner);
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () => registerWalkIn(clerk, form(drive.id), usualHour)),
    );
    expect(outcomes.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    expect(new Set(outcomes.map(({ donorId }) => donorId)).size).toBe(1);
    const { rows } = await owner.query(
      "SELECT p.full_name, i.last_four, i.number_cipher FROM donor p JOIN donor_identity i ON i.donor_id = p.id WHERE i.last_four = '2345'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].full_name).toBe("Nguyễn Văn Mười");
    expect(rows[0].number_cipher.includes("001096012345")).toBe(false);
  });

  it("shows people of the same name and birthday first: perhaps_known", async () => {
    const drive = await addDrive(owner);
    const known = await addDonor(owner, { fullName: "Trần Thị Tuyết", bornOn: "1996-03-14" });
    const asked = form(drive.id, { fullName: "tran thi tuyet", identityKind: "passport", identityNumber: "C7654321" });
    const first = await registerWalkIn(clerk, asked, usualHour);
    expect(first.outcome).toMatchObject({ ok: false, refusal: "perhaps_known" });
    expect(first.people?.map(({ donorId }) => donorId)).toEqual([known.id]);
    const second = await registerWalkIn(clerk, { ...asked, anotherPerson: "yes" }, usualHour);
    expect(good(second.outcome).known).toBe(false);
  });

  it("lets one phone belong to several people, and several people have none", async () => {
    const drive = await addDrive(owner);
    for (const number of ["079096000001", "079096000002"]) {
      const asked = form(drive.id, {
        identityNumber: number,
        phone: "0912345678",
        fullName: `Lê An ${number.at(-1) === "1" ? "Một" : "Hai"}`,
      });
      good((await registerWalkIn(clerk, asked, usualHour)).outcome);
    }
    expect(await count("SELECT count(*) FROM donor WHERE phone = '+84912345678'", [])).toBe(2);
  });

  it("asks for consent in so many words", () => {
    expect(() => form(randomUUID(), { consent: "" })).toThrow();
  });
});

describe("finding", () => {
  it("finds by ticket, number, card, phone with birth date, and name with birth date", async () => {
    const drive = await addDrive(owner);
    const slot = await addSlot(owner, { driveId: drive.id });
    const donor = await addDonor(owner, { fullName: "Đặng Thuỳ Dương", bornOn: "1988-02-29", phone: "+84987654321" });
    const sealed = sealNumber("citizen_card", "001188076543");
    await addDonorIdentity(owner, {
      donorId: donor.id,
      numberHash: new Uint8Array(sealed.hash),
      lastFour: sealed.lastFour,
    });
    const booking = await addBooking(owner, { slotId: slot.id, driveId: drive.id, donorId: donor.id });
    const found = async (text: string) =>
      good(await findAtDesk(clerk, { driveId: drive.id, text })).people.map(({ donorId }) => donorId);
    expect(await found(booking.code)).toEqual([donor.id]);
    expect(await found(`${booking.code.slice(0, 4)} ${booking.code.slice(4)}`.toLowerCase())).toEqual([donor.id]);
    expect(await found("001188076543")).toEqual([donor.id]);
    expect(await found("001188076543||Đặng Thuỳ Dương|29021988|Nữ|Số 1, Phường X, Hà Nội|25042021")).toEqual([
      donor.id,
    ]);
    expect(await found("0987 654 321")).toEqual([donor.id]);
    expect(await found("dang thuy duong 29/02/1988")).toEqual([donor.id]);
    expect(await found("thuỳ dương")).toEqual([donor.id]);
  });

  it("reaches the country by an exact key and shows the least; a name stays in the scope", async () => {
    const drive = await addDrive(owner);
    const local = await staffAt(owner, "desk_clerk", { kind: "unit", unitId: drive.creditedUnitId });
    const donor = await addDonor(owner, { fullName: "Hồ Văn Xa", bornOn: "1990-01-02" });
    const sealed = sealNumber("military", "QD900102");
    await addDonorIdentity(owner, {
      donorId: donor.id,
      kind: "military",
      numberHash: new Uint8Array(sealed.hash),
      lastFour: sealed.lastFour,
    });
    await addDeferral(owner, { donorId: donor.id, reason: "hiv", countedFrom: usualDay, lastDay: null });
    const byName = good(await findAtDesk(local, { driveId: drive.id, text: "Hồ Văn Xa 02/01/1990" }));
    expect(byName.people).toEqual([]);
    const byNumber = good(await findAtDesk(local, { driveId: drive.id, text: "QD900102" }));
    expect(byNumber.people[0]).toMatchObject({
      name: "Hồ Văn Xa",
      birthYear: 1990,
      lastFour: "0102",
      standing: { word: "deferred_without_end" },
    });
    expect(JSON.stringify(byNumber.people)).not.toMatch(/hiv|1990-01-02/);
    expect(
      await count(
        "SELECT count(*) FROM audit_event WHERE action = 'donor.look_up' AND subject_id = $1 AND actor_id = $2",
        [donor.id, local.accountId],
      ),
    ).toBe(1);
  });

  it("asks for the birth date when a phone or a name is not enough", async () => {
    const drive = await addDrive(owner);
    await addDonor(owner, { phone: "+84911222333", bornOn: "1990-01-01" });
    const second = await addDonor(owner, { phone: "+84911222333", bornOn: "1991-01-01" });
    expect(await findAtDesk(clerk, { driveId: drive.id, text: "0911222333" })).toMatchObject({
      refusal: "birth_date_needed",
    });
    const found = good(await findAtDesk(clerk, { driveId: drive.id, text: "0911222333", bornOn: "1991-01-01" }));
    expect(found.people.map(({ donorId }) => donorId)).toEqual([second.id]);
    expect(await findAtDesk(clerk, { driveId: drive.id, text: "Không Có Ai" })).toMatchObject({
      refusal: "name_needs_birth_date",
    });
  });
});

describe("screening", () => {
  const arrived = async () => {
    const drive = await addDrive(owner);
    return good(await arrive(doctor, arrivalOf(drive.id, (await addAgreedDonor(owner)).id), usualHour));
  };

  it("finds fit whom the rules allow, once", async () => {
    const visit = await arrived();
    const form = await fitScreening(visit);
    expect(good(await screenVisit(doctor, form, usualHour)).status).toBe("fit");
    expect(await screenVisit(doctor, form, usualHour)).toMatchObject({ refusal: "moved_on" });
  });

  it.each([
    ["volume_refused", { volumeMl: 450 }, { weightKg: 49.9 }],
    ["volume_refused", { volumeMl: 450 }, { hemoglobinGramsPerLitre: 123 }],
    ["vitals_refuse", {}, { systolicMmhg: 160 }],
    ["vitals_missing", {}, { hemoglobinGramsPerLitre: null }],
    ["pulse_rhythm_missing", {}, { pulseRegular: null }],
    ["answers_missing", { answers: {} }, {}],
    ["unsigned", { signed: undefined }, {}],
    ["volume_missing", { volumeMl: undefined }, {}],
  ] as const)("refuses: %s", async (refusal, differing, vitals) => {
    const visit = await arrived();
    const form = await fitScreening(visit, differing as object);
    expect(await screenVisit(doctor, { ...form, vitals: { ...form.vitals, ...vitals } }, usualHour)).toMatchObject({
      refusal,
    });
  });

  it("defers until the last day the rules reckon, and stands in the way until lifted", async () => {
    const visit = await arrived();
    const form = await fitScreening(visit, { volumeMl: undefined });
    const deferred = good(
      await deferVisit(doctor, { ...form, reason: "tattoo", countedFrom: "2027-02-28" }, usualHour),
    );
    expect(deferred).toMatchObject({ status: "deferred", lastDay: "2027-08-27" });
    const again = await arrive(clerk, arrivalOf(visit.driveId, visit.donorId), usualHour);
    expect(again).toMatchObject({ refusal: "deferred", facts: { firstAllowedOn: "2027-08-28" } });
    const { rows } = await owner.query("SELECT id FROM deferral WHERE donor_id = $1", [visit.donorId]);
    const lift = {
      driveId: visit.driveId,
      donorId: visit.donorId,
      deferralId: rows[0].id,
      because: "hình xăm từ năm 2020",
    };
    await expect(liftAtDesk(clerk, lift, usualHour)).rejects.toThrow(NotAllowed);
    good(await liftAtDesk(doctor, lift, usualHour));
    expect((await arrive(clerk, arrivalOf(visit.driveId, visit.donorId), usualHour)).ok).toBe(true);
  });

  it("wants a deferral without an end to be confirmed: without_end_unconfirmed", async () => {
    const visit = await arrived();
    const form = { ...(await fitScreening(visit)), reason: "hepatitis_b", countedFrom: usualDay };
    expect(await deferVisit(doctor, form, usualHour)).toMatchObject({ refusal: "without_end_unconfirmed" });
    expect(good(await deferVisit(doctor, { ...form, withoutEnd: "yes" }, usualHour)).lastDay).toBeNull();
  });
});

describe("the needle", () => {
  const foundFit = async () => {
    const drive = await addDrive(owner);
    const visit = good(await arrive(doctor, arrivalOf(drive.id, (await addAgreedDonor(owner)).id), usualHour));
    return good(await screenVisit(doctor, await fitScreening(visit), usualHour));
  };

  it("goes in once when two desks press in the same second: already_bleeding", async () => {
    const visit = await foundFit();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () =>
        beginDonation(doctor, { driveId: visit.driveId, visitId: visit.id, version: visit.version }, usualHour),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal === "already_bleeding")).toHaveLength(7);
  });

  it.each([
    [
      "a deferral of a minute ago",
      "deferred",
      (donorId: string) => addDeferral(owner, { donorId, countedFrom: usualDay, lastDay: addDays(usualDay, 3) }),
    ],
    [
      "a donation given elsewhere since",
      "resting",
      (donorId: string) =>
        owner.query(
          "UPDATE donor SET last_given_on = $2, last_component = 'whole_blood', donation_count = 1 WHERE id = $1",
          [donorId, addDays(usualDay, -83)],
        ),
    ],
    [
      "a weight mended in the database",
      "volume_refused",
      (donorId: string) =>
        owner.query(
          "UPDATE screening SET weight_kg = 44 FROM visit WHERE visit.id = screening.visit_id AND visit.donor_id = $1",
          [donorId],
        ),
    ],
    [
      "a birth date mended to 17 years",
      "too_young",
      (donorId: string) =>
        owner.query("UPDATE donor SET born_on = $2 WHERE id = $1", [donorId, addDays(usualDay, -365 * 17)]),
    ],
  ])("is refused for %s, whatever the screen allowed: %s", async (_what, refusal, change) => {
    const visit = await foundFit();
    await change(visit.donorId);
    const outcome = await beginDonation(
      doctor,
      { driveId: visit.driveId, visitId: visit.id, version: visit.version },
      usualHour,
    );
    expect(outcome).toMatchObject({ ok: false, refusal });
  });
});

describe("what a role sees", () => {
  it("keeps health from the clerk: no blood group, measures, answers, history or reasons", async () => {
    const drive = await addDrive(owner);
    const donor = await addAgreedDonor(owner, {
      bloodAbo: "AB",
      bloodRh: "-",
      donationCount: 6,
      lastGivenOn: "2026-08-22",
      lastComponent: "whole_blood",
    });
    const visit = await bleeding(owner, doctor, drive.id, donor.id);
    const seen = await deskPerson(clerk, drive.id, { visitId: visit.id });
    expect(seen).toMatchObject({
      blood: null,
      donationCount: 0,
      lastGivenOn: null,
      screening: null,
      declaration: null,
      deferralRows: [],
    });
    expect(seen?.visit).toMatchObject({ volumeMl: null, component: null });
    expect(JSON.stringify(seen)).not.toMatch(/2026-08-22|"AB|hemoglobin":1/);
    const queue = await deskQueue(clerk, drive.id, usualHour);
    expect(queue?.items[0]?.blood).toBeNull();
    const doctorsView = await deskPerson(doctor, drive.id, { visitId: visit.id });
    expect(doctorsView).toMatchObject({ blood: "AB-", donationCount: 6, screening: { hemoglobinGPerL: 131 } });
    expect(
      await count("SELECT count(*) FROM audit_event WHERE action = 'visit.read_health' AND subject_id = $1", [
        visit.id,
      ]),
    ).toBe(1);
  });

  it("counts the day and changes its version with each step", async () => {
    const drive = await addDrive(owner);
    const before = await deskVersion(doctor, drive.id);
    const visit = await bleeding(owner, doctor, drive.id);
    const after = await deskVersion(doctor, drive.id);
    expect(after).not.toBe(before);
    const other = good(await arrive(clerk, arrivalOf(drive.id, (await addAgreedDonor(owner)).id), usualHour));
    good(
      await leaveVisit(
        clerk,
        { driveId: drive.id, visitId: other.id, version: other.version, because: "có việc" },
        usualHour,
      ),
    );
    const queue = await deskQueue(doctor, drive.id, usualHour);
    expect(queue?.numbers).toMatchObject({ received: 0, planned: 100, walkIns: 2, left: 1, screened: 1 });
    expect(queue?.items.map(({ visitId }) => visitId)).toEqual([visit.id, other.id]);
  });
});
