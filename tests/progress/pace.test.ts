import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { publicCoverageByProvince, publicCoverageOf } from "@/lib/progress/coverage/queries";
import { publicPeers } from "@/lib/progress/drill/peers";
import { publicDrill } from "@/lib/progress/drill/queries";
import { publicForecast, publicPastMonths } from "@/lib/progress/forecast/queries";
import { editPushPlan, savePushPlan } from "@/lib/progress/push/commands";
import { publicPushFacts, pushPlan, pushPlans } from "@/lib/progress/push/queries";
import { publicProgress } from "@/lib/progress/queries";
import { publicScope } from "@/lib/progress/scope/queries";
import { spanOf } from "@/lib/progress/span";
import { publicCrowdedDays, publicDaySums } from "@/lib/progress/unevenness/queries";
import { addSupportAction, changeWatchRule, moveSupportAction, tellEarlierYear } from "@/lib/progress/watch/commands";
import { ruleOn, watchedAmong } from "@/lib/progress/watch/listing";
import { publicPacedUnits, supportActionsOf, supportDue, watchRules } from "@/lib/progress/watch/queries";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import {
  addAccount,
  addDrive,
  addFacility,
  addOfficialReport,
  addOrganisation,
  addReport,
  addTarget,
  insert,
} from "../support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const today = "2026-11-26";
const hanoi = { kind: "unit", unitId: "P01" } as const;
const elsewhere = { kind: "unit", unitId: "P04" } as const;

beforeEach(async () => {
  await owner.query(
    `TRUNCATE drive, venue, organisation, facility, report, support_action, push_plan, push_plan_part, earlier_month CASCADE`,
  );
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
  await owner.query("DELETE FROM watch_rule WHERE in_force_from > '2020-01-01'");
});

/** A drive with its total and one line of its breakdown. */
async function held(
  on: string,
  donations: number,
  of: {
    commune?: string;
    province?: string;
    facilityId?: string;
    hostOrganisationId?: string;
    planned?: number;
    status?: string;
  } = {},
) {
  const provinceId = of.province ?? "P01";
  const drive = await addDrive(owner, {
    provinceId,
    communeId: of.commune ?? "C00004",
    heldOn: on,
    plannedUnits: of.planned ?? 50,
    status: of.status ?? "closed",
    ...(of.status === "cancelled" ? { statusReason: "weather" } : {}),
    ...(of.facilityId ? { facilityId: of.facilityId } : {}),
    ...(of.hostOrganisationId ? { hostOrganisationId: of.hostOrganisationId } : {}),
  });
  await insert(owner, "drive_total", {
    driveId: drive.id,
    donations,
    voluntary: donations,
    apheresis: Math.min(donations, 2),
  });
  const line = { kind: "voluntary", firstTime: false, component: "whole_blood", volumeMl: 350, segment: "student" };
  await insert(owner, "drive_breakdown", { driveId: drive.id, ...line, donations });
  return drive;
}

const drill = (
  code: { id: string; kind: "nation" | "province" | "commune" },
  by: Parameters<typeof publicDrill>[0]["by"],
  asked = {},
) => publicDrill({ scope: code, by, span: spanOf(asked, today), campaignId: null, today });
const nation = { id: "VN", kind: "nation" } as const;
const p01 = { id: "P01", kind: "province" } as const;

describe("drilling down", () => {
  it("goes from the nation to the commune to its bodies, beside the same days of last year", async () => {
    const host = await addOrganisation(owner, { unitId: "P01" });
    await held("2026-03-02", 40, { hostOrganisationId: host.id });
    await held("2026-11-30", 9);
    await held("2025-03-02", 20);
    await held("2025-12-30", 99);
    await held("2026-04-02", 30, { province: "P40", commune: (await communeOf("P40")).id });
    const whole = await drill(nation, "unit");
    expect(whole.all).toBe(36);
    expect(whole.rows.slice(0, 2).map(({ code, donations, before }) => [code, donations, before])).toEqual([
      ["01", 40, 20],
      ["40", 30, 0],
    ]);
    expect(whole.sum).toMatchObject({ donations: 70, before: 20, drives: 2 });
    const communes = await drill(p01, "unit");
    expect(communes.rows[0]).toMatchObject({ key: "C00004", donations: 40, before: 20, drives: 1 });
    expect(communes.rows.slice(1).filter(({ donations, before, drives }) => donations || before || drives)).toEqual([]);
    const { rows: ofHanoi } = await owner.query(
      "SELECT count(*)::int AS n FROM unit WHERE parent_id = 'P01' AND valid_to IS NULL",
    );
    expect([communes.all, communes.rows.length]).toEqual([ofHanoi[0].n, ofHanoi[0].n]);
    const bodies = await drill({ id: "C00004", kind: "commune" }, "unit", { span: "q1" });
    expect(bodies.rows.find(({ key }) => key === host.id)).toMatchObject({ donations: 40, code: null });
    expect((await drill(nation, "segment", { span: "m3" })).rows).toMatchObject([{ key: "student", donations: 40 }]);
    expect((await drill(nation, "facility")).rows[0]).toMatchObject({
      donations: 40,
      // Two by apheresis are few.
      wholeBlood: null,
    });
  });

  it("takes an approved monthly report in place of the month's drives, for whole months of the period", async () => {
    await held("2026-03-02", 40);
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2026-03-01", endsOn: "2026-03-31", received: 100 });
    const row = async (asked: object) => (await drill(nation, "unit", asked)).rows.find(({ code }) => code === "01");
    expect(await row({})).toMatchObject({ donations: 40, reported: 60 });
    expect(await row({ span: "custom", from: "2026-03-01", to: "2026-03-15" })).toMatchObject({
      donations: 40,
      reported: 0,
    });
  });

  it("tells the same official figure of a province as its own progress page, beside what was recorded, and so do its peers", async () => {
    const other = await communeOf("P40");
    await held("2026-03-02", 40);
    await held("2025-03-02", 20);
    await held("2026-03-05", 30, { province: "P40", commune: other.id });
    const month = { startsOn: "2026-03-01", endsOn: "2026-03-31" };
    await addOfficialReport(owner, { unitId: "P01", ...month, received: 100 });
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2025-02-01", endsOn: "2025-02-28", received: 70 });
    // Not yet over in the days a year before, and of a commune: neither takes the place of anything.
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2025-11-01", endsOn: "2025-11-30", received: 900 });
    await addOfficialReport(owner, { unitId: "C00004", ...month, received: 900 });
    const told = { donations: 40, reported: 60, before: 20, reportedBefore: 70 };
    expect((await drill(p01, "facility")).sum).toMatchObject(told);
    expect((await drill(p01, "unit")).sum).toMatchObject(told);
    expect((await drill(p01, "unit")).rows.find(({ key }) => key === "C00004")).toMatchObject({ reported: 0 });
    expect((await publicProgress({ year: 2026, unitCode: "01" }, now))?.received).toBe(100);
    const whole = await drill(nation, "unit");
    expect(whole.sum).toMatchObject({ ...told, donations: 70 });
    expect(whole.rows.find(({ code }) => code === "01")).toMatchObject(told);
    expect((await publicProgress({ year: 2026 }, now))?.official?.official).toBe(130);
    const peers = await publicPeers({ scope: p01, span: spanOf({}, today), today });
    expect(peers.find(({ code }) => code === "01")).toMatchObject(told);
    const campaign = await publicDrill({
      scope: p01,
      by: "unit",
      span: spanOf({}, today),
      campaignId: "red-spring",
      today,
    });
    expect(campaign.sum.reported).toBe(0);
  });

  it("counts with a merged province what its predecessors held and reported, this year and the year before", async () => {
    const { rows } = await owner.query<{ was: string; is: string; code: string }>(
      `SELECT s.predecessor_id AS was, s.successor_id AS is, u.code FROM unit_succession s JOIN unit u ON u.id = s.successor_id
       WHERE s.effective_on = '2025-07-01' AND u.kind = 'province' ORDER BY 1 LIMIT 1`,
    );
    const { was, is, code } = rows[0] as (typeof rows)[number];
    const commune = (await communeOf(is)).id;
    await held("2025-03-02", 40, { province: was, commune });
    await held("2025-08-02", 15, { province: is, commune });
    await addOfficialReport(owner, { unitId: was, startsOn: "2025-04-01", endsOn: "2025-04-30", received: 200 });
    const year = { year: "2025" };
    const merged = { id: is, kind: "province" } as const;
    expect((await drill(merged, "facility", year)).sum).toMatchObject({ donations: 55, reported: 200 });
    expect((await drill(merged, "unit")).sum).toMatchObject({ donations: 0, before: 55, reportedBefore: 200 });
    const whole = await drill(nation, "unit", year);
    expect(whole.all).toBe(36);
    expect(whole.rows.find((row) => row.code === code)).toMatchObject({ donations: 55, reported: 200 });
    const progress = await publicProgress({ year: 2025, unitCode: code }, now);
    expect(progress?.official?.official ?? progress?.received).toBe(255);
    const peers = await publicPeers({ scope: merged, span: spanOf(year, today), today });
    expect(peers.find((one) => one.code === code)).toMatchObject({ donations: 55, reported: 200 });
    const days = await publicDaySums({ scope: merged, from: "2025-01-01", to: "2025-12-31" }, now);
    expect(days.map(({ day, donations }) => [day, donations])).toEqual([
      ["2025-03-02", 40],
      ["2025-08-02", 15],
    ]);
    const paced = (await publicPacedUnits({ provinceId: null }, now)).find((one) => one.id === is);
    const months = paced?.series.filter(({ received }) => received > 0).map(({ month, received }) => [month, received]);
    expect(months).toEqual([
      ["2025-03", 40],
      ["2025-04", 200],
      ["2025-08", 15],
    ]);
  });

  it("keeps back fewer than five below the provinces, and the next smallest where the rest would tell it", async () => {
    const [other, third] = [await communeOf("P01", 1), await communeOf("P01", 2)];
    await held("2026-03-02", 3);
    await held("2026-03-03", 12, { commune: other.id });
    await held("2026-03-04", 30, { commune: third.id });
    const told = await drill(p01, "unit");
    const some = told.rows.filter(({ donations }) => donations !== 0);
    expect(Object.fromEntries(some.map(({ key, donations }) => [key, donations]))).toEqual({
      C00004: null,
      [other.id]: null,
      [third.id]: 30,
    });
    expect((await drill(nation, "unit")).rows[0]?.donations).toBe(45);
  });

  it("compares a province with the five nearest in population, and a commune with its neighbours", async () => {
    const peers = await publicPeers({ scope: p01, span: spanOf({}, today), today });
    expect(peers).toHaveLength(6);
    expect(peers.map(({ code }) => code)).toContain("01");
    expect(peers.every(({ people }) => people !== null)).toBe(true);
    const near = await publicPeers({ scope: { id: "C00004", kind: "commune" }, span: spanOf({}, today), today });
    expect(near[0]).toMatchObject({ code: "00004", distanceKm: 0 });
    expect(near).toHaveLength(6);
    expect(await publicPeers({ scope: nation, span: spanOf({}, today), today })).toEqual([]);
  });
});

describe("the forecast", () => {
  it("rests on reports before what was said of earlier months, before drives, and says nothing of too few years", async () => {
    const office = staffActor("provincial_office", hanoi, { accountId: (await addAccount(owner)).id });
    for (const year of [2023, 2024, 2025])
      await tellEarlierYear(
        office,
        { unitId: "P01", year, units: Array.from({ length: 12 }, () => 100), source: "sổ" },
        now,
      );
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2025-02-01", endsOn: "2025-02-28", received: 140 });
    for (let month = 1; month <= 10; month++) await held(`2026-${String(month).padStart(2, "0")}-10`, 100);
    const past = await publicPastMonths({ unitId: "P01", beforeYear: 2026 });
    expect(past.years.find(({ year }) => year === 2025)?.months.slice(0, 3)).toEqual([100, 140, 100]);
    expect(past.years.find(({ year }) => year === 2022)?.months[0]).toBeNull();
    const told = (await publicForecast({ unitId: "P01", past }, now)).forecast;
    expect(told).toMatchObject({ kind: "told", received: 1000, basedOn: [2023, 2024, 2025] });
    await owner.query("DELETE FROM earlier_month WHERE month < '2024-01-01'");
    const less = await publicPastMonths({ unitId: "P01", beforeYear: 2026 });
    expect((await publicForecast({ unitId: "P01", past: less }, now)).forecast).toMatchObject({ because: "few_years" });
  });

  it("of a merged province rests on what its predecessors reported, said and held", async () => {
    const { rows } = await owner.query<{ is: string; was: string[] }>(
      `SELECT s.successor_id AS is, array_agg(s.predecessor_id ORDER BY s.predecessor_id) AS was FROM unit_succession s
       JOIN unit u ON u.id = s.successor_id WHERE s.effective_on = '2025-07-01' AND u.kind = 'province'
       GROUP BY 1 HAVING count(*) = 2 ORDER BY 1 LIMIT 1`,
    );
    const { is, was } = rows[0] as { is: string; was: [string, string] };
    const commune = (await communeOf(is)).id;
    const office = staffActor("provincial_office", { kind: "nation" }, { accountId: (await addAccount(owner)).id });
    const twelve = Array.from({ length: 12 }, () => 100);
    for (const year of [2023, 2024])
      await tellEarlierYear(office, { unitId: is, year, units: twelve, source: "sổ" }, now);
    for (let month = 1; month <= 6; month++) {
      const first = `2025-${String(month).padStart(2, "0")}`;
      const days = { startsOn: `${first}-01`, endsOn: new Date(Date.UTC(2025, month, 0)).toISOString().slice(0, 10) };
      await addOfficialReport(owner, { unitId: was[0], ...days, received: 70 });
      await held(`${first}-10`, 50, { province: was[1], commune });
    }
    for (let month = 7; month <= 12; month++)
      await held(`2025-${String(month).padStart(2, "0")}-10`, 120, { province: is, commune });
    for (let month = 1; month <= 10; month++)
      await held(`2026-${String(month).padStart(2, "0")}-10`, 120, { province: is, commune });
    const past = await publicPastMonths({ unitId: is, beforeYear: 2026 }, now);
    expect(past.years.find(({ year }) => year === 2025)?.months).toEqual(Array.from({ length: 12 }, () => 120));
    const told = (await publicForecast({ unitId: is, past }, now)).forecast;
    expect(told).toMatchObject({ kind: "told", received: 1200, basedOn: [2023, 2024, 2025] });
    // Of one predecessor nothing is known: half a province is no month of the whole.
    await owner.query("DELETE FROM drive_breakdown; DELETE FROM drive_total");
    await owner.query("DELETE FROM drive WHERE credited_unit_id = $1", [was[1]]);
    const half = await publicPastMonths({ unitId: is, beforeYear: 2026 }, now);
    expect(half.years.find(({ year }) => year === 2025)?.months.slice(0, 6)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("takes earlier months from the unit's own office alone, and never enters a total", async () => {
    const year = { unitId: "P01", year: 2024, units: Array.from({ length: 12 }, () => 100), source: "sổ" };
    await expect(tellEarlierYear(staffActor("provincial_office", elsewhere), year, now)).rejects.toThrow(NotAllowed);
    await expect(tellEarlierYear(staffActor("committee_member", { kind: "nation" }), year, now)).rejects.toThrow(
      NotAllowed,
    );
    const office = staffActor("provincial_office", hanoi, { accountId: (await addAccount(owner)).id });
    expect(await tellEarlierYear(office, { ...year, year: 2026 }, now)).toMatchObject({ refusal: "year_not_over" });
    expect(await tellEarlierYear(office, year, now)).toMatchObject({ ok: true });
    expect((await drill(nation, "unit", { year: "2024" })).sum.donations).toBe(0);
  });
});

describe("unevenness", () => {
  it("adds up by day, and lists a facility's days beyond its capacity with all its drives, those ahead first", async () => {
    const facility = await addFacility(owner, { unitId: "P01", dailyCapacity: 80 });
    await held("2026-03-02", 60, { facilityId: facility.id });
    await held("2026-03-02", 30, { facilityId: facility.id, province: "P40", commune: (await communeOf("P40")).id });
    await held("2026-12-05", 0, { facilityId: facility.id, planned: 100, status: "published" });
    await held("2026-12-06", 0, { facilityId: facility.id, planned: 80, status: "published" });
    await held("2026-12-07", 0, { facilityId: facility.id, planned: 100, status: "cancelled" });
    const asked = { scope: p01, from: "2026-01-01", to: "2026-12-31" };
    expect(await publicDaySums(asked)).toMatchObject([
      { day: "2026-03-02", donations: 60, drives: 1 },
      { day: "2026-12-05", donations: 0, planned: 100 },
      { day: "2026-12-06" },
    ]);
    expect((await publicCrowdedDays(asked, now)).map(({ day, units, ahead }) => [day, units, ahead])).toEqual([
      ["2026-12-05", 100, true],
      ["2026-03-02", 90, false],
    ]);
  });
});

describe("coverage", () => {
  it("tells the communes without a drive for so many months, the longest first, and what lies ahead", async () => {
    const other = await communeOf("P01", 1);
    await held("2026-08-02", 40);
    await held("2025-10-02", 3, { commune: other.id });
    await held("2026-12-20", 0, { commune: other.id, status: "published" });
    const found = await publicCoverageOf({ provinceId: "P01", months: 6 }, now);
    expect(found).toHaveLength(126);
    expect(found[0]).toMatchObject({ id: other.id, lastOn: "2025-10-02", nextOn: "2026-12-20", covered: false });
    expect(found.find(({ id }) => id === "C00004")).toMatchObject({ covered: true, units: 40, drives: 1 });
    const [first] = (await publicCoverageByProvince(6, now)).filter(({ code }) => code === "01");
    expect(first).toMatchObject({ communes: 126, without: 125, never: 124 });
    const few = await publicCoverageOf({ provinceId: "P01", months: 14 }, now);
    expect(few.find(({ id }) => id === other.id)).toMatchObject({ covered: true, units: 0 });
  });
});

describe("a commune that reports on paper", () => {
  const march = { startsOn: "2026-03-01", endsOn: "2026-03-31" };
  const reported = { received: 60, drives: 2 };

  it("held a drive in the months its approved report tells of, in the country's coverage and in its province's", async () => {
    const [paper, both] = [await communeOf("P01", 1), await communeOf("P01", 2)];
    await addOfficialReport(owner, { unitId: paper.id, startsOn: "2026-08-01", endsOn: "2026-08-31", ...reported });
    await held("2026-08-10", 40, { commune: both.id });
    await addOfficialReport(owner, {
      unitId: both.id,
      startsOn: "2026-08-01",
      endsOn: "2026-08-31",
      received: 40,
      drives: 1,
    });
    // Sent and not approved, or of nothing: neither is a drive.
    await addOfficialReport(owner, { unitId: "C00004", ...march, received: 0, drives: 0 });
    await addReport(owner, { unitId: "C00004", startsOn: "2026-09-01", endsOn: "2026-09-30", ...reported });
    const [province] = (await publicCoverageByProvince(6, now)).filter(({ code }) => code === "01");
    expect(province).toMatchObject({ communes: 126, without: 124, never: 124 });
    const found = await publicCoverageOf({ provinceId: "P01", months: 6 }, now);
    const of = (id: string) => found.find((one) => one.id === id);
    expect(of(paper.id)).toMatchObject({
      lastOn: "2026-08-31",
      lastByReport: true,
      covered: true,
      units: 60,
      drives: 2,
    });
    expect(of(both.id)).toMatchObject({
      lastOn: "2026-08-10",
      lastByReport: false,
      covered: true,
      units: 40,
      drives: 1,
    });
    expect(of("C00004")).toMatchObject({ lastOn: null, covered: false, units: 0 });
  });

  it("tells no units where few were recorded, or a report makes them more by few", async () => {
    const [second, third] = [await communeOf("P01", 1), await communeOf("P01", 2)];
    await held("2026-03-10", 3);
    await held("2026-03-10", 20, { commune: second.id });
    await held("2026-03-10", 50, { commune: third.id });
    await addOfficialReport(owner, { unitId: "C00004", ...march, received: 30 });
    await addOfficialReport(owner, { unitId: third.id, ...march, received: 52 });
    const found = await publicCoverageOf({ provinceId: "P01", months: 12 }, now);
    const units = (id: string) => found.find((one) => one.id === id)?.units;
    expect([units("C00004"), units(second.id), units(third.id)]).toEqual([null, null, null]);
  });

  it("is judged by its official months, and not as one that never held a drive", async () => {
    await addTarget(owner, { unitId: "P01", year: 2026, value: 12_600, decidedOn: null, isDemo: true });
    const paper = await communeOf("P01", 1);
    for (let month = 1; month <= 10; month++) {
      const days = { startsOn: `2026-${String(month).padStart(2, "0")}-01`, endsOn: lastDay(month) };
      await held(`${days.startsOn.slice(0, 7)}-10`, 100);
      await addOfficialReport(owner, { unitId: paper.id, ...days, received: 30, drives: 1 });
    }
    const communes = await publicPacedUnits({ provinceId: "P01" }, now);
    const unit = communes.find(({ id }) => id === paper.id);
    expect(unit?.series.at(-1)).toMatchObject({ month: "2026-10", received: 30, recorded: 0 });
    expect(
      watchedAmong(communes, {
        rules: await watchRules(staffActor("committee_member", hanoi), "commune"),
        today,
        kept: new Set(),
      }),
    ).toEqual([]);
  });

  it("is asked for a drive as one that knows how to, and what it reports in a plan's months counts as held", async () => {
    const paper = await communeOf("P01", 1);
    await held("2026-03-10", 20, { commune: paper.id });
    await addOfficialReport(owner, { unitId: paper.id, ...march, received: 60, drives: 2 });
    await addOfficialReport(owner, { unitId: paper.id, startsOn: "2026-05-01", endsOn: "2026-05-31", received: 30 });
    const { candidates } = await publicPushFacts({ provinceId: "P01", from: "2026-12-01", to: "2027-02-28" }, now);
    expect(candidates.find(({ id }) => id === paper.id)).toMatchObject({
      drives: 3,
      unitsPerDrive: 30,
      lastOn: "2026-05-31",
      lastByReport: true,
    });
    const office = staffActor("provincial_office", hanoi, { accountId: (await addAccount(owner)).id });
    const saved = await savePushPlan(office, {
      requestKey: randomUUID(),
      unitId: "P01",
      season: "summer",
      name: "Hè 2026",
      owner: "Văn phòng",
      startsOn: "2026-03-01",
      endsOn: "2026-04-15",
      gapUnits: 100,
      parts: [{ communeId: paper.id, drives: 2, units: 100 }],
    });
    if (!saved.ok) throw new Error(saved.refusal);
    expect((await pushPlan(office, saved.value.id, now))?.parts).toMatchObject([
      { held: 2, announced: 1, received: 60 },
    ]);
  });
});

/** The last day of a month of 2026. */
function lastDay(month: number): string {
  return new Date(Date.UTC(2026, month, 0)).toISOString().slice(0, 10);
}

describe("the watch list", () => {
  const office = () => staffActor("provincial_office", { kind: "nation" });

  it("lists who is low again and again by the rule in force, communes by windows", async () => {
    await addTarget(owner, { unitId: "P01", year: 2026, value: 1200, decidedOn: null, isDemo: true });
    for (let month = 1; month <= 10; month++)
      await held(`2026-${String(month).padStart(2, "0")}-10`, month < 8 ? 100 : 20);
    const rules = await watchRules(office(), "unit");
    const units = await publicPacedUnits({ provinceId: null }, now);
    expect(units.map(({ code }) => code)).toEqual(["01"]);
    const [listed] = watchedAmong(units, { rules, today, kept: new Set() });
    expect(listed).toMatchObject({ code: "01", listedIn: ["2026-10"] });
    expect(listed?.low.map(({ month }) => month)).toEqual(["2026-08", "2026-09", "2026-10"]);

    const other = await communeOf("P01", 1);
    await held("2026-02-20", 40, { commune: other.id });
    const communes = await publicPacedUnits({ provinceId: "P01" }, now);
    const low = watchedAmong(communes, {
      rules: await watchRules(office(), "commune"),
      today,
      kept: new Set(),
    });
    expect(low.map(({ id }) => id)).toEqual([other.id]);
    expect(low[0]).toMatchObject({ ownTarget: false });
  });

  it("changes from its day on, once a day, by the nation's office alone", async () => {
    const change = {
      level: "unit",
      belowPercent: 50,
      inMonths: 2,
      ofMonths: 3,
      windowMonths: 1,
      reason: "Họp 26/11",
    } as const;
    const account = (await addAccount(owner)).id;
    const nationOffice = staffActor("provincial_office", { kind: "nation" }, { accountId: account });
    await expect(changeWatchRule(staffActor("provincial_office", hanoi), change, now)).rejects.toThrow(NotAllowed);
    expect(await changeWatchRule(nationOffice, { ...change, inMonths: 4 }, now)).toMatchObject({
      refusal: "rule_part_exceeds",
    });
    expect(await changeWatchRule(nationOffice, change, now)).toMatchObject({ ok: true });
    expect(await changeWatchRule(nationOffice, change, now)).toMatchObject({ refusal: "rule_changed_today" });
    const rules = await watchRules(office(), "unit");
    expect(ruleOn(rules, "2026-11-25")).toMatchObject({ belowPercent: 75 });
    expect(ruleOn(rules, "2026-11-26")).toMatchObject({ belowPercent: 50, reason: "Họp 26/11" });
    expect(await audited("progress.change_rule")).toBe(1);
  });

  it("notes support once a request, moves it on with what came of it, and shows it to whom it concerns", async () => {
    const mine = staffActor("provincial_office", hanoi, { accountId: (await addAccount(owner)).id });
    const input = {
      requestKey: randomUUID(),
      unitId: "C00004",
      what: "Gọi điện",
      owner: "Văn phòng",
      dueOn: "2026-11-30",
    };
    const added = await Promise.all([1, 2, 3].map(() => addSupportAction(mine, input, now)));
    expect(new Set(added.map((one) => one.ok && one.value.id)).size).toBe(1);
    expect(
      await addSupportAction(mine, { ...input, requestKey: randomUUID(), dueOn: "2026-11-25" }, now),
    ).toMatchObject({
      refusal: "due_past",
    });
    const foreign = staffActor("provincial_office", elsewhere);
    await expect(addSupportAction(foreign, { ...input, requestKey: randomUUID() }, now)).rejects.toThrow(NotAllowed);
    const [action] = await supportActionsOf(mine, "C00004");
    if (!action) throw new Error("nothing noted");
    expect(await supportActionsOf(foreign, "C00004")).toEqual([]);
    expect(await supportDue(mine, "2026-12-01")).toHaveLength(1);
    expect(await supportDue(mine, "2026-11-29")).toEqual([]);
    const move = { actionId: action.id, version: 1, state: "done", dueOn: "2026-11-30" } as const;
    await expect(moveSupportAction(foreign, move)).rejects.toThrow(NotAllowed);
    expect(await moveSupportAction(mine, move)).toMatchObject({ refusal: "outcome_missing" });
    expect(await moveSupportAction(mine, { ...move, state: "doing", dueOn: "1800-01-01" }, now)).toMatchObject({
      refusal: "due_past",
    });
    expect(await moveSupportAction(mine, { ...move, version: 7, outcome: "Thêm một buổi" })).toMatchObject({
      refusal: "changed_meanwhile",
    });
    expect(await moveSupportAction(mine, { ...move, outcome: "Thêm một buổi" })).toMatchObject({ ok: true });
    expect(await moveSupportAction(mine, { ...move, state: "doing", version: 2 })).toMatchObject({
      refusal: "support_over",
    });
    expect(await audited("progress.move_support")).toBe(1);
  });
});

describe("a push plan", () => {
  it("is saved once a request, kept to its province, changed by version, and measured by what was held", async () => {
    const mine = staffActor("provincial_office", hanoi, { accountId: (await addAccount(owner)).id });
    const other = await communeOf("P01", 1);
    const input = {
      requestKey: randomUUID(),
      unitId: "P01",
      season: "tet",
      name: "Cao điểm Tết",
      owner: "Văn phòng",
      startsOn: "2026-11-01",
      endsOn: "2027-01-20",
      gapUnits: 60,
      parts: [
        { communeId: "C00004", drives: 1, units: 30 },
        { communeId: other.id, drives: 1, units: 30 },
      ],
    } as const;
    const plan = { ...input, parts: [...input.parts] };
    const saved = await Promise.all([1, 2, 3].map(() => savePushPlan(mine, plan)));
    expect(new Set(saved.map((one) => one.ok && one.value.id)).size).toBe(1);
    const foreign = [{ communeId: (await communeOf("P40")).id, drives: 1, units: 30 }];
    expect(await savePushPlan(mine, { ...plan, requestKey: randomUUID(), parts: foreign })).toMatchObject({
      refusal: "commune_elsewhere",
    });
    await expect(savePushPlan(staffActor("provincial_office", elsewhere), plan)).rejects.toThrow(NotAllowed);
    await held("2026-11-10", 44);
    await held("2026-12-10", 0, { status: "published" });
    const [found] = await pushPlans(mine, "P01", now);
    expect(found?.parts).toMatchObject([
      { code: "00004", announced: 2, held: 1, received: 44 },
      { announced: 0, held: 0, received: 0 },
    ]);
    const id = found?.id ?? "";
    expect(await pushPlan(staffActor("committee_member", elsewhere), id, now)).toBeNull();
    const edit = { planId: id, version: 1, name: "Tết", owner: "Ban", startsOn: "2026-11-01", endsOn: "2027-01-20" };
    expect(await editPushPlan(mine, { ...edit, parts: plan.parts.slice(0, 1) })).toMatchObject({ ok: true });
    expect(await editPushPlan(mine, { ...edit, parts: plan.parts })).toMatchObject({ refusal: "changed_meanwhile" });
    expect((await pushPlan(mine, id, now))?.parts).toHaveLength(1);
    expect(await editPushPlan(mine, { ...edit, version: 2, endsOn: "2026-10-01", parts: plan.parts })).toMatchObject({
      refusal: "plan_too_long",
    });
  });

  it("is made from what drives usually bring and what is announced", async () => {
    await held("2026-08-10", 40);
    await held("2026-12-20", 0, { planned: 100, status: "published" });
    const facts = await publicPushFacts({ provinceId: "P01", from: "2026-12-12", to: "2027-02-20" }, now);
    expect(facts).toMatchObject({ announcedUnits: 100, yieldRate: 0.8, usualUnits: 40 });
    expect(facts.candidates).toHaveLength(126);
    expect(facts.candidates.find(({ id }) => id === "C00004")).toMatchObject({
      drives: 1,
      unitsPerDrive: 40,
      announced: 1,
    });
  });
});

it("knows a unit by its code of today, and no other", async () => {
  expect(await publicScope("00004", now)).toMatchObject({ id: "C00004", kind: "commune", parent: { code: "01" } });
  expect(await publicScope("VN", now)).toMatchObject({ kind: "nation", parent: null });
  expect(await publicScope("no such", now)).toBeNull();
});

async function communeOf(provinceId: string, place = 0): Promise<{ id: string }> {
  const { rows } = await owner.query(
    "SELECT id FROM unit WHERE parent_id = $1 AND kind = 'commune' AND valid_to IS NULL ORDER BY id OFFSET $2 LIMIT 1",
    [provinceId, place],
  );
  return rows[0];
}

async function audited(action: string): Promise<number> {
  const { rows } = await owner.query("SELECT count(*)::int AS n FROM audit_event WHERE action = $1", [action]);
  return rows[0].n;
}
