import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { decideReport } from "@/lib/reports/commands";
import { headingOf, importColumns } from "@/lib/reports/import/columns";
import { applyReportFile, discardReportFile, readReportFile } from "@/lib/reports/import/commands";
import { reportImport, templateRows } from "@/lib/reports/import/queries";
import { templateFile } from "@/lib/reports/import/template";
import { useDatabase } from "../../support/database";
import { good, staffAt } from "../../support/desk";
import { addDrive, addReport } from "../../support/facts";

const { owner } = useDatabase();
const now = new Date("2027-01-20T03:00:00Z");

let office: StaffActor;

beforeEach(async () => {
  await owner.query("TRUNCATE report, report_import, drive CASCADE");
  office = await staffAt(owner, "provincial_office");
});

type Row = Partial<Record<(typeof importColumns)[number], unknown>>;

/** 36 units × 12 months of 2026, each with believable figures. */
async function everyMonth(): Promise<Row[]> {
  const rows = await templateRows(office, 2026);
  expect(rows).toHaveLength(36 * 12);
  return rows.map(({ code, name, month }, index) => ({
    unitCode: code,
    unitName: name,
    month,
    received: 100 + (index % 50),
    voluntary: 90,
    drives: 2,
    elsewhere: "Báo giấy của bệnh viện",
  }));
}

async function asXlsx(rows: Row[]): Promise<Uint8Array> {
  const head = importColumns.map((column) => headingOf(column));
  const body = rows.map((row) => importColumns.map((column) => (row[column] ?? null) as string | number | null));
  return new Uint8Array(await writeXlsxFile([head, ...body]).toBuffer());
}

const read = (bytes: Uint8Array, requestKey = newId()) =>
  readReportFile(office, { requestKey, fileName: "nam-2026.xlsx", bytes }, now);

async function counted(id: string) {
  return (await reportImport(office, id))?.counts;
}

async function reports(): Promise<number> {
  return (await owner.query("SELECT count(*)::int AS many FROM report")).rows[0].many;
}

/** The faults put into the file: the row it stands on (as the spreadsheet shows it), and the verdict it must get. */
function withFaults(rows: Row[]): { rows: Row[]; expected: [line: number, column: string, reason: string][] } {
  const expected: [number, string, string][] = [];
  const spoil = (index: number, change: Row, column: string, reason: string) => {
    Object.assign(rows[index] as Row, change);
    expected.push([index + 2, column, reason]);
  };
  const at = (code: string, month: string) => rows.findIndex((row) => row.unitCode === code && row.month === month);
  spoil(3, { received: { value: 100, columnSpan: 2 }, voluntary: null }, "received", "merged");
  spoil(17, { received: "1.234,5" }, "received", "number_mixed");
  spoil(31, { month: "31/02/2026" }, "month", "date_impossible");
  spoil(45, { unitCode: null, unitName: "§¬n vÞ l¹" }, "unitName", "tcvn3_unreadable");
  spoil(59, { unitCode: "99", unitName: "Tỉnh Mới" }, "unitCode", "unit_unknown");
  spoil(73, { unitCode: "01", unitName: "Hà Nội", month: "05/2008" }, "unitCode", "unit_not_yet");
  spoil(87, { voluntary: -3 }, "voluntary", "negative");
  spoil(at("01", "03/2026"), { received: 10, voluntary: 5 }, "received", "below_recorded");
  const twin = rows[100] as Row;
  spoil(101, { unitCode: twin.unitCode, unitName: twin.unitName, month: twin.month }, "month", "duplicate");
  spoil(115, { month: "02/2027" }, "month", "month_ahead");
  spoil(129, { received: null }, "received", "received_missing");
  spoil(143, { received: 120.5 }, "received", "number_not_whole");
  spoil(157, { received: "khoảng 200" }, "received", "number_malformed");
  spoil(171, { received: 60, voluntary: 500 }, "voluntary", "part_above_received");
  spoil(185, { elsewhere: null }, "elsewhere", "elsewhere_unexplained");
  spoil(199, { unitCode: "01", unitName: "Nghệ An" }, "unitName", "unit_code_and_name_differ");
  spoil(213, { month: null }, "month", "month_missing");
  spoil(227, { month: "quý 1" }, "month", "month_malformed");
  spoil(241, { unitCode: null, unitName: null }, "unitCode", "unit_missing");
  spoil(255, { received: 99_999_999 }, "received", "number_too_big");
  return { rows, expected: expected.sort((a, b) => a[0] - b[0]) };
}

async function recordedInHanoi(): Promise<void> {
  const drive = await addDrive(owner, {
    provinceId: "P01",
    communeId: "C00004",
    creditedUnitId: "P01",
    status: "closed",
    heldOn: "2026-03-14",
    startsAt: new Date("2026-03-14T08:00:00+07:00"),
    endsAt: new Date("2026-03-14T11:00:00+07:00"),
  });
  await owner.query("INSERT INTO drive_total (drive_id, donations, voluntary) VALUES ($1, 40, 40)", [drive.id]);
}

describe("36 units × 12 months from one spreadsheet with 20 faults", () => {
  it("get 20 verdicts naming row, column and reason; the good rows wait for a word; the second import adds nothing", async () => {
    await recordedInHanoi();
    const { rows, expected } = withFaults(await everyMonth());
    const file = await asXlsx(rows);
    const { id } = good(await read(file));
    const told = await reportImport(office, id);
    const refused = told?.rows.filter((row) => row.verdict === "refused") ?? [];
    expect(refused.map((row) => [row.line, row.column, row.reason])).toEqual(expected);
    expect(refused).toHaveLength(20);
    expect(told?.counts).toEqual({ good: 412, same: 0, correction: 0, refused: 20 });
    expect(await reports()).toBe(0);

    expect(good(await applyReportFile(office, { importId: id }, now)).applied).toBe(412);
    expect(await reports()).toBe(412);
    const { rows: sent } = await owner.query("SELECT DISTINCT status FROM report");
    expect(sent).toEqual([{ status: "submitted" }]);
    expect(await applyReportFile(office, { importId: id }, now)).toMatchObject({ refusal: "applied_already" });

    const again = good(await read(file));
    expect(await counted(again.id)).toEqual({ good: 0, same: 412, correction: 0, refused: 20 });
    expect(await applyReportFile(office, { importId: again.id }, now)).toMatchObject({ refusal: "nothing_to_apply" });
    expect(await reports()).toBe(412);
  });

  it("has a sentence for each of its reasons in both languages", () => {
    const source = ["verdicts", "units", "cells"]
      .map((name) => readFileSync(`lib/reports/import/${name}.ts`, "utf8"))
      .join();
    const reasons = [
      ...source.matchAll(/reason: "([a-z0-9_]+)"|fault\("\w+", "([a-z0-9_]+)"|unplaced\("([a-z0-9_]+)"/g),
    ].map((m) => m[1] ?? m[2] ?? m[3]);
    expect(reasons.length).toBeGreaterThan(15);
    for (const locale of ["vi", "en"]) {
      const words = JSON.parse(readFileSync(`lib/i18n/messages/${locale}/reports.json`, "utf8")).import.reason;
      expect([...new Set(reasons)].filter((reason) => reason && !(reason in words))).toEqual([]);
    }
  });
});

describe("a spreadsheet", () => {
  const month = (differing: Row = {}): Row => ({
    unitCode: "40",
    unitName: "Nghệ An",
    month: "06/2026",
    received: 200,
    elsewhere: "Báo giấy",
    ...differing,
  });

  it("understands a province's former name and a name typed with an ABC font, and says which unit of now it means", async () => {
    const { rows: former } = await owner.query(
      "SELECT u.name FROM unit u WHERE u.kind = 'province' AND u.valid_to = '2025-07-01' AND u.name = 'Hà Giang'",
    );
    expect(former).toHaveLength(1);
    const file = await asXlsx([
      month({ unitCode: null, unitName: "Tỉnh Hà Giang" }),
      month({ unitCode: null, unitName: "NghÖ An", problems: "ThiÕu kinh phÝ, c¸n bé kiªm nhiÖm" }),
      month({ unitCode: "02", unitName: null, month: "05/2025" }),
    ]);
    const told = await reportImport(office, good(await read(file)).id);
    expect(told?.counts).toMatchObject({ good: 3, refused: 0 });
    expect(told?.rows[0]).toMatchObject({ unitName: "Tuyên Quang", remarks: [{ remark: "former_name" }] });
    expect(told?.rows[1]?.remarks.map(({ remark }) => remark).sort()).toEqual(["tcvn3_converted", "tcvn3_text"]);
    // In a month before the merger the former unit reports for itself.
    expect(told?.rows[2]).toMatchObject({ unitName: "Hà Giang", remarks: [] });
  });

  it("knows the names a unit bore, short forms and older names, and letters of an ABC font that are Vietnamese too", async () => {
    const named: [unitName: string, unit: string, remarks: string[]][] = [
      ["Thừa Thiên Huế", "Huế", ["former_name"]],
      ["TT. Huế", "Huế", []],
      ["HuÕ", "Huế", ["tcvn3_converted"]],
      ["Hà Tây", "Hà Nội", ["former_name"]],
      ["TP.HCM", "Hồ Chí Minh", []],
      ["TPHCM", "Hồ Chí Minh", []],
      ["HCM", "Hồ Chí Minh", []],
      ["Sài Gòn", "Hồ Chí Minh", ["former_name"]],
      ["BÕn Tre", "Vĩnh Long", ["former_name", "tcvn3_converted"]],
      ["TiÒn Giang", "Đồng Tháp", ["former_name", "tcvn3_converted"]],
      ["Thành phố Cần Thơ", "Cần Thơ", []],
      ["BR-VT", "Hồ Chí Minh", ["former_name"]],
    ];
    for (const [unitName, unit, remarks] of named) {
      const file = await asXlsx([month({ unitCode: null, unitName })]);
      const told = await reportImport(office, good(await read(file)).id);
      expect.soft(told?.rows[0], unitName).toMatchObject({ verdict: "good", unitName: unit });
      expect.soft(told?.rows[0]?.remarks.map(({ remark }) => remark).sort(), unitName).toEqual(remarks);
    }
    // In a month in which the name was borne it is no former one.
    const then = await asXlsx([month({ unitCode: "46", unitName: "Thừa Thiên Huế", month: "05/2024" })]);
    const told = await reportImport(office, good(await read(then)).id);
    expect(told?.rows[0]).toMatchObject({ verdict: "good", unitName: "Huế", remarks: [] });
  });

  it("that writes thousands in two ways is read as both mean, and says so where it is the rarer", async () => {
    const file = await asXlsx([
      month({ received: "1.234" }),
      month({ received: "1,234", month: "07/2026" }),
      month({ received: "2.345", month: "08/2026" }),
    ]);
    const told = await reportImport(office, good(await read(file)).id);
    expect(told?.rows.map(({ received }) => received)).toEqual([1234, 1234, 2345]);
    expect(told?.rows.map(({ remarks }) => remarks)).toEqual([
      [],
      [{ remark: "thousands_mixed", facts: { text: "1,234", other: "1.234", line: "2", digits: "1234" } }],
      [],
    ]);
  });

  it("with a right code and a name that is nobody's or another's is refused, naming both", async () => {
    const file = await asXlsx([
      month({ unitCode: "01", unitName: "Xyz" }),
      month({ unitCode: "01", unitName: "Sài Gòn" }),
      month({ unitCode: "46", unitName: "Huế Xyz" }),
    ]);
    const told = await reportImport(office, good(await read(file)).id);
    expect(told?.rows.map(({ column, reason, facts }) => [column, reason, facts])).toEqual([
      ["unitName", "unit_name_unknown", { code: "01", whose: "Hà Nội", unit: "Xyz" }],
      ["unitName", "unit_code_and_name_differ", { code: "01 (Hà Nội)", unit: "Sài Gòn" }],
      ["unitName", "unit_name_unknown", { code: "46", whose: "Huế", unit: "Huế Xyz" }],
    ]);
  });

  it("that differs from an approved report is a correction that wants a reason, and becomes its next version", async () => {
    const first = good(await read(await asXlsx([month()])));
    good(await applyReportFile(office, { importId: first.id }, now));
    const approver = await staffAt(owner, "report_approver");
    const { rows: made } = await owner.query("SELECT id FROM report");
    const differs = await asXlsx([month({ received: 210 })]);
    const busy = await reportImport(office, good(await read(differs)).id);
    expect(busy?.rows[0]).toMatchObject({ verdict: "refused", reason: "under_review" });

    const decision = { id: made[0].id, finality: "provisional" as const };
    good(await decideReport(approver, { ...decision, revision: 1, decision: "check" }, now));
    good(await decideReport(approver, { ...decision, revision: 2, decision: "approve" }, now));
    const { id } = good(await read(differs));
    expect(await counted(id)).toMatchObject({ correction: 1 });
    expect(await applyReportFile(office, { importId: id }, now)).toMatchObject({ refusal: "nothing_to_apply" });
    const without = { importId: id, corrections: "yes" as const };
    expect(await applyReportFile(office, without, now)).toMatchObject({ refusal: "reason_missing" });
    good(await applyReportFile(office, { ...without, reason: "Bổ sung một điểm" }, now));
    const { rows } = await owner.query(
      "SELECT version, received, status, correction_reason FROM report ORDER BY version",
    );
    expect(rows).toMatchObject([
      { version: 1, received: 200, status: "approved" },
      { version: 2, received: 210, status: "submitted", correction_reason: "Bổ sung một điểm" },
    ]);
  });

  it("is applied whole or not at all: what changed since it was read is told and nothing is written", async () => {
    const { id } = good(await read(await asXlsx([month(), month({ month: "07/2026" })])));
    await addReport(owner, { unitId: "P40", startsOn: "2026-07-01", endsOn: "2026-07-31", received: 5 });
    expect(await applyReportFile(office, { importId: id }, now)).toMatchObject({ refusal: "changed_since_read" });
    expect(await reports()).toBe(1);
    expect(await counted(id)).toMatchObject({ good: 1, correction: 1 });
    expect(good(await applyReportFile(office, { importId: id }, now)).applied).toBe(1);
  });

  it("is applied once by two presses at a time, and read once by the same upload sent twice", async () => {
    const file = await asXlsx([month()]);
    const requestKey = newId();
    const [a, b] = await Promise.all([read(file, requestKey), read(file, requestKey)]);
    expect(a).toEqual(b);
    const { id } = good(a);
    const applied = await Promise.all([1, 2, 3].map(() => applyReportFile(office, { importId: id }, now)));
    expect(applied.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await reports()).toBe(1);
  });

  it("is its uploader's alone, and may be thrown away", async () => {
    const { id } = good(await read(await asXlsx([month()])));
    const other = await staffAt(owner, "provincial_office");
    expect(await reportImport(other, id)).toBeNull();
    await expect(applyReportFile(other, { importId: id }, now)).rejects.toThrow("Not allowed");
    good(await discardReportFile(office, { importId: id }));
    expect(await reportImport(office, id)).toBeNull();
  });

  it("of a province's own office names its communes, and no other province", async () => {
    const ngheAn = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    const { rows: communes } = await owner.query(
      "SELECT code, name FROM unit WHERE parent_id = 'P40' ORDER BY code LIMIT 1",
    );
    const file = await asXlsx([
      month({ unitCode: communes[0].code, unitName: communes[0].name }),
      month({ unitCode: "01", unitName: "Hà Nội" }),
    ]);
    const outcome = await readReportFile(ngheAn, { requestKey: newId(), fileName: "xa.xlsx", bytes: file }, now);
    const told = await reportImport(ngheAn, good(outcome).id);
    expect(told?.rows.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ["good", null],
      ["refused", "unit_out_of_reach"],
    ]);
    const { rows: former } = await owner.query(
      `SELECT f.name, u.name AS now FROM former_commune f JOIN former_commune_successor s ON s.former_commune_id = f.id
        JOIN unit u ON u.id = s.unit_id WHERE u.parent_id = 'P40' AND f.name <> u.name
        AND (SELECT count(*) FROM former_commune o WHERE o.name_key LIKE '%' || f.name_key || '%' AND o.province_id = f.province_id) = 1
        AND (SELECT count(*) FROM former_commune_successor o WHERE o.former_commune_id = f.id) = 1
        AND NOT EXISTS (SELECT FROM unit o WHERE o.name_key = f.name_key) ORDER BY f.id LIMIT 1`,
    );
    const old = await asXlsx([month({ unitCode: null, unitName: former[0].name })]);
    const asked = { requestKey: newId(), fileName: "xa-cu.xlsx", bytes: old };
    const meant = await reportImport(ngheAn, good(await readReportFile(ngheAn, asked, now)).id);
    expect(meant?.rows[0]).toMatchObject({ verdict: "good", unitName: former[0].now });
  });

  it("comes back from its own template, filled in and empty", async () => {
    const rows = await templateRows(office, 2026);
    const empty = new Uint8Array(await templateFile(rows, "vi"));
    expect(empty.length).toBeLessThan(1_000_000);
    expect(await read(empty)).toMatchObject({ refusal: "no_rows" });
    expect(await read(new Uint8Array(await templateFile(rows, "en")))).toMatchObject({ refusal: "no_rows" });
  });
});
