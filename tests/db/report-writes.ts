import { randomUUID } from "node:crypto";
import { newId } from "@/lib/core/ids";
import {
  addAccount,
  addOfficialReport,
  addOutreach,
  addProvince,
  addReport,
  type Database,
  insert,
} from "../support/facts";
import { twice, type Write } from "./writes";

/** For every named constraint around reports and the outreach log a write that it alone refuses. */
export const reportWrites: [constraint: string, write: Write][] = [
  ["outreach_activity_kind_known", (db) => addOutreach(db, { kind: "rumour" })],
  ["outreach_activity_channel_known", (db) => addOutreach(db, { channel: "pigeon" })],
  ["outreach_activity_title_not_blank", (db) => addOutreach(db, { title: " " })],
  ["outreach_activity_quantity_sensible", (db) => addOutreach(db, { quantity: 0 })],
  ["outreach_activity_people_sensible", (db) => addOutreach(db, { peopleReached: -1 })],
  ["outreach_activity_request_key", twice(addOutreach, "requestKey")],
  ["outreach_activity_withdrawn_with_a_reason", (db) => addOutreach(db, { withdrawnAt: new Date() })],
  ["report_kind_known", (db) => addReport(db, { kind: "week" })],
  ["report_status_known", (db) => addReport(db, { status: "lost" })],
  ["report_finality_known", (db) => addOfficialReport(db, { finality: "perhaps" })],
  ["report_period_whole", (db) => addReport(db, { startsOn: "2027-03-02" })],
  ["report_period_whole", (db) => addReport(db, { endsOn: "2027-03-30" })],
  ["report_period_whole", (db) => addReport(db, { kind: "half_year", endsOn: "2027-08-31" })],
  ["report_period_whole", (db) => addReport(db, { kind: "year", endsOn: "2028-02-29" })],
  [
    "report_unit_existed",
    async (db) => addReport(db, { unitId: (await addProvince(db, { validFrom: "2027-04-01" })).id }),
  ],
  [
    "report_unit_existed",
    async (db) => {
      const { unitId } = await addReport(db);
      await db.query("UPDATE unit SET valid_to = '2027-03-31' WHERE id = $1", [unitId]);
    },
  ],
  ["report_of_a_unit", (db) => addReport(db, { unitBegins: "2026-01-01" })],
  ["report_adds_up", (db) => addReport(db, { received: 10, voluntary: 11 })],
  ["report_adds_up", (db) => addReport(db, { received: 10, firstTime: -1 })],
  ["report_sent_by_somebody", (db) => addReport(db, { status: "submitted" })],
  [
    "report_checked_by_another",
    async (db) => {
      const { id } = await addAccount(db);
      await addReport(db, { submittedBy: id, submittedAt: new Date(), status: "checked", checkedBy: id });
    },
  ],
  [
    "report_approved_by_another",
    async (db) => {
      const { id } = await addAccount(db);
      await addOfficialReport(db, { submittedBy: id, approvedBy: id });
    },
  ],
  ["report_approved_by_another", (db) => addOfficialReport(db, { approvedBy: null })],
  ["report_returned_with_a_note", (db) => addReport(db, { status: "returned", returnedNote: " " })],
  ["report_final_or_provisional", (db) => addReport(db, { finality: "final" })],
  ["report_final_or_provisional", (db) => addOfficialReport(db, { finality: null })],
  ["report_corrected_with_a_reason", (db) => addReport(db, { version: 2 })],
  ["report_superseded_after_approval", (db) => addReport(db, { supersededAt: new Date() })],
  [
    "report_version_once",
    async (db) => {
      const { unitId } = await addOfficialReport(db, { supersededAt: new Date() });
      await addReport(db, { unitId });
    },
  ],
  [
    "report_one_open",
    async (db) => {
      const { unitId } = await addReport(db);
      await addReport(db, { unitId, version: 2, correctionReason: "thử" });
    },
  ],
  [
    "report_one_official",
    async (db) => {
      const { unitId } = await addOfficialReport(db);
      await addOfficialReport(db, { unitId, version: 2, correctionReason: "thử" });
    },
  ],
  ["report_request_key", twice(addReport, "requestKey")],
  ["report_event_kind_known", (db) => addReportEvent(db, { kind: "eaten" })],
  ["report_deadline_level_known", (db) => insert(db, "report_deadline", { ...someDeadline, level: "street" })],
  ["report_deadline_kind_known", (db) => insert(db, "report_deadline", { ...someDeadline, kind: "week" })],
  ["report_deadline_days_sensible", (db) => db.query("UPDATE report_deadline SET days_after = 0")],
  ["report_deadline_remind_sensible", (db) => db.query("UPDATE report_deadline SET remind_days_before = 31")],
  ["report_reminder_kind_known", (db) => addReminder(db, { kind: "week" })],
  ["report_reminder_reached_somebody", (db) => addReminder(db, { people: 0 })],
  ["report_reminder_once_a_day", twice(addReminder, "unitId")],
  ["report_import_status_known", (db) => addReportImport(db, { status: "eaten" })],
  ["report_import_request_key", twice(addReportImport, "requestKey")],
  ["report_import_applied_by_somebody", (db) => addReportImport(db, { status: "applied" })],
  ["report_import_row_verdict_known", (db) => addReportImportRow(db, { verdict: "fine" })],
  ["report_import_row_refused_with_a_reason", (db) => addReportImportRow(db, { reason: null })],
  ["report_import_row_good_of_a_month", (db) => addReportImportRow(db, { verdict: "good", reason: null })],
];

const someDeadline = { level: "unit", kind: "month", daysAfter: 5, remindDaysBefore: 1 };

async function addReportEvent(db: Database, differing: { kind?: string; reportId?: string; byAccount?: string }) {
  const reportId = differing.reportId ?? (await addReport(db)).id;
  return insert(db, "report_event", { id: newId(), kind: "saved", ...differing, reportId });
}

interface ReminderFields {
  unitId?: string;
  kind?: string;
  people?: number;
  byAccount?: string;
}

async function addReminder(db: Database, differing: ReminderFields = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const usual = { kind: "month", startsOn: "2027-03-01", sentOn: "2027-04-10", people: 1 };
  return insert<ReminderFields>(db, "report_reminder", {
    id: newId(),
    ...usual,
    ...differing,
    unitId,
  } as ReminderFields);
}

interface ImportFields {
  id?: string;
  status?: string;
  requestKey?: string;
  uploadedBy?: string;
  appliedBy?: string;
}

async function addReportImport(db: Database, differing: ImportFields = {}) {
  const uploadedBy = differing.uploadedBy ?? (await addAccount(db)).id;
  const usual = { fileName: "thang-3.xlsx", requestKey: randomUUID() };
  return insert<ImportFields>(db, "report_import", { id: newId(), ...usual, ...differing, uploadedBy } as ImportFields);
}

interface ImportRowFields {
  importId?: string;
  verdict?: string;
  reason?: string | null;
  unitId?: string;
}

async function addReportImportRow(db: Database, differing: ImportRowFields = {}) {
  const importId = differing.importId ?? (await addReportImport(db)).id ?? "";
  const usual = { line: 2, verdict: "refused", unitText: "Hà Nội", reason: "negative" };
  return insert<ImportRowFields>(db, "report_import_row", { ...usual, ...differing, importId } as ImportRowFields);
}
