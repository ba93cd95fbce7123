import { afterEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { publicProgress, publicProgressYears } from "@/lib/progress/queries";
import { progressShape } from "@/lib/progress/schema";
import { publicOfficialMonths } from "@/lib/reports/official/queries";
import { useDatabase } from "@/tests/support/database";
import { addHeldDrive, addOfficialReport, addReport, addTarget } from "@/tests/support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");

afterEach(async () => {
  await owner.query("TRUNCATE drive, venue, organisation, facility, report CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
});

describe("a year known from print", () => {
  it("tells the nation's 2025 with both totals, both rates and the 16 of 36", async () => {
    const told = await told2025("VN");
    expect(told).toMatchObject({
      basis: "published",
      received: 1748935,
      countedIn: "units",
      asOf: "2025-12-05",
      status: "provisional",
      containsDemo: false,
      target: { value: 1850000, isDemo: false },
      rate: { computed: 94.5, published: { value: 94, sources: [{ id: "S2" }] }, impliedPlan: null },
      populationShare: { computed: 1.73, published: { value: 1.74 }, target: { value: 1.9 } },
      voluntary: { published: { value: 98, qualifier: "over" }, target: { value: 99 } },
      repeat: { published: { value: 67, qualifier: "nearly" } },
      met: { published: { value: 16, of: 36 }, of: 36 },
      pace: null,
    });
    expect(told.publishedTotals.map((figure) => figure.value)).toEqual([1748935, 1746286]);
    expect(told.children).toHaveLength(36);
    expect(told.conflicts.map((conflict) => conflict.id)).toContain("conf-2025-total");
    expect(told.months.map((month) => month.plan).reduce<number>((sum, plan) => sum + (plan ?? 0), 0)).toBe(1850000);
  });

  it("tells Hanoi without a plan, but with the one its rate implies", async () => {
    expect(await told2025("01")).toMatchObject({
      received: 338298,
      target: null,
      rate: { computed: null, published: { value: 107 }, impliedPlan: { min: 314696, max: 317650, mid: 316166 } },
    });
  });

  it("says nothing of a province nobody published", async () => {
    expect(await told2025("04")).toMatchObject({ basis: "none", received: null, status: null, asOf: null });
  });

  it("counts 65 reporting units in 2024 and finds a province under the code it had then", async () => {
    expect((await publicProgress({ year: 2024 }, now))?.children).toHaveLength(65);
    expect(await publicProgress({ year: 2021, unitCode: "64" }, now)).toMatchObject({
      unit: { name: "Gia Lai", validTo: "2025-07-01" },
      received: 15151,
    });
    expect(await publicProgress({ year: 2026, unitCode: "64" }, now)).toBeNull();
  });

  it("does not hold units against a target in bags", async () => {
    const told = await publicProgress({ year: 2022, unitCode: "79" }, now);
    expect(told?.publishedTotals.map((figure) => [figure.value, figure.countedIn])).toEqual([
      [337208, "units"],
      [244934, "bags / people"],
    ]);
    expect(told?.target).toMatchObject({ value: 210000, countedIn: "bags" });
  });

  it("tells the Red Journey's own result", async () => {
    expect(await publicProgress({ year: 2025, campaignId: "hanh-trinh-do" }, now)).toMatchObject({
      received: 124996,
      target: { value: 100000 },
      rate: { computed: 125 },
      period: { from: "2025-05-30", to: "2025-07-30" },
      campaign: { datesFrom: "published" },
    });
  });
});

describe("a year recorded here", () => {
  it("adds up drives by the credited unit, by month and by campaign, a drive in two campaigns once", async () => {
    const army = await drive({
      credited: "MBQP",
      on: "2026-01-20",
      donations: 100,
      campaigns: ["tet-le-hoi-xuan-2026", "chu-nhat-do-2026"],
    });
    await drive({ credited: "P01", on: "2026-03-02", donations: 40, voluntary: 38, firstTime: 10 });
    await drive({ credited: "P01", on: "2026-11-22", donations: 1 });
    await drive({ credited: "P01", on: "2026-12-30", donations: 0 });
    const nation = await told(2026, "VN");
    expect(nation).toMatchObject({
      basis: "recorded",
      received: 141,
      countedIn: "donations",
      status: "provisional",
      asOf: "2026-11-22",
    });
    expect(nation.recorded).toMatchObject({ donations: 141, drives: 3, firstTime: 10, repeat: 131 });
    expect(nation.voluntary.computed).toBe(98.6);
    expect(received(nation.children)).toEqual({ "01": 41, BQP: 100 });
    expect(nation.months.filter((month) => month.received).map((month) => [month.month, month.received])).toEqual([
      ["2026-01", 100],
      ["2026-03", 40],
      ["2026-11", 1],
    ]);
    expect(
      nation.campaigns.filter((campaign) => campaign.received).map((campaign) => [campaign.id, campaign.received]),
    ).toEqual([
      ["tet-le-hoi-xuan", 100],
      ["chu-nhat-do", 100],
    ]);
    const hanoi = await told(2026, "01");
    expect(hanoi).toMatchObject({ received: 41, basis: "recorded" });
    expect(received(hanoi.children)).toEqual({ "00004": 41 });
    expect((await told(2026, "BQP")).received).toBe(100);
    expect((await publicProgress({ year: 2026, campaignId: "chu-nhat-do" }, now))?.received).toBe(100);
    await owner.query(
      "UPDATE drive_total SET donations = donations + 1, voluntary = voluntary + 1 WHERE drive_id = $1",
      [army],
    );
    expect((await told(2026, "VN")).received).toBe(142);
  });

  it("counts a campaign's drives by the edition, though some lie in the year before", async () => {
    await drive({ credited: "P01", on: "2025-12-21", donations: 7, campaigns: ["chu-nhat-do-2026"] });
    const told = await publicProgress({ year: 2026, campaignId: "chu-nhat-do" }, now);
    expect(told?.received).toBe(7);
    expect(told?.months[0]).toMatchObject({ month: "2025-12", received: 7 });
  });

  it("counts no drafts and no drives called off, but keeps a donation given before a drive was broken off", async () => {
    await drive({ credited: "P01", on: "2026-05-05", donations: 0, status: "draft" });
    expect(await told(2026, "01")).toMatchObject({ basis: "none", received: null });
    await drive({ credited: "P01", on: "2026-05-06", donations: 3, status: "cancelled" });
    expect(await told(2026, "01")).toMatchObject({ basis: "recorded", received: 3 });
  });

  it("never adds recorded facts to a published total, and tells both", async () => {
    await drive({ credited: "P01", on: "2025-09-09", donations: 55, demo: true });
    const nation = await told(2025, "VN");
    expect(nation).toMatchObject({ basis: "published", received: 1748935, containsDemo: false });
    expect(nation.recorded).toMatchObject({ donations: 55, containsDemo: true });
  });

  it("says when a total holds demonstration facts, and measures it against the demonstration's target", async () => {
    await drive({ credited: "P79", on: "2026-09-09", donations: 90, demo: true });
    await owner.query(
      `INSERT INTO target (id, unit_id, year, period, metric, value, counting_basis, is_demo)
       VALUES ($1, 'P79', 2026, 'year', 'units', 100, 'donations', true)`,
      [newId()],
    );
    const nation = await told(2026, "VN");
    expect(nation).toMatchObject({
      containsDemo: true,
      target: { value: 1950000, isDemo: false },
      measuredAgainst: { value: 100, isDemo: true, qualifier: "sum" },
      rate: { computed: 90 },
      populationShare: { computed: null },
    });
    const city = nation.children.find((child) => child.unit.code === "79");
    expect(city).toMatchObject({
      containsDemo: true,
      target: { value: 403000, isDemo: false },
      measuredAgainst: { value: 100, isDemo: true },
      rate: { computed: 90 },
      met: false,
    });
  });

  it("holds made-up drives against no printed target, but against one that was decided here", async () => {
    await addHeldDrive(owner, 30, { creditedUnitId: "P04", provinceId: "P04", heldOn: "2026-03-10", isDemo: true });
    expect(await publicProgress({ year: 2026 }, now)).toMatchObject({
      received: 30,
      containsDemo: true,
      target: { value: 1950000 },
      measuredAgainst: null,
      rate: { computed: null },
      pace: null,
      remaining: null,
    });
    await addTarget(owner, {
      unitId: "P04",
      year: 2026,
      value: 60,
      countingBasis: "donations",
      inForceFrom: "2026-01-01",
    });
    expect(await publicProgress({ year: 2026, unitCode: "04" }, now)).toMatchObject({
      measuredAgainst: { value: 60, isDemo: false },
      rate: { computed: 50 },
    });
  });

  it("is final once the year is over and every drive reconciled", async () => {
    await drive({ credited: "P04", on: "2025-09-09", donations: 5, status: "reconciled" });
    expect((await told(2025, "04")).status).toBe("final");
    await drive({ credited: "P04", on: "2025-10-09", donations: 5, status: "closed" });
    expect((await told(2025, "04")).status).toBe("provisional");
  });

  it("offers the years something is known of", async () => {
    await drive({ credited: "P01", on: "2026-05-05", donations: 3, demo: true });
    const years = await publicProgressYears();
    expect(years[0]).toEqual({ year: 2026, published: false, recorded: true, containsDemo: true });
    expect(years[1]).toMatchObject({ year: 2025, published: true });
  });
});

describe("a year with approved monthly reports", () => {
  const report = (unitId: string, startsOn: string, endsOn: string, received: number, more = {}) =>
    addOfficialReport(owner, { unitId, startsOn, endsOn, received, ...more });

  it("takes a province's report in place of what that province recorded in that month, and nothing twice", async () => {
    await drive({ credited: "P01", on: "2026-03-02", donations: 40 });
    await drive({ credited: "P01", on: "2026-04-02", donations: 7 });
    await drive({ credited: "P40", on: "2026-03-09", donations: 5 });
    await drive({ credited: "MBQP", on: "2026-03-12", donations: 11 });
    await report("P01", "2026-03-01", "2026-03-31", 100);
    await report("P08", "2026-03-01", "2026-03-31", 30, { finality: "final" });
    const nation = await told(2026, "VN");
    expect(nation).toMatchObject({ basis: "reported", received: 153, countedIn: "donations", status: "provisional" });
    expect(nation.official).toEqual({
      official: 153,
      recorded: 63,
      reported: 130,
      difference: 90,
      reports: 2,
      status: "provisional",
    });
    expect(received(nation.children)).toEqual({ "01": 107, "08": 30, "40": 5, BQP: 11 });
    expect(nation.months.find((month) => month.month === "2026-03")).toMatchObject({
      received: 146,
      recorded: 56,
      reported: 130,
    });
    const hanoi = await told(2026, "01");
    expect(hanoi.official).toMatchObject({ official: 107, recorded: 47, reported: 100, difference: 60, reports: 1 });
    expect(nation.months.reduce((sum, month) => sum + (month.received ?? 0), 0)).toBe(nation.received);
    expect((await told(2026, "40")).official).toBeNull();
  });

  it("still counts one more donation of a month without a report, and none of a month that is told by one", async () => {
    const reportedDay = await drive({ credited: "P01", on: "2026-03-02", donations: 40 });
    const openDay = await drive({ credited: "P01", on: "2026-05-02", donations: 40 });
    await report("P01", "2026-03-01", "2026-03-31", 100);
    const oneMore = (id: string) =>
      owner.query("UPDATE drive_total SET donations = donations + 1 WHERE drive_id = $1", [id]);
    await oneMore(openDay);
    expect(await told(2026, "VN")).toMatchObject({ received: 141, official: { recorded: 81 } });
    await oneMore(reportedDay);
    expect(await told(2026, "VN")).toMatchObject({ received: 141, official: { recorded: 82, difference: 59 } });
  });

  it("counts no draft, no superseded version, no half-year and no commune's report", async () => {
    await drive({ credited: "P01", on: "2026-03-02", donations: 40 });
    await report("P01", "2026-03-01", "2026-03-31", 90, { supersededAt: new Date() });
    await addReport(owner, {
      unitId: "P01",
      startsOn: "2026-03-01",
      endsOn: "2026-03-31",
      version: 2,
      correctionReason: "thử",
    });
    await report("P01", "2026-01-01", "2026-06-30", 500, { kind: "half_year" });
    await report("C00004", "2026-03-01", "2026-03-31", 70);
    expect(await told(2026, "VN")).toMatchObject({ basis: "recorded", received: 40, official: null });
  });

  it("stands beside a published total and never in it", async () => {
    await report("P01", "2025-09-01", "2025-09-30", 12_000);
    expect(await told(2025, "VN")).toMatchObject({
      basis: "published",
      received: 1748935,
      official: { official: 12_000 },
    });
  });

  it("tells the same months to whoever forecasts, and what was official before a correction", async () => {
    await drive({ credited: "P01", on: "2026-03-02", donations: 40 });
    await drive({ credited: "P40", on: "2026-04-02", donations: 8 });
    const early = { approvedAt: new Date("2026-04-05T02:00:00Z"), supersededAt: new Date("2026-05-20T02:00:00Z") };
    await report("P01", "2026-03-01", "2026-03-31", 90, early);
    await report("P01", "2026-03-01", "2026-03-31", 95, {
      version: 2,
      correctionReason: "thiếu một điểm",
      approvedAt: new Date("2026-05-20T02:00:00Z"),
    });
    const asked = { unitId: "VN", from: "2026-01-01", to: "2026-12-31" };
    expect(await publicOfficialMonths(asked)).toMatchObject([
      { month: "2026-03", official: 95, recorded: 40, reported: 95, reports: 1 },
      { month: "2026-04", official: 8, recorded: 8, reported: 0, reports: 0 },
    ]);
    const then = await publicOfficialMonths({ ...asked, asOf: new Date("2026-05-01T00:00:00Z") });
    expect(then[0]).toMatchObject({ official: 90, reported: 90 });
    const before = await publicOfficialMonths({ ...asked, asOf: new Date("2026-04-01T00:00:00Z") });
    expect(before[0]).toMatchObject({ official: 40, reports: 0 });
  });
});

async function told(year: number, unitCode: string) {
  return progressShape.parse(await publicProgress({ year, unitCode }, now));
}
const told2025 = (unitCode: string) => told(2025, unitCode);

const received = (children: { unit: { code: string }; received: number | null }[]) =>
  Object.fromEntries(
    children.filter((child) => child.received !== null).map((child) => [child.unit.code, child.received]),
  );

interface DriveFacts {
  credited: string;
  on: string;
  donations: number;
  voluntary?: number;
  firstTime?: number;
  status?: string;
  demo?: boolean;
  campaigns?: string[];
}

async function drive(facts: DriveFacts): Promise<string> {
  const {
    credited,
    on,
    donations,
    voluntary = donations,
    firstTime = 0,
    status = "closed",
    demo = false,
    campaigns = [],
  } = facts;
  const id = newId();
  await owner.query(
    `WITH place AS (
       INSERT INTO facility (id, name, name_key, kind, unit_id) VALUES ($1, $9::text, $9::text, 'hospital', 'P01')
     ), host AS (
       INSERT INTO organisation (id, name, name_key, kind, unit_id) VALUES ($1, $9::text, $9::text, 'school', 'P01')
     ), venue AS (
       INSERT INTO venue (id, name, name_key, kind, province_id, commune_id, address)
       VALUES ($1, $9::text, $9::text, 'hall', 'P01', 'C00004', 'Số 1')
     ), drive AS (
       INSERT INTO drive (id, title_key, host_organisation_id, facility_id, venue_id, province_id, commune_id, credited_unit_id,
         held_on, starts_at, ends_at, planned_units, status, status_reason, is_demo)
       VALUES ($1, '', $1, $1, $1, 'P01', 'C00004', $2, $3::date, ($3 || ' 08:00+07')::timestamptz,
         ($3 || ' 11:00+07')::timestamptz, 100, $4, 'storm', $5)
     )
     INSERT INTO drive_total (drive_id, donations, voluntary, first_time, volume_ml) VALUES ($1, $6, $7, $8, $6 * 350)`,
    [id, credited, on, status, demo, donations, voluntary, firstTime, id],
  );
  for (const edition of campaigns) await owner.query("INSERT INTO drive_campaign VALUES ($1, $2)", [id, edition]);
  return id;
}
