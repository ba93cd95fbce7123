import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { saveReport } from "@/lib/reports/commands";
import { communesSay } from "@/lib/reports/communes/queries";
import { communesTogether } from "@/lib/reports/communes/rules";
import { reportLines, whyNotStated } from "@/lib/reports/figures";
import { periodOf } from "@/lib/reports/periods";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { addAccount, addHeldDrive, addOfficialReport, addReport } from "../support/facts";
import { figuresOf } from "../support/figures";

describe("a province that takes its communes at their word", () => {
  it("adds what they have beyond what was recorded on their ground, and counts no drive twice", () => {
    const { figures, lines } = communesTogether(figuresOf({ received: 500, voluntary: 490 }), [
      {
        stated: figuresOf({ received: 120, outreachProducts: { print: 50 } }),
        recorded: figuresOf({ received: 100, voluntary: 98 }),
      },
      { stated: figuresOf({ received: 30, voluntary: 30 }), recorded: figuresOf({ received: 0 }) },
    ]);
    expect(figures).toMatchObject({ received: 550, voluntary: 520, outreachProducts: { print: 50 } });
    expect(lines.find(({ line }) => line === "received")).toEqual({
      line: "received",
      recorded: 500,
      stated: 150,
      recordedThere: 100,
      together: 550,
    });
  });

  it("keeps the groups as recorded where a commune calls the same people something else", () => {
    const recorded = figuresOf({ received: 50, segments: { student: 50 } });
    const { figures } = communesTogether(recorded, [
      { stated: figuresOf({ received: 50, segments: { worker: 50 } }), recorded },
    ]);
    expect(figures.segments).toEqual({ student: 50 });
    expect(whyNotStated(figures, recorded, "các xã")).toBeNull();
  });

  it("never comes out below what was recorded, nor apart from what its communes added", () => {
    const figures = fc
      .record({ received: fc.nat(500), drives: fc.nat(9), outreachSessions: fc.option(fc.nat(20)) })
      .map(figuresOf);
    fc.assert(
      fc.property(
        fc.array(fc.record({ stated: figures, recorded: figures }), { maxLength: 12 }),
        fc.nat(300),
        (communes, more) => {
          const recorded = figuresOf({
            received: communes.reduce((sum, one) => sum + one.recorded.received, more),
            drives: communes.reduce((sum, one) => sum + (one.recorded.drives ?? 0), 0),
          });
          const together = communesTogether(recorded, communes).figures;
          for (const line of reportLines) expect(together[line] ?? 0).toBeGreaterThanOrEqual(recorded[line] ?? 0);
          expect(whyNotStated(together, recorded, "các xã")).toBeNull();
          const added = communes.reduce(
            (sum, one) => sum + Math.max(0, one.stated.received - one.recorded.received),
            0,
          );
          expect(together.received).toBe(recorded.received + added);
        },
      ),
    );
  });
});

describe("what the communes say", () => {
  const { owner } = useDatabase();
  const now = new Date("2027-05-03T03:00:00Z");
  const month = (startsOn: string) => {
    const period = periodOf("month", startsOn);
    if (period === null) throw new Error("no period");
    return period;
  };
  const march = month("2027-03-01");
  const marchOf = (unitId: string) => ({ unitId, startsOn: march.startsOn, endsOn: march.endsOn });

  beforeEach(() => owner.query("TRUNCATE report, drive CASCADE"));

  const recorded = (communeId: string, donations: number) =>
    addHeldDrive(owner, donations, { provinceId: "P01", communeId, creditedUnitId: "P01", heldOn: "2027-03-10" });
  const twoCommunes = async () => {
    const { rows } = await owner.query(
      "SELECT id FROM unit WHERE parent_id = 'P01' AND kind = 'commune' AND id <> 'C00004' ORDER BY id LIMIT 2",
    );
    return rows.map(({ id }) => id) as [string, string];
  };

  it("is the sum of their approved and sent reports, beside what was recorded there; drafts and superseded ones say nothing", async () => {
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    const [first, second] = await twoCommunes();
    await recorded(first, 20);
    await recorded("C00004", 70);
    await addOfficialReport(owner, { ...marchOf(first), received: 25, explained: { received: "Trạm y tế ghi sổ" } });
    const sender = await addAccount(owner);
    const sent = { status: "submitted", submittedBy: sender.id, submittedAt: now };
    await addReport(owner, { ...marchOf(second), received: 8, ...sent });
    await addReport(owner, { ...marchOf("C00004"), received: 900, status: "draft" });
    const told = await communesSay(office, { unitId: "P01", period: march });
    const { rows } = await owner.query<{ communes: number }>(
      "SELECT count(*)::int AS communes FROM unit WHERE parent_id = 'P01' AND kind = 'commune' AND valid_to IS NULL",
    );
    expect(told).toMatchObject({ told: 2, of: rows[0]?.communes, waiting: 1, elsewhere: ["Trạm y tế ghi sổ"] });
    expect(told?.lines[0]).toEqual({ line: "received", recorded: 90, stated: 33, recordedThere: 20, together: 103 });

    // Taken over, it can be sent as it is.
    const report = { id: newId(), revision: null, unitId: "P01", kind: "month", startsOn: march.startsOn } as const;
    const figures = figuresOf(told?.figures);
    const explained = { received: "Theo báo cáo của 2 xã" };
    expect(
      good(await saveReport(office, { ...report, deed: "send", figures, explained, problems: null }, now)).sent,
    ).toBe(true);
  });

  it("of a half-year is a commune's own report of it, else its months", async () => {
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    const [first, second] = await twoCommunes();
    const half = periodOf("half_year", "2027-01-01");
    if (half === null) throw new Error("no period");
    await addOfficialReport(owner, { ...marchOf(first), received: 5 });
    await addOfficialReport(owner, {
      unitId: first,
      kind: "half_year",
      startsOn: half.startsOn,
      endsOn: half.endsOn,
      received: 60,
    });
    await addOfficialReport(owner, { ...marchOf(second), received: 7 });
    const told = await communesSay(office, { unitId: "P01", period: half });
    expect(told?.lines[0]).toMatchObject({ stated: 67, together: 67 });
  });

  it("is nothing where none has told, and nobody else's to read", async () => {
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    expect(await communesSay(office, { unitId: "P01", period: march })).toBeNull();
    await addOfficialReport(owner, { ...marchOf("C00004"), received: 25 });
    expect(await communesSay(office, { unitId: "P01", period: march })).not.toBeNull();
    for (const actor of [
      await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" }),
      await staffAt(owner, "committee_member", { kind: "nation" }),
    ])
      expect(await communesSay(actor, { unitId: "P01", period: march })).toBeNull();
  });
});
