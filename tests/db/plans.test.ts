import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { auditTrail } from "@/lib/audit/queries";
import { staffOfToken } from "@/lib/auth/sessions";
import { bookSlot, cancelBooking, moveBooking } from "@/lib/bookings/commands";
import { confirmBookings, discardDeclarations, remindOfTomorrow, tellEligibleAgain } from "@/lib/bookings/jobs";
import { bookingFacts, tickets } from "@/lib/bookings/queries";
import { ownData } from "@/lib/documents/queries";
import { confirmDonation, recordDonation, voidDonation } from "@/lib/donations/commands";
import { ownDonations } from "@/lib/donations/own/queries";
import { driveDonations } from "@/lib/donations/queries";
import { addUpMonths } from "@/lib/donations/sums/jobs";
import { ownConsents, ownProfile } from "@/lib/donors/own/queries";
import { peopleOfContact } from "@/lib/donors/self/queries";
import { drivesForDesk } from "@/lib/drives/desk/queries";
import { endPastBookings } from "@/lib/drives/jobs";
import { driveHistory, drivePlan, staffDrives } from "@/lib/drives/plan/queries";
import { publicDrive, publicDrives } from "@/lib/drives/queries";
import { publicBreakdown } from "@/lib/progress/breakdown/queries";
import { publicProgress, publicProgressYears } from "@/lib/progress/queries";
import { publicReportingUnits } from "@/lib/progress/units/queries";
import { findAtDesk } from "@/lib/visits/find/commands";
import { deskPerson } from "@/lib/visits/person/queries";
import { deskQueue, deskVersion } from "@/lib/visits/queue/queries";
import { type Loaded, loadHistory } from "../bench/load";
import { bornOn, cardOf, nameOf, numbered, phoneOf } from "../bench/made-up";
import { donorActor, staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { bagOf, bleeding, good, staffAt, usualHour } from "../support/desk";
import { addConsent, addDonor, addDrive, addSlot, usualDay } from "../support/facts";
import { type SentStatement, statementsOf } from "../support/statements";

/**
 * What the site asks of two hundred thousand donations: every statement below is caught on its way to Postgres and
 * explained, and none may read a whole table of people or of what happened to them.
 */

const large = ["donor", "donor_identity", "booking", "visit", "donation", "audit_event"];
/** A job that goes through thousands of donors may well read every consent; one donor's own page must not. */
const largeForOne = [...large, "consent"];

const { app, owner, ownerUrl } = useDatabase();
const screener = staffActor("medical_screener", { kind: "nation" });
const planner = staffActor("drive_manager", { kind: "nation" });
const provincial = staffActor("provincial_office", { kind: "unit", unitId: "P01" });
const protection = staffActor("data_protection_officer", { kind: "nation" });
const donor = donorActor(numbered("donor", 77));
const pastDrive = numbered("drive", 40);
let loaded: Loaded;
/** Indexes over every row of their table; a partial one (open bookings, say) is short however long the table. */
let whole: Set<string>;

beforeAll(async () => {
  const superuser = new URL(inject("postgres").superuserUrl);
  superuser.pathname = new URL(ownerUrl).pathname;
  loaded = await loadHistory(superuser.href, { donations: 200_000, donors: 120_000 });
  await addUpMonths();
  const { rows } = await owner.query("SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indpred IS NULL");
  whole = new Set(rows.map(({ name }) => name));
});

/** The tables of people that a statement reads from one end to the other, by the heap or along an index it does not narrow. */
async function readWhole({ text, values }: SentStatement, tables = large): Promise<string[]> {
  const { rows } = await owner.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
  const scanned: string[] = [];
  const walk = (node: PlanNode, stopsEarly: boolean) => {
    const unbounded = whole.has(node["Index Name"] ?? "") && !node["Index Cond"] && !stopsEarly;
    const table = node["Relation Name"];
    if (table && tables.includes(table) && (node["Node Type"] === "Seq Scan" || unbounded)) scanned.push(table);
    const short = node["Node Type"] === "Limit" && node["Plan Rows"] <= 1000;
    for (const below of node.Plans ?? []) walk(below, stopsEarly || short);
  };
  walk(rows[0]["QUERY PLAN"][0].Plan, false);
  return scanned;
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Plan Rows": number;
  Plans?: PlanNode[];
}

async function offenders(work: () => Promise<unknown>, tables = large): Promise<string[]> {
  const sent = await statementsOf(work);
  expect(sent.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const statement of sent)
    for (const table of await readWhole(statement, tables))
      found.push(`${table}: ${statement.text.replace(/\s+/g, " ").slice(0, 200)}`);
  return found;
}

describe("at two hundred thousand donations no table of people is read whole", () => {
  it("is told by the plan of a statement that does read one", async () => {
    const bad = { text: "SELECT id FROM donor WHERE full_name LIKE $1", values: ["%An%"] };
    expect(await readWhole(bad)).toEqual(["donor"]);
  });

  const everybody: [string, () => Promise<unknown>][] = [
    ["the list of drives", () => publicDrives({ limit: 20, offset: 0 })],
    ["the list of a province", () => publicDrives({ provinceCode: "01", text: "hien mau", limit: 20, offset: 0 })],
    ["a drive's page", () => publicDrive(pastDrive)],
    ["the nation's progress", () => publicProgress({ year: loaded.year })],
    ["a province's progress", () => publicProgress({ year: loaded.year, unitCode: "01" })],
    ["the nation by what can be told apart", () => publicBreakdown({ year: loaded.year })],
    ["the years there are", () => publicProgressYears()],
    ["the reporting units", () => publicReportingUnits(loaded.year)],
  ];
  it.each(everybody)("for everybody: %s", async (_, work) => expect(await offenders(work)).toEqual([]));

  // The month that runs now, and one that was corrected until it is added up anew, are read by their drives: by theirs alone.
  it.each([
    ["the nation's progress", () => publicProgress({ year: loaded.year })],
    ["the nation by what can be told apart", () => publicBreakdown({ year: loaded.year })],
  ])("for everybody, with a month touched: %s", async (_, work) => {
    await owner.query("INSERT INTO month_touched (month) VALUES ($1)", [`${loaded.year}-06-01`]);
    try {
      expect(await offenders(work, ["drive", "drive_total", "drive_breakdown"])).toEqual([]);
    } finally {
      await owner.query("DELETE FROM month_touched");
    }
  });

  const own: [string, () => Promise<unknown>][] = [
    ["what stands before a booking", () => bookingFacts(donor, numbered("slot", 3), new Date())],
    ["their tickets", () => tickets(donor)],
    ["their donations", () => ownDonations(donor)],
    ["their profile", () => ownProfile(donor)],
    ["what they agreed to", () => ownConsents(donor)],
    ["everything about them", () => ownData(donor)],
    ["the people of their phone", () => peopleOfContact(donor)],
  ];
  it.each(own)("for a donor: %s", async (_, work) => expect(await offenders(work, largeForOne)).toEqual([]));

  it("for a donor: booking, moving and cancelling", async () => {
    const drive = await addDrive(owner, { status: "published", provinceId: "P01", communeId: "C00004" });
    const [first, second] = [await addSlot(owner, { driveId: drive.id }), await addSlot(owner, { driveId: drive.id })];
    const { id } = await addDonor(owner);
    await addConsent(owner, { donorId: id });
    const before = new Date(`${usualDay}T00:00:00+07:00`);
    const found = await offenders(async () => {
      const booked = good(await bookSlot(donorActor(id), { slotId: first.id, requestKey: randomUUID() }, before));
      good(await moveBooking(donorActor(id), { bookingId: booked.id, slotId: second.id }, before));
      good(await cancelBooking(donorActor(id), booked.id, before));
    });
    expect(found).toEqual([]);
  });

  const atTheDesk: [string, () => Promise<unknown>][] = [
    ["the day's drives", () => drivesForDesk(screener, `${loaded.year}-05-05`)],
    ["the queue", () => deskQueue(screener, pastDrive)],
    ["whether anything has changed", () => deskVersion(screener, pastDrive)],
    ["one person", () => deskPerson(screener, pastDrive, { visitId: numbered("visit", 40 * 80) })],
    ["the drive's donations", () => driveDonations(screener, pastDrive)],
    ["a card's number", () => find(cardOf(4711))],
    ["a phone", () => find(phoneOf(4711))],
    ["a name and a day of birth", () => find(`${nameOf(4711)} ${bornOn(4711).split("-").reverse().join("/")}`)],
    ["a name among the drive's own people", () => find(nameOf(4711))],
  ];
  const find = (text: string) => findAtDesk(screener, { driveId: pastDrive, text });
  it.each(atTheDesk)("at the desk: %s", async (_, work) => expect(await offenders(work)).toEqual([]));

  it("at the desk: from the door to the bag, and the bag's correction", async () => {
    const drive = await addDrive(owner, { provinceId: "P01", communeId: "C00004" });
    const [one, other] = [await staffAt(owner, "medical_screener"), await staffAt(owner, "medical_screener")];
    const found = await offenders(async () => {
      const visit = await bleeding(owner, one, drive.id);
      const made = good(await recordDonation(one, bagOf(visit), usualHour));
      const seen = { driveId: drive.id, donationId: made.id };
      good(await confirmDonation(other, { ...seen, version: made.version }, usualHour));
      good(
        await voidDonation(
          one,
          { ...seen, version: made.version + 1, reason: "túi của người khác", visit: "again" },
          usualHour,
        ),
      );
    });
    expect(found).toEqual([]);
  });

  const inTheOffice: [string, () => Promise<unknown>][] = [
    ["who somebody is", () => staffOfToken("nobody's")],
    ["the nation's drives", () => staffDrives(planner, { times: "past", limit: 25, offset: 0 })],
    ["a province's drives", () => staffDrives(provincial, { times: "past", limit: 25, offset: 0 })],
    ["a drive's plan", () => drivePlan(planner, pastDrive)],
    ["a drive's history", () => driveHistory(planner, pastDrive)],
    ["the audit", () => auditTrail(protection, {})],
    ["the audit of one person", () => auditTrail(protection, { id: numbered("donation", 5) })],
    ["the audit of a day", () => auditTrail(protection, { from: `${loaded.year}-05-05`, to: `${loaded.year}-05-05` })],
  ];
  it.each(inTheOffice)("in the office: %s", async (_, work) => expect(await offenders(work)).toEqual([]));

  const byTheClock: [string, () => Promise<unknown>][] = [
    ["confirming bookings", () => confirmBookings()],
    ["reminding of tomorrow", () => remindOfTomorrow()],
    ["telling who may give again", () => tellEligibleAgain(new Date(`${loaded.year + 1}-03-20T03:00:00Z`))],
    ["ending bookings of the past", () => endPastBookings()],
    ["discarding declarations", () => discardDeclarations()],
  ];
  it.each(byTheClock)("by the clock: %s", async (_, work) => expect(await offenders(work)).toEqual([]));

  it("runs as the site's own role", async () => {
    const { rows } = await app.query("SELECT current_user AS role");
    expect(rows[0].role).toBe("giothong_app");
  });
});
