import { randomBytes, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { violatedConstraint } from "@/lib/db/constraint";
import { useDatabase } from "../support/database";
import {
  addAccount,
  addBooking,
  addCampaignEdition,
  addCommune,
  addConsent,
  addDeferral,
  addDonation,
  addDonor,
  addDonorIdentity,
  addDrive,
  addFacility,
  addNation,
  addOrganisation,
  addProvince,
  addRoleAssignment,
  addRuleSet,
  addScreening,
  addSlot,
  addTarget,
  addVenue,
  addVisit,
  type Database,
  insert,
} from "../support/facts";
import { campaignWrites } from "./campaign-writes";
import { honourWrites } from "./honour-writes";
import { progressWrites } from "./progress-writes";
import { reportWrites } from "./report-writes";
import { targetWrites } from "./target-writes";
import { unitWrites } from "./unit-writes";
import { viewWrites } from "./view-writes";
import { twice, type Write } from "./writes";

const { owner } = useDatabase();

/** For every named constraint a write that it alone refuses; a constraint that has several ways to fail comes twice. */
const refusedWrites: [constraint: string, write: Write][] = [
  ["unit_kind_known", (db) => addProvince(db, { kind: "district" })],
  ["unit_ends_after_it_begins", (db) => addProvince(db, { validFrom: "2025-07-01", validTo: "2025-07-01" })],
  ["unit_has_parent_but_the_nation", (db) => addProvince(db, { parentId: null })],
  [
    "unit_has_parent_but_the_nation",
    async (db) => addProvince(db, { kind: "nation", parentId: (await addProvince(db)).id }),
  ],
  [
    "unit_code_once_at_a_time",
    async (db) => {
      const { code } = await addProvince(db, { validFrom: "2025-07-01", validTo: "2026-01-01" });
      await addProvince(db, { code, validFrom: "2026-01-01" });
      await addProvince(db, { code, validFrom: "2025-12-31", validTo: "2026-01-02" });
    },
  ],
  ["unit_version_ends_after_it_begins", (db) => addUnitVersion(db, { validTo: "2025-06-30" })],
  [
    "unit_version_one_at_a_time",
    async (db) => {
      const { unitId } = await addUnitVersion(db, { validFrom: "2025-07-01", validTo: "2026-01-01" });
      await addUnitVersion(db, { unitId, validFrom: "2026-01-01", validTo: "2026-05-01" });
      await addUnitVersion(db, { unitId, validFrom: "2026-04-30" });
    },
  ],
  [
    "unit_succession_joins_two_units",
    async (db) => {
      const { id } = await addProvince(db);
      const source = { effectiveOn: "2025-07-01", change: "merged", source: "test" };
      await insert(db, "unit_succession", { predecessorId: id, successorId: id, ...source });
    },
  ],
  [
    "unit_population_as_of_within_year",
    async (db) => {
      const { id: unitId } = await addProvince(db);
      const told = { unitId, year: 2024, basis: "census", people: 5, source: "test" };
      await insert(db, "unit_population", { ...told, asOf: "2025-01-01" });
    },
  ],
  [
    "unit_population_positive",
    async (db) => {
      const unitId = (await addProvince(db)).id;
      await insert(db, "unit_population", { unitId, year: 2027, basis: "estimate", people: 0, source: "test" });
    },
  ],
  [
    "tet_date_once",
    async (db) => {
      await insert(db, "tet_date", { year: 2998, tetOn: "2998-02-03", yearNameVi: "Mậu Ngọ" });
      await insert(db, "tet_date", { year: 2999, tetOn: "2998-02-03", yearNameVi: "Kỷ Mùi" });
    },
  ],
  ["campaign_edition_dates_from_known", (db) => addCampaignEdition(db, { datesFrom: "rumour" })],
  ["campaign_edition_ends_after_it_begins", (db) => addCampaignEdition(db, { endsOn: "2027-02-28" })],
  ["campaign_edition_once_a_year", twice(addCampaignEdition, "campaignId", "year", "scopeUnitId")],
  ["published_figure_has_a_value", (db) => addPublishedFigure(db, { value: null })],
  ["published_figure_status_known", (db) => addPublishedFigure(db, { status: "guessed" })],
  ["target_metric_known", (db) => addTarget(db, { metric: "litres" })],
  ["target_period_known", (db) => addTarget(db, { period: "decade" })],
  ["target_value_positive", (db) => addTarget(db, { value: 0 })],
  ["target_year_sensible", (db) => addTarget(db, { year: 27 })],
  [
    "target_one_in_force",
    async (db) => {
      const { unitId } = await addTarget(db, { supersededAt: new Date() });
      await addTarget(db, { unitId });
      await addTarget(db, { unitId, metric: "donations" });
      await addTarget(db, { unitId });
    },
  ],
  [
    "target_one_in_force",
    async (db) => {
      const campaignEditionId = (await addCampaignEdition(db)).id;
      const { unitId } = await addTarget(db, { period: "campaign", campaignEditionId });
      await addTarget(db, { unitId, period: "campaign", campaignEditionId });
    },
  ],
  [
    "eligibility_rule_set_one_a_day",
    async (db) => {
      const rules = { titleVi: "", titleEn: "", source: "", needsMedicalConfirmation: true, rules: {} };
      await insert(db, "eligibility_rule_set", { id: "test-a", effectiveFrom: "2999-01-01", ...rules });
      await insert(db, "eligibility_rule_set", { id: "test-b", effectiveFrom: "2999-01-01", ...rules });
    },
  ],
  ["facility_kind_known", (db) => addFacility(db, { kind: "pharmacy" })],
  ["facility_capacity_positive", (db) => addFacility(db, { dailyCapacity: 0 })],
  ["facility_name_once_per_unit", twice(addFacility, "unitId", "nameKey")],
  ["organisation_kind_known", (db) => addOrganisation(db, { kind: "club" })],
  ["organisation_name_once_per_unit", twice(addOrganisation, "unitId", "nameKey")],
  ["venue_kind_known", (db) => addVenue(db, { kind: "tent" })],
  ["venue_once_per_commune", twice(addVenue, "provinceId", "communeId", "nameKey")],
  ["venue_position_whole", (db) => addVenue(db, { lat: 21.03 })],
  ["venue_position_in_viet_nam", (db) => addVenue(db, { lat: 105.85, lon: 21.03 })],
  [
    "drive_ends_after_it_starts",
    (db) =>
      addDrive(db, {
        startsAt: new Date("2027-03-14T09:00:00+07:00"),
        endsAt: new Date("2027-03-14T09:00:00+07:00"),
      }),
  ],
  ["drive_fits_one_day", (db) => addDrive(db, { endsAt: new Date("2027-03-15T00:30:00+07:00") })],
  ["drive_fits_one_day", (db) => addDrive(db, { startsAt: new Date("2027-03-13T23:30:00+07:00") })],
  ["drive_planned_units_sensible", (db) => addDrive(db, { plannedUnits: 0 })],
  ["drive_reason_when_put_off", (db) => addDrive(db, { status: "cancelled" })],
  ["drive_reason_when_put_off", (db) => addDrive(db, { status: "postponed", statusReason: " " })],
  ["drive_status_known", (db) => addDrive(db, { status: "finished" })],
  ["slot_capacity_sensible", (db) => addSlot(db, { capacity: 1001 })],
  ["slot_booked_within_capacity", (db) => addSlot(db, { capacity: 10, booked: 11 })],
  ["slot_booked_within_capacity", (db) => addSlot(db, { booked: -1 })],
  ["slot_walk_in_reserve_not_negative", (db) => addSlot(db, { walkInReserve: -1 })],
  ["slot_ends_after_it_starts", (db) => addSlot(db, { endsAt: new Date("2027-03-14T07:30:00+07:00") })],
  ["slot_once_per_start", twice(addSlot, "driveId", "startsAt")],
  ["account_email_once", twice(addAccount, "email")],
  ["account_email_lower_case", (db) => addAccount(db, { email: "An@example.org" })],
  ["account_locale_known", (db) => addAccount(db, { locale: "fr" })],
  ["role_assignment_role_known", (db) => addRoleAssignment(db, { role: "king" })],
  ["role_assignment_scope_known", (db) => addRoleAssignment(db, { scopeKind: "street" })],
  ["role_assignment_scope_whole", (db) => addRoleAssignment(db, { scopeKind: "unit" })],
  ["role_assignment_scope_whole", async (db) => addRoleAssignment(db, { unitId: (await addProvince(db)).id })],
  ["role_assignment_facility_has_one", (db) => addRoleAssignment(db, { role: "collecting_facility" })],
  [
    "role_assignment_once",
    async (db) => {
      const { accountId } = await addRoleAssignment(db, { revokedAt: new Date() });
      await addRoleAssignment(db, { accountId });
      await addRoleAssignment(db, { accountId });
    },
  ],
  ["donor_name_not_blank", (db) => addDonor(db, { fullName: "  " })],
  ["donor_sex_known", (db) => addDonor(db, { sex: "F" })],
  ["donor_born_sensibly", (db) => addDonor(db, { bornOn: "1899-12-31" })],
  ["donor_blood_abo_known", (db) => addDonor(db, { bloodAbo: "C" })],
  ["donor_blood_rh_known", (db) => addDonor(db, { bloodRh: "?" })],
  ["donor_segment_known", (db) => addDonor(db, { segment: "pilot" })],
  ["donor_locale_known", (db) => addDonor(db, { locale: "fr" })],
  ["donor_donation_count_not_negative", (db) => addDonor(db, { donationCount: -1 })],
  ["donor_last_donation_whole", (db) => addDonor(db, { lastGivenOn: "2027-01-01" })],
  [
    "donor_registration_once",
    async (db) => {
      const { registrationKey } = await addDonor(db, { registrationKey: randomUUID() });
      await addDonor(db, { registrationKey });
    },
  ],
  ["donor_identity_kind_known", (db) => addDonorIdentity(db, { kind: "library_card" })],
  ["donor_identity_kind_once", twice(addDonorIdentity, "donorId", "kind")],
  ["donor_identity_one_person", twice(addDonorIdentity, "numberHash")],
  ["consent_purpose_known", (db) => addConsent(db, { purpose: "advertising" })],
  ["consent_channel_known", (db) => addConsent(db, { channel: "rumour" })],
  ["consent_withdrawn_after_given", (db) => addConsent(db, { withdrawnAt: new Date("2001-01-01T00:00:00Z") })],
  [
    "consent_one_in_force",
    async (db) => {
      const { donorId } = await addConsent(db, { withdrawnAt: new Date("2999-01-01T00:00:00Z") });
      await addConsent(db, { donorId });
      await addConsent(db, { donorId, purpose: "reminders" });
      await addConsent(db, { donorId });
    },
  ],
  ["session_belongs_to_someone", (db) => addSession(db, { kind: "robot" })],
  ["session_belongs_to_someone", (db) => addSession(db, { contact: null })],
  ["session_belongs_to_someone", async (db) => addSession(db, { accountId: (await addAccount(db)).id })],
  ["session_belongs_to_someone", (db) => addSession(db, { kind: "staff", contact: null })],
  ["session_token_once", twice(addSession, "tokenHash")],
  ["account_invitation_token_once", twice(addInvitation, "tokenHash")],
  ["one_time_code_few_attempts", (db) => addOneTimeCode(db, { attempts: 6 })],
  ["outgoing_message_channel_known", (db) => addOutgoingMessage(db, { channel: "pigeon" })],
  ["outgoing_message_status_known", (db) => addOutgoingMessage(db, { status: "lost" })],
  ["outgoing_message_once", twice(addOutgoingMessage, "businessKey")],
  ["booking_status_known", (db) => addBooking(db, { status: "maybe" })],
  ["booking_channel_known", (db) => addBooking(db, { channel: "fax" })],
  ["booking_ended_when_over", (db) => addBooking(db, { status: "cancelled", endedAt: null })],
  ["booking_ended_when_over", (db) => addBooking(db, { endedAt: new Date() })],
  [
    "booking_slot_of_its_drive",
    async (db) => addBooking(db, { slotId: (await addSlot(db)).id, driveId: (await addDrive(db)).id }),
  ],
  ["booking_code_once", twice(addBooking, "code")],
  ["booking_request_key", twice(addBooking, "requestKey")],
  [
    "booking_one_open_per_donor",
    async (db) => {
      const { donorId } = await addBooking(db, { status: "cancelled" });
      await addBooking(db, { donorId });
      await addBooking(db, { donorId, status: "no_show" });
      await addBooking(db, { donorId });
    },
  ],
  ["declaration_one_per_booking", twice(addDeclaration, "donorId", "bookingId")],
  [
    "declaration_of_the_one_who_booked",
    async (db) => addDeclaration(db, { bookingId: (await addBooking(db)).id, donorId: (await addDonor(db)).id }),
  ],
  [
    "visit_as_booked",
    async (db) => {
      const { id: bookingId, donorId } = await addBooking(db);
      await addVisit(db, { bookingId, donorId, driveId: (await addDrive(db)).id });
    },
  ],
  [
    "visit_as_booked",
    async (db) => {
      const { id: bookingId, driveId } = await addBooking(db);
      await addVisit(db, { bookingId, driveId, donorId: (await addDonor(db)).id });
    },
  ],
  ["visit_status_known", (db) => addVisit(db, { status: "asleep" })],
  ["visit_segment_known", (db) => addVisit(db, { segment: "pilot" })],
  ["visit_kind_known", (db) => addVisit(db, { kind: "paid" })],
  ["visit_component_known", (db) => addVisit(db, { component: "tears" })],
  ["visit_closed_when_over", (db) => addVisit(db, { status: "donated", closedAt: null })],
  ["visit_closed_when_over", (db) => addVisit(db, { status: "fit", closedAt: new Date() })],
  ["visit_incomplete_with_a_reason", (db) => addVisit(db, { status: "incomplete", closedBecause: " " })],
  ["visit_incomplete_with_a_reason", (db) => addVisit(db, { status: "incomplete", closedBecause: null })],
  ["visit_left_open_only_after_the_needle", (db) => addVisit(db, { status: "fit", leftOpenAt: new Date() })],
  ["visit_blood_lost_when_it_stopped", (db) => addVisit(db, { status: "donated", bloodLostMl: 200 })],
  ["visit_blood_lost_when_it_stopped", (db) => addVisit(db, { status: "incomplete", bloodLostMl: 0 })],
  ["visit_request_key", twice(addVisit, "requestKey")],
  ["visit_number_once_per_drive", twice(addVisit, "driveId", "number")],
  [
    "visit_booking_once",
    async (db) => {
      const { id: bookingId, driveId, donorId } = await addBooking(db);
      await addVisit(db, { bookingId, driveId, donorId, status: "donated" });
      await addVisit(db, { bookingId, driveId, donorId });
    },
  ],
  [
    "visit_one_open_per_donor",
    async (db) => {
      const { donorId } = await addVisit(db, { status: "donated" });
      await addVisit(db, { donorId, status: "bleeding" });
      await addVisit(db, { donorId });
    },
  ],
  ["screening_weight_possible", (db) => addScreening(db, { weightKg: 5.2 })],
  ["screening_systolic_possible", (db) => addScreening(db, { systolicMmhg: 1150 })],
  ["screening_diastolic_possible", (db) => addScreening(db, { diastolicMmhg: 7 })],
  ["screening_pulse_possible", (db) => addScreening(db, { pulsePerMinute: 7 })],
  ["screening_hemoglobin_possible", (db) => addScreening(db, { hemoglobinGPerL: 13 })],
  ["screening_temperature_possible", (db) => addScreening(db, { temperatureC: 26.6 })],
  ["screening_answers_from_known", (db) => addScreening(db, { answersFrom: "guessed" })],
  ["screening_verdict_known", (db) => addScreening(db, { verdict: "perhaps" })],
  ["screening_fit_is_signed", (db) => addScreening(db, { signedOnPaper: false })],
  ["screening_one_per_visit", twice(addScreening, "visitId")],
  ["deferral_ends_after_it_begins", (db) => addDeferral(db, { lastDay: "2027-01-09" })],
  [
    "deferral_of_the_one_who_came",
    async (db) => addDeferral(db, { visitId: (await addVisit(db)).id, donorId: (await addDonor(db)).id }),
  ],
  ["deferral_lifted_with_a_reason", (db) => addDeferral(db, { liftedAt: new Date() })],
  [
    "donation_of_its_visit",
    async (db) => addDonation(db, { visitId: (await addVisit(db)).id, driveId: (await addDrive(db)).id }),
  ],
  [
    "donation_of_its_visit",
    async (db) => addDonation(db, { visitId: (await addVisit(db)).id, donorId: (await addDonor(db)).id }),
  ],
  ["donation_number_not_blank", (db) => addDonation(db, { number: "" })],
  ["donation_kind_known", (db) => addDonation(db, { kind: "paid" })],
  ["donation_component_known", (db) => addDonation(db, { component: "tears" })],
  ["donation_volume_possible", (db) => addDonation(db, { volumeMl: 0 })],
  ["donation_volume_possible", (db) => addDonation(db, { volumeMl: 3500 })],
  ["donation_segment_known", (db) => addDonation(db, { segment: "pilot" })],
  ["donation_status_known", (db) => addDonation(db, { status: "lost" })],
  ["donation_adverse_reaction_known", (db) => addDonation(db, { adverseReaction: "boredom", adverseSeverity: 1 })],
  ["donation_adverse_severity_known", (db) => addDonation(db, { adverseReaction: "vasovagal", adverseSeverity: 6 })],
  ["donation_adverse_reaction_whole", (db) => addDonation(db, { adverseReaction: "vasovagal" })],
  [
    "donation_reviewed_by_a_second_person",
    async (db) => {
      const { id } = await addAccount(db);
      await addDonation(db, { recordedBy: id, reviewedBy: id });
    },
  ],
  ["donation_request_key", twice(addDonation, "requestKey")],
  [
    "donation_number_once",
    async (db) => {
      const { number } = await addDonation(db, { status: "voided" });
      await addDonation(db, { number });
      await addDonation(db, { number });
    },
  ],
  [
    "donation_one_per_visit",
    async (db) => {
      const { visitId } = await addDonation(db, { status: "voided" });
      await addDonation(db, { visitId });
      await addDonation(db, { visitId });
    },
  ],
  ["donation_event_kind_known", (db) => addDonationEvent(db, { kind: "forgotten", reason: "test" })],
  ["donation_event_reason_when_changed", (db) => addDonationEvent(db, { kind: "voided" })],
  ["donation_event_reason_when_changed", (db) => addDonationEvent(db, { kind: "corrected", reason: "  " })],
  ["month_added_by_its_first_day", (db) => insert(db, "month_added", { month: "2026-03-02" })],
  ["month_touched_by_its_first_day", (db) => insert(db, "month_touched", { month: "2026-03-02" })],
  ["drive_total_adds_up", async (db) => insert(db, "drive_total", { driveId: (await addDrive(db)).id, donations: -1 })],
  ["drive_total_adds_up", async (db) => insert(db, "drive_total", { driveId: (await addDrive(db)).id, voluntary: 1 })],
  [
    "drive_breakdown_not_negative",
    async (db) => {
      const kept = { kind: "voluntary", firstTime: true, component: "whole_blood", volumeMl: 350, segment: "student" };
      await insert(db, "drive_breakdown", { driveId: (await addDrive(db)).id, ...kept, donations: -1 });
    },
  ],
  [
    "audit_event_actor_known",
    (db) => insert(db, "audit_event", { id: newId(), actorKind: "ghost", action: "test", subjectKind: "test" }),
  ],
  ...reportWrites,
  ...honourWrites,
  ...targetWrites,
  ...unitWrites,
  ...campaignWrites,
  ...progressWrites,
  ...viewWrites,
];

it.each(refusedWrites)("%s refuses what it names", async (constraint, write) => {
  expect(await constraintThatRefuses(write)).toBe(constraint);
});

it("has a refused write for every named constraint of the database", async () => {
  const { rows } = await owner.query<{ name: string }>(`
    SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      AND (contype IN ('c', 'u', 'x') OR (contype = 'f' AND cardinality(conkey) > 1))
    UNION
    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique
      -- Primary keys, and the wider ones that are there only to be referred to.
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'f'))
    ORDER BY name`);
  expect([...new Set(refusedWrites.map(([name]) => name))].sort()).toEqual(rows.map(({ name }) => name).sort());
});

/** Runs the write and takes it back; null when nothing refused it. */
async function constraintThatRefuses(write: Write): Promise<string | null> {
  const client = await owner.connect();
  try {
    await client.query("BEGIN");
    await write(client);
    return null;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === null) throw error;
    return constraint;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

// ── rows that only this test needs ──

async function addUnitVersion(db: Database, differing: { unitId?: string; validFrom?: string; validTo?: string } = {}) {
  const unitId = differing.unitId ?? (await addCommune(db)).id;
  const named = { type: "xã", name: "Thử", fullName: "Xã Thử", source: "test" };
  return insert(db, "unit_version", { validFrom: "2025-07-01", ...named, ...differing, unitId });
}

async function addPublishedFigure(db: Database, differing: { value?: number | null; status?: string }) {
  const scope = { scope: "nation", scopeCode: "VN", scopeName: "Việt Nam", unitId: (await addNation(db)).id };
  const counted = { year: 2027, period: "year", metric: "units", countedIn: "units", qualifier: "exact" };
  const usual = { id: "test-figure", value: 1, status: "final", detail: {} };
  return insert(db, "published_figure", { ...usual, ...scope, ...counted, ...differing });
}

interface SessionFields {
  kind?: string;
  accountId?: string | null;
  contact?: string | null;
  tokenHash?: Buffer;
}

async function addSession(db: Database, differing: SessionFields = {}) {
  const usual = { kind: "donor", contact: "an@example.org", tokenHash: randomBytes(32) };
  return insert<SessionFields>(db, "session", { ...row(), ...usual, expiresAt: later, ...differing } as SessionFields);
}

async function addInvitation(db: Database, differing: { tokenHash?: Buffer } = {}) {
  const accountId = (await addAccount(db)).id;
  return insert(db, "account_invitation", {
    ...row(),
    accountId,
    tokenHash: randomBytes(32),
    expiresAt: later,
    ...differing,
  });
}

async function addOneTimeCode(db: Database, differing: { attempts: number }) {
  const usual = { contact: "an@example.org", codeHash: randomBytes(32), expiresAt: later };
  return insert(db, "one_time_code", { ...row(), ...usual, ...differing });
}

interface MessageFields {
  channel?: string;
  status?: string;
  businessKey?: string;
}

async function addOutgoingMessage(db: Database, differing: MessageFields = {}) {
  const letter = { recipient: "an@example.org", kind: "test", subject: "Thử", body: "Thử", locale: "vi" };
  const usual = { channel: "email", businessKey: newId(), purgeAfter: later };
  return insert<MessageFields>(db, "outgoing_message", {
    ...row(),
    ...letter,
    ...usual,
    ...differing,
  } as MessageFields);
}

async function addDeclaration(db: Database, differing: { donorId?: string; bookingId?: string } = {}) {
  const booking = differing.bookingId ? null : await addBooking(db);
  const usual = { donorId: booking?.donorId, bookingId: booking?.id, answers: {} };
  return insert(db, "declaration", { ...row(), ruleSetId: (await addRuleSet(db)).id, ...usual, ...differing });
}

async function addDonationEvent(db: Database, differing: { kind: string; reason?: string }) {
  const donationId = (await addDonation(db)).id;
  return insert(db, "donation_event", { ...row(), donationId, change: {}, ...differing });
}

function row() {
  return { id: newId() };
}

const later = new Date("2999-01-01T00:00:00Z");
