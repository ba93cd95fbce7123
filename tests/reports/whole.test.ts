import { beforeEach, describe, expect, it } from "vitest";
import { publicProgress } from "@/lib/progress/queries";
import { publicWholeReports } from "@/lib/progress/units/queries";
import { besideMonths, publicMonthsWithin } from "@/lib/reports/official/whole";
import { useDatabase } from "../support/database";
import { addHeldDrive, addOfficialReport, addReport } from "../support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const month = (of: string, last: string) => ({ startsOn: `${of}-01`, endsOn: `${of}-${last}` });
const firstHalf = { kind: "half_year", startsOn: "2026-01-01", endsOn: "2026-06-30" };
const wholeYear = { kind: "year", startsOn: "2025-01-01", endsOn: "2025-12-31" };

beforeEach(async () => {
  await owner.query("TRUNCATE drive, report CASCADE");
});

describe("an approved report of half a year or a year", () => {
  it("stands beside its official months, month by month, and enters no total", async () => {
    await addHeldDrive(owner, 40, {
      provinceId: "P04",
      creditedUnitId: "P04",
      communeId: await communeOf("P04"),
      heldOn: "2026-02-10",
    });
    await addOfficialReport(owner, { unitId: "P04", ...month("2026-03", "31"), received: 100 });
    await addOfficialReport(owner, { unitId: "P04", ...firstHalf, received: 180 });
    // Sent, not approved: nobody's word yet. Of a period that runs: not over.
    await addReport(owner, {
      unitId: "P04",
      kind: "half_year",
      startsOn: "2025-01-01",
      endsOn: "2025-06-30",
      received: 9,
    });
    await addOfficialReport(owner, {
      unitId: "P04",
      kind: "year",
      startsOn: "2026-01-01",
      endsOn: "2026-12-31",
      received: 9,
    });
    const told = await publicWholeReports("04", 2026, now);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ kind: "half_year", stated: 180, sum: 140, difference: 40 });
    expect(told[0]?.unreported).toEqual(["2026-01", "2026-02", "2026-04", "2026-05", "2026-06"]);
    expect(told[0]?.months.slice(0, 3)).toEqual([
      { month: "2026-01", official: null, recorded: null, reported: null },
      { month: "2026-02", official: 40, recorded: 40, reported: null },
      { month: "2026-03", official: 100, recorded: 0, reported: 100 },
    ]);
    expect((await publicProgress({ year: 2026, unitCode: "04" }, now))?.received).toBe(140);
    expect(await publicWholeReports("99", 2026, now)).toEqual([]);
  });

  it("of a merged province stands beside what its predecessors reported and recorded too", async () => {
    const { rows } = await owner.query<{ was: string; is: string; code: string }>(
      `SELECT s.predecessor_id AS was, s.successor_id AS is, u.code FROM unit_succession s JOIN unit u ON u.id = s.successor_id
       WHERE s.effective_on = '2025-07-01' AND u.kind = 'province' ORDER BY 1 LIMIT 1`,
    );
    const { was, is, code } = rows[0] as (typeof rows)[number];
    const communeId = await communeOf(is);
    await addHeldDrive(owner, 40, { provinceId: was, creditedUnitId: was, communeId, heldOn: "2025-05-10" });
    await addOfficialReport(owner, { unitId: was, ...month("2025-05", "31"), received: 60 });
    await addHeldDrive(owner, 15, { provinceId: is, creditedUnitId: is, communeId, heldOn: "2025-08-10" });
    await addOfficialReport(owner, { unitId: is, ...wholeYear, received: 75 });
    const [told] = await publicWholeReports(code, 2025, now);
    expect(told).toMatchObject({ kind: "year", stated: 75, sum: 75, difference: 0 });
  });

  it("of a commune stands beside the months of its ground", async () => {
    const communeId = await communeOf("P04");
    await addHeldDrive(owner, 40, { provinceId: "P04", creditedUnitId: "P04", communeId, heldOn: "2026-02-10" });
    await addOfficialReport(owner, { unitId: communeId, ...month("2026-02", "28"), received: 55 });
    await addOfficialReport(owner, { unitId: communeId, ...month("2026-04", "30"), received: 20 });
    const months = await publicMonthsWithin({ unitId: communeId, unitKind: "commune" }, firstHalf);
    expect(months.map(({ official }) => official)).toEqual([null, 55, null, 20, null, null]);
    expect(besideMonths(80, months)).toMatchObject({ sum: 75, difference: 5 });
  });
});

async function communeOf(provinceId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM unit WHERE parent_id = $1 AND kind = 'commune' AND valid_to IS NULL ORDER BY id LIMIT 1",
    [provinceId],
  );
  return rows[0]?.id ?? "";
}
