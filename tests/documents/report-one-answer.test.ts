import { afterEach, describe, expect, it, vi } from "vitest";
import * as progressRoute from "@/app/api/v1/progress/route";
import { composeReport } from "@/lib/documents/report/compose";
import type { ReportPeriod } from "@/lib/documents/report/period";
import { publicReportFacts } from "@/lib/documents/report/queries";
import type { ProgressAnswer } from "@/lib/progress/answer";
import { useDatabase } from "@/tests/support/database";
import { addHeldDrive, addOfficialReport, addTarget } from "@/tests/support/facts";

// What a test has just written is to be seen: every answer is asked for anew.
vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");

afterEach(async () => {
  await owner.query("TRUNCATE drive, venue, organisation, facility, report CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
});

async function reportOf(unitCode: string, year: number, period: ReportPeriod) {
  const facts = await publicReportFacts({ unitCode, year, period }, now);
  if (!facts.ok) throw new Error(facts.refusal);
  const paper = composeReport(facts.value, "vi");
  const table = (name: string) =>
    [
      ...paper.annexes.map((annex) => annex.table),
      ...paper.blocks.flatMap((one) => (one.kind === "table" ? [one] : [])),
    ].find((one) => one.table.name === name)?.table;
  return { facts: facts.value, table, text: JSON.stringify(paper.blocks) };
}

type Reported = Awaited<ReturnType<typeof reportOf>>;
const sumOf = (rows: Reported, name: string) =>
  (rows.table(name)?.rows ?? []).reduce((sum, row) => sum + (typeof row[1] === "number" ? row[1] : 0), 0);
const rowOf = (rows: Reported, name: string) => rows.table("units")?.rows.find(([first]) => first === name);

async function apiOf(query: string): Promise<ProgressAnswer> {
  const response = await progressRoute.GET(new Request(`http://localhost/x?${query}`), { params: Promise.resolve({}) });
  return response.json() as Promise<ProgressAnswer>;
}

const monthly = (unitId: string, month: string, received: number, approvedAt = "2026-08-20T03:00:00Z") => {
  const [year, of] = month.split("-").map(Number) as [number, number];
  const endsOn = new Date(Date.UTC(year, of, 0)).toISOString().slice(0, 10);
  return addOfficialReport(owner, {
    unitId,
    startsOn: `${month}-01`,
    endsOn,
    received,
    approvedAt: new Date(approvedAt),
  });
};
const held = (provinceId: string, communeId: string, heldOn: string, donations: number) =>
  addHeldDrive(owner, donations, { provinceId, communeId, creditedUnitId: provinceId, heldOn });

async function communeOf(province: string): Promise<string> {
  const { rows } = await owner.query(
    "SELECT id FROM unit WHERE parent_id = $1 AND kind = 'commune' ORDER BY id LIMIT 1",
    [province],
  );
  return rows[0].id;
}

describe("text, key figures, months and annexes of one report", () => {
  it.each(["h1", "year"] as const)("add up to one total where reports came after the %s ended", async (period) => {
    const [hanoi, nghean] = [await communeOf("P01"), await communeOf("P40")];
    await held("P01", hanoi, "2026-03-03", 120);
    await held("P40", nghean, "2026-04-04", 40);
    await held("P40", nghean, "2026-09-09", 75);
    await monthly("P01", "2026-03", 164);
    await monthly("P40", "2026-06", 60);
    await monthly("P40", "2026-07", 500);
    const total = period === "h1" ? 164 + 40 + 60 : 164 + 40 + 60 + 75 + 500;
    const nation = await reportOf("VN", 2026, period);
    expect(nation.text).toContain(`"text":"${total.toLocaleString("de-DE")}"`);
    expect([sumOf(nation, "units"), sumOf(nation, "months")]).toEqual([total, total]);
    for (const [code, name] of [
      ["01", "Hà Nội"],
      ["40", "Nghệ An"],
    ] as const) {
      const own = await reportOf(code, 2026, period);
      const received = own.facts.progress.received;
      expect(rowOf(nation, name)?.[1]).toBe(received);
      expect(sumOf(own, "months")).toBe(received);
      expect((await apiOf(`year=2026&unit=${code}&period=${period}`)).received).toBe(received);
    }
    const api = await apiOf(`year=2026&period=${period}`);
    expect(api.received).toBe(total);
    expect(api.children.reduce((sum, child) => sum + (child.received ?? 0), 0)).toBe(total);
  });

  it("tell of half a year the shares that its drives recorded, and name what is official so", async () => {
    await held("P01", await communeOf("P01"), "2026-03-03", 120);
    await monthly("P01", "2026-04", 30);
    const own = await reportOf("01", 2026, "h1");
    expect(own.text).toContain('"Tỷ lệ hiến máu tình nguyện: "');
    expect(own.table("key")?.rows.map(([label]) => label)).toContain("Lượt hiến (số chính thức)");
    expect(own.facts.progress.voluntary.computed).toBe(100);
    expect(own.text).not.toContain("hiến máu tình nguyện: chưa công bố");
  });

  it("hold a unit against its year's target and beside it the half's, as its own report does", async () => {
    await addTarget(owner, { unitId: "P01", year: 2026, value: 12_030 });
    await addTarget(owner, { unitId: "P01", year: 2026, period: "h1", value: 6_200 });
    await monthly("P01", "2026-02", 5_600);
    const nation = await reportOf("VN", 2026, "h1");
    expect(rowOf(nation, "Hà Nội")?.slice(1, 6)).toEqual([5_600, 12_030, 46.6, 6_200, 90.3]);
    expect((await reportOf("01", 2026, "h1")).text).toContain("90,3%");
  });

  it("are by the units of then before 1 July 2025: 65 of them, each with its own report", async () => {
    const { rows } = await owner.query(
      "SELECT id, code, name FROM unit WHERE kind = 'province' AND code IN ('02', '24') AND valid_to = '2025-07-01' ORDER BY code",
    );
    expect(rows.map(({ name }) => name)).toEqual(["Hà Giang", "Bắc Giang"]);
    await monthly(rows[0].id, "2025-03", 321);
    await monthly(rows[1].id, "2025-06", 123);
    await monthly("P01", "2025-08", 999);
    const nation = await reportOf("VN", 2025, "h1");
    expect(nation.table("units")?.rows).toHaveLength(65);
    expect([rowOf(nation, "Hà Giang")?.[1], rowOf(nation, "Bắc Giang")?.[1]]).toEqual([321, 123]);
    expect([sumOf(nation, "units"), sumOf(nation, "months")]).toEqual([444, 444]);
    const own = await reportOf("02", 2025, "h1");
    expect([own.facts.progress.received, sumOf(own, "months")]).toEqual([321, 321]);
    expect((await reportOf("24", 2025, "h1")).facts.progress.unit.name).toBe("Bắc Giang");
  });
});
