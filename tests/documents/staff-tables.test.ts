import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import readXlsx from "read-excel-file/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { addCalendarMonths, addDays, todayInVietnam, yearOf } from "@/lib/core/time";
import { tableDownload } from "@/lib/documents/download";
import { isFigures } from "@/lib/documents/table";
import { type StaffTable, staffTables } from "@/lib/documents/tables/names";
import { staffTableFile } from "@/lib/documents/tables/queries";
import { publicCoverageOf } from "@/lib/progress/coverage/queries";
import { publicDrill, publicPeers } from "@/lib/progress/drill/queries";
import { spanOf } from "@/lib/progress/span";
import { watchView } from "@/lib/progress/watch/view";
import { lateReports } from "@/lib/reports/late/queries";
import { targetBoard } from "@/lib/targets/board/queries";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAccount, addDrive, addOrganisation, addRoleAssignment, addTarget, insert } from "../support/facts";

vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

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
  for (let back = 1; back <= 10; back++) await held(addDays(today, -30 * back), back > 3 ? 100 : 20, host.id);
  await owner.query("UPDATE report_deadline SET asked_from = $1 WHERE kind = 'month'", [
    `${addCalendarMonths(today, -2).slice(0, 7)}-01`,
  ]);
});

async function held(on: string, donations: number, hostOrganisationId: string) {
  const drive = await addDrive(owner, {
    provinceId: "P01",
    communeId: "C00004",
    heldOn: on,
    status: "closed",
    hostOrganisationId,
    contactPhone: person.phone,
  });
  await insert(owner, "drive_total", { driveId: drive.id, donations, voluntary: donations, apheresis: 10 });
}

/** What a CSV holds: the rows of the table without its heading and without the notes below. */
async function csvOf(table: NonNullable<Awaited<ReturnType<typeof fileOf>>>, format: "csv" | "csv-comma") {
  const text = await (await tableDownload(table, format)).text();
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
      expect(text).toContain(`"'${formula}"`);
    }
  });

  it("comes as a workbook: words as words, figures as numbers, days as dates, no formula", async () => {
    const table = await made();
    const response = await tableDownload(table, "xlsx");
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
        else if (kind === "day") expect((read as Date).toISOString().slice(0, 10)).toBe(cell);
        else if (isFigures(kind) && typeof cell === "number") expect(read).toBeCloseTo(cell, 6);
        else expect(read).toBe(cell);
        if (read === formula) formulas += 1;
      }
    expect(formulas + Number(table.title.includes(formula))).toBeGreaterThan(0);
  });

  it("is named and told in the reader's language", async () => {
    const [vietnamese, english] = [await made(), await fileOf(name, sample.by, "en")];
    expect(vietnamese.name).toMatch(/^[A-Za-z0-9-]+$/);
    expect(english?.name).not.toBe(vietnamese.name);
    expect(english?.columns.map(({ head }) => head)).not.toEqual(vietnamese.columns.map(({ head }) => head));
    expect(vietnamese.notes.at(-1)).toContain(`https://giothong.example${staffTables[name].page}`);
    expect(english?.notes.at(-1)).toContain(`https://giothong.example/en${staffTables[name].page}`);
  });

  it("tells a committee no person, whatever it may open", async () => {
    const table = await fileOf(name, committee);
    if (table === null) return;
    const { text } = await csvOf(table, "csv");
    for (const word of Object.values(person)) expect(text).not.toContain(word);
  });

  it("is refused to whoever may not open its page, and keeps to its reader's reach", async () => {
    expect(await fileOf(name, staffActor("desk_clerk", { kind: "drive", driveId: "none" }))).toSatisfy(
      (table) => staffTables[name].deed === "progress.view" || table === null,
    );
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
