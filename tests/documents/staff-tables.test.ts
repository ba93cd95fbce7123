import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import readXlsx from "read-excel-file/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, may } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { addCalendarMonths, addDays, todayInVietnam, yearOf } from "@/lib/core/time";
import { tableDownload } from "@/lib/documents/download";
import { isFigures } from "@/lib/documents/table";
import { pageOfTable, type StaffTable, staffTables } from "@/lib/documents/tables/names";
import { staffTableFile } from "@/lib/documents/tables/queries";
import { decisions, reviewItems } from "@/lib/mergers/queries";
import { outreachLog, outreachSums } from "@/lib/outreach/queries";
import { bodyShares } from "@/lib/progress/bodies/queries";
import { publicCoverageOf } from "@/lib/progress/coverage/queries";
import { publicPeers } from "@/lib/progress/drill/peers";
import { publicDrill } from "@/lib/progress/drill/queries";
import { publicForecast, publicPastMonths } from "@/lib/progress/forecast/queries";
import { pushPlan, pushPlans } from "@/lib/progress/push/queries";
import { spanOf } from "@/lib/progress/span";
import { publicCrowdedDays } from "@/lib/progress/unevenness/queries";
import { heatMap } from "@/lib/progress/unevenness/rules";
import { seasonView } from "@/lib/progress/unevenness/view";
import { tellEarlierYear } from "@/lib/progress/watch/commands";
import { watchView } from "@/lib/progress/watch/view";
import { existed } from "@/lib/reports/calendar";
import { lateReports } from "@/lib/reports/late/queries";
import { periodsOf, reportKinds } from "@/lib/reports/periods";
import { reportCalendar } from "@/lib/reports/queries";
import { waitingReports } from "@/lib/reports/together/queries";
import { targetBoard } from "@/lib/targets/board/queries";
import { splitView } from "@/lib/targets/split/queries";
import { yearOfUnits } from "@/lib/targets/split/whole";
import { unitsFound } from "@/lib/units/history/queries";
import { unitSearch } from "@/lib/units/history/schema";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import {
  addAccount,
  addDrive,
  addFacility,
  addOrganisation,
  addOutreach,
  addReport,
  addRoleAssignment,
  addTarget,
  insert,
} from "../support/facts";

vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));
// One day for all, on which a year has run long enough to be told of.
vi.useFakeTimers({ now: new Date("2026-11-26T05:00:00Z"), toFake: ["Date"] });

const { owner } = useDatabase();
const now = new Date();
const today = todayInVietnam(now);
const year = yearOf(today);
const span = spanOf({}, today);
const formula = "=1+1";
/** Names and numbers of people that stand in the database, none of which a committee may read. */
const person = { name: "Nguyễn Thị Kín Đáo", phone: "+84912345678", shown: "0912 345 678" };

const nation = staffActor("provincial_office", { kind: "nation" });
const province = staffActor("provincial_office", { kind: "unit", unitId: "P01" });
const elsewhere = staffActor("provincial_office", { kind: "unit", unitId: "P04" });
const approver = staffActor("report_approver", { kind: "unit", unitId: "P01" });
const hanoi = { id: "P01", kind: "province" } as const;
const planId = newId();
const committee = staffActor("committee_member", { kind: "nation" });

/** A table as a page asks for it, and what stands in one of its columns when the page's own query is asked. */
interface Sample {
  readonly by: StaffActor;
  readonly asked: Record<string, string>;
  /** The words of a column and what must stand in it. */
  readonly column: string;
  readonly page: () => Promise<(string | number | null)[]>;
  /** What somebody of another province hears: that it is not there, or a table without these rows. */
  readonly outside: "not there" | "other rows" | "the same";
  /** Holds words of nobody's choosing, so no unit's name. */
  readonly wordless?: true;
}

/** Each table there is; one that is added without its sample is an error of types. */
const samples: Readonly<Record<StaffTable, Sample>> = {
  drill: {
    by: province,
    asked: { unit: "01", by: "unit", sort: "name", dir: "asc" },
    column: "Mã",
    page: async () =>
      (await publicDrill({ scope: { id: "P01", kind: "province" }, by: "unit", span, campaignId: null, today })).rows
        .map(({ code, name }) => ({ code, name }))
        .sort((a, b) => a.name.localeCompare(b.name, "vi"))
        .map(({ code }) => code),
    outside: "the same",
  },
  peers: {
    by: province,
    asked: { unit: "01" },
    column: "Mã",
    page: async () =>
      (await publicPeers({ scope: { id: "P01", kind: "province" }, span, today })).map(({ code }) => code),
    outside: "the same",
  },
  coverage: {
    by: province,
    asked: { unit: "01", months: "6", show: "all", page: "2" },
    column: "Mã",
    page: async () => (await publicCoverageOf({ provinceId: "P01", months: 6 })).map(({ code }) => code),
    outside: "the same",
  },
  watch: {
    by: nation,
    asked: { unit: "VN" },
    column: "Thiếu so với nhịp",
    page: async () =>
      (await watchView(nation, { id: "VN", kind: "nation" }, today)).watched.map(({ missing }) => missing),
    outside: "the same",
  },
  months: {
    by: province,
    asked: { unit: "01", year: "2026" },
    column: "Cộng",
    page: async () => {
      const { over, begun } = await seasonView(hanoi, {}, today);
      const sums = heatMap(over, 2026).map((days) => days.reduce((sum, value) => sum + value, 0));
      return sums.map((sum, index) => (index < begun ? sum : null));
    },
    outside: "the same",
  },
  tet: {
    by: province,
    asked: { unit: "01" },
    column: "Đã nhận",
    page: async () =>
      (await seasonView(hanoi, {}, today)).tets.flatMap(({ weeks }) => weeks.map(({ donations }) => donations)),
    outside: "the same",
  },
  crowded: {
    by: province,
    asked: { unit: "01" },
    column: "Ngày",
    page: async () =>
      (await publicCrowdedDays({ scope: hanoi, from: "2026-01-01", to: addDays(today, 90) })).map(({ day }) => day),
    outside: "the same",
  },
  trials: {
    by: province,
    asked: { unit: "01" },
    column: "Dự báo cả năm",
    page: async () => {
      const past = await publicPastMonths({ unitId: "P01", beforeYear: 2026 });
      const { forecast } = await publicForecast({ unitId: "P01", past });
      return forecast.kind === "told" ? forecast.trials.map((trial) => trial.forecast) : [];
    },
    outside: "the same",
  },
  pushes: {
    by: province,
    asked: { unit: "01" },
    column: "Kế hoạch",
    page: async () => (await pushPlans(province, "P01")).map(({ name }) => name),
    outside: "other rows",
  },
  push: {
    by: province,
    asked: { id: planId },
    column: "Xã, phường",
    page: async () => (await pushPlan(province, planId))?.parts.map(({ name }) => name) ?? [],
    outside: "not there",
  },
  split: {
    by: province,
    asked: { unit: "P01", year: String(year) },
    column: "Đơn vị",
    page: async () =>
      (await splitView(province, { unitId: "P01", of: yearOfUnits(year) }))?.rows.map(({ name }) => name) ?? [],
    outside: "not there",
  },
  bodies: {
    by: province,
    asked: { unit: "P01", year: String(year) },
    column: "Cơ quan, đơn vị",
    page: async () => (await bodyShares(province, { unitId: "P01", year }))?.bodies.map(({ name }) => name) ?? [],
    outside: "not there",
  },
  calendar: {
    by: province,
    asked: { unit: "P01", year: String(year) },
    column: "Mã",
    page: async () => {
      const periods = reportKinds.flatMap((kind) => periodsOf(kind, year));
      return (await reportCalendar(province, year, "P01")).units.flatMap((unit) =>
        periods.filter((period) => existed(unit, period)).map(() => unit.code),
      );
    },
    outside: "not there",
  },
  waiting: {
    by: approver,
    asked: {},
    column: "Đơn vị",
    page: async () => (await waitingReports(approver, null)).items.map(({ unitName }) => unitName),
    outside: "not there",
  },
  units: {
    by: province,
    asked: { parent: "P01", page: "2" },
    column: "Mã",
    page: async () => {
      const pages = [1, 2, 3, 4, 5].map((page) =>
        unitsFound(province, unitSearch.parse({ parent: "P01", page }), today),
      );
      return (await Promise.all(pages)).flatMap(({ items }) => items.map(({ code }) => code));
    },
    outside: "the same",
  },
  changes: {
    by: province,
    asked: {},
    column: "Quyết định",
    page: async () => (await decisions(province)).map(({ number }) => number),
    outside: "the same",
  },
  review: {
    by: province,
    asked: {},
    column: "Đơn vị",
    page: async () => (await reviewItems(province, { toDo: true })).map(({ unit }) => unit),
    outside: "the same",
  },
  outreach: {
    by: province,
    asked: { year: String(year), page: "2" },
    column: "Việc",
    page: async () => {
      const pages = [1, 2].map((page) => outreachLog(province, { year, month: null, unitId: null, page }));
      return (await Promise.all(pages)).flatMap(({ items }) => items.map(({ title }) => title));
    },
    outside: "other rows",
  },
  channels: {
    by: province,
    asked: { year: String(year) },
    column: "Số lượng",
    page: async () =>
      (await outreachSums(province, { year, month: null, unitId: null, page: 1 })).byChannel.map(
        ({ quantity }) => quantity,
      ),
    outside: "other rows",
    wordless: true,
  },
  targets: {
    by: province,
    asked: { unit: "P01", year: String(year) },
    column: "Mã",
    page: async () => (await targetBoard(province, { year, unitId: "P01" })).map(({ code }) => code),
    outside: "not there",
  },
  late: {
    by: province,
    asked: {},
    column: "Đơn vị",
    page: async () => (await lateReports(province, now)).map(({ unitName }) => unitName),
    outside: "other rows",
  },
};

const every = Object.keys(staffTables) as StaffTable[];
const fileOf = (table: StaffTable, by: StaffActor, locale: "vi" | "en" = "vi") =>
  staffTableFile(by, { table, asked: samples[table].asked, locale, origin: "https://giothong.example" }, now);

beforeAll(async () => {
  await owner.query("UPDATE unit SET name = $1, full_name = $1, name_en = $1 WHERE id IN ('P01', 'C00004')", [formula]);
  const host = await addOrganisation(owner, { unitId: "P01", name: formula });
  const account = await addAccount(owner, { name: person.name });
  await addRoleAssignment(owner, {
    accountId: account.id,
    role: "provincial_office",
    scopeKind: "unit",
    unitId: "P01",
  });
  for (const back of [0, 1]) {
    await addTarget(owner, { unitId: "P01", year: year - back, value: 1200, decidedOn: null, isDemo: true });
    await addTarget(owner, { unitId: "C00004", year: year - back, value: 300, decidedOn: null, isDemo: true });
  }
  const facility = await addFacility(owner, { unitId: "P01", name: formula, dailyCapacity: 10 });
  for (let back = 1; back <= 13; back++)
    await held(addDays(today, -30 * back), back > 3 ? 100 : 20, {
      hostOrganisationId: host.id,
      facilityId: facility.id,
    });
  await owner.query("UPDATE unit_version SET name = $1, full_name = $1 WHERE unit_id IN ('P01', 'C00004')", [formula]);
  const told = { source: "sổ", units: Array.from({ length: 12 }, () => 100) };
  const office = staffActor("provincial_office", { kind: "unit", unitId: "P01" }, { accountId: account.id });
  for (const past of [2023, 2024, 2025]) await tellEarlierYear(office, { ...told, unitId: "P01", year: past }, now);
  await planned(account.id);
  await changed(account.id);
  await addReport(owner, {
    unitId: "P01",
    startsOn: "2026-10-01",
    endsOn: "2026-10-31",
    received: 500,
    explained: { received: formula },
    status: "submitted",
    submittedBy: account.id,
    submittedAt: now,
  });
  // More than a page of the log.
  for (let index = 0; index < 32; index++)
    await addOutreach(owner, {
      unitId: "P01",
      heldOn: addDays(today, -index),
      title: index ? `Việc ${index}` : formula,
    });
  await owner.query("UPDATE report_deadline SET asked_from = $1 WHERE kind = 'month'", [
    `${addCalendarMonths(today, -2).slice(0, 7)}-01`,
  ]);
});

/** A plan ahead of Tết that somebody leads. */
async function planned(accountId: string) {
  await insert(owner, "push_plan", {
    id: planId,
    unitId: "P01",
    season: "tet",
    name: formula,
    owner: person.name,
    startsOn: "2026-11-01",
    endsOn: "2027-01-20",
    gapUnits: 200,
    requestKey: newId(),
    madeBy: accountId,
  });
  await insert(owner, "push_plan_part", { planId, communeId: "C00004", drives: 2, units: 80 });
}

/** A draft of a change of a unit, and what is to be looked at again after an earlier one. */
async function changed(accountId: string) {
  const decisionId = newId();
  await insert(owner, "unit_decision", {
    id: decisionId,
    kind: "rename",
    number: "12/QĐ",
    requestKey: newId(),
    draftedBy: accountId,
  });
  await insert(owner, "unit_decision_line", { decisionId, side: "predecessor", position: 1, unitId: "C00004" });
  await insert(owner, "unit_review_item", {
    id: newId(),
    unitId: "C00004",
    changedOn: "2026-10-01",
    task: "committee",
    owner: person.name,
    note: formula,
    dueOn: "2026-12-01",
  });
}

async function held(on: string, donations: number, by: { hostOrganisationId: string; facilityId: string }) {
  const drive = await addDrive(owner, {
    provinceId: "P01",
    communeId: "C00004",
    heldOn: on,
    status: "closed",
    ...by,
    contactPhone: person.phone,
  });
  await insert(owner, "drive_total", { driveId: drive.id, donations, voluntary: donations, apheresis: 10 });
}

/** What a CSV holds: the rows of the table without its heading and without the notes below. */
async function csvOf(table: NonNullable<Awaited<ReturnType<typeof fileOf>>>, format: "csv" | "csv-comma") {
  const text = await (await tableDownload(table, format, "vi")).text();
  const lines: string[][] = parse(text, {
    bom: true,
    delimiter: format === "csv" ? ";" : ",",
    relaxColumnCount: true,
    skipEmptyLines: false,
  });
  return { text, lines, rows: lines.slice(1, 1 + table.rows.length) };
}

describe.each(every)("the table %s as a file", (name) => {
  const sample = samples[name];
  const made = async (by = sample.by) => {
    const table = await fileOf(name, by);
    if (table === null) throw new Error("There is no such table for its reader.");
    return table;
  };

  it("holds the rows of its page's own query, in that order, all of them", async () => {
    const table = await made();
    const at = table.columns.findIndex(({ head }) => head === sample.column);
    const rows = await sample.page();
    expect(rows.length).toBeGreaterThan(0);
    expect(table.rows.map((row) => row[at])).toEqual(rows);
  });

  it("comes as CSV in both dialects, no cell of which begins a formula", async () => {
    const table = await made();
    for (const format of ["csv", "csv-comma"] as const) {
      const { text, lines, rows } = await csvOf(table, format);
      expect(rows).toHaveLength(table.rows.length);
      expect(lines[0]).toEqual(table.columns.map(({ head }) => head));
      for (const [index, row] of rows.entries())
        for (const [at, cell] of row.entries()) {
          if (typeof table.rows[index]?.[at] === "string") expect(cell).not.toMatch(/^[\s]*[=+\-@]/);
        }
      if (!sample.wordless) expect(text).toContain(formula);
    }
  });

  it("comes as a workbook: words as words, figures as numbers, days as dates, no formula", async () => {
    const table = await made();
    const response = await tableDownload(table, "xlsx", "vi");
    expect(response.headers.get("content-disposition")).toContain(`filename="${table.name}.xlsx"`);
    const book = Buffer.from(await response.arrayBuffer());
    const inside = unzipSync(new Uint8Array(book));
    for (const [path, bytes] of Object.entries(inside))
      if (path.includes("worksheets/")) expect(strFromU8(bytes)).not.toContain("<f>");
    const [sheet] = await readXlsx(book);
    const rows = sheet?.data.slice(2, 2 + table.rows.length) ?? [];
    expect(rows).toHaveLength(table.rows.length);
    let formulas = 0;
    for (const [index, row] of table.rows.entries())
      for (const [at, cell] of row.entries()) {
        const read = rows[index]?.[at] ?? null;
        const { kind } = table.columns[at] ?? { kind: "text" };
        if (cell === null) expect(read).toBeNull();
        else if (kind === "day") expect((read as unknown as Date).toISOString().slice(0, 10)).toBe(cell);
        else if (isFigures(kind) && typeof cell === "number") expect(read).toBeCloseTo(cell, 6);
        else expect(read).toBe(cell);
        if (read === formula) formulas += 1;
      }
    if (!sample.wordless) expect(formulas + Number(table.title.includes(formula))).toBeGreaterThan(0);
  });

  it("is named and told in the reader's language", async () => {
    const [vietnamese, english] = [await made(), await fileOf(name, sample.by, "en")];
    expect(vietnamese.name).toMatch(/^[A-Za-z0-9-]+$/);
    expect(english?.name).not.toBe(vietnamese.name);
    expect(english?.columns.map(({ head }) => head)).not.toEqual(vietnamese.columns.map(({ head }) => head));
    const page = pageOfTable(name, sample.asked);
    expect(page).not.toMatch(/[{}]/);
    expect(vietnamese.notes.at(-1)).toContain(`https://giothong.example${page}`);
    expect(english?.notes.at(-1)).toContain(`https://giothong.example/en${page}`);
  });

  it("tells a committee no person, whatever it may open", async () => {
    const table = await fileOf(name, committee);
    if (table === null) return;
    const { text } = await csvOf(table, "csv");
    for (const word of Object.values(person)) expect(text).not.toContain(word);
  });

  it("is refused to whoever may not open its page, and keeps to its reader's reach", async () => {
    const clerk = staffActor("desk_clerk", { kind: "drive", driveId: newId() });
    if (!may(clerk, staffTables[name].deed, anywhere)) expect(await fileOf(name, clerk)).toBeNull();
    const [mine, theirs] = [await made(), await fileOf(name, elsewhere)];
    if (sample.outside === "not there") expect(theirs).toBeNull();
    else if (sample.outside === "the same") expect(theirs?.rows.length).toBe(mine.rows.length);
    else {
      expect(theirs).not.toBeNull();
      expect(JSON.stringify(theirs?.rows)).not.toContain(formula);
    }
  });
});

describe("coverage", () => {
  it("names whom to call to an office, and to no committee", async () => {
    expect(JSON.stringify(await fileOf("coverage", province))).toContain(person.shown);
    expect(JSON.stringify(await fileOf("coverage", elsewhere))).not.toContain(person.shown);
    expect(JSON.stringify(await fileOf("coverage", committee))).not.toContain(person.shown);
  });
});
