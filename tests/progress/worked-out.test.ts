import { beforeEach, describe, expect, it, vi } from "vitest";
import * as progressRoute from "@/app/api/v1/progress/route";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { compareVietnamese } from "@/lib/core/text";
import { publicProgressTable } from "@/lib/documents/progress/queries";
import { composeReport } from "@/lib/documents/report/compose";
import { publicReportFacts } from "@/lib/documents/report/queries";
import type { ProgressAnswer } from "@/lib/progress/answer";
import { bodyShares } from "@/lib/progress/bodies/queries";
import { publicCoverageOf } from "@/lib/progress/coverage/queries";
import { publicPeers } from "@/lib/progress/drill/peers";
import { publicDrill } from "@/lib/progress/drill/queries";
import type { DrillPart } from "@/lib/progress/drill/rules";
import { watchKeptBack } from "@/lib/progress/kept";
import { savePushPlan } from "@/lib/progress/push/commands";
import { publicPushFacts, pushPlans } from "@/lib/progress/push/queries";
import { spanOf } from "@/lib/progress/span";
import { publicCrowdedDays } from "@/lib/progress/unevenness/queries";
import { judgedSpans, watchedAmong, watchedUnit } from "@/lib/progress/watch/listing";
import { publicPacedUnits } from "@/lib/progress/watch/queries";
import { unitTargets } from "@/lib/targets/queries";
import { splitView } from "@/lib/targets/split/queries";
import { yearOfUnits } from "@/lib/targets/split/whole";
import { useDatabase } from "../support/database";
import { staffAt } from "../support/desk";
import {
  addCampaignEdition,
  addDonation,
  addFacility,
  addHeldDrive,
  addOfficialReport,
  addOrganisation,
  addTarget,
  insert,
} from "../support/facts";

// What a test has just written is to be seen: every answer is asked for anew.
vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

/**
 * Nobody reads a small count, and nobody works one out: what is told of a province's communes, however it is asked for,
 * leaves the same communes untold everywhere, and enough of them.
 */
const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const today = "2026-11-26";
const year = 2025;
const listRule = { id: "1", level: "commune", inForceFrom: "2020-01-01", reason: "", madeBy: null } as const;
let communes: { id: string; code: string; name: string }[];
let member: StaffActor;
let hostOrganisationId: string;

beforeEach(async () => {
  await owner.query("TRUNCATE drive, organisation, facility, report, push_plan, push_plan_part CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
  const found = await owner.query(
    `SELECT id, code, name FROM unit WHERE parent_id = 'P01' AND kind = 'commune' ORDER BY id LIMIT 4`,
  );
  communes = found.rows;
  member = await staffAt(owner, "committee_member", { kind: "nation" });
  // A committee of communes is no body of the split.
  hostOrganisationId = (await addOrganisation(owner, { unitId: "P01", kind: "commune" })).id;
});

/** The n-th commune of the test. */
function commune(at: number) {
  const found = communes[at];
  if (!found) throw new Error(`no commune ${at}`);
  return found;
}

/** A plan of P01 that asks these communes for a drive each. */
async function savedPlan(ofCommunes: readonly number[]) {
  const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
  const saved = await savePushPlan(office, {
    requestKey: newId(),
    unitId: "P01",
    season: "tet",
    name: "Kế hoạch thử",
    owner: "Văn phòng",
    startsOn: "2026-11-01",
    endsOn: "2026-12-31",
    gapUnits: 100,
    parts: ofCommunes.map((at) => ({ communeId: commune(at).id, drives: 1, units: 30 })),
  });
  if (!saved.ok) throw new Error(saved.refusal);
}

async function held(at: number, donations: number, differing: object = {}) {
  const place = { provinceId: "P01", communeId: commune(at).id, creditedUnitId: "P01", hostOrganisationId };
  const drive = await addHeldDrive(owner, donations, { ...place, heldOn: "2025-10-12", ...differing });
  const cell = { kind: "voluntary", firstTime: false, component: "whole_blood", volumeMl: 350, segment: "student" };
  await insert(owner, "drive_breakdown", { driveId: drive.id, ...cell, donations });
  return drive;
}

const asking = async (query: string): Promise<ProgressAnswer> =>
  (
    await progressRoute.GET(new Request(`http://localhost/x?${query}`), { params: Promise.resolve({}) })
  ).json() as Promise<ProgressAnswer>;

const drill = (scope: { id: string; kind: "province" | "commune" }, by: DrillPart, asked = {}) =>
  publicDrill({ scope, by, span: spanOf({ year: `${year}`, ...asked }, today), campaignId: null, today });

/** What each way of asking tells of the test's communes. */
async function waysOfAsking(): Promise<Record<string, (number | null)[]>> {
  const among = <T>(
    rows: readonly T[],
    is: (row: T, one: (typeof communes)[number]) => boolean,
    of: (row: T) => unknown,
  ) =>
    communes.map((one) => {
      const row = rows.find((each) => is(each, one));
      const told = row === undefined ? 0 : of(row);
      return typeof told === "number" ? told : null;
    });
  const span = spanOf({ year: `${year}` }, today);
  const province = await asking(`year=${year}&unit=01&view=now`);
  const month = await asking(`unit=01&view=now&month=2025-10`);
  const own = await Promise.all(communes.map(({ code }) => asking(`year=${year}&unit=${code}`)));
  const drilled = await drill({ id: "P01", kind: "province" }, "unit");
  const within = await Promise.all(communes.map(({ id }) => drill({ id, kind: "commune" }, "facility")));
  const later = await Promise.all(
    communes.map(({ id }) => drill({ id, kind: "commune" }, "facility", { year: `${year + 1}` })),
  );
  const peers = await Promise.all(
    communes.map(async ({ id }) => (await publicPeers({ scope: { id, kind: "commune" }, span, today }))[0]),
  );
  const coverage = await publicCoverageOf({ provinceId: "P01", months: 6 }, new Date("2026-01-05T05:00:00Z"));
  const table = await publicProgressTable({ year, unitCode: "01" }, { table: "units", locale: "vi", page: "/" });
  const facts = await publicReportFacts({ unitCode: "01", year, period: "year" }, now);
  if (!facts.ok) throw new Error(facts.refusal);
  const annex = composeReport(facts.value, "vi").annexes[0]?.table.table.rows ?? [];
  const split = await splitView(member, { unitId: "P01", of: yearOfUnits(year + 1) }, now);
  const isUnit = (row: { unit: { code: string } }, { code }: { code: string }) => row.unit.code === code;
  return {
    "open data of the province": among(province.children, isUnit, ({ received }) => received),
    "open data unit by unit": among(province.byUnits?.units ?? [], isUnit, ({ donations }) => donations),
    "open data of a month": among(month.byUnits?.units ?? [], isUnit, ({ donations }) => donations),
    "open data of each commune": own.map(({ received }) => received),
    "its months": own.map(({ months }) => months.find((one) => one.month === "2025-10")?.received ?? null),
    "its parts": own.map(({ recorded }) => recorded?.voluntary ?? null),
    "the drill-down": among(
      drilled.rows,
      ({ code }, one) => code === one.code,
      ({ donations }) => donations,
    ),
    "the drill-down of each commune": within.map(({ sum }) => sum.donations),
    "the facilities in it": within.map(({ rows }) => rows[0]?.donations ?? null),
    "the year before": later.map(({ sum }) => sum.before),
    "each among its neighbours": peers.map((peer) => peer?.donations ?? null),
    "where no drive was held": among(
      coverage,
      ({ id }, one) => id === one.id,
      ({ units }) => units,
    ),
    "the table as a file": among(
      table?.rows ?? [],
      ([code], one) => code === one.code,
      (row) => row[2],
    ),
    "the report's annex": among(
      annex,
      ([name], one) => name === one.name,
      (row) => row[1],
    ),
    "a split's weights": among(
      split?.rows ?? [],
      ({ key }, one) => key === one.id,
      ({ lastYear }) => lastYear,
    ),
  };
}

describe("what is told of a province's communes", () => {
  it.each([
    ["one of few: the next smallest with it", [3, 57, 91, 200], [null, null, 91, 200]],
    ["two that leave two, one each", [1, 1, 57, 91], [null, null, null, 91]],
    ["two that leave eight, four each", [4, 4, 57, 91], [null, null, null, 91]],
    ["two that leave three, few together", [1, 2, 57, 91], [null, null, null, 91]],
    ["two of few: the next with them, whose other months tell neither", [2, 4, 57, 91], [null, null, null, 91]],
    ["a five beside a one, which the least that is left would tell", [1, 5, 57, 91], [null, null, null, 91]],
    ["none of few", [5, 57, 91, 200], [5, 57, 91, 200]],
  ])("%s", async (_words, donations, told) => {
    for (const [at, count] of donations.entries()) await held(at, count);
    for (const [way, counts] of Object.entries(await waysOfAsking())) {
      // A commune that had no drive in the year asked for stands in no list of it.
      expect([way, counts]).toEqual([way, told]);
    }
  });

  it("keeps back a neighbour's month where a commune's few of that month would follow", async () => {
    await held(0, 3, { heldOn: "2025-03-01" });
    await held(0, 60, { heldOn: "2025-04-01" });
    await held(1, 57, { heldOn: "2025-03-02" });
    await held(1, 70, { heldOn: "2025-05-02" });
    const months = async (at: number) =>
      (await asking(`year=${year}&unit=${commune(at).code}`)).months.flatMap(({ plannedUnits, received }) =>
        plannedUnits === null ? [] : [received],
      );
    // March of the first, and what its own year less April would tell; March of the second, and its May alike.
    expect(await months(0)).toEqual([null, null]);
    expect(await months(1)).toEqual([null, null]);
  });

  it("keeps back a part of which all but few are, a campaign outside of which few gave, and every version's rate", async () => {
    const { id: campaignEditionId, campaignId } = await addCampaignEdition(owner, {
      year,
      startsOn: "2025-10-01",
      endsOn: "2025-10-31",
      scopeUnitId: "VN",
    });
    const most = await held(0, 57);
    await insert(owner, "drive_campaign", { driveId: most.id, editionId: campaignEditionId });
    await owner.query("UPDATE drive_total SET voluntary = 54, first_time = 3 WHERE drive_id = $1", [most.id]);
    await held(0, 3, { heldOn: "2025-11-01" });
    await held(1, 40);
    const own = await asking(`year=${year}&unit=${commune(0).code}`);
    expect(own.recorded).toMatchObject({ donations: 60, firstTime: null, repeat: null });
    expect(own.campaigns.find(({ id }) => id === campaignId)).toMatchObject({ received: null, keptBack: true });
    await addTarget(owner, {
      unitId: commune(2).id,
      year,
      value: 100,
      decidedOn: "2024-12-20",
      inForceFrom: "2025-01-01",
    });
    await held(2, 3);
    const few = await asking(`year=${year}&unit=${commune(2).code}`);
    expect(few).toMatchObject({
      received: null,
      remaining: null,
      rate: { computed: null },
      versions: [{ rate: null }],
    });
    expect((await unitTargets(member, { unitId: commune(2).id, year: year + 1 }, now))?.projection).toBeNull();
  });
});

describe("what is told of bodies, segments, facilities and plans", () => {
  it("keeps back who gave of a small body, of one of whom all but few gave, and of one the rest would tell", async () => {
    const body = async (people: number, donors: number) => {
      const { id } = await addOrganisation(owner, { unitId: "P01" });
      await insert(owner, "organisation_headcount", {
        organisationId: id,
        year,
        people,
        source: "Báo cáo của đơn vị",
        toldBy: member.accountId,
        toldAt: now.toISOString(),
      });
      const drive = await held(0, donors, { hostOrganisationId: id });
      for (let given = 0; given < donors; given++) await addDonation(owner, { driveId: drive.id });
      return id;
    };
    const [three, tiny, nearly, next, many] = [
      await body(40, 3),
      await body(4, 4),
      await body(12, 10),
      await body(30, 6),
      await body(50, 11),
    ];
    const read = async (actor: StaffActor) => {
      const shares = await bodyShares(actor, { unitId: "P01", year }, now);
      return new Map(shares?.bodies.map((one) => [one.id, one]));
    };
    const told = await read(member);
    for (const id of [three, tiny, nearly])
      expect(told.get(id)).toMatchObject({ fewer: true, donors: null, donations: null, share: null, met: null });
    expect(told.get(tiny)).toMatchObject({ people: null, fewPeople: true });
    expect(told.get(next)).toMatchObject({ donors: 6, share: 20 });
    expect(told.get(many)).toMatchObject({ donors: 11 });
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    expect((await read(office)).get(tiny)).toMatchObject({ people: 4, donors: null });
    const hosts = await drill({ id: "P01", kind: "province" }, "host");
    expect(hosts.rows.flatMap(({ donations }) => donations ?? [])).toEqual([11, 10]);
  });

  it("keeps back a segment or component of few, and the next, in a province too", async () => {
    const drive = await held(0, 57);
    for (const [segment, component, donations] of [
      ["worker", "whole_blood", 20],
      ["armed_forces", "platelets", 3],
    ] as const)
      await insert(owner, "drive_breakdown", {
        driveId: drive.id,
        kind: "voluntary",
        firstTime: false,
        volumeMl: 350,
        segment,
        component,
        donations,
      });
    for (const scope of [
      { id: "P01", kind: "province" },
      { id: commune(0).id, kind: "commune" },
    ] as const) {
      expect((await drill(scope, "segment")).rows.map(({ donations }) => donations)).toEqual([57, null, null]);
      expect((await drill(scope, "component")).rows.map(({ donations }) => donations)).toEqual([null, null]);
    }
    const table = await publicProgressTable({ year, unitCode: "01" }, { table: "breakdown", locale: "vi", page: "/" });
    const cells = table?.rows.filter(([by]) => by === "Nhóm người hiến").map(([, , count, share]) => [count, share]);
    expect(cells).toEqual([
      [57, expect.any(Number)],
      ["không nêu", null],
      ["dưới 5", null],
    ]);
  });

  it("keeps back a facility of few with the next, and tells no day of it as too much", async () => {
    const facility = (dailyCapacity: number) => addFacility(owner, { unitId: "P01", dailyCapacity });
    const [small, large] = [await facility(2), await facility(20)];
    await held(0, 3, { facilityId: small.id });
    await held(1, 57, { facilityId: large.id });
    await held(2, 91, { facilityId: (await facility(500)).id });
    const rows = (await drill({ id: "P01", kind: "province" }, "facility")).rows;
    expect(rows.map(({ donations }) => donations)).toEqual([91, null, null]);
    const asked = { scope: { id: "P01", kind: "province" as const }, from: `${year}-01-01`, to: `${year}-12-31` };
    expect((await publicCrowdedDays(asked, now)).map(({ facilityId }) => facilityId)).toEqual([large.id]);
  });

  it("keeps back few units of a plan's commune, and with them the plan's sum", async () => {
    for (const [at, count] of [3, 57, 91].entries()) await held(at, count, { heldOn: "2026-11-02" });
    await savedPlan([0, 1, 2]);
    const [plan] = await pushPlans(member, "P01", now);
    expect(plan?.parts.map(({ received }) => received).sort()).toEqual([91, null, null]);
    expect(plan?.received).toBeNull();
  });

  it("tells of a push plan no sum of one commune's few, nor what its province's list of the same days keeps back", async () => {
    const told = async (ofPlan: readonly number[]) => {
      await owner.query("TRUNCATE push_plan, push_plan_part");
      await savedPlan(ofPlan);
      const [plan] = await pushPlans(member, "P01", now);
      const of = (at: number) => plan?.parts.find(({ communeId }) => communeId === commune(at).id)?.received;
      return [...ofPlan.map(of), plan?.received];
    };
    await held(0, 3, { heldOn: "2026-11-03" });
    expect(await told([0, 1])).toEqual([null, 0, null]);
    await held(2, 8, { heldOn: "2026-11-04" });
    await held(3, 91, { heldOn: "2026-11-05" });
    // The list of the province keeps back 3 and, beside it, 8: the plan has only the one of them.
    expect(await told([2, 3])).toEqual([null, 91, null]);
    expect(await told([1, 3])).toEqual([0, 91, 91]);
  });

  it("tells of a push plan what reports make of its whole months, but nothing that they change by few", async () => {
    await held(0, 20, { heldOn: "2026-11-03" });
    await held(1, 60, { heldOn: "2026-11-03" });
    const november = { startsOn: "2026-11-01", endsOn: "2026-11-30" };
    await addOfficialReport(owner, { unitId: commune(0).id, ...november, received: 50 });
    await savedPlan([0, 1]);
    const plan = async () => (await pushPlans(member, "P01", now))[0];
    expect(await plan()).toMatchObject({ received: 110 });
    await addOfficialReport(owner, { unitId: commune(1).id, ...november, received: 62 });
    const after = await plan();
    expect(after?.parts.map(({ received }) => received).sort()).toEqual([50, null]);
    expect(after?.received).toBeNull();
  });

  it("tells of a commune on the watch list no sum of months in which few gave", async () => {
    await addTarget(owner, { unitId: commune(0).id, year: 2026, value: 1_200 });
    await held(0, 20, { heldOn: "2026-08-01" });
    await held(0, 3, { heldOn: "2026-09-01" });
    await held(0, 10, { heldOn: "2026-10-01" });
    const [unit] = await publicPacedUnits({ provinceId: "P01" }, now);
    if (!unit) throw new Error("no such commune");
    const rule = { belowPercent: 80, inMonths: 1, ofMonths: 3, windowMonths: 3 };
    expect(watchedUnit(unit, rule, { rules: [], kept: new Set() })).toMatchObject({ few: true, missing: null });
  });

  it("tells of a commune on the watch list no sum that would tell a neighbour's few", async () => {
    for (const at of [0, 1, 2]) await addTarget(owner, { unitId: commune(at).id, year: 2026, value: 1_200 });
    await held(0, 3, { heldOn: "2026-09-01" });
    await held(1, 20, { heldOn: "2026-09-02" });
    await held(2, 60, { heldOn: "2026-10-01" });
    await held(2, 90, { heldOn: "2026-09-02" });
    const units = await publicPacedUnits({ provinceId: "P01" }, now);
    const rule = { ...listRule, belowPercent: 80, inMonths: 1, ofMonths: 1, windowMonths: 2 };
    const spans = judgedSpans(units, rule);
    expect(spans).toEqual([{ from: "2026-09-01", to: "2026-10-31" }]);
    const kept = await watchKeptBack({ provinceId: "P01", spans });
    const listed = watchedAmong(units, { rules: [rule], today, kept });
    const of = (at: number) => listed.find(({ id }) => id === commune(at).id);
    expect(of(0)).toMatchObject({ few: true, missing: null });
    expect(of(1)).toMatchObject({ few: true, missing: null });
    expect(of(2)).toMatchObject({ few: false, missing: expect.any(Number) });
    // Who lacks most would stand first: of those kept back the order tells nothing.
    const byName = [commune(0), commune(1)].sort((a, b) => compareVietnamese(a.name, b.name));
    expect(listed.map(({ id }) => id)).toEqual([commune(2).id, ...byName.map(({ id }) => id)]);
  });

  it("asks no commune for about as many drives' units as its few donors gave", async () => {
    await held(0, 3, { heldOn: "2026-09-01" });
    await held(1, 20, { heldOn: "2026-09-02" });
    await held(2, 90, { heldOn: "2026-09-02" });
    const facts = await publicPushFacts({ provinceId: "P01", from: "2026-12-01", to: "2027-01-31" }, now);
    const usual = facts.candidates.filter(({ drives }) => drives > 0).map(({ unitsPerDrive }) => unitsPerDrive);
    expect(usual.sort((a, b) => a - b)).toEqual([113 / 3, 113 / 3, 90]);
  });
});

describe("what a commune tells beside what its province's list tells of it", () => {
  const told = async (at: number) => (await asking(`year=${year}&unit=${commune(at).code}`)).received;
  const byProvince = async () =>
    (await asking(`year=${year}&unit=01`)).children.map(({ received }) => received).sort((a, b) => (a ?? 0) - (b ?? 0));

  it("keeps back its own count where a ministry's drives brought few there, and who would tell them", async () => {
    const ministry = { creditedUnitId: await aMinistry() };
    await held(0, 20);
    await held(0, 3, ministry);
    await held(1, 57);
    await held(1, 30, ministry);
    await held(2, 91);
    await held(2, 60, ministry);
    expect(await byProvince()).toEqual([20, 57, 91]);
    expect([await told(0), await told(1), await told(2)]).toEqual([null, null, 151]);
    const drilled = await drill({ id: commune(0).id, kind: "commune" }, "facility");
    expect(drilled.sum.donations).toBeNull();
    const coverage = await publicCoverageOf({ provinceId: "P01", months: 6 }, new Date("2026-01-05T05:00:00Z"));
    const units = new Map(coverage.map(({ id, units }) => [id, units]));
    expect([0, 1, 2].map((at) => units.get(commune(at).id))).toEqual([null, null, 151]);
  });

  it("keeps back its months where those of a ministry's drives would tell one of few", async () => {
    const ministry = { creditedUnitId: await aMinistry() };
    for (const [heldOn, own, theirs] of [
      ["2025-03-01", 40, 3],
      ["2025-04-01", 50, 30],
      ["2025-05-01", 45, 0],
    ] as const) {
      await held(0, own, { heldOn });
      if (theirs > 0) await held(0, theirs, { ...ministry, heldOn });
    }
    const { months } = await asking(`year=${year}&unit=${commune(0).code}`);
    const received = months.flatMap(({ plannedUnits, received }) => (plannedUnits === null ? [] : [received]));
    expect(received).toEqual([null, null, 45]);
  });

  it("counts a campaign by its edition, which begins in the year before", async () => {
    const { id: editionId, campaignId } = await addCampaignEdition(owner, {
      year,
      startsOn: "2024-12-10",
      endsOn: "2025-01-31",
      scopeUnitId: "VN",
    });
    for (const [at, count, heldOn] of [
      [0, 3, "2024-12-20"],
      [1, 57, "2025-01-05"],
      [2, 91, "2025-01-06"],
    ] as const)
      await insert(owner, "drive_campaign", { driveId: (await held(at, count, { heldOn })).id, editionId });
    const ofYear = async (at: number) =>
      (await asking(`year=${year}&unit=${commune(at).code}`)).campaigns.find(({ id }) => id === campaignId)?.received;
    const alone = async (at: number) =>
      (await asking(`year=${year}&unit=${commune(at).code}&campaign=${campaignId}`)).received;
    expect([await ofYear(0), await ofYear(1), await ofYear(2)]).toEqual([null, null, 91]);
    expect([await alone(0), await alone(1), await alone(2)]).toEqual([null, null, 91]);
  });
});

async function aMinistry(): Promise<string> {
  return (await owner.query("SELECT id FROM unit WHERE kind = 'ministry' ORDER BY id LIMIT 1")).rows[0].id;
}
