import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mint, type StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Grant } from "@/lib/auth/roles";
import { newId } from "@/lib/core/ids";
import { addDays, instantInVietnam } from "@/lib/core/time";
import { editionChoices } from "@/lib/drives/choices/queries";
import { driveForDesk, drivesForDesk } from "@/lib/drives/desk/queries";
import { endPastBookings } from "@/lib/drives/jobs";
import { copyDrive, editDrive, planDrive } from "@/lib/drives/plan/commands";
import { publicDrive, publicDrives } from "@/lib/drives/queries";
import type { EditDrive, PlanDrive } from "@/lib/drives/schema";
import { editSlots, recutSlots } from "@/lib/drives/slots/commands";
import {
  closeDrive,
  openDrive,
  publishDrive,
  putOffDrive,
  reconcileDrive,
  reopenDrive,
} from "@/lib/drives/states/commands";
import { staffDrive, unstaffDrive } from "@/lib/drives/team/commands";
import { useDatabase } from "../support/database";
import {
  addAccount,
  addBooking,
  addCampaignEdition,
  addCommune,
  addDonation,
  addDonor,
  addFacility,
  addMinistry,
  addOrganisation,
  addProvince,
  addSlot,
  addVenue,
  addVisit,
  insert,
} from "../support/facts";

const { app, owner } = useDatabase();

const day = "2027-03-14";
const at = (time: string, on = day) => instantInVietnam(on, time);
const morning = at("06:00");

let province: string;
let elsewhere: string;
let ministry: string;
let commune: string;
let venueId: string;
let hostId: string;
let facilityId: string;
let office: StaffActor;

beforeAll(async () => {
  province = (await addProvince(owner, { name: "Tỉnh Bàn" })).id;
  elsewhere = (await addProvince(owner)).id;
  ministry = (await addMinistry(owner)).id;
  commune = (await addCommune(owner, { parentId: province, name: "Bàn Cờ", fullName: "Phường Bàn Cờ" })).id;
  hostId = (await addOrganisation(owner, { unitId: province })).id;
  facilityId = (await addFacility(owner, { unitId: province })).id;
  office = await staff({ role: "provincial_office", scope: { kind: "unit", unitId: province }, facilityId: null });
});

beforeEach(async () => {
  venueId = (await addVenue(owner, { communeId: commune, provinceId: province })).id;
});

async function staff(...grants: Grant[]): Promise<StaffActor> {
  const account = await addAccount(owner);
  return mint<StaffActor>({ kind: "staff", accountId: account.id, name: account.name, sessionId: newId(), grants });
}

const plan = (differing: Partial<PlanDrive> = {}): PlanDrive => ({
  id: newId(),
  title: "Ngày hội thử",
  hostId,
  facilityId,
  venueId,
  creditedUnitId: province,
  heldOn: day,
  startTime: "07:30",
  endTime: "09:30",
  plannedUnits: 60,
  campaignsBy: "auto",
  editions: [],
  slotMinutes: 30,
  places: 10,
  reserveKind: "percent",
  reserveValue: 20,
  intent: "draft",
  ...differing,
});

async function planned(differing: Partial<PlanDrive> = {}): Promise<string> {
  const made = await planDrive(office, plan(differing), morning);
  if (!made.ok) throw new Error(made.refusal);
  return made.value.id;
}

async function published(differing: Partial<PlanDrive> = {}): Promise<string> {
  const id = await planned(differing);
  expect(await publishDrive(office, id, morning)).toEqual({ ok: true, value: { id } });
  return id;
}

const one = async (text: string, values: unknown[]) => (await owner.query(text, values)).rows[0];
const driveRow = (id: string) => one("SELECT * FROM drive WHERE id = $1", [id]);
const slotsOfDrive = async (id: string) =>
  (await owner.query("SELECT * FROM slot WHERE drive_id = $1 ORDER BY starts_at", [id])).rows;
const audited = async (id: string) =>
  (
    await owner.query("SELECT action FROM audit_event WHERE subject_kind = 'drive' AND subject_id = $1 ORDER BY id", [
      id,
    ])
  ).rows.map(({ action }) => action);

const edit = (driveId: string, version: number, differing: Partial<EditDrive> = {}): EditDrive => {
  const { id: _id, intent: _intent, ...facts } = plan();
  return { ...facts, driveId, version, ...differing };
};

describe("planning", () => {
  it("writes the drive, its slots and its audit together", async () => {
    const id = await planned();
    expect(await driveRow(id)).toMatchObject({
      status: "draft",
      province_id: province,
      commune_id: commune,
      credited_unit_id: province,
      held_on: day,
      title_key: "ngay hoi thu",
      version: 1,
    });
    const slots = await slotsOfDrive(id);
    expect(slots.map((slot) => [+slot.starts_at, slot.capacity, slot.walk_in_reserve])).toEqual(
      ["07:30", "08:00", "08:30", "09:00"].map((time) => [+at(time), 8, 2]),
    );
    expect(await audited(id)).toEqual(["drive.plan"]);
  });

  it("plans one drive when the same form comes twice, also at once", async () => {
    const input = plan();
    const answers = await Promise.all([1, 2, 3].map(() => planDrive(office, input, morning)));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, value: { id: input.id } })));
    expect(await slotsOfDrive(input.id)).toHaveLength(4);
  });

  it("makes a new host, venue and facility with the drive, and uses a host of the same name again", async () => {
    const fresh = {
      hostId: undefined,
      newHostName: "Trường Bàn Cờ",
      newHostKind: "school" as const,
      facilityId: undefined,
      newFacilityName: "Bệnh viện Bàn Cờ",
      newFacilityKind: "hospital" as const,
    };
    const first = await planned({
      ...fresh,
      venueId: undefined,
      newVenueName: "Nhà thi đấu Bàn Cờ",
      newVenueKind: "hall",
      newVenueProvinceId: province,
      newVenueCommune: "phuong ban co",
      newVenueAddress: "1 Bàn Cờ",
      newVenuePosition: { lat: 21.03, lon: 105.85 },
    });
    const second = await planned({ ...fresh, newHostName: "TRƯỜNG  Bàn Cờ" });
    const [one, two] = [await driveRow(first), await driveRow(second)];
    expect(two.host_organisation_id).toBe(one.host_organisation_id);
    expect(two.facility_id).toBe(one.facility_id);
    expect(one.commune_id).toBe(commune);
    const made = await owner.query("SELECT action FROM audit_event WHERE subject_id = $1", [one.host_organisation_id]);
    expect(made.rows).toEqual([{ action: "organisation.make" }]);
  });

  it.each<[string, () => Partial<PlanDrive>]>([
    ["day_past", () => ({ heldOn: "2027-03-13" })],
    ["hours_over", () => ({ startTime: "04:00", endTime: "05:00" })],
    ["unit_does_not_fit", () => ({ venueId: foreignVenue })],
    ["unit_not_yours", () => ({ creditedUnitId: ministry })],
    ["host_unknown", () => ({ hostId: newId() })],
    ["facility_unknown", () => ({ facilityId: newId() })],
    ["venue_unknown", () => ({ venueId: newId() })],
    ["commune_unknown", () => ({ ...newVenue(), newVenueCommune: "phường Không Có" })],
    ["commune_ambiguous", () => ({ ...newVenue(), newVenueCommune: "song trung" })],
    ["campaign_outside", () => ({ campaignsBy: "chosen", editions: [summer] })],
  ])("%s: refused, and nothing is left behind", async (refusal, differing) => {
    const input = plan(differing());
    expect(await planDrive(office, input, morning)).toMatchObject({ ok: false, refusal });
    expect(await driveRow(input.id)).toBeUndefined();
    expect(await audited(input.id)).toEqual([]);
  });

  it("venue_exists: refused, the list has it", async () => {
    const input = plan({ ...newVenue(), newVenueName: "Nhà văn hóa Chung", newVenueCommuneId: commune });
    expect((await planDrive(office, input, morning)).ok).toBe(true);
    expect(await planDrive(office, { ...input, id: newId() }, morning)).toEqual({ ok: false, refusal: "venue_exists" });
  });

  let foreignVenue: string;
  let summer: string;
  const newVenue = (): Partial<PlanDrive> => ({
    venueId: undefined,
    newVenueName: "Hội trường Mới",
    newVenueKind: "hall",
    newVenueProvinceId: province,
    newVenueAddress: "2 Bàn Cờ",
  });
  beforeAll(async () => {
    foreignVenue = (await addVenue(owner, { provinceId: elsewhere })).id;
    await addCommune(owner, { parentId: province, name: "Song Trùng", fullName: "Phường Song Trùng" });
    await addCommune(owner, { parentId: province, name: "Song Trùng", fullName: "Xã Song Trùng" });
    summer = (await addCampaignEdition(owner, { startsOn: "2027-06-01", endsOn: "2027-07-31" })).id;
  });

  it("names the campaigns of the day by itself: the country's and the province's, not another's", async () => {
    const national = (await addCampaignEdition(owner, { startsOn: "2027-05-01", endsOn: "2027-05-09" })).id;
    const own = (
      await addCampaignEdition(owner, { startsOn: "2027-05-09", endsOn: "2027-05-10", scopeUnitId: province })
    ).id;
    await addCampaignEdition(owner, { startsOn: "2027-05-01", endsOn: "2027-05-30", scopeUnitId: elsewhere });
    const id = await planned({ heldOn: "2027-05-09" });
    const { rows } = await owner.query("SELECT edition_id FROM drive_campaign WHERE drive_id = $1", [id]);
    expect(rows.map((row) => row.edition_id).sort()).toEqual([national, own].sort());
    const none = await planned({ heldOn: "2027-05-09", venueId, campaignsBy: "chosen" });
    expect((await owner.query("SELECT FROM drive_campaign WHERE drive_id = $1", [none])).rowCount).toBe(0);
  });
});

describe("campaigns chosen by hand", () => {
  it("a campaign that begins soon or ended lately is taken and announced, one of another season is not", async () => {
    const soon = (await addCampaignEdition(owner, { year: 2028, startsOn: "2028-06-12", endsOn: "2028-07-30" })).id;
    const lately = (await addCampaignEdition(owner, { year: 2028, startsOn: "2028-04-01", endsOn: "2028-05-01" })).id;
    const far = (await addCampaignEdition(owner, { year: 2028, startsOn: "2028-09-01", endsOn: "2028-09-30" })).id;
    const id = await planned({ heldOn: "2028-05-20", campaignsBy: "chosen", editions: [soon, lately] });
    const { rows } = await owner.query("SELECT edition_id FROM drive_campaign WHERE drive_id = $1", [id]);
    expect(rows.map((row) => row.edition_id).sort()).toEqual([soon, lately].sort());
    expect(await publishDrive(office, id, morning)).toMatchObject({ ok: true });
    const refusedOne = plan({ heldOn: "2028-05-20", campaignsBy: "chosen", editions: [soon, far] });
    expect(await planDrive(office, refusedOne, morning)).toMatchObject({ ok: false, refusal: "campaign_outside" });
  });

  it("stays with a drive whose campaign's days were changed, and is announced; once unticked it is gone for good", async () => {
    const moved = (await addCampaignEdition(owner, { year: 2028, startsOn: "2028-02-01", endsOn: "2028-02-28" })).id;
    const id = await planned({ heldOn: "2028-02-10", campaignsBy: "chosen", editions: [moved] });
    await owner.query("UPDATE campaign_edition SET starts_on = '2028-11-01', ends_on = '2028-11-30' WHERE id = $1", [
      moved,
    ]);
    const offered = async (kept: string[]) =>
      (await editionChoices(office, "2028-12-01", kept)).some((edition) => edition.id === moved);
    expect([await offered([]), await offered([moved])]).toEqual([false, true]);
    const has = async () =>
      (await owner.query("SELECT edition_id FROM drive_campaign WHERE drive_id = $1", [id])).rows.map(
        (row) => row.edition_id,
      );
    const change = (version: number, differing: Partial<EditDrive>) =>
      editDrive(office, edit(id, version, { heldOn: "2028-02-10", campaignsBy: "chosen", ...differing }), morning);
    expect(await change(1, { title: "Tên khác", editions: [moved] })).toMatchObject({ ok: true });
    expect(await has()).toEqual([moved]);
    expect(await publishDrive(office, id, morning)).toMatchObject({ ok: true });
    expect(await change(3, { editions: [] })).toMatchObject({ ok: true });
    expect(await has()).toEqual([]);
    expect(await change(4, { editions: [moved] })).toMatchObject({ refusal: "campaign_outside" });
  });

  it("by the day, only what runs on the day counts", async () => {
    await addCampaignEdition(owner, { year: 2028, startsOn: "2028-10-12", endsOn: "2028-10-30" });
    const id = await planned({ heldOn: "2028-10-10" });
    expect((await owner.query("SELECT FROM drive_campaign WHERE drive_id = $1", [id])).rowCount).toBe(0);
  });
});

describe("publishing", () => {
  it("happens once, however many press the button", async () => {
    const id = await planned();
    const answers = await Promise.all([1, 2, 3, 4].map(() => publishDrive(office, id, morning)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.refusal === "already_published")).toHaveLength(3);
    expect(await audited(id)).toEqual(["drive.plan", "drive.publish"]);
  });

  it("is refused without slots, and with several things missing says so", async () => {
    const id = await planned();
    await owner.query("DELETE FROM slot WHERE drive_id = $1", [id]);
    expect(await publishDrive(office, id, morning)).toMatchObject({ refusal: "no_slots" });
    expect(await publishDrive(office, id, at("12:00"))).toEqual({
      ok: false,
      refusal: "incomplete",
      facts: { count: 2 },
    });
    expect((await driveRow(id)).status).toBe("draft");
  });

  it("takes a drive of today from the past hour to the day's end, and everybody finds its next slot", async () => {
    const now = at("13:20");
    const made = await planDrive(office, plan({ startTime: "12:20", endTime: "23:59", title: "Hiến máu chiều" }), now);
    if (!made.ok) throw new Error(made.refusal);
    expect((await publicDrive(made.value.id, now))?.id).toBeUndefined();
    expect((await publishDrive(office, made.value.id, now)).ok).toBe(true);
    const seen = await publicDrive(made.value.id, now);
    expect(seen?.slots.find((slot) => slot.free > 0)?.startsAt).toEqual(at("13:50"));
    const found = await publicDrives({ text: "hien mau chieu ban co", limit: 5, offset: 0 }, now);
    expect(found.items.map((item) => item.id)).toEqual([made.value.id]);
    expect(found.items[0]?.freePlaces).toBe(seen?.slots.reduce((sum, slot) => sum + slot.free, 0));
  });
});

describe("the promises of a published drive", () => {
  async function booked(differing: Partial<PlanDrive> = {}) {
    const id = await published(differing);
    const slots = await slotsOfDrive(id);
    for (let count = 0; count < 3; count += 1) await addBooking(owner, { slotId: slots[1].id, driveId: id });
    return { id, slots, version: (await driveRow(id)).version as number };
  }

  it.each<[string, Partial<EditDrive> | (() => Promise<Partial<EditDrive>>)]>([
    ["day_booked", { heldOn: "2027-03-15" }],
    ["hours_booked", { startTime: "08:15" }],
    ["hours_booked", { endTime: "08:15" }],
    ["venue_booked", async () => ({ venueId: (await addVenue(owner, { communeId: commune })).id })],
    ["unit_not_yours", () => Promise.resolve({ creditedUnitId: elsewhere })],
  ])("%s", async (refusal, differing) => {
    const { id, version } = await booked();
    const changes = typeof differing === "function" ? await differing() : differing;
    expect(await editDrive(office, edit(id, version, changes), morning)).toMatchObject({ ok: false, refusal });
    expect((await driveRow(id)).version).toBe(version);
  });

  it("credited_after_donations", async () => {
    const national = await staff({ role: "provincial_office", scope: { kind: "nation" }, facilityId: null });
    const id = await published();
    await addDonation(owner, { driveId: id });
    const { version } = await driveRow(id);
    expect(await editDrive(national, edit(id, version, { creditedUnitId: ministry }), morning)).toEqual({
      ok: false,
      refusal: "credited_after_donations",
      facts: { count: 1 },
    });
  });

  it("keeps what is booked when hours change around it", async () => {
    const { id, slots, version } = await booked();
    const changed = await editDrive(office, edit(id, version, { startTime: "08:00", endTime: "10:30" }), morning);
    expect(changed.ok).toBe(true);
    const after = await slotsOfDrive(id);
    expect(after.map((slot) => +slot.starts_at)).toEqual(
      ["08:00", "08:30", "09:00", "09:30", "10:00"].map((time) => +at(time)),
    );
    expect(after[0]).toMatchObject({ id: slots[1].id, booked: 3 });
  });

  it("moves its slots with it to another day while nobody has booked", async () => {
    const id = await published();
    const before = await slotsOfDrive(id);
    expect((await editDrive(office, edit(id, 2, { heldOn: "2027-03-20" }), morning)).ok).toBe(true);
    const after = await slotsOfDrive(id);
    expect(after.map((slot) => slot.id)).toEqual(before.map((slot) => slot.id));
    expect(+after[0].starts_at).toBe(+at("07:30", "2027-03-20"));
  });

  const keep = (slots: { id: string; capacity: number }[]) =>
    slots.map((slot) => ({ id: slot.id, capacity: slot.capacity, walkInReserve: 2, remove: false }));

  it("capacity_below_booked, slot_is_booked, slots_booked", async () => {
    const { id, slots, version } = await booked();
    const change = (differing: object) =>
      editSlots(
        office,
        {
          driveId: id,
          version,
          add: null,
          slots: keep(slots).map((slot, i) => (i === 1 ? { ...slot, ...differing } : slot)),
        },
        morning,
      );
    expect(await change({ capacity: 2 })).toEqual({
      ok: false,
      refusal: "capacity_below_booked",
      facts: { time: "08:00", booked: 3 },
    });
    expect(await change({ remove: true })).toMatchObject({ refusal: "slot_is_booked" });
    const cutting = { slotMinutes: 15, places: 5, reserveKind: "number", reserveValue: 1 } as const;
    expect(await recutSlots(office, { driveId: id, version, ...cutting }, morning)).toEqual({
      ok: false,
      refusal: "slots_booked",
      facts: { count: 3 },
    });
    expect((await change({ capacity: 3 })).ok).toBe(true);
    expect((await slotsOfDrive(id))[1]).toMatchObject({ capacity: 3, booked: 3 });
  });

  it("cuts anew, drops and adds slots while nobody has booked", async () => {
    const id = await planned();
    const cutting = { slotMinutes: 60, places: 20, reserveKind: "number", reserveValue: 5 } as const;
    expect((await recutSlots(office, { driveId: id, version: 1, ...cutting }, morning)).ok).toBe(true);
    const slots = await slotsOfDrive(id);
    expect(slots.map((slot) => [slot.capacity, slot.walk_in_reserve])).toEqual([
      [15, 5],
      [15, 5],
    ]);
    const changed = await editSlots(
      office,
      {
        driveId: id,
        version: 2,
        slots: [{ id: slots[0].id, capacity: 15, walkInReserve: 5, remove: true }],
        add: { from: "07:30", to: "08:00", capacity: 4, walkInReserve: 0 },
      },
      morning,
    );
    expect(changed.ok).toBe(true);
    expect((await slotsOfDrive(id)).map((slot) => slot.capacity)).toEqual([4, 15]);
    const foreign = await addSlot(owner);
    await editSlots(
      office,
      { driveId: id, version: 3, add: null, slots: [{ id: foreign.id, capacity: 0, walkInReserve: 0, remove: true }] },
      morning,
    );
    expect(await one("SELECT capacity FROM slot WHERE id = $1", [foreign.id])).toEqual({ capacity: 10 });
  });

  it("changed_meanwhile: of two editors the second is told who and when", async () => {
    const id = await planned();
    const other = await staff({ role: "drive_manager", scope: { kind: "unit", unitId: province }, facilityId: null });
    const answers = await Promise.all([
      editDrive(office, edit(id, 1, { title: "Bản của văn phòng" }), morning),
      editDrive(other, edit(id, 1, { title: "Bản của người quản lý" }), morning),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const winner = answers[0].ok ? office : other;
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      refusal: "changed_meanwhile",
      facts: { who: winner.name, at: expect.stringMatching(/^\d\d:\d\d$/) },
    });
    expect((await driveRow(id)).version).toBe(2);
  });

  it("never has fewer places than bookings while capacity is lowered under a rush of fifty", async () => {
    const id = await published({ places: 100, reserveValue: 0, slotMinutes: 120 });
    const [slot] = await slotsOfDrive(id);
    const rush = Array.from({ length: 50 }, async () => {
      const donor = await addDonor(owner);
      const client = await app.connect();
      try {
        await client.query("BEGIN");
        const taken = await client.query(
          "WITH d AS MATERIALIZED (SELECT id FROM drive WHERE id = $2 AND status = 'published' FOR SHARE) UPDATE slot SET booked = booked + 1 FROM d WHERE slot.id = $1 AND booked < capacity RETURNING slot.id",
          [slot.id, id],
        );
        if (taken.rowCount) {
          await insert(client, "booking", {
            id: newId(),
            slotId: slot.id,
            driveId: id,
            donorId: donor.id,
            code: newId(),
            requestKey: newId(),
            channel: "web",
          });
        }
        await client.query("COMMIT");
      } finally {
        client.release();
      }
    });
    const lower = async () => {
      const { version } = await driveRow(id);
      const slots = [{ id: slot.id, capacity: 25, walkInReserve: 0, remove: false }];
      return editSlots(office, { driveId: id, version, slots, add: null }, morning);
    };
    const [lowered] = await Promise.all([lower(), ...rush]);
    const after = (await slotsOfDrive(id))[0];
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM booking WHERE slot_id = $1", [slot.id]);
    expect(after.booked).toBe(rows[0].n);
    if (lowered.ok) expect(after).toMatchObject({ capacity: 25, booked: 25 });
    else expect(after).toMatchObject({ capacity: 100, booked: 50 });
  });
});

describe("the day", () => {
  it("opens by hand, closes, opens again, is signed off", async () => {
    const id = await published();
    const slots = await slotsOfDrive(id);
    const booking = await addBooking(owner, { slotId: slots[0].id, driveId: id });
    expect(await openDrive(office, id, at("05:29"))).toMatchObject({ refusal: "too_early", facts: { from: "05:30" } });
    expect((await openDrive(office, id, at("05:30"))).ok).toBe(true);
    expect(await openDrive(office, id, at("05:31"))).toMatchObject({ refusal: "already_open" });
    const visit = await addVisit(owner, { driveId: id });
    expect(await closeDrive(office, id, at("10:00"))).toMatchObject({ refusal: "people_waiting", facts: { count: 1 } });
    await owner.query("UPDATE visit SET status = 'left', closed_at = now() WHERE id = $1", [visit.id]);
    expect(await closeDrive(office, id, at("10:00"))).toMatchObject({ ok: true, value: { noShows: 1 } });
    expect(await one("SELECT status, ended_by FROM booking WHERE id = $1", [booking.id])).toEqual({
      status: "no_show",
      ended_by: "drive_closed",
    });
    expect((await reopenDrive(office, id, at("10:05"))).ok).toBe(true);
    await closeDrive(office, id, at("10:10"));
    expect(await reopenDrive(office, id, at("00:05", addDays(day, 1)))).toMatchObject({ refusal: "not_its_day" });
    const donation = await addDonation(owner, { driveId: id, flags: ["too_soon"] });
    expect(await reconcileDrive(office, id)).toMatchObject({ refusal: "to_review", facts: { count: 1 } });
    await owner.query("UPDATE donation SET reviewed_at = now() WHERE id = $1", [donation.id]);
    expect(await reconcileDrive(office, id)).toMatchObject({
      refusal: "totals_differ",
      facts: { counted: 1, total: 0 },
    });
    await owner.query("INSERT INTO drive_total (drive_id, donations, volume_ml) VALUES ($1, 1, 350)", [id]);
    expect((await reconcileDrive(office, id)).ok).toBe(true);
    expect(await audited(id)).toEqual([
      "drive.plan",
      "drive.publish",
      "drive.open",
      "drive.close",
      "drive.reopen",
      "drive.close",
      "drive.reconcile",
    ]);
  });

  it("notes as not come only whose hour had begun, writes to the others, and expects the first again when it reopens", async () => {
    const id = await published();
    const slots = await slotsOfDrive(id);
    const [late, moved] = [
      await addBooking(owner, { slotId: slots[0].id, driveId: id }),
      await addBooking(owner, { slotId: slots[0].id, driveId: id }),
    ];
    const last = slots.at(-1);
    const ahead = await addBooking(owner, {
      slotId: last.id,
      driveId: id,
      donorId: (await addDonor(owner, { phone: "+84912345699" })).id,
    });
    const state = async (booking: { id: string }) =>
      (await one("SELECT status FROM booking WHERE id = $1", [booking.id])).status;
    await openDrive(office, id, at("05:30"));
    const began = new Date(+slots[0].starts_at + 60_000);
    expect(await closeDrive(office, id, began)).toMatchObject({ ok: true, value: { noShows: 2, sentAway: 1 } });
    expect([await state(late), await state(ahead)]).toEqual(["no_show", "drive_cancelled"]);
    expect((await slotsOfDrive(id)).at(-1).booked).toBe(0);
    const letter = await one("SELECT kind, body FROM outgoing_message WHERE business_key = $1", [
      `drive_cancelled:${ahead.id}`,
    ]);
    expect(letter).toMatchObject({ kind: "drive.closed_early", body: expect.stringContaining("kết thúc sớm") });
    await addBooking(owner, { donorId: moved.donorId });
    expect((await reopenDrive(office, id, began)).ok).toBe(true);
    expect([await state(late), await state(moved), await state(ahead)]).toEqual([
      "booked",
      "no_show",
      "drive_cancelled",
    ]);
  });

  it("ends what was booked once the day is over, also where nobody closed the drive, and not before", async () => {
    const id = await published();
    const [slot] = await slotsOfDrive(id);
    const booking = await addBooking(owner, { slotId: slot.id, driveId: id });
    await endPastBookings(at("23:59"));
    expect(await one("SELECT status FROM booking WHERE id = $1", [booking.id])).toEqual({ status: "booked" });
    await endPastBookings(at("00:05", addDays(day, 1)));
    expect(await one("SELECT status, ended_by FROM booking WHERE id = $1", [booking.id])).toEqual({
      status: "no_show",
      ended_by: "day_over",
    });
    expect((await slotsOfDrive(id))[0].booked).toBe(1);
  });
});

describe("postponing and cancelling", () => {
  const ask = (driveId: string, differing = {}) => ({
    driveId,
    how: "cancelled" as const,
    reason: "weather" as const,
    words: "",
    sure: "yes" as const,
    ...differing,
  });

  it("ends every booking, frees the places and writes to each person, together", async () => {
    const id = await published();
    const slots = await slotsOfDrive(id);
    const people = [
      await addDonor(owner, { phone: "+84912345678", fullName: "Trần Thị Bưởi" }),
      await addDonor(owner, { email: "ai@example.org", locale: "en" }),
      await addDonor(owner),
    ];
    for (const [index, person] of people.entries())
      await addBooking(owner, { slotId: slots[index % 2].id, driveId: id, donorId: person.id });
    await addBooking(owner, { slotId: slots[0].id, driveId: id, status: "cancelled" });
    expect(
      await putOffDrive(office, ask(id, { how: "postponed", reason: "surplus", postponedTo: "2027-04-04" }), morning),
    ).toEqual({ ok: true, value: { id, people: 3 } });
    expect(await driveRow(id)).toMatchObject({
      status: "postponed",
      status_reason: "surplus",
      postponed_to: "2027-04-04",
    });
    expect((await slotsOfDrive(id)).map((slot) => slot.booked)).toEqual([0, 0, 0, 0]);
    const { rows } = await owner.query(
      "SELECT status, count(*)::int AS n FROM booking WHERE drive_id = $1 GROUP BY 1 ORDER BY 1",
      [id],
    );
    expect(rows).toEqual([
      { status: "cancelled", n: 1 },
      { status: "drive_cancelled", n: 3 },
    ]);
    const letters = await owner.query(
      "SELECT m.* FROM outgoing_message m JOIN booking b ON m.business_key = 'drive_cancelled:' || b.id WHERE b.drive_id = $1 ORDER BY m.channel",
      [id],
    );
    expect(letters.rows.map((letter) => [letter.channel, letter.recipient, letter.locale])).toEqual([
      ["email", "ai@example.org", "en"],
      ["sms", "+84912345678", "vi"],
    ]);
    expect(letters.rows[1].body).toContain("04/04/2027");
    expect(letters.rows[1].body).toContain("lượng máu dự trữ đang cao");
    expect((await publicDrive(id, morning))?.statusReason).toBe("surplus");
    expect((await publicDrives({ limit: 50, offset: 0 }, morning)).items.map((item) => item.id)).not.toContain(id);
  });

  it("leaves no booking open when people book in the same second", async () => {
    const id = await published({ places: 50, reserveValue: 0 });
    const [slot] = await slotsOfDrive(id);
    const donors = await Promise.all(Array.from({ length: 30 }, () => addDonor(owner)));
    const book = (donorId: string) =>
      app.query(
        `WITH d AS MATERIALIZED (SELECT id FROM drive WHERE id = $2 AND status IN ('published', 'open') FOR SHARE),
          place AS (UPDATE slot SET booked = booked + 1 FROM d WHERE slot.id = $1 AND booked < capacity RETURNING slot.id)
        INSERT INTO booking (id, slot_id, drive_id, donor_id, code, request_key, channel)
        SELECT $3, place.id, $2, $4, $5, $6, 'web' FROM place`,
        [slot.id, id, newId(), donorId, newId(), newId()],
      );
    const [ended] = await Promise.all([putOffDrive(office, ask(id), morning), ...donors.map(({ id }) => book(id))]);
    expect(ended.ok).toBe(true);
    const { rows } = await owner.query(
      "SELECT count(*)::int AS n FROM booking WHERE drive_id = $1 AND status = 'booked'",
      [id],
    );
    expect(rows).toEqual([{ n: 0 }]);
    expect((await slotsOfDrive(id))[0].booked).toBe(0);
  });

  it("happens once when two press the button, and is too late after the first arrival", async () => {
    const id = await published();
    const answers = await Promise.all([1, 2].map(() => putOffDrive(office, ask(id), morning)));
    expect(answers.map((answer) => (answer.ok ? "done" : answer.refusal)).sort()).toEqual(["already_put_off", "done"]);
    const begun = await published();
    await addVisit(owner, { driveId: begun });
    expect(await putOffDrive(office, ask(begun), morning)).toMatchObject({ refusal: "has_visits" });
  });
});

describe("copying", () => {
  it("plans the following weeks, and leaves out what is there already", async () => {
    const id = await published();
    const copied = await copyDrive(office, { driveId: id, weeks: 4, publish: "yes" }, morning);
    if (!copied.ok) throw new Error(copied.refusal);
    expect(copied.value.made).toHaveLength(4);
    const last = await driveRow(copied.value.made[3] as string);
    expect(last).toMatchObject({ held_on: "2027-04-11", status: "published", planned_units: 60 });
    expect((await slotsOfDrive(last.id)).map((slot) => +slot.starts_at)[0]).toBe(+at("07:30", "2027-04-11"));
    expect(await copyDrive(office, { driveId: id, weeks: 5 }, morning)).toMatchObject({
      ok: true,
      value: { skipped: 4 },
    });
    expect(await copyDrive(office, { driveId: id, weeks: 5 }, morning)).toMatchObject({ refusal: "already_there" });
    expect(await copyDrive(office, { driveId: id, on: "2027-03-01" }, morning)).toMatchObject({ refusal: "day_past" });
  });

  it("says how many copies could not be announced and stay drafts", async () => {
    const id = await published();
    await owner.query("UPDATE slot SET capacity = 0 WHERE drive_id = $1", [id]);
    const copied = await copyDrive(office, { driveId: id, weeks: 2, publish: "yes" }, morning);
    if (!copied.ok) throw new Error(copied.refusal);
    expect(copied.value).toMatchObject({ drafts: 2 });
    expect((await driveRow(copied.value.made[0] as string)).status).toBe("draft");
  });
});

describe("who works at a drive", () => {
  it("lets an assigned clerk to this desk only, and no longer once it is taken back", async () => {
    const id = await published();
    const account = await addAccount(owner);
    const given = await staffDrive(office, { driveId: id, email: account.email, role: "desk_clerk" });
    if (!given.ok) throw new Error(given.refusal);
    expect(await staffDrive(office, { driveId: id, accountId: account.id, role: "desk_clerk" })).toEqual({
      ok: false,
      refusal: "already_assigned",
    });
    const row = await one("SELECT * FROM role_assignment WHERE id = $1", [given.value.id]);
    expect(row).toMatchObject({ role: "desk_clerk", scope_kind: "drive", drive_id: id });
    expect(await unstaffDrive(office, { driveId: id, assignmentId: given.value.id })).toMatchObject({ ok: true });
    expect(await unstaffDrive(office, { driveId: id, assignmentId: given.value.id })).toEqual({
      ok: false,
      refusal: "not_assigned",
    });
  });

  it("account_unknown", async () => {
    const id = await planned();
    expect(await staffDrive(office, { driveId: id, email: "khong@example.org", role: "desk_clerk" })).toEqual({
      ok: false,
      refusal: "account_unknown",
    });
  });
});

describe("scope", () => {
  it("is as if the drive were not there for people of another unit", async () => {
    const id = await published();
    const stranger = await staff({
      role: "provincial_office",
      scope: { kind: "unit", unitId: elsewhere },
      facilityId: null,
    });
    const version = (await driveRow(id)).version;
    for (const deed of [
      () => editDrive(stranger, edit(id, version), morning),
      () => editSlots(stranger, { driveId: id, version, slots: [], add: null }, morning),
      () => publishDrive(stranger, id, morning),
      () => openDrive(stranger, id, morning),
      () => closeDrive(stranger, id, morning),
      () => putOffDrive(stranger, { driveId: id, how: "cancelled", reason: "venue", words: "", sure: "yes" }, morning),
      () => copyDrive(stranger, { driveId: id, weeks: 1 }, morning),
      () => staffDrive(stranger, { driveId: id, email: "a@example.org", role: "desk_clerk" }),
      () => publishDrive(stranger, newId(), morning),
    ]) {
      await expect(deed()).rejects.toThrow(NotAllowed);
    }
    expect(await driveForDesk(stranger, id)).toBeNull();
    expect((await driveRow(id)).version).toBe(version);
  });

  it("lets a commune's manager plan on the commune's ground for its own province, and nothing else", async () => {
    const manager = await staff({
      role: "drive_manager",
      scope: { kind: "commune", communeId: commune },
      facilityId: null,
    });
    expect((await planDrive(manager, plan(), morning)).ok).toBe(true);
    expect(await planDrive(manager, plan({ creditedUnitId: ministry }), morning)).toEqual({
      ok: false,
      refusal: "unit_not_yours",
    });
    const nextDoor = (await addVenue(owner, { provinceId: province })).id;
    expect(await planDrive(manager, plan({ venueId: nextDoor }), morning)).toEqual({
      ok: false,
      refusal: "unit_not_yours",
    });
  });

  it("keeps a commune's manager away from a ministry's drive on the commune's ground", async () => {
    const general = await staff({
      role: "provincial_office",
      scope: { kind: "unit", unitId: ministry },
      facilityId: null,
    });
    const input = plan({ creditedUnitId: ministry });
    expect((await planDrive(general, input, morning)).ok).toBe(true);
    const clerk = await staff({
      role: "drive_manager",
      scope: { kind: "commune", communeId: commune },
      facilityId: null,
    });
    await expect(publishDrive(clerk, input.id, morning)).rejects.toThrow(NotAllowed);
    expect((await publishDrive(general, input.id, morning)).ok).toBe(true);
    expect(await driveForDesk(clerk, input.id)).toBeNull();
    expect((await driveForDesk(general, input.id))?.id).toBeUndefined();
  });

  it("shows a facility's people their own facility's drives", async () => {
    const id = await published();
    const own = await staff({ role: "collecting_facility", scope: { kind: "unit", unitId: province }, facilityId });
    const other = await staff({
      role: "collecting_facility",
      scope: { kind: "unit", unitId: province },
      facilityId: (await addFacility(owner)).id,
    });
    expect((await drivesForDesk(own, day)).map((drive) => drive.id)).toContain(id);
    expect(await drivesForDesk(other, day)).toEqual([]);
    expect((await openDrive(own, id, morning)).ok).toBe(true);
    await expect(editDrive(own, edit(id, 3), morning)).rejects.toThrow(NotAllowed);
  });

  it("names the desks of the day that still work before those that are over", async () => {
    const desk = await staff({
      role: "provincial_office",
      scope: { kind: "unit", unitId: province },
      facilityId: null,
    });
    const early = await published({ startTime: "07:00", endTime: "08:00" });
    const late = await published({ startTime: "09:00", endTime: "10:00" });
    expect((await openDrive(desk, early, morning)).ok).toBe(true);
    expect((await closeDrive(desk, early, morning)).ok).toBe(true);
    const listed = (await drivesForDesk(await deskOf(), day)).map(({ id }) => id);
    expect(listed.filter((id) => id === early || id === late)).toEqual([late, early]);
  });

  const deskOf = () => staff({ role: "collecting_facility", scope: { kind: "unit", unitId: province }, facilityId });
});
