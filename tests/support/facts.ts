import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { ClientBase, Pool } from "pg";
import { newId, newTicketCode } from "@/lib/core/ids";
import { givenNameSortKey, nameSearchKey } from "@/lib/core/text";
import type { Prisma } from "@/lib/db/generated/client";

/**
 * Valid rows for tests, written past every rule but the database's own. Each function makes what its row stands on,
 * takes any field to differ in, and answers the row as written. The people are made up; nobody has such a number.
 */
export type Database = ClientBase | Pool;

/** Any fields of a row in place of the usual ones. */
type Differing<Row> = Partial<Row>;

/** The day on which drives are held when a test does not say. */
export const usualDay = "2027-03-14";

export async function addNation(db: Database): Promise<{ id: string }> {
  const row = unitRow({ id: "VN", code: "VN", kind: "nation", type: "nation", name: "Việt Nam", nameEn: "Viet Nam" });
  await insert(db, "unit", row, "ON CONFLICT DO NOTHING");
  return row;
}

export async function addProvince(db: Database, differing: Differing<Prisma.UnitCreateManyInput> = {}) {
  const parentId = differing.parentId === undefined ? (await addNation(db)).id : differing.parentId;
  const code = some("P");
  return insert(
    db,
    "unit",
    unitRow({ id: code, code, kind: "province", type: "tỉnh", name: `Tỉnh ${code}`, ...differing, parentId }),
  );
}

export async function addMinistry(db: Database, differing: Differing<Prisma.UnitCreateManyInput> = {}) {
  const parentId = differing.parentId ?? (await addNation(db)).id;
  const code = some("M");
  return insert(
    db,
    "unit",
    unitRow({ id: code, code, kind: "ministry", type: "bộ", name: `Bộ ${code}`, ...differing, parentId }),
  );
}

export async function addCommune(db: Database, differing: Differing<Prisma.UnitCreateManyInput> = {}) {
  const parentId = differing.parentId ?? (await addProvince(db)).id;
  const code = some("C");
  return insert(
    db,
    "unit",
    unitRow({ id: code, code, kind: "commune", type: "xã", name: `Xã ${code}`, ...differing, parentId }),
  );
}

function unitRow(differing: Differing<Prisma.UnitCreateManyInput> & { id: string; code: string; name: string }) {
  return {
    kind: "province",
    type: "tỉnh",
    fullName: differing.name,
    nameEn: differing.name,
    nameKey: nameSearchKey(differing.name),
    validFrom: "2025-07-01",
    source: "test",
    ...differing,
  } satisfies Prisma.UnitCreateManyInput;
}

export async function addCampaignEdition(
  db: Database,
  differing: Differing<Prisma.CampaignEditionCreateManyInput> = {},
) {
  const campaignId = differing.campaignId ?? (await addCampaign(db)).id;
  const scopeUnitId = differing.scopeUnitId ?? (await addNation(db)).id;
  const year = differing.year ?? Number(String(differing.startsOn ?? "2027").slice(0, 4));
  return insert(db, "campaign_edition", {
    id: some("edition"),
    year,
    startsOn: `${year}-03-01`,
    endsOn: `${year}-03-31`,
    datesFrom: "decided",
    source: "test",
    ...differing,
    campaignId,
    scopeUnitId,
  } satisfies Prisma.CampaignEditionCreateManyInput);
}

export async function addCampaign(db: Database, differing: Differing<Prisma.CampaignCreateManyInput> = {}) {
  return insert(db, "campaign", {
    id: some("campaign"),
    nameVi: "Chiến dịch thử",
    shortVi: "Thử",
    nameEn: "Trial campaign",
    shortEn: "Trial",
    kind: "season",
    dateRule: { rule: "fixed" },
    sortOrder: 900,
    ...differing,
  } satisfies Prisma.CampaignCreateManyInput);
}

export async function addTarget(db: Database, differing: Differing<Prisma.TargetCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "target", {
    id: newId(),
    year: 2027,
    period: "year",
    metric: "units",
    value: 12_000,
    countingBasis: "units_250ml",
    decidedOn: "2026-12-20",
    decisionNumber: "12/QĐ-BCĐ",
    ...differing,
    unitId,
  } satisfies Prisma.TargetCreateManyInput);
}

/** The rule set in force first: the one that is there, or a made-up one. */
export async function addRuleSet(db: Database): Promise<{ id: string }> {
  const { rows } = await db.query("SELECT id FROM eligibility_rule_set ORDER BY effective_from LIMIT 1");
  if (rows[0]) return { id: rows[0].id };
  return insert(db, "eligibility_rule_set", {
    id: some("rules"),
    effectiveFrom: "2013-11-15",
    titleVi: "Bộ quy tắc thử",
    titleEn: "Trial rules",
    source: "test",
    needsMedicalConfirmation: true,
    rules: {},
  } satisfies Prisma.EligibilityRuleSetCreateManyInput);
}

export async function addFacility(db: Database, differing: Differing<Prisma.FacilityCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const name = differing.name ?? `Trung tâm Máu ${some("")}`;
  return insert(db, "facility", {
    id: newId(),
    nameKey: nameSearchKey(name),
    kind: "blood_centre",
    dailyCapacity: 500,
    ...differing,
    name,
    unitId,
  } satisfies Prisma.FacilityCreateManyInput);
}

export async function addOrganisation(db: Database, differing: Differing<Prisma.OrganisationCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const name = differing.name ?? `Trường Thử ${some("")}`;
  return insert(db, "organisation", {
    id: newId(),
    nameKey: nameSearchKey(name),
    kind: "school",
    ...differing,
    name,
    unitId,
  } satisfies Prisma.OrganisationCreateManyInput);
}

export async function addVenue(db: Database, differing: Differing<Prisma.VenueCreateManyInput> = {}) {
  const provinceId = differing.provinceId ?? (await parentOf(db, differing.communeId)) ?? (await addProvince(db)).id;
  const communeId = differing.communeId ?? (await addCommune(db, { parentId: provinceId })).id;
  const name = differing.name ?? `Hội trường ${some("")}`;
  return insert(db, "venue", {
    id: newId(),
    nameKey: nameSearchKey(name),
    kind: "hall",
    address: "Số 1, đường Thử",
    ...differing,
    name,
    provinceId,
    communeId,
  } satisfies Prisma.VenueCreateManyInput);
}

/** A drive open on the morning of {@link usualDay}, its host, facility and venue in one province that is credited. */
export async function addDrive(db: Database, differing: Differing<Prisma.DriveCreateManyInput> = {}) {
  const provinceId = differing.provinceId ?? (await parentOf(db, differing.communeId)) ?? (await addProvince(db)).id;
  const communeId = differing.communeId ?? (await addCommune(db, { parentId: provinceId })).id;
  const heldOn = differing.heldOn ?? usualDay;
  const title = differing.title ?? `Ngày hội hiến máu ${some("")}`;
  return insert(db, "drive", {
    id: newId(),
    titleKey: nameSearchKey(title),
    startsAt: new Date(`${heldOn}T07:30:00+07:00`),
    endsAt: new Date(`${heldOn}T11:30:00+07:00`),
    plannedUnits: 100,
    status: "open",
    ...differing,
    title,
    heldOn,
    provinceId,
    communeId,
    creditedUnitId: differing.creditedUnitId ?? provinceId,
    hostOrganisationId: differing.hostOrganisationId ?? (await addOrganisation(db, { unitId: provinceId })).id,
    facilityId: differing.facilityId ?? (await addFacility(db, { unitId: provinceId })).id,
    venueId: differing.venueId ?? (await addVenue(db, { provinceId, communeId })).id,
  } satisfies Prisma.DriveCreateManyInput);
}

/** A drive that is over, with its sums: so many donations of 350 ml, all of free will. */
export async function addHeldDrive(
  db: Database,
  donations: number,
  differing: Differing<Prisma.DriveCreateManyInput> = {},
) {
  const drive = await addDrive(db, { status: "closed", ...differing });
  const sums = { donations, voluntary: donations, volumeMl: donations * 350 };
  await insert(db, "drive_total", { driveId: drive.id, ...sums } satisfies Prisma.DriveTotalCreateManyInput);
  return drive;
}

/** A quarter of an hour with ten places, after the drive's last slot or at its start. */
export async function addSlot(db: Database, differing: Differing<Prisma.SlotCreateManyInput> = {}) {
  const driveId = differing.driveId ?? (await addDrive(db)).id;
  const { rows } = await db.query(
    "SELECT coalesce(max(s.ends_at), d.starts_at) AS at FROM drive d LEFT JOIN slot s ON s.drive_id = d.id WHERE d.id = $1 GROUP BY d.id",
    [driveId],
  );
  const startsAt = new Date(differing.startsAt ?? rows[0].at);
  return insert(db, "slot", {
    id: newId(),
    endsAt: new Date(startsAt.getTime() + 15 * 60_000),
    capacity: 10,
    ...differing,
    driveId,
    startsAt,
  } satisfies Prisma.SlotCreateManyInput);
}

export async function addAccount(db: Database, differing: Differing<Prisma.AccountCreateManyInput> = {}) {
  return insert(db, "account", {
    id: newId(),
    email: `${some("staff")}@example.org`.toLowerCase(),
    name: madeUpName(),
    ...differing,
  } satisfies Prisma.AccountCreateManyInput);
}

/** A role of a new account: administrator of the nation unless the test says another. */
export async function addRoleAssignment(db: Database, differing: Differing<Prisma.RoleAssignmentCreateManyInput> = {}) {
  const accountId = differing.accountId ?? (await addAccount(db)).id;
  return insert(db, "role_assignment", {
    id: newId(),
    role: "administrator",
    scopeKind: "nation",
    ...differing,
    accountId,
  } satisfies Prisma.RoleAssignmentCreateManyInput);
}

export async function addDonor(db: Database, differing: Differing<Prisma.DonorCreateManyInput> = {}) {
  const fullName = differing.fullName ?? madeUpName();
  return insert(db, "donor", {
    id: newId(),
    nameKey: nameSearchKey(fullName),
    givenNameKey: givenNameSortKey(fullName),
    sex: "female",
    bornOn: "1999-05-20",
    segment: "student",
    ...differing,
    fullName,
  } satisfies Prisma.DonorCreateManyInput);
}

/** A citizen card by a random hash and cipher, which no key reads. */
export async function addDonorIdentity(db: Database, differing: Differing<Prisma.DonorIdentityCreateManyInput> = {}) {
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  return insert(db, "donor_identity", {
    id: newId(),
    kind: "citizen_card",
    numberHash: new Uint8Array(randomBytes(32)),
    numberCipher: new Uint8Array(randomBytes(40)),
    keyVersion: 1,
    lastFour: "0000",
    ...differing,
    donorId,
  } satisfies Prisma.DonorIdentityCreateManyInput);
}

export async function addConsent(db: Database, differing: Differing<Prisma.ConsentCreateManyInput> = {}) {
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  return insert(db, "consent", {
    id: newId(),
    purpose: "donation_record",
    textVersion: "test",
    channel: "web",
    ...differing,
    donorId,
  } satisfies Prisma.ConsentCreateManyInput);
}

/** A booking; while it is open the slot's counter counts it, as a real one does. */
export async function addBooking(db: Database, differing: Differing<Prisma.BookingCreateManyInput> = {}) {
  const slotId = differing.slotId ?? (await addSlot(db, given({ driveId: differing.driveId }))).id;
  const driveId =
    differing.driveId ?? (await db.query("SELECT drive_id FROM slot WHERE id = $1", [slotId])).rows[0].drive_id;
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  const status = differing.status ?? "booked";
  const row = await insert(db, "booking", {
    id: newId(),
    code: newTicketCode(),
    requestKey: randomUUID(),
    channel: "web",
    endedAt: status === "booked" ? null : new Date(`${usualDay}T08:00:00+07:00`),
    ...differing,
    status,
    slotId,
    driveId: driveId as string,
    donorId,
  } satisfies Prisma.BookingCreateManyInput);
  if (status === "booked") await db.query("UPDATE slot SET booked = booked + 1 WHERE id = $1", [slotId]);
  return row;
}

/** One person at one drive; number and time follow on the drive's last. */
export async function addVisit(db: Database, differing: Differing<Prisma.VisitCreateManyInput> = {}) {
  const driveId = differing.driveId ?? (await addDrive(db)).id;
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  const { rows } = await db.query(
    "SELECT d.starts_at, coalesce(max(v.number), 0) + 1 AS next FROM drive d LEFT JOIN visit v ON v.drive_id = d.id WHERE d.id = $1 GROUP BY d.id",
    [driveId],
  );
  const arrivedAt = new Date(differing.arrivedAt ?? rows[0].starts_at);
  const status = differing.status ?? "arrived";
  return insert(db, "visit", {
    id: newId(),
    number: rows[0].next as number,
    segment: "student",
    requestKey: randomUUID(),
    closedAt: ["arrived", "fit", "bleeding"].includes(status) ? null : new Date(arrivedAt.getTime() + 40 * 60_000),
    closedBecause: status === "incomplete" ? "vein" : null,
    ...differing,
    status,
    arrivedAt,
    driveId,
    donorId,
  } satisfies Prisma.VisitCreateManyInput);
}

/** A screening that found somebody fit for 350 ml. */
export async function addScreening(db: Database, differing: Differing<Prisma.ScreeningCreateManyInput> = {}) {
  const visitId = differing.visitId ?? (await addVisit(db, { status: "fit" })).id;
  const ruleSetId = differing.ruleSetId ?? (await addRuleSet(db)).id;
  return insert(db, "screening", {
    id: newId(),
    weightKg: 52,
    systolicMmhg: 115,
    diastolicMmhg: 75,
    pulsePerMinute: 72,
    hemoglobinGPerL: 131,
    temperatureC: 36.6,
    answers: {},
    answersFrom: "asked",
    signedOnPaper: true,
    verdict: "fit",
    permittedVolumesMl: [250, 350],
    ...differing,
    visitId,
    ruleSetId,
  } satisfies Prisma.ScreeningCreateManyInput);
}

export async function addDeferral(db: Database, differing: Differing<Prisma.DeferralCreateManyInput> = {}) {
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  return insert(db, "deferral", {
    id: newId(),
    reason: "tattoo",
    countedFrom: "2027-01-10",
    lastDay: "2027-07-09",
    ...differing,
    donorId,
  } satisfies Prisma.DeferralCreateManyInput);
}

/** A bag of 350 ml from a closed visit. Totals and the donor's last donation stay as they were. */
export async function addDonation(db: Database, differing: Differing<Prisma.DonationCreateManyInput> = {}) {
  const visitId =
    differing.visitId ??
    (
      await addVisit(db, {
        status: "donated",
        ...given({ driveId: differing.driveId, donorId: differing.donorId }),
      })
    ).id;
  const { rows } = await db.query(
    "SELECT v.drive_id, v.donor_id, v.closed_at, d.held_on::text FROM visit v JOIN drive d ON d.id = v.drive_id WHERE v.id = $1",
    [visitId],
  );
  return insert(db, "donation", {
    id: newId(),
    number: `D${randomInt(1e9)}`,
    driveId: rows[0].drive_id as string,
    donorId: rows[0].donor_id as string,
    givenOn: rows[0].held_on as string,
    givenAt: (rows[0].closed_at ?? new Date(`${rows[0].held_on}T08:30:00+07:00`)) as Date,
    kind: "voluntary",
    firstTime: true,
    component: "whole_blood",
    volumeMl: 350,
    segment: "student",
    requestKey: randomUUID(),
    ...differing,
    visitId,
  } satisfies Prisma.DonationCreateManyInput);
}

/** Writes one row given in the names TypeScript uses; objects become JSON. */
export async function insert<Row extends object>(db: Database, table: string, row: Row, ending = ""): Promise<Row> {
  const entries = Object.entries(row).filter(([, value]) => value !== undefined);
  const columns = entries.map(([name]) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const places = entries.map((_, index) => `$${index + 1}`);
  await db.query(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places.join(", ")}) ${ending}`,
    entries.map(([, value]) => (value instanceof Uint8Array ? Buffer.from(value) : value)),
  );
  return row;
}

async function parentOf(db: Database, unitId: string | undefined): Promise<string | undefined> {
  if (unitId === undefined) return undefined;
  const { rows } = await db.query("SELECT parent_id FROM unit WHERE id = $1", [unitId]);
  return rows[0]?.parent_id;
}

/** The fields that were given; so that a missing one does not stand in the way of a usual one. */
function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** A word no other row has. */
export function some(prefix: string): string {
  return `${prefix}${prefix ? "-" : ""}${randomBytes(5).toString("hex")}`;
}

let people = 0;

function madeUpName(): string {
  const count = people++;
  return [families, middles, givens].map((words, index) => words[(count + index * 3) % words.length]).join(" ");
}

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng"];
const middles = ["Thị", "Văn", "Minh", "Ngọc", "Thanh"];
const givens = ["An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khoa", "Lan", "Mai", "Phúc", "Quỳnh"];

/** A report of a province for March 2027, as a draft; the dates of its unit are read from the unit. */
export async function addReport(db: Database, differing: Differing<Prisma.ReportCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const { rows } = await db.query(
    "SELECT to_char(valid_from, 'YYYY-MM-DD') AS begins, to_char(ends_before, 'YYYY-MM-DD') AS ends FROM unit WHERE id = $1",
    [unitId],
  );
  return insert(db, "report", {
    id: newId(),
    unitBegins: rows[0].begins,
    unitEnds: rows[0].ends,
    kind: "month",
    startsOn: "2027-03-01",
    endsOn: "2027-03-31",
    received: 100,
    requestKey: randomUUID(),
    ...differing,
    unitId,
  } satisfies Prisma.ReportCreateManyInput);
}

/** A report that is official: sent by one person, approved by another. */
export async function addOfficialReport(db: Database, differing: Differing<Prisma.ReportCreateManyInput> = {}) {
  const [sender, approver] = [await addAccount(db), await addAccount(db)];
  const at = new Date("2027-04-03T03:00:00Z");
  return addReport(db, {
    status: "approved",
    finality: "provisional",
    submittedBy: sender.id,
    submittedAt: at,
    approvedBy: approver.id,
    approvedAt: at,
    ...differing,
  });
}

export async function addOutreach(db: Database, differing: Differing<Prisma.OutreachActivityCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "outreach_activity", {
    id: newId(),
    heldOn: usualDay,
    kind: "session",
    channel: "meeting",
    title: "Nói chuyện về hiến máu",
    quantity: 1,
    peopleReached: 120,
    requestKey: randomUUID(),
    ...differing,
    unitId,
  } satisfies Prisma.OutreachActivityCreateManyInput);
}
