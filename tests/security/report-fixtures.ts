import { newId } from "@/lib/core/ids";
import { addAccount, addOfficialReport, addOutreach, addReport } from "../support/facts";
import type { ActionFixture, RouteFixture } from "./fixtures";
import { type Caller, day, insideUnit, type World } from "./world";

/** Forms about reports, spreadsheets of reports and outreach. */
export const reportActionFixtures: Readonly<Record<string, ActionFixture>> = {
  saveReportAction: {
    form: async (world) => ({ ...(await newPeriod(world)), id: newId(), kind: "month", received: "12", deed: "save" }),
  },
  decideReportAction: {
    form: async (world) => ({ id: await newSentReport(world), revision: "1", decision: "check" }),
  },
  decideTogetherAction: {
    form: async (world) => ({ "which[]": [`${await newSentReport(world)}|1`], deed: "check" }),
    hidden: ["nothing_decided"],
  },
  correctReportAction: {
    form: async (world) => ({
      id: (await addOfficialReport(world.db, await newMonth(world))).id,
      requestKey: newId(),
      reason: "Bổ sung hai điểm",
    }),
  },
  remindLateAction: {
    form: () => ({ "which[]": [`${insideUnit}|month|2026-01-01`] }),
    heard: ["not_late"],
    hidden: ["not_late"],
  },
  setDeadlineAction: {
    form: () => ({ level: "unit", kind: "month", daysAfter: "5", remindDaysBefore: "2" }),
    placeless: true,
    heard: ["nation_only"],
  },
  readReportFileAction: {
    form: () => ({
      requestKey: newId(),
      file: new Blob(["Mã đơn vị;Tháng;Số đơn vị máu\n99;03/2026;12\n"], { type: "text/csv" }),
    }),
    placeless: true,
  },
  applyReportFileAction: {
    form: async (world, caller) => ({ importId: await newImport(world, caller) }),
    heard: ["nothing_to_apply"],
  },
  discardReportFileAction: { form: async (world, caller) => ({ importId: await newImport(world, caller) }) },
  logOutreachAction: {
    form: () => ({
      requestKey: newId(),
      unitId: insideUnit,
      heldOn: day(-1),
      what: "session.school",
      title: "Nói chuyện tại trường",
      quantity: "1",
    }),
  },
  withdrawOutreachAction: {
    form: async (world) => ({
      activityId: (await addOutreach(world.db, { unitId: insideUnit, heldOn: day(-3) })).id,
      because: "Ghi nhầm ngày",
    }),
    hidden: ["not_there"],
  },
};

/** Pages of reports and outreach. */
export const reportRouteFixtures: Readonly<Record<string, RouteFixture>> = {
  "/staff/reports/new": {
    address: async (world) => {
      const { unitId, startsOn } = await newPeriod(world);
      return `/staff/reports/new?unit=${unitId}&kind=month&from=${startsOn}`;
    },
    placeless: false,
  },
  "/staff/reports/import/[id]": {
    address: async (world, caller) => `/staff/reports/import/${await newImport(world, caller)}`,
  },
  "/staff/reports/[id]": { address: async (world) => `/staff/reports/${await newSentReport(world)}` },
  "/staff/reports/[id]/correct": {
    address: async (world) => `/staff/reports/${(await addOfficialReport(world.db, await newMonth(world))).id}/correct`,
  },
  "/staff/outreach/[id]/withdraw": {
    address: async (world) =>
      `/staff/outreach/${(await addOutreach(world.db, { unitId: insideUnit, heldOn: day(-3) })).id}/withdraw`,
  },
};

/** A spreadsheet with one refused row, of a caller who works inside; to everybody else it is as if it were not there. */
async function newImport(world: World, caller: Caller): Promise<string> {
  const isInside = caller.kind === "staff" && caller.where === "inside";
  const uploader = isInside ? caller.accountId : (await addAccount(world.db)).id;
  const id = newId();
  await world.db.query(
    "INSERT INTO report_import (id, file_name, request_key, uploaded_by) VALUES ($1, 'thang-3.csv', $1, $2)",
    [id, uploader],
  );
  await world.db.query(
    `INSERT INTO report_import_row (import_id, line, verdict, unit_text, column_name, reason, facts)
      VALUES ($1, 2, 'refused', '99', 'unitCode', 'unit_unknown', '{"unit": "99"}')`,
    [id],
  );
  return id;
}

/** A month of a commune inside that nobody has reported on. */
async function newPeriod(world: World): Promise<{ unitId: string; startsOn: string }> {
  const { rows } = await world.db.query(
    `SELECT u.id AS "unitId", to_char(m, 'YYYY-MM-DD') AS "startsOn"
      FROM unit u CROSS JOIN generate_series(timestamp '2025-08-01', now()::timestamp - interval '40 days', interval '1 month') m
      WHERE u.parent_id = $1 AND u.kind = 'commune' AND u.valid_from <= m AND u.valid_to IS NULL
        AND NOT EXISTS (SELECT FROM report r WHERE r.unit_id = u.id AND r.kind = 'month' AND r.starts_on = m::date)
      ORDER BY random() LIMIT 1`,
    [insideUnit],
  );
  return rows[0];
}

/** The same as the columns of a row. */
async function newMonth(world: World) {
  const { unitId, startsOn } = await newPeriod(world);
  const [year, month] = startsOn.split("-").map(Number) as [number, number];
  return { unitId, startsOn, endsOn: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

async function newSentReport(world: World): Promise<string> {
  const sender = await addAccount(world.db);
  const sent = { status: "submitted", submittedBy: sender.id, submittedAt: new Date() };
  return (await addReport(world.db, { ...(await newMonth(world)), ...sent })).id;
}
