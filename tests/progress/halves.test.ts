import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueIn } from "@/lib/progress/drill/rules";
import { halvesWithTargets } from "@/lib/progress/halves";
import { registeredTargets, registrationAgainst } from "@/lib/progress/registered/rules";
import type { Progress, Target } from "@/lib/progress/schema";
import { spanOf } from "@/lib/progress/span";
import type { ToldFigure } from "@/lib/progress/told";

const target = (of: Partial<Target> = {}): Target => ({
  metric: "units",
  period: "h1",
  value: 600,
  qualifier: "exact",
  countedIn: "donations",
  campaignId: null,
  decidedOn: "2025-12-20",
  decisionNumber: "12/QĐ-BCĐ",
  version: 1,
  inForceFrom: "2025-12-20",
  isDemo: false,
  note: null,
  sources: [],
  ...of,
});

type Month = Progress["months"][number];
const month = (number: number, of: Partial<Month> = {}): Month => ({
  month: `2026-${String(number).padStart(2, "0")}`,
  received: null,
  recorded: null,
  reported: null,
  volumeMl: null,
  plan: null,
  plannedUnits: null,
  containsDemo: false,
  ...of,
});
const year = (of: (number: number) => Partial<Month>) =>
  Array.from({ length: 12 }, (_, index) => month(index + 1, of(index + 1)));
const hundreds = year((number) => (number <= 11 ? { received: 100, recorded: 100, volumeMl: 35_000 } : {}));

const printed = (of: Partial<ToldFigure> = {}): ToldFigure => ({
  about: "VN",
  id: "h1",
  metric: "units_received",
  period: "H1",
  value: 894_000,
  of: null,
  detail: null,
  countedIn: "units",
  qualifier: "nearly",
  status: "provisional",
  asOf: "2026-06-30",
  note: null,
  headline: true,
  campaignId: null,
  sources: [],
  ...of,
});

const halves = (asked: Partial<Parameters<typeof halvesWithTargets>[0]>) =>
  halvesWithTargets({ year: 2026, targets: [], figures: [], months: hundreds, today: "2026-11-26", ...asked });

describe("a half-year against its own target", () => {
  it("is not told without one: neither the year's target nor a campaign's or a share's is the half's", () => {
    const others = [
      target({ period: "year" }),
      target({ period: "campaign", campaignId: "tet" }),
      target({ metric: "pct_voluntary", countedIn: "percent", value: 99 }),
    ];
    expect(halves({ targets: others })).toEqual([]);
  });

  it("adds up the six months of the half, and tells what is missing once it is over", () => {
    const [first, second] = halves({ targets: [target(), target({ period: "h2", value: 1_000 })] });
    expect(first).toMatchObject({
      period: "h1",
      basis: "recorded",
      received: 600,
      rate: 100,
      remaining: 0,
      pace: null,
    });
    // July to November, with December ahead: 149 of 184 days of the half are gone.
    expect(second).toMatchObject({ from: "2026-07-01", to: "2026-12-31", received: 500, rate: 50, remaining: 500 });
    expect(second?.pace).toMatchObject({ daysGone: 149, daysLeft: 35, expectedByNow: 810, difference: -310 });
  });

  it("takes what was printed of the half before its months, against the official target alone", () => {
    const targets = [target({ value: 950_000, countedIn: "units" }), target({ value: 10, isDemo: true })];
    const [half] = halves({ targets, figures: [printed(), printed({ id: "y", period: "year", value: 1_748_935 })] });
    expect(half).toMatchObject({ basis: "published", received: 894_000, rate: 94.1, published: { id: "h1" } });
    expect(half?.target.isDemo).toBe(false);
    expect(halves({ targets: [target({ isDemo: true })], figures: [printed()] })).toEqual([]);
  });

  it("says reported where a month is told by an approved report, and known of nothing where nothing is", () => {
    const months = year((number) => (number === 3 ? { received: 700, recorded: 40, reported: 700 } : {}));
    expect(halves({ targets: [target()], months })[0]).toMatchObject({
      basis: "reported",
      received: 700,
      remaining: 0,
    });
    const [none] = halves({ targets: [target()], months: year(() => ({})) });
    expect(none).toMatchObject({ basis: "none", received: null, rate: null, remaining: null, pace: null });
  });

  it("answers in 250 ml equivalents what was decided in them, where each bag is recorded", () => {
    const [half] = halves({ targets: [target({ countedIn: "units_250ml", value: 840 })] });
    expect(half).toMatchObject({ received: 840, countedIn: "units_250ml", rate: 100 });
  });

  it("holds made-up facts against a made-up target where there is one", () => {
    const months = year(() => ({ received: 10, recorded: 10, containsDemo: true }));
    const targets = [target(), target({ value: 80, isDemo: true })];
    expect(halves({ targets, months })[0]).toMatchObject({ target: { value: 80 }, rate: 75, containsDemo: true });
    expect(halves({ targets })[0]).toMatchObject({ target: { value: 600 } });
  });
});

describe("what a unit should have in a period", () => {
  const span = (word: string) => spanOf({ span: word, year: "2026" }, "2026-09-30");

  it.each([
    ["h1", { target: 3_650, half: 2_000 }, { units: 2_000, target: 2_000, ofHalf: true }],
    ["h1", { target: 3_650, half: null }, { units: 1_810, target: 3_650, ofHalf: false }],
    ["h2", { target: 3_650, half: 1_840 }, { units: 920, target: 1_840, ofHalf: true }],
    ["h2", { target: null, half: 1_840 }, { units: 920, target: 1_840, ofHalf: true }],
    ["h2", { target: null, half: null }, null],
    ["year", { target: 3_650, half: 2_000 }, { units: 2_730, target: 3_650, ofHalf: false }],
    ["q1", { target: 3_650, half: 2_000 }, { units: 900, target: 3_650, ofHalf: false }],
  ])("in %s of %o is %o", (word, targets, due) => {
    const told = dueIn(span(word), targets);
    expect(told && { ...told, units: Math.round(told.units) }).toEqual(due);
  });

  it("never asks for more than the target the period stands on", () => {
    fc.assert(
      fc.property(fc.constantFrom("h1", "h2"), fc.integer({ min: 1, max: 2_000_000 }), (word, half) => {
        expect(dueIn(span(word), { target: null, half })?.units).toBeLessThanOrEqual(half);
      }),
    );
  });
});

describe("those who registered for a campaign", () => {
  const registered = target({
    metric: "registered",
    period: "campaign",
    campaignId: "tet",
    countedIn: "people",
    value: 3_500,
  });

  it("are held against the target of the registered alone, the other half of the pair", () => {
    const all = [
      registered,
      target({ period: "campaign", campaignId: "tet" }),
      { ...registered, campaignId: "summer" },
    ];
    expect(registeredTargets(all, "tet")).toEqual([registered]);
    expect(registrationAgainst({ registered: 2_740, containsDemo: false }, [registered])).toMatchObject({ rate: 78.3 });
    expect(registrationAgainst({ registered: 2_740, containsDemo: false }, [])).toBeNull();
  });

  it("are held against a made-up target where they are made up", () => {
    const targets = [registered, { ...registered, value: 40, isDemo: true }];
    expect(registrationAgainst({ registered: 30, containsDemo: true }, targets)).toMatchObject({ rate: 75 });
    expect(registrationAgainst({ registered: 30, containsDemo: false }, targets)?.target.value).toBe(3_500);
  });
});
