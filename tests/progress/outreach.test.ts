import { afterEach, describe, expect, it } from "vitest";
import { publicOutreach } from "@/lib/progress/outreach/queries";
import { officialLines, outreachSum, productsByChannel, withoutFewReached } from "@/lib/progress/outreach/rules";
import { outreachAnswerShape } from "@/lib/progress/outreach/schema";
import { recordedOf } from "@/lib/reports/recorded";
import { useDatabase } from "@/tests/support/database";
import { addOfficialReport, addOutreach } from "@/tests/support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");
const tell = async (unitCode: string, year = 2026, period: "year" | "h1" = "year") => {
  const told = await publicOutreach({ unitCode, year, period }, now);
  if (told === null) throw new Error(`nobody bore ${unitCode}`);
  return outreachAnswerShape.parse(told);
};

afterEach(() => owner.query("TRUNCATE report, outreach_activity CASCADE"));

describe("a unit's outreach", () => {
  it("is its approved report line by line, and its log where the report leaves a line open or there is none", async () => {
    await addOutreach(owner, { unitId: "P01", heldOn: "2026-02-10", quantity: 3, peopleReached: 200 });
    await addOutreach(owner, {
      unitId: "P01",
      heldOn: "2026-02-11",
      kind: "product",
      channel: "social",
      quantity: 50,
      peopleReached: null,
    });
    await addOutreach(owner, { unitId: "P01", heldOn: "2026-03-10", quantity: 2, peopleReached: 90 });
    const february = { unitId: "P01", startsOn: "2026-02-01", endsOn: "2026-02-28", received: 10 };
    await addOfficialReport(owner, { ...february, outreachSessions: 7, outreachProducts: { print: 400, press: 5 } });
    const told = await tell("01");
    expect(told).toMatchObject({ basis: "reported", reports: 1, sessions: 9, people: 290, mediaProducts: 405 });
    expect(told.byChannel).toEqual([
      { channel: "print", quantity: 400 },
      { channel: "press", quantity: 5 },
    ]);
    expect(told.recorded).toEqual({ sessions: 5, mediaProducts: 50, people: 290 });
    expect(told.months).toEqual([
      { month: "2026-02", basis: "reported", sessions: 7, mediaProducts: 405, people: 200 },
      { month: "2026-03", basis: "recorded", sessions: 2, mediaProducts: null, people: 90 },
    ]);
  });

  it("counts nothing of a report that is not approved, nor of an entry struck out", async () => {
    await addOutreach(owner, {
      unitId: "P01",
      heldOn: "2026-02-10",
      quantity: 3,
      withdrawnAt: now,
      withdrawnBecause: "nhầm",
    });
    expect(await tell("01")).toMatchObject({ basis: "none", sessions: null, mediaProducts: null, people: null });
  });

  it("says that made-up entries are in it, also where a real report stands beside them", async () => {
    await addOutreach(owner, { unitId: "P01", heldOn: "2026-02-10", quantity: 3, isDemo: true });
    const february = { unitId: "P01", startsOn: "2026-02-01", endsOn: "2026-02-28", received: 10, isDemo: false };
    await addOfficialReport(owner, { ...february, outreachSessions: 7 });
    expect(await tell("01")).toMatchObject({ recorded: { sessions: 3 }, containsDemo: true });
  });

  it("of the nation is the sum of its units, each as its own report and log say", async () => {
    await addOutreach(owner, { unitId: "P40", heldOn: "2026-05-10", quantity: 4, peopleReached: 300 });
    const month = { unitId: "P01", startsOn: "2026-05-01", endsOn: "2026-05-31", received: 10 };
    await addOfficialReport(owner, { ...month, outreachSessions: 6, outreachPeople: 1000 });
    const told = await tell("VN");
    expect(told).toMatchObject({ sessions: 10, people: 1300, reports: 1 });
    expect(told.children).toHaveLength(36);
    const of = (code: string) => told.children.find(({ unit }) => unit.code === code);
    expect(of("01")).toMatchObject({ basis: "reported", sessions: 6, people: 1000 });
    expect(of("40")).toMatchObject({ basis: "recorded", sessions: 4, people: 300 });
    expect(of("48")).toMatchObject({ basis: "none", sessions: null });
  });

  it("before a merger is counted with the unit it went into, and by itself in a report of that half", async () => {
    await addOutreach(owner, { unitId: "P77-2025", heldOn: "2025-03-10", quantity: 4, peopleReached: 300 });
    expect(await tell("79", 2025)).toMatchObject({ sessions: 4 });
    expect((await tell("VN", 2025)).sessions).toBe(4);
    expect(await tell("77", 2025, "h1")).toMatchObject({ sessions: 4, asOf: "2025-06-30" });
    expect((await tell("VN", 2025, "h1")).children).toHaveLength(65);
  });

  it("of a province holds what its communes wrote down, also where its report is prefilled", async () => {
    await addOutreach(owner, { unitId: "C00004", heldOn: "2026-02-10", quantity: 2, peopleReached: 80 });
    await addOutreach(owner, { unitId: "P01", heldOn: "2026-02-12", quantity: 1, peopleReached: 20 });
    expect(await tell("01")).toMatchObject({ sessions: 3, people: 100 });
    const february = { startsOn: "2026-02-01", endsOn: "2026-02-28" };
    expect(await recordedOf({ unitId: "P01", ...february })).toMatchObject({
      outreachSessions: 3,
      outreachPeople: 100,
    });
    expect(await recordedOf({ unitId: "C00004", ...february })).toMatchObject({ outreachSessions: 2 });
  });

  it("as printed stands apart with its sources: 3,510 sessions, 450,000 products, 1,080,729 people", async () => {
    const { published, sessions } = await tell("VN", 2025);
    expect(sessions).toBeNull();
    const printed = Object.fromEntries(published.map(({ metric, value }) => [metric, value]));
    expect(printed).toEqual({ outreach_sessions: 3510, media_products: 450_000, people_reached: 1_080_729 });
    for (const { sources } of published) expect(sources.length).toBeGreaterThan(0);
  });

  it("is nothing for a code nobody bore", async () => {
    expect(await publicOutreach({ unitCode: "03", year: 2026, period: "year" }, now)).toBeNull();
  });
});

describe("a commune's outreach", () => {
  it("keeps back that fewer than five were reached, and tells no months", async () => {
    await addOutreach(owner, { unitId: "C00004", heldOn: "2026-02-10", quantity: 1, peopleReached: 3 });
    const told = await tell("00004");
    expect(told).toMatchObject({ sessions: 1, people: null, fewerThan: 5, months: [] });
    expect(told.recorded.people).toBeNull();
    expect(JSON.stringify(told)).not.toMatch(/"people":3/);
  });

  it("of more is told", async () => {
    await addOutreach(owner, { unitId: "C00004", heldOn: "2026-02-10", quantity: 1, peopleReached: 30 });
    expect(await tell("00004")).toMatchObject({ people: 30, fewerThan: null });
  });
});

describe("the sums", () => {
  const lines = (sessions: number | null, people: number | null, products = {}) => ({ sessions, people, products });

  it("say nothing of a line nobody told, which is not zero", () => {
    expect(outreachSum([lines(null, null), lines(null, 4)])).toEqual({
      sessions: null,
      mediaProducts: null,
      people: 4,
    });
    expect(outreachSum([lines(0, null)])).toMatchObject({ sessions: 0 });
    expect(productsByChannel([lines(1, 1, { print: 2 }), lines(1, 1, { print: 3, social: 9 })])).toEqual([
      { channel: "social", quantity: 9 },
      { channel: "print", quantity: 5 },
    ]);
  });

  it("never add a report and a log", () => {
    const month = { unitId: "P01", month: "2026-01", isFinal: true, isDemo: false };
    expect(officialLines({ ...month, logged: lines(5, 50), reported: lines(3, null) })).toEqual(lines(3, 50));
  });

  it.each([
    [0, 0, null],
    [1, null, 5],
    [4, null, 5],
    [5, 5, null],
  ])("of %s people reached in a commune tell %s", (people, told, fewerThan) => {
    expect(withoutFewReached({ sessions: 1, mediaProducts: null, people })).toMatchObject({ people: told, fewerThan });
  });
});
