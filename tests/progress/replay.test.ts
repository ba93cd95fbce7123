import { afterEach, describe, expect, it } from "vitest";
import { publicProgress } from "@/lib/progress/queries";
import { useDatabase } from "@/tests/support/database";
import { addDrive, addTarget, insert } from "@/tests/support/facts";
import { addTargetDecision } from "@/tests/support/targets";

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");

afterEach(async () => {
  await owner.query("TRUNCATE drive, venue, organisation, facility CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
});

/** A target of 1,000 decided before the year, and its adjustment to 1,200 from 1 July, decided on 20 June. */
async function adjustedTarget(): Promise<void> {
  const first = await addTargetDecision(owner, { unitId: "VN", decidedOn: "2025-12-20" });
  const second = await addTargetDecision(owner, { unitId: "VN", decidedOn: "2026-06-20" });
  const of = (decision: typeof first) => ({
    unitId: "P04",
    year: 2026,
    countingBasis: "donations",
    decisionId: decision.id,
    decisionNumber: decision.number,
    decidedOn: decision.decidedOn,
  });
  await addTarget(owner, {
    ...of(first),
    value: 1000,
    inForceFrom: "2025-12-20",
    supersededAt: new Date("2026-07-01T00:00:00+07:00"),
  });
  await addTarget(owner, { ...of(second), value: 1200, version: 2, inForceFrom: "2026-07-01", reason: "Nhu cầu tăng" });
}

async function drive(heldOn: string, donations: number, volumeMl = donations * 350): Promise<void> {
  const { id } = await addDrive(owner, {
    provinceId: "P04",
    communeId: "C01273",
    heldOn,
    startsAt: new Date(`${heldOn}T07:00:00+07:00`),
    endsAt: new Date(`${heldOn}T11:00:00+07:00`),
    status: "closed",
    closedAt: new Date(`${heldOn}T11:00:00+07:00`),
  });
  await insert(owner, "drive_total", { driveId: id, donations, volumeMl, voluntary: donations });
}

const on = (asOf?: string) => publicProgress({ year: 2026, unitCode: "04", ...(asOf ? { asOf } : {}) }, now);

describe("a target adjusted in mid-year", () => {
  it("changes rate and pace from its day on, and the earlier rate can still be seen", async () => {
    await adjustedTarget();
    await drive("2026-03-02", 400);
    await drive("2026-09-02", 200);
    expect(await on("2026-06-30")).toMatchObject({
      replayedOf: "2026-06-30",
      received: 400,
      measuredAgainst: { version: 1, value: 1000 },
      rate: { computed: 40 },
      remaining: 600,
      pace: { expectedByNow: 496, daysLeft: 184 },
    });
    expect(await on("2026-07-01")).toMatchObject({
      measuredAgainst: { version: 2, value: 1200 },
      rate: { computed: 33.3 },
      pace: { expectedByNow: 598 },
    });
    const today = await on();
    expect(today).toMatchObject({ replayedOf: null, received: 600, rate: { computed: 50 } });
    expect(today?.versions.map(({ version, value, rate, from, until }) => [version, value, rate, from, until])).toEqual(
      [
        [1, 1000, 60, "2025-12-20", "2026-07-01"],
        [2, 1200, 50, "2026-07-01", null],
      ],
    );
  });

  it("shows no target before one was decided, and takes a day ahead for today", async () => {
    await adjustedTarget();
    await drive("2026-03-02", 400);
    expect(await on("2025-12-19")).toMatchObject({ received: null, target: null });
    expect(await on("2026-12-31")).toMatchObject({ replayedOf: null, received: 400 });
  });

  it("does not know on an earlier day what was printed later", async () => {
    const then = await publicProgress({ year: 2025, asOf: "2025-08-01" }, now);
    expect(then?.publishedTotals).toEqual([]);
    const later = await publicProgress({ year: 2025, asOf: "2025-12-31" }, now);
    expect(later?.received).toBe(1748935);
  });
});

describe("a target in 250 ml equivalents", () => {
  it("is answered in them, by the volume of each bag", async () => {
    await addTarget(owner, { unitId: "P04", year: 2026, value: 1000, countingBasis: "units_250ml" });
    await drive("2026-03-02", 100, 35_000);
    expect(await on()).toMatchObject({ received: 140, countedIn: "units_250ml", rate: { computed: 14 } });
  });
});
