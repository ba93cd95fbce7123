import { randomInt, randomUUID } from "node:crypto";
import { newId } from "@/lib/core/ids";
import { checkCharacterOf, localDonationNumber } from "@/lib/donations/din";
import {
  addAccount,
  addBooking,
  addCommune,
  addDeferral,
  addDonation,
  addFacility,
  addRoleAssignment,
  addScreening,
  addSlot,
  addVisit,
} from "../support/facts";
import { addInvitation, addReferral } from "../support/honours";
import { staffCookie } from "../support/sign-in";
import { campaignActionFixtures, campaignRouteFixtures } from "./campaign-fixtures";
import { honourActionFixtures, honourRouteFixtures } from "./honour-fixtures";
import { reportActionFixtures, reportRouteFixtures } from "./report-fixtures";
import type { BuiltAction, Fields } from "./site";
import { targetActionFixtures, targetRouteFixtures } from "./target-fixtures";
import { viewActionFixtures } from "./view-fixtures";
import { type Caller, day, insideCommune, insideUnit, newDonor, newDrive, type World } from "./world";

/** How an action is tried: a form about something inside, made anew for each caller. */
export interface ActionFixture {
  form(world: World, caller: Caller): Promise<Fields> | Fields;
  /** The deed is about the caller alone, so where they work does not matter. */
  placeless?: true;
  /** What a caller who may do it hears besides "done", where the form is not meant to succeed. */
  heard?: readonly string[];
  /** Words that say "not there" besides `not_allowed`. */
  hidden?: readonly string[];
}

/** The address of a page with parameters, about something inside. */
export interface RouteFixture {
  address(world: World, caller: Caller): Promise<string> | string;
  /** Whether it is about no place; a path without an id is, unless its query names one. */
  placeless?: boolean;
  /** It answers "not found" to everybody by its nature. */
  missing?: true;
}

const nothing = { form: () => ({}), placeless: true } as const satisfies ActionFixture;

/** Somebody who works inside, to be managed. */
async function newColleague(world: World): Promise<{ accountId: string; assignmentId: string }> {
  const account = await addAccount(world.db);
  const role = { accountId: account.id, role: "desk_clerk", scopeKind: "unit", unitId: insideUnit };
  const assignment = await addRoleAssignment(world.db, role);
  return { accountId: account.id, assignmentId: assignment.id };
}

const aboutColleague: ActionFixture = {
  form: async (world) => ({ accountId: (await newColleague(world)).accountId, version: "1" }),
};

/** Lets a donor have no open booking, so that the next one can be made. */
async function endBookings(world: World, donorId: string): Promise<void> {
  await world.db.query(
    `WITH ended AS (UPDATE booking SET status = 'cancelled', ended_at = now() WHERE donor_id = $1 AND status = 'booked' RETURNING slot_id)
     UPDATE slot SET booked = booked - 1 FROM ended WHERE slot.id = ended.slot_id`,
    [donorId],
  );
}

async function newSlot(world: World, drive: { id: string }): Promise<string> {
  return (await addSlot(world.db, { driveId: drive.id })).id;
}

const draft = { heldOn: day(3), status: "draft" } as const;
const tomorrow = { heldOn: day(1), status: "published" } as const;
const closed = { status: "closed", closedAt: new Date() } as const;

/** The plan of a drive inside as its form sends it. */
async function planOf(world: World, drive?: Awaited<ReturnType<typeof newDrive>>): Promise<Fields> {
  const like = drive ?? (await newDrive(world, draft));
  const venue = drive ? like : await newDrive(world, { heldOn: day(40), status: "cancelled", statusReason: "weather" });
  return {
    hostId: like.hostOrganisationId,
    facilityId: world.facilityId,
    venueId: venue.venueId,
    creditedUnitId: insideUnit,
    heldOn: day(3),
    startTime: "08:00",
    endTime: "11:00",
    plannedUnits: "100",
  };
}

async function newBooking(world: World, caller?: Caller): Promise<{ bookingId: string; driveId: string }> {
  await endBookings(world, world.owner.donorId);
  if (caller?.kind === "donor") await endBookings(world, caller.donorId);
  const drive = await newDrive(world, tomorrow);
  const booking = await addBooking(world.db, { slotId: await newSlot(world, drive), donorId: world.owner.donorId });
  return { bookingId: booking.id, driveId: drive.id };
}

/** A collecting facility inside that no drive counts on. */
async function newFacility(world: World): Promise<string> {
  return (await addFacility(world.db, { unitId: insideUnit })).id;
}

const facilityOf = (name: string): Fields => ({ name, kind: "hospital", unitId: insideUnit, dailyCapacity: "120" });

/** A commune inside with one task to be reviewed. */
async function newReviewItem(world: World, task: string, title = "") {
  const unitId = (await newCommunes(world))[0] ?? "";
  const itemId = newId();
  await world.db.query(
    `INSERT INTO unit_review_item (id, unit_id, changed_on, task, title, due_on) VALUES ($1, $2, '2026-01-01', $3, $4, '2026-03-01')`,
    [itemId, unitId, task, title],
  );
  return { unitId, item: { itemId, version: "1" } };
}

/** A push plan of the inside province. */
async function newPushPlan(world: World): Promise<string> {
  const id = newId();
  await world.db.query(
    `WITH plan AS (INSERT INTO push_plan (id, unit_id, season, name, owner, starts_on, ends_on, gap_units, request_key)
       VALUES ($1, $2, 'tet', 'Cao điểm thử', 'Văn phòng', $3, $4, 30, $5) RETURNING id)
     INSERT INTO push_plan_part (plan_id, commune_id, drives, units) SELECT id, $6, 1, 30 FROM plan`,
    [id, insideUnit, day(10), day(60), newId(), insideCommune],
  );
  return id;
}

async function newSupport(world: World): Promise<string> {
  const id = newId();
  await world.db.query(
    `INSERT INTO support_action (id, unit_id, province_id, what, owner, due_on, request_key)
     VALUES ($1, $2, $2, 'Việc thử', 'Văn phòng', $3, $4)`,
    [id, insideUnit, day(5), newId()],
  );
  return id;
}

const pushFacts = {
  name: "Cao điểm thử",
  owner: "Văn phòng",
  startsOn: day(10),
  endsOn: day(60),
  commune: insideCommune,
  drives: "1",
  units: "30",
};

export const actionFixtures: Readonly<Record<string, ActionFixture>> = {
  // ── what follows from progress; the rule is the nation's alone, and nobody of this world works there ──
  changeWatchRuleAction: {
    form: () => ({ level: "unit", belowPercent: "80", inMonths: "3", ofMonths: "6", windowMonths: "1", reason: "thử" }),
    placeless: true,
    heard: ["not_allowed"],
  },
  changeShortageRuleAction: {
    form: () => ({ weeksBefore: "10", coverPercent: "70", reason: "thử" }),
    placeless: true,
    heard: ["not_allowed"],
  },
  addSupportActionAction: {
    form: () => ({ requestKey: newId(), unitId: insideUnit, what: "Gọi điện", owner: "Văn phòng", dueOn: day(9) }),
  },
  moveSupportActionAction: {
    form: async (world) => ({ actionId: await newSupport(world), version: "1", state: "doing", dueOn: day(9) }),
  },
  tellEarlierYearAction: {
    form: () => ({ unitId: insideUnit, year: "2020", units: Array.from({ length: 12 }, () => "90"), source: "sổ" }),
  },
  savePushPlanAction: {
    form: () => ({ requestKey: newId(), unitId: insideUnit, season: "tet", gapUnits: "30", ...pushFacts }),
  },
  editPushPlanAction: {
    form: async (world) => ({ planId: await newPushPlan(world), version: "1", ...pushFacts }),
  },

  // ── coming in and going out ──
  signInAction: {
    form: () => ({ email: `${randomUUID()}@example.org`, password: "not the password" }),
    heard: ["wrong"],
  },
  signOutAction: nothing,
  acceptInvitationAction: {
    form: () => ({ token: "none", password: "mưa rào tháng sáu" }),
    heard: ["invitation_over"],
  },
  askCodeAction: { form: () => ({ contact: `${randomUUID()}@example.org` }) },
  proveCodeAction: { form: () => ({ contact: `${randomUUID()}@example.org`, code: "123456" }), heard: ["code_over"] },
  donorSignOutAction: nothing,
  chooseDonorAction: {
    form: (world, caller) => ({ donorId: caller.kind === "donor" ? caller.donorId : world.owner.donorId }),
    placeless: true,
  },
  registerSelfAction: {
    form: () => ({
      requestKey: randomUUID(),
      fullName: "Ông Gia Thử",
      bornOn: "1990-01-01",
      sex: "male",
      provinceId: insideUnit,
      communeId: insideCommune,
      segment: "worker",
      "consents[]": ["donation_record"],
    }),
    placeless: true,
  },

  // ── one's own account ──
  changePasswordAction: {
    form: () => ({ current: "not the password", password: "mưa rào tháng sáu" }),
    placeless: true,
    heard: ["current_wrong"],
  },
  endOwnSessionAction: {
    form: async (world, caller) => {
      if (caller.kind !== "staff") return { sessionId: randomUUID() };
      await staffCookie(caller.email);
      const { rows } = await world.db.query(
        "SELECT id FROM session WHERE account_id = $1 AND ended_at IS NULL LIMIT 1",
        [caller.accountId],
      );
      return { sessionId: rows[0].id };
    },
    placeless: true,
  },
  endOtherSessionsAction: nothing,
  setLanguageAction: { form: () => ({ locale: "vi" }), placeless: true },
  setThemeAction: { form: () => ({ theme: "dark" }), placeless: true },

  // ── people and roles ──
  invitePersonAction: {
    form: () => ({
      name: "Người Mới",
      email: `${randomUUID()}@example.org`,
      role: "desk_clerk",
      scope: "unit",
      unitId: insideUnit,
    }),
  },
  grantRoleAction: {
    form: async (world) => ({
      accountId: (await newColleague(world)).accountId,
      version: "1",
      role: "drive_manager",
      scope: "unit",
      unitId: insideUnit,
    }),
  },
  revokeRoleAction: { form: async (world) => ({ ...(await newColleague(world)), version: "1" }) },
  disableAccountAction: aboutColleague,
  enableAccountAction: aboutColleague,
  endSessionsOfPersonAction: aboutColleague,
  renewInvitationAction: aboutColleague,

  // ── a donor's own things ──
  checkAction: { form: () => ({ sex: "female", birthOn: "1999-05-20", weightKg: "52" }), heard: ["invalid"] },
  bookSlotAction: {
    form: async (world, caller) => {
      if (caller.kind === "donor") await endBookings(world, caller.donorId);
      const slotId = await newSlot(world, await newDrive(world, tomorrow));
      return { slotId, requestKey: randomUUID(), step: "confirm", "consents[]": ["donation_record"] };
    },
    placeless: true,
  },
  cancelBookingAction: {
    form: async (world) => ({ bookingId: (await newBooking(world)).bookingId }),
    hidden: ["no_longer_open"],
  },
  moveBookingAction: {
    form: async (world, caller) => {
      const { bookingId, driveId } = await newBooking(world, caller);
      return { bookingId, slotId: await newSlot(world, { id: driveId }) };
    },
    hidden: ["no_longer_open"],
  },
  declareAction: {
    form: async (world) => ({ bookingId: (await newBooking(world)).bookingId }),
    heard: ["invalid"],
    hidden: ["no_longer_open", "invalid"],
  },
  dropInvitationAction: {
    form: async (world) => {
      const { bookingId } = await newBooking(world);
      const { id: invitationId, donorId } = await addInvitation(world.db);
      await addReferral(world.db, { bookingId, donorId, invitationId });
      return { bookingId };
    },
    hidden: ["no_longer_open"],
  },
  inviteAction: { form: () => ({ step: "open" }), placeless: true },
  allowAction: { form: () => ({ purpose: "reminders" }), placeless: true },
  withdrawAction: { form: () => ({ purpose: "public_honours" }), placeless: true, heard: ["not_given"] },
  mendOwnProfileAction: {
    form: async (world, caller) => {
      const { rows } = await world.db.query("SELECT version FROM donor WHERE id = $1", [
        caller.kind === "donor" ? caller.donorId : world.owner.donorId,
      ]);
      const home = { provinceId: insideUnit, communeId: insideCommune };
      return { ...home, version: `${rows[0].version}`, locale: "vi", segment: "worker" };
    },
    placeless: true,
  },

  // ── units over time: two communes of the inside province that are made anew for each caller ──
  saveDraftAction: { form: async (world) => mergerOf(await newCommunes(world)) },
  withdrawDraftAction: { form: async (world) => newUnitDraft(world) },
  carryOutAction: { form: async (world) => ({ ...(await newUnitDraft(world)), sure: "yes" }) },
  undoChangeAction: {
    form: async (world) => ({ ...(await newUnitDraft(world)), because: "Thử hoàn tác" }),
    heard: ["not_carried_out"],
  },
  updateReviewItemAction: {
    form: async (world) => ({ ...(await newReviewItem(world, "staff")).item, state: "doing", dueOn: "2026-04-01" }),
  },
  beginReviewAction: {
    form: async (world) => ({ unitId: (await newReviewItem(world, "staff")).unitId }),
    heard: ["nothing_to_begin"],
  },
  addOwnTaskAction: {
    form: async (world) => ({
      unitId: (await newReviewItem(world, "staff")).unitId,
      title: "Bàn giao hồ sơ",
      dueOn: "2026-04-01",
    }),
  },
  strikeOwnTaskAction: { form: async (world) => (await newReviewItem(world, "own", "Bàn giao hồ sơ")).item },
  recordPopulationAction: {
    form: async (world) => ({
      unitId: (await newCommunes(world))[0] ?? "",
      year: "2026",
      basis: "other",
      people: "12.345",
      source: "Báo cáo thử",
    }),
  },

  // ── collecting facilities of the inside unit, made anew for each caller ──
  addFacilityAction: { form: () => ({ id: newId(), ...facilityOf(`Cơ sở thử ${newId()}`) }) },
  editFacilityAction: {
    form: async (world) => ({ facilityId: await newFacility(world), version: "1", ...facilityOf(`Cơ sở ${newId()}`) }),
  },
  closeFacilityAction: { form: async (world) => ({ facilityId: await newFacility(world) }) },
  ...campaignActionFixtures,
  reopenFacilityAction: { form: async (world) => ({ facilityId: await newFacility(world) }), heard: ["open_already"] },

  // ── drives ──
  planDriveAction: {
    form: async (world) => ({
      ...(await planOf(world)),
      id: newId(),
      slotMinutes: "30",
      places: "10",
      reserveValue: "20",
    }),
    hidden: ["unit_not_yours"],
  },
  editDriveAction: {
    form: async (world) => {
      const drive = await newDrive(world, draft);
      return { ...(await planOf(world, drive)), driveId: drive.id, version: "1" };
    },
  },
  editSlotsAction: {
    form: async (world) => {
      const drive = await newDrive(world, draft);
      const slotId = await newSlot(world, drive);
      return { driveId: drive.id, version: "1", [`capacity.${slotId}`]: "12", [`reserve.${slotId}`]: "2" };
    },
  },
  recutSlotsAction: {
    form: async (world) => ({
      driveId: (await newDrive(world, draft)).id,
      version: "1",
      slotMinutes: "60",
      places: "10",
      reserveValue: "20",
    }),
  },
  copyDriveAction: { form: async (world) => ({ driveId: (await newDrive(world, tomorrow)).id, weeks: "1" }) },
  publishDriveAction: {
    form: async (world) => {
      const drive = await newDrive(world, draft);
      await newSlot(world, drive);
      return { driveId: drive.id };
    },
  },
  openDriveAction: { form: async (world) => ({ driveId: (await newDrive(world, { status: "published" })).id }) },
  closeDriveAction: { form: async (world) => ({ driveId: (await newDrive(world)).id }) },
  reopenDriveAction: { form: async (world) => ({ driveId: (await newDrive(world, closed)).id }) },
  reconcileDriveAction: { form: async (world) => ({ driveId: (await newDrive(world, closed)).id }) },
  putOffDriveAction: {
    form: async (world) => ({
      driveId: (await newDrive(world, tomorrow)).id,
      how: "cancelled",
      reason: "weather",
      sure: "yes",
    }),
  },
  staffDriveAction: {
    form: async (world) => ({
      driveId: (await newDrive(world, tomorrow)).id,
      accountId: (await newColleague(world)).accountId,
      role: "desk_clerk",
    }),
  },
  unstaffDriveAction: {
    form: async (world) => {
      const driveId = (await newDrive(world, tomorrow)).id;
      const { accountId } = await newColleague(world);
      const role = { accountId, role: "desk_clerk", scopeKind: "drive", driveId };
      return { driveId, assignmentId: (await addRoleAssignment(world.db, role)).id };
    },
  },

  // ── the desk ──
  findAtDeskAction: {
    form: async (world) => ({
      driveId: (await newDrive(world)).id,
      text: world.owner.contact,
      bornOn: "1999-05-20",
    }),
  },
  arriveAction: {
    form: async (world) => ({
      driveId: (await newDrive(world)).id,
      donorId: (await newDonor(world.db)).donorId,
      segment: "worker",
      requestKey: newId(),
    }),
  },
  registerWalkInAction: {
    form: async (world) => ({
      driveId: (await newDrive(world)).id,
      fullName: "Ông Gia Thử",
      bornOn: "01/02/1990",
      sex: "male",
      identityKind: "passport",
      identityNumber: `B${randomInt(10_000_000, 99_999_999)}`,
      homeProvinceId: insideUnit,
      homeCommuneId: insideCommune,
      segment: "worker",
      consent: "given",
      anotherPerson: "yes",
      registrationKey: newId(),
      requestKey: newId(),
    }),
  },
  mendContactAction: {
    form: async (world) => ({ ...(await newGuest(world)), version: "1", phone: "0912345678", homeAsItIs: "yes" }),
  },
  addPaperAction: {
    form: async (world) => ({
      ...(await newGuest(world)),
      identityKind: "passport",
      identityNumber: `C${randomInt(10_000_000, 99_999_999)}`,
      fullName: "Ông Gia Thử",
      bornOn: "20/05/1999",
    }),
  },
  leaveVisitAction: { form: async (world) => newVisit(world, "arrived") },
  screenVisitAction: {
    form: async (world) => ({ ...(await newVisit(world, "arrived")), ...(await screeningOf(world)), volumeMl: "350" }),
  },
  deferVisitAction: {
    form: async (world) => ({
      ...(await newVisit(world, "arrived")),
      ...(await screeningOf(world)),
      reason: "tattoo",
      countedFrom: day(-10),
    }),
  },
  beginDonationAction: { form: async (world) => newVisit(world, "fit") },
  stopDonationAction: { form: async (world) => ({ ...(await newVisit(world, "bleeding")), because: "vein" }) },
  liftDeferralAction: {
    form: async (world) => {
      const { donorId } = await newDonor(world.db);
      const driveId = (await newDrive(world)).id;
      await addVisit(world.db, { driveId, donorId, arrivedAt: new Date() });
      const deferral = await addDeferral(world.db, { donorId, countedFrom: day(-10), lastDay: day(100) });
      return { driveId, donorId, deferralId: deferral.id, because: "Đã khỏi, bác sĩ xem lại" };
    },
  },
  recordDonationAction: {
    form: async (world) => ({ ...(await newVisit(world, "bleeding")), ...newBag(), requestKey: newId() }),
  },
  correctDonationAction: {
    form: async (world) => ({ ...(await newDonation(world)), ...newBag(), reason: "Ghi nhầm số túi" }),
  },
  voidDonationAction: {
    form: async (world) => ({ ...(await newDonation(world)), reason: "Ghi nhầm người", visit: "incomplete" }),
  },
  confirmDonationAction: { form: async (world) => newDonation(world) },
  ...honourActionFixtures,
  ...targetActionFixtures,
  ...reportActionFixtures,
  ...viewActionFixtures,
};

let communes = 0;

/** Two communes inside, that nothing else is about. */
async function newCommunes(world: World): Promise<[string, string]> {
  const made: string[] = [];
  for (const _ of [1, 2]) {
    communes += 1;
    const name = `Thử ${process.pid} ${communes}`;
    made.push((await addCommune(world.db, { parentId: insideUnit, name, validFrom: "2025-07-01" })).id);
  }
  return made as [string, string];
}

/** A merger of two communes as its form sends it. */
function mergerOf(units: readonly string[]): Fields {
  communes += 1;
  return {
    kind: "merge",
    units: [...units],
    requestKey: newId(),
    "name.1": `Hợp ${process.pid} ${communes}`,
    "type.1": "commune",
    "code.1": `${(process.pid % 90) + 10}${String(communes % 1000).padStart(3, "0")}`,
    number: "1/NQ",
    issuer: "Hội đồng nhân dân thử",
    decidedOn: "2025-11-01",
    effectiveOn: "2025-12-01",
  };
}

/** A draft of a merger inside, kept. */
async function newUnitDraft(world: World): Promise<{ decisionId: string; version: string }> {
  const { kind, units, number, issuer, decidedOn, effectiveOn, ...part } = mergerOf(await newCommunes(world));
  const decisionId = newId();
  await world.db.query(
    `INSERT INTO unit_decision (id, kind, within_unit_id, number, issuer, decided_on, effective_on, request_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [decisionId, kind, insideUnit, number, issuer, decidedOn, effectiveOn, newId()],
  );
  await world.db.query(
    `INSERT INTO unit_decision_line (decision_id, side, position, unit_id)
     SELECT $1, 'predecessor', t.at, t.id FROM unnest($2::text[]) WITH ORDINALITY AS t (id, at)`,
    [decisionId, units],
  );
  await world.db.query(
    `INSERT INTO unit_decision_line (decision_id, side, position, name, code, type) VALUES ($1, 'successor', 1, $2, $3, $4)`,
    [decisionId, part["name.1"], part["code.1"], part["type.1"]],
  );
  return { decisionId, version: "1" };
}

/** Somebody who has come to a drive of today. */
async function newGuest(world: World) {
  const driveId = (await newDrive(world)).id;
  const { donorId } = await newDonor(world.db, "Ông Gia Thử");
  await addVisit(world.db, { driveId, donorId, arrivedAt: new Date() });
  return { driveId, donorId };
}

/** Somebody at a drive of today, as far as they have come. */
async function newVisit(world: World, status: "arrived" | "fit" | "bleeding") {
  const driveId = (await newDrive(world)).id;
  const { donorId } = await newDonor(world.db);
  const came = { driveId, donorId, status, arrivedAt: new Date(), component: "whole_blood", volumeMl: 350 };
  const visit = await addVisit(world.db, {
    ...came,
    ...(status === "arrived" ? { component: null, volumeMl: null } : { screenedAt: new Date() }),
    ...(status === "bleeding" ? { needleAt: new Date() } : {}),
  });
  if (status !== "arrived") await addScreening(world.db, { visitId: visit.id, ruleSetId: await ruleSetOf(world) });
  return { driveId, visitId: visit.id, version: "1" };
}

/** A bag recorded today, counted in its drive's totals, that waits for a second person. */
async function newDonation(world: World) {
  const driveId = (await newDrive(world)).id;
  const { donorId } = await newDonor(world.db);
  const visit = await addVisit(world.db, { driveId, donorId, status: "donated", arrivedAt: new Date() });
  const donation = await addDonation(world.db, {
    visitId: visit.id,
    givenAt: new Date(),
    flags: ["volume_over_permitted"],
  });
  await world.db.query(
    `INSERT INTO drive_total (drive_id, donations, voluntary, first_time, at_least_350_ml, volume_ml) VALUES ($1, 1, 1, 1, 1, 350)`,
    [driveId],
  );
  await world.db.query(
    `INSERT INTO drive_breakdown (drive_id, kind, first_time, component, volume_ml, segment, donations)
     VALUES ($1, 'voluntary', true, 'whole_blood', 350, 'student', 1)`,
    [driveId],
  );
  return { driveId, donationId: donation.id, version: "1" };
}

function newBag() {
  const number = localDonationNumber("TH", Number(day().slice(0, 4)), randomInt(1_000_000));
  return {
    number: `${number}${checkCharacterOf(number)}`,
    kind: "voluntary",
    component: "whole_blood",
    volumeMl: "350",
  };
}

async function ruleSetOf(world: World): Promise<string> {
  const { rows } = await world.db.query("SELECT id FROM eligibility_rule_set ORDER BY effective_from DESC LIMIT 1");
  return rows[0].id;
}

/** A screening form that finds nothing amiss. */
async function screeningOf(world: World): Promise<Fields> {
  const { rows } = await world.db.query<{ id: string; questions: { code: string; defers_when: string }[] }>(
    "SELECT id, rules->'questions' AS questions FROM eligibility_rule_set ORDER BY effective_from DESC LIMIT 1",
  );
  const answers = (rows[0]?.questions ?? []).map((one) => [`q.${one.code}`, one.defers_when === "no" ? "yes" : "no"]);
  return {
    ruleSetId: rows[0]?.id ?? "",
    component: "whole_blood",
    weight: "52,4",
    pressure: "118/76",
    pulse: "78",
    pulseRegular: "yes",
    hemoglobin: "131",
    temperature: "36,6",
    signed: "yes",
    ...Object.fromEntries(answers),
  };
}

/** A page of a drive that lies tomorrow. */
const ofDrive = (below: string, differing: Parameters<typeof newDrive>[1] = tomorrow): RouteFixture => ({
  address: async (world) => `/staff/drives/${(await newDrive(world, differing)).id}${below}`,
});

/** A page of a ticket that the owner holds. */
const ofTicket = (below: string): RouteFixture => ({
  address: async (world) => `/me/tickets/${(await newBooking(world)).bookingId}${below}`,
});

export const routeFixtures: Readonly<Record<string, RouteFixture>> = {
  "/api/[...rest]": { address: () => "/api/nothing", missing: true },
  "/api/v1/drives/[id]": { address: async (world) => `/api/v1/drives/${(await newDrive(world, tomorrow)).id}` },
  "/api/staff/choices": { address: () => "/api/staff/choices?kind=venue&q=a", placeless: true },
  "/drives/[id]": { address: async (world) => `/drives/${(await newDrive(world, tomorrow)).id}` },
  "/drives/[id]/book": { address: async (world) => `/drives/${(await newDrive(world, tomorrow)).id}/book` },
  "/invited/[code]": { address: async (world) => `/invited/${(await addInvitation(world.db)).code}`, placeless: true },
  "/drives/[id]/calendar.ics": {
    address: async (world) => `/drives/${(await newDrive(world, tomorrow)).id}/calendar.ics`,
  },
  "/me/tickets/[id]": ofTicket(""),
  "/me/tickets/[id]/calendar.ics": ofTicket("/calendar.ics"),
  "/me/tickets/[id]/cancel": ofTicket("/cancel"),
  "/me/tickets/[id]/declaration": ofTicket("/declaration"),
  "/me/tickets/[id]/move": ofTicket("/move"),
  "/progress/campaigns/[id]": { address: () => "/progress/campaigns/chu-nhat-do", placeless: true },
  "/progress/units/[code]": { address: () => `/progress/units/${insideUnit.slice(1)}`, placeless: true },
  "/staff/progress/report/file": {
    address: () => "/staff/progress/report/file?unit=VN&year=2025&as=xlsx",
    placeless: true,
  },
  "/staff/tables/[table]": { address: () => "/staff/tables/coverage?unit=VN&as=csv", placeless: true },
  "/letters/stop/[token]": { address: () => "/letters/stop/none.none", placeless: true },
  "/progress/tables/[table]": { address: () => "/progress/tables/units?year=2025&as=csv", placeless: true },
  "/staff/progress/campaigns/[id]": { address: () => "/staff/progress/campaigns/chu-nhat-do", placeless: true },
  "/staff/progress/units/[code]": { address: () => `/staff/progress/units/${insideUnit.slice(1)}`, placeless: true },
  "/staff/progress/watch/[code]": { address: () => `/staff/progress/watch/${insideUnit.slice(1)}`, placeless: true },
  "/staff/progress/push/[id]": { address: async (world) => `/staff/progress/push/${await newPushPlan(world)}` },
  "/staff/invitation/[token]": { address: () => "/staff/invitation/none" },
  "/staff/people/[id]": { address: async (world) => `/staff/people/${(await newColleague(world)).accountId}` },
  "/staff/desk/[driveId]": { address: async (world) => `/staff/desk/${(await newDrive(world)).id}` },
  "/staff/desk/[driveId]/donations": {
    address: async (world) => `/staff/desk/${(await newDrive(world)).id}/donations`,
  },
  "/api/desk/[driveId]/queue": { address: async (world) => `/api/desk/${(await newDrive(world)).id}/queue` },
  ...honourRouteFixtures,
  "/staff/units/[id]": { address: () => `/staff/units/${insideCommune}`, placeless: true },
  "/staff/units/changes/[id]": {
    address: async (world) => `/staff/units/changes/${(await newUnitDraft(world)).decisionId}`,
    placeless: true,
  },
  "/staff/units/changes/[id]/edit": {
    address: async (world) => `/staff/units/changes/${(await newUnitDraft(world)).decisionId}/edit`,
  },
  "/staff/units/changes/[id]/undo": {
    address: async (world) => {
      const { decisionId } = await newUnitDraft(world);
      await world.db.query("UPDATE unit_decision SET status = 'carried_out', carried_out_at = now() WHERE id = $1", [
        decisionId,
      ]);
      return `/staff/units/changes/${decisionId}/undo`;
    },
  },
  ...targetRouteFixtures,
  ...reportRouteFixtures,
  ...campaignRouteFixtures,
  "/staff/drives/facilities/[id]": {
    address: async (world) => `/staff/drives/facilities/${await newFacility(world)}`,
  },
  "/staff/drives/[id]": ofDrive(""),
  "/staff/drives/[id]/edit": ofDrive("/edit", draft),
  "/staff/drives/[id]/slots": ofDrive("/slots", draft),
  "/staff/drives/[id]/copy": ofDrive("/copy"),
  "/staff/drives/[id]/put-off": ofDrive("/put-off"),
  "/staff/drives/[id]/people": ofDrive("/people"),
  "/staff/drives/[id]/poster": ofDrive("/poster"),
};

/** A page that carries the action, with its parameters filled in. */
export async function pageOf(world: World, action: BuiltAction): Promise<string> {
  const fixture = routeFixtures[action.page];
  return fixture ? fixture.address(world, { kind: "nobody" }) : action.page;
}
