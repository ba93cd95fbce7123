import { afterEach, describe, expect, it } from "vitest";
import { yearTotals } from "@/lib/targets/past/totals";
import { splitView } from "@/lib/targets/split/queries";
import { yearOfUnits } from "@/lib/targets/split/whole";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAccount, addHeldDrive, addOfficialReport, addOrganisation } from "../support/facts";

const { owner } = useDatabase();
const today = "2026-11-26";
const now = new Date("2026-11-26T05:00:00Z");

afterEach(async () => {
  await owner.query("TRUNCATE drive, report CASCADE");
});

const month = (of: string, last: string) => ({ startsOn: `${of}-01`, endsOn: `${of}-${last}` });
const known = async (unitId: string, year: number) =>
  (await yearTotals([unitId], { from: year, to: year }, today)).get(unitId)?.find(({ from }) => from === "recorded");

describe("what a unit received in a past year", () => {
  it("is official: of a month its approved report, else what was recorded, with what went into it", async () => {
    const { rows } = await owner.query<{ was: string; is: string; commune: string }>(
      `SELECT s.predecessor_id AS was, s.successor_id AS is,
         (SELECT min(c.id) FROM unit c WHERE c.parent_id = s.successor_id AND c.kind = 'commune' AND c.valid_to IS NULL) AS commune
       FROM unit_succession s JOIN unit u ON u.id = s.successor_id WHERE s.effective_on = '2025-07-01' AND u.kind = 'province'
       ORDER BY 1 LIMIT 1`,
    );
    const { was, is, commune } = rows[0] as (typeof rows)[number];
    const of = { provinceId: is, communeId: commune, creditedUnitId: is };
    await addHeldDrive(owner, 40, { ...of, provinceId: was, creditedUnitId: was, heldOn: "2025-03-10" });
    await addHeldDrive(owner, 15, { ...of, heldOn: "2025-08-10" });
    expect(await known(is, 2025)).toEqual({ year: 2025, total: 55, from: "recorded", isDemo: false });
    await addOfficialReport(owner, { unitId: was, ...month("2025-03", "31"), received: 100 });
    await addOfficialReport(owner, { unitId: is, ...month("2025-09", "30"), received: 20 });
    expect(await known(is, 2025)).toMatchObject({ total: 135, reports: 2 });
    expect(await known("VN", 2025)).toMatchObject({ total: 135 });
  });

  it("is scaled from the first month a paper report tells of to the last, not to today", async () => {
    await addOfficialReport(owner, { unitId: "P04", ...month("2026-01", "31"), received: 310 });
    await addOfficialReport(owner, { unitId: "P04", ...month("2026-02", "28"), received: 280 });
    // 590 in 59 days.
    expect(await known("P04", 2026)).toMatchObject({ total: 3650 });
    await addHeldDrive(owner, 60, {
      provinceId: "P04",
      creditedUnitId: "P04",
      heldOn: "2026-11-20",
      communeId: await communeOf("P04"),
    });
    // Since something was recorded after it, 650 in the 330 days up to today.
    expect(await known("P04", 2026)).toMatchObject({ total: Math.round((650 * 365) / 330) });
  });

  it("is scaled for a commune too from its whole's first day to its own last report, not to today", async () => {
    const [first, second] = await communes("P04");
    await addOfficialReport(owner, { unitId: first, ...month("2026-01", "31"), received: 310 });
    await addOfficialReport(owner, { unitId: first, ...month("2026-02", "28"), received: 280 });
    await addOfficialReport(owner, { unitId: second, ...month("2026-02", "28"), received: 590 });
    const view = async () => {
      const office = await officeOf("P04");
      const rows = (await splitView(office, { unitId: "P04", of: yearOfUnits(2027) }, now))?.rows;
      return [first, second].map((key) => rows?.find((row) => row.key === key)?.lastYear);
    };
    // Each 590 in the 59 days since the province's first.
    expect(await view()).toEqual([3650, 3650]);
    await addHeldDrive(owner, 60, {
      provinceId: "P04",
      creditedUnitId: "P04",
      heldOn: "2026-11-20",
      communeId: first,
      hostOrganisationId: (await addOrganisation(owner, { unitId: "P04", kind: "commune" })).id,
    });
    expect(await view()).toEqual([Math.round((650 * 365) / 330), 3650]);
  });

  it("weighs a commune in a split by its approved reports, and tells none that are few by either figure", async () => {
    const [first, second, third] = await communes("P04");
    const committee = await addOrganisation(owner, { unitId: "P04", kind: "commune" });
    const held = (communeId: string | undefined, donations: number) =>
      addHeldDrive(owner, donations, {
        provinceId: "P04",
        creditedUnitId: "P04",
        communeId,
        hostOrganisationId: committee.id,
        heldOn: "2025-09-10",
      });
    await held(first, 40);
    await held(third, 80);
    await addOfficialReport(owner, { unitId: second, ...month("2025-09", "30"), received: 70 });
    await addOfficialReport(owner, { unitId: first, ...month("2025-09", "30"), received: 90 });
    const office = await officeOf("P04");
    const of = async (key: string | undefined) =>
      (await splitView(office, { unitId: "P04", of: yearOfUnits(2026) }, now))?.rows.find((row) => row.key === key);
    expect(await of(first)).toMatchObject({ lastYear: 90, fewer: false });
    expect(await of(second)).toMatchObject({ lastYear: 70, fewer: false });
    await held(second, 3);
    expect(await of(second)).toMatchObject({ lastYear: null, fewer: true });
    expect(await of(first)).toMatchObject({ lastYear: null, fewer: true });
    expect(await of(third)).toMatchObject({ lastYear: 80, fewer: false });
  });
});

async function officeOf(unitId: string) {
  return staffActor("provincial_office", { kind: "unit", unitId }, { accountId: (await addAccount(owner)).id });
}

async function communes(provinceId: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM unit WHERE parent_id = $1 AND kind = 'commune' AND valid_to IS NULL ORDER BY id LIMIT 3",
    [provinceId],
  );
  return rows.map(({ id }) => id);
}

async function communeOf(provinceId: string): Promise<string | undefined> {
  return (await communes(provinceId))[0];
}
