import { beforeEach, describe, expect, it } from "vitest";
import { progressAnswer } from "@/lib/progress/answer";
import { publicPeers } from "@/lib/progress/drill/peers";
import { publicDrill, publicYearTarget } from "@/lib/progress/drill/queries";
import { publicProgress } from "@/lib/progress/queries";
import { publicRegistered } from "@/lib/progress/registered/queries";
import { progressShape } from "@/lib/progress/schema";
import { spanOf } from "@/lib/progress/span";
import { useDatabase } from "../support/database";
import {
  addBooking,
  addDonor,
  addDrive,
  addOfficialReport,
  addSlot,
  addTarget,
  addVisit,
  insert,
} from "../support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const today = "2026-11-26";
const editionId = "tet-le-hoi-xuan-2026";

beforeEach(async () => {
  await owner.query("TRUNCATE drive, venue, organisation, facility, report, donor CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
});

async function held(
  heldOn: string,
  donations: number,
  of: { editionId?: string; provinceId?: string; status?: string } = {},
) {
  const provinceId = of.provinceId ?? "P01";
  const communeId =
    provinceId === "P01"
      ? "C00004"
      : (
          await owner.query("SELECT id FROM unit WHERE parent_id = $1 AND kind = 'commune' ORDER BY id LIMIT 1", [
            provinceId,
          ])
        ).rows[0].id;
  const drive = await addDrive(owner, {
    provinceId,
    communeId,
    heldOn,
    status: of.status ?? "closed",
    ...(of.status === "cancelled" ? { statusReason: "weather" } : {}),
  });
  if (donations > 0)
    await insert(owner, "drive_total", {
      driveId: drive.id,
      donations,
      voluntary: donations,
      volumeMl: donations * 350,
    });
  if (of.editionId) await insert(owner, "drive_campaign", { driveId: drive.id, editionId: of.editionId });
  return drive;
}

const decided = (period: string, value: number, of: object = {}) =>
  addTarget(owner, {
    unitId: "P01",
    year: 2026,
    period,
    value,
    countingBasis: "donations",
    decidedOn: "2025-12-20",
    ...of,
  });

describe("a half-year with a target of its own", () => {
  it("stands beside the year on the unit's progress, by the version in force and by what is official", async () => {
    await decided("year", 1_000);
    await decided("h1", 400, { supersededAt: "2026-03-31T17:00:00Z" });
    await decided("h1", 500, { version: 2, inForceFrom: "2026-04-01" });
    await held("2026-02-10", 40);
    await held("2026-07-10", 60);
    await addOfficialReport(owner, { unitId: "P01", startsOn: "2026-03-01", endsOn: "2026-03-31", received: 410 });
    const told = progressShape.parse(await publicProgress({ year: 2026, unitCode: "01" }, now));
    expect(told).toMatchObject({ received: 510, measuredAgainst: { value: 1_000 } });
    expect(told.halves).toMatchObject([
      { period: "h1", received: 450, basis: "reported", target: { value: 500, version: 2 }, rate: 90, remaining: 50 },
    ]);
    const then = await publicProgress({ year: 2026, unitCode: "01", asOf: "2026-02-20" }, now);
    expect(then?.halves).toMatchObject([{ received: 40, target: { value: 400, version: 1 }, rate: 10 }]);
    expect((await publicProgress({ year: 2026 }, now))?.halves).toEqual([]);
  });

  it("is what a drill-down into that half is held against, the year's target being no less there", async () => {
    await decided("year", 1_000);
    await decided("h1", 300);
    await held("2026-02-10", 40);
    const scope = { id: "P01", kind: "province" } as const;
    const row = async (span: string) => {
      const asked = { scope: { id: "VN", kind: "nation" } as const, by: "unit" as const, campaignId: null, today };
      const drill = await publicDrill({ ...asked, span: spanOf({ span }, today) });
      return drill.rows.find(({ code }) => code === "01");
    };
    expect(await row("h1")).toMatchObject({ target: 1_000, half: 300 });
    expect(await row("h2")).toMatchObject({ target: 1_000, half: null });
    expect(await row("year")).toMatchObject({ target: 1_000, half: null });
    const peers = await publicPeers({ scope, span: spanOf({ span: "h1" }, today), today });
    expect(peers.find(({ code }) => code === "01")).toMatchObject({ target: 1_000, half: 300 });
    expect(await publicYearTarget(scope, { year: 2026, half: "h1" }, today)).toMatchObject({
      target: 1_000,
      half: 300,
    });
    expect(await publicYearTarget(scope, { year: 2026 }, today)).toMatchObject({ target: 1_000, half: null });
  });

  it("tells of a commune's half no more than of its months", async () => {
    await decided("h1", 50, { unitId: "C00004" });
    await held("2026-02-10", 3);
    await held("2026-03-10", 20);
    const progress = await publicProgress({ year: 2026, unitCode: "00004" }, now);
    if (!progress) throw new Error("the commune is not there");
    expect(progress.halves[0]?.received).toBe(23);
    expect(progressAnswer(progress).halves[0]).toMatchObject({ received: null, rate: null, target: { value: 50 } });
  });
});

describe("those who registered for a campaign", () => {
  const asked = { campaignId: "tet-le-hoi-xuan", year: 2026, creditedTo: ["P01"], through: today };
  const at = (driveId: string, donorId: string, status = "booked", bookedAt = "2026-01-10T03:00:00Z") =>
    addSlot(owner, { driveId }).then(({ id }) => addBooking(owner, { slotId: id, driveId, donorId, status, bookedAt }));

  it("count once a drive whatever became of it, and who cancelled once in all", async () => {
    const first = await held("2026-02-10", 2, { editionId });
    const second = await held("2026-02-20", 1, { editionId });
    const [came, stayed, moved, left, walked] = await Promise.all(Array.from({ length: 5 }, () => addDonor(owner)));
    if (!came || !stayed || !moved || !left || !walked) throw new Error("five donors were made");
    await at(first.id, came.id, "arrived");
    await addVisit(owner, { driveId: first.id, donorId: came.id, status: "donated" });
    await at(first.id, stayed.id, "no_show");
    await at(first.id, moved.id, "cancelled");
    await at(second.id, moved.id, "arrived");
    await at(first.id, left.id, "cancelled");
    await at(second.id, left.id, "cancelled");
    await addVisit(owner, { driveId: second.id, donorId: walked.id, status: "deferred" });
    // came, stayed, moved (once), left (once), walked
    expect(await publicRegistered(asked)).toEqual({ registered: 5, containsDemo: false });
    await addVisit(owner, { driveId: second.id, donorId: came.id, status: "deferred" });
    expect((await publicRegistered(asked)).registered).toBe(6);
  });

  it("are of the campaign's drives that count, of the unit, up to the day", async () => {
    const inIt = await held("2026-02-10", 2, { editionId });
    const calledOff = await held("2026-02-11", 0, { editionId, status: "cancelled" });
    const outside = await held("2026-02-12", 2);
    const elsewhere = await held("2026-02-13", 2, { editionId, provinceId: "P40" });
    const donor = await addDonor(owner);
    await at(inIt.id, donor.id, "arrived");
    for (const { id } of [calledOff, outside, elsewhere]) await at(id, (await addDonor(owner)).id, "arrived");
    expect((await publicRegistered(asked)).registered).toBe(1);
    expect((await publicRegistered({ ...asked, creditedTo: null })).registered).toBe(2);
    expect((await publicRegistered({ ...asked, through: "2026-01-09" })).registered).toBe(0);
    expect((await publicRegistered({ ...asked, through: "2026-01-10" })).registered).toBe(1);
  });

  it("stand beside the received with both targets of the pair, of a commune never", async () => {
    const drive = await held("2026-02-10", 2, { editionId });
    for (const status of ["arrived", "arrived", "no_show"]) await at(drive.id, (await addDonor(owner)).id, status);
    const question = { year: 2026, unitCode: "01", campaignId: "tet-le-hoi-xuan" };
    expect((await publicProgress(question, now))?.registration).toBeNull();
    const pair = { campaignEditionId: editionId };
    await decided("campaign", 4, pair);
    await decided("campaign", 6, { ...pair, metric: "registered", countingBasis: "people" });
    const told = progressShape.parse(await publicProgress(question, now));
    expect(told).toMatchObject({
      received: 2,
      rate: { computed: 50 },
      registration: { registered: 3, rate: 50, target: { value: 6, metric: "registered" } },
      halves: [],
    });
    expect(progressAnswer(told).registration).toMatchObject({ registered: 3 });
    // A board asks every few seconds: it reads the edition's bookings anew once a minute, donations each time.
    await at(drive.id, (await addDonor(owner)).id, "arrived");
    await held("2026-02-11", 1, { editionId });
    expect(await publicProgress(question, now)).toMatchObject({ received: 3, registration: { registered: 3 } });
    await decided("campaign", 6, { ...pair, unitId: "C00004", metric: "registered", countingBasis: "people" });
    expect((await publicProgress({ ...question, unitCode: "00004" }, now))?.registration).toBeNull();
  });
});
