import { beforeAll, describe, expect, it, vi } from "vitest";
import * as outreachRoute from "@/app/api/v1/outreach/route";
import * as progressRoute from "@/app/api/v1/progress/route";
import type { StaffActor } from "@/lib/auth/actor";
import { letterText } from "@/lib/documents/letters/jobs";
import { type ProgressTable, progressTables } from "@/lib/documents/progress/names";
import { publicProgressTable } from "@/lib/documents/progress/queries";
import { composeReport } from "@/lib/documents/report/compose";
import { publicReportFacts } from "@/lib/documents/report/queries";
import { progressWidget } from "@/lib/documents/widget";
import { documentWords } from "@/lib/documents/words";
import { progressAnswer } from "@/lib/progress/answer";
import { communeContacts } from "@/lib/progress/coverage/contacts";
import { publicCoverageOf } from "@/lib/progress/coverage/queries";
import { publicPeers } from "@/lib/progress/drill/peers";
import { publicDrill } from "@/lib/progress/drill/queries";
import { drillParts } from "@/lib/progress/drill/rules";
import { publicProgress } from "@/lib/progress/queries";
import { spanOf } from "@/lib/progress/span";
import { unitTargets } from "@/lib/targets/queries";
import { splitView } from "@/lib/targets/split/queries";
import { yearOfUnits } from "@/lib/targets/split/whole";
import { useDatabase } from "../support/database";
import { staffAt } from "../support/desk";
import { addHeldDrive, addOrganisation, addOutreach, addTarget, insert } from "../support/facts";

// What a test has just written is to be seen: every answer is asked for anew.
vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

/**
 * Three people gave in one commune in 2025. Nobody who reads totals may find them: by page, drill-down, table, report,
 * letter, frame or open data. Their number is one that stands nowhere else.
 */
const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const today = "2026-11-26";
const year = 2025;
const few = { id: "C00004", code: "00004" };
let member: StaffActor;

beforeAll(async () => {
  await owner.query("TRUNCATE drive, organisation, outreach_activity CASCADE");
  const { rows } = await owner.query(
    "SELECT id FROM unit WHERE parent_id = 'P01' AND kind = 'commune' AND id <> $1 ORDER BY id LIMIT 2",
    [few.id],
  );
  const host = await addOrganisation(owner, { unitId: "P01", kind: "commune", name: "Uỷ ban Thử" });
  const held = async (communeId: string, donations: number) => {
    const place = { provinceId: "P01", communeId, creditedUnitId: "P01", hostOrganisationId: host.id };
    const told = { heldOn: "2025-10-12", contactPhone: "+84912345678" };
    const drive = await addHeldDrive(owner, donations, { ...place, ...told });
    const cell = { kind: "voluntary", firstTime: false, component: "whole_blood", volumeMl: 350, segment: "student" };
    await insert(owner, "drive_breakdown", { driveId: drive.id, ...cell, donations });
  };
  await held(few.id, 3);
  await held(rows[0].id, 57);
  await held(rows[1].id, 91);
  await addTarget(owner, { unitId: few.id, year, value: 4_000 });
  await addOutreach(owner, { unitId: few.id, heldOn: "2025-10-01", peopleReached: 3 });
  member = await staffAt(owner, "committee_member", { kind: "nation" });
});

const asking = async (route: typeof progressRoute | typeof outreachRoute, query: string) =>
  (await route.GET(new Request(`http://localhost/x?${query}`), { params: Promise.resolve({}) })).json();

/** Every number in an answer under the names that count people or donations. */
function counts(answer: unknown): number[] {
  if (Array.isArray(answer)) return answer.flatMap(counts);
  if (answer === null || typeof answer !== "object") return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    if (/^(drives|version|month|year|daysLeft|of|known|reports|sessions)$/.test(name)) return [];
    return typeof value === "number" ? [value] : counts(value);
  });
}

describe("three people of a commune stand in no count", () => {
  it("of the open data: of the commune, of its province, unit by unit, of outreach", async () => {
    const own = await asking(progressRoute, `year=${year}&unit=${few.code}`);
    expect(own).toMatchObject({ received: null, recorded: null, fewerThan: 5, brief: { received: null } });
    expect(counts(own)).not.toContain(3);
    expect(own.rate.computed).toBeNull();
    const province = await asking(progressRoute, `year=${year}&unit=01&view=now`);
    const child = province.children.find((one: { unit: { code: string } }) => one.unit.code === few.code);
    expect(child).toMatchObject({ received: null, recorded: null, fewerThan: 5, rate: { computed: null } });
    const byUnit = province.byUnits.units.find((one: { unit: { code: string } }) => one.unit.code === few.code);
    expect(byUnit).toMatchObject({ donations: null, volumeMl: null, drives: 1 });
    expect(await asking(outreachRoute, `year=${year}&unit=${few.code}`)).toMatchObject({ people: null, fewerThan: 5 });
  });

  it("of a drill-down by anything, of its neighbours, of where no drive was held", async () => {
    const span = spanOf({ year: `${year}` }, today);
    for (const by of drillParts) {
      const within = await publicDrill({ scope: { id: few.id, kind: "commune" }, by, span, campaignId: null, today });
      expect(
        within.rows.flatMap(({ donations, wholeBlood }) => [donations, wholeBlood]),
        by,
      ).not.toContain(3);
    }
    const province = await publicDrill({
      scope: { id: "P01", kind: "province" },
      by: "unit",
      span,
      campaignId: null,
      today,
    });
    const told = province.rows.map(({ donations }) => donations);
    // The whole less the others would tell it: the next smallest is kept back with it.
    expect(told.filter((one) => one === null)).toHaveLength(2);
    const peers = await publicPeers({ scope: { id: few.id, kind: "commune" }, span, today });
    expect(peers[0]).toMatchObject({ code: few.code, donations: null });
    const nextYear = await publicPeers({
      scope: { id: few.id, kind: "commune" },
      span: spanOf({ year: "2026" }, today),
      today,
    });
    expect(nextYear[0]).toMatchObject({ before: null });
    const coverage = await publicCoverageOf({ provinceId: "P01", months: 6 }, new Date("2026-01-05T05:00:00Z"));
    expect(coverage.find(({ id }) => id === few.id)).toMatchObject({ units: null });
  });

  it("of targets: neither what a split is weighed by nor what next year may bring", async () => {
    const split = await splitView(member, { unitId: "P01", of: yearOfUnits(year + 1) }, now);
    expect(split?.rows.find(({ key }) => key === few.id)).toMatchObject({ lastYear: null, fewer: true });
    expect(split?.rows.filter(({ fewer }) => fewer)).toHaveLength(2);
    expect((await unitTargets(member, { unitId: few.id, year: year + 1 }, now))?.projection).toBeNull();
  });

  it("of tables as files, of the report's annex, of a frame or a letter", async () => {
    const told = (unitCode: string, table: ProgressTable) =>
      publicProgressTable({ year, unitCode }, { table, locale: "vi", page: "/" });
    for (const table of progressTables) {
      const own = await told(few.code, table);
      expect(own === null, table).toBe(table === "breakdown" || table === "editions");
      expect(own?.rows.flat() ?? [], table).not.toContain(3);
    }
    const row = (await told("01", "units"))?.rows.find(([code]) => code === few.code);
    expect(row).toContain("dưới 5");
    expect(row).not.toContain(3);
    const facts = await publicReportFacts({ unitCode: "01", year, period: "year" }, now);
    if (!facts.ok) throw new Error(facts.refusal);
    const places = composeReport(facts.value, "vi").annexes[0]?.table.table.rows ?? [];
    expect(places.find(([name]) => name === "Ba Đình")).toContain("dưới 5");
    const progress = await publicProgress({ year, unitCode: few.code }, now);
    if (progress === null) throw new Error("no such commune");
    const answer = progressAnswer(progress);
    expect(progressWidget(answer, "vi", "/")).not.toMatch(/>3</);
    const { body } = letterText(documentWords("vi"), answer, { id: "x", unitCode: few.code });
    expect(body).not.toMatch(/\b3\b/);
  });
});

describe("whoever reads totals alone", () => {
  it("is told no telephone and no host of a commune's drives", async () => {
    expect((await communeContacts(member, "P01")).size).toBe(0);
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    expect((await communeContacts(office, "P01")).get(few.id)).toMatchObject({ phone: "+84912345678" });
    const elsewhere = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    expect((await communeContacts(elsewhere, "P01")).size).toBe(0);
  });
});
