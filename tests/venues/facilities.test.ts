import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { todayInVietnam } from "@/lib/core/time";
import { undoing } from "@/lib/db/statement";
import { publicCrowdedDays } from "@/lib/progress/unevenness/queries";
import { settleFacility } from "@/lib/venues/commands";
import { addFacility, closeFacility, editFacility, reopenFacility } from "@/lib/venues/facilities/commands";
import { facilitiesKept, facilityKept } from "@/lib/venues/facilities/queries";
import { addFacilityInput, editFacilityInput, facilitySearch } from "@/lib/venues/facilities/schema";
import { facilityChoices } from "@/lib/venues/queries";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { addDrive, addProvince, addFacility as someFacility } from "../support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-26T03:00:00Z");
const today = todayInVietnam(now);

/** The office of a province of its own. */
async function office() {
  const { id: unitId } = await addProvince(owner);
  return { unitId, actor: await staffAt(owner, "provincial_office", { kind: "unit", unitId }) };
}
const form = (unitId: string, differing: object = {}) =>
  addFacilityInput.parse({ id: newId(), name: "Trung tâm Máu Thử", kind: "blood_centre", unitId, ...differing });
const audited = async (id: string) =>
  (await owner.query("SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY happened_at, id", [id])).rows.map(
    (r) => r.action,
  );
const settled = (actor: Awaited<ReturnType<typeof office>>["actor"], facilityId: string, keptBy: string | null) =>
  undoing<string, string>((tx) => settleFacility(actor, { facilityId }, "P01", keptBy, tx));

describe("a collecting facility", () => {
  it("is written down with what it takes in a day, once however often the form is sent", async () => {
    const { actor, unitId } = await office();
    const input = form(unitId, { dailyCapacity: "1.200" });
    const both = await Promise.all([addFacility(actor, input), addFacility(actor, input)]);
    expect(both.map(good)).toEqual([{ id: input.id }, { id: input.id }]);
    expect(good(await addFacility(actor, input))).toEqual({ id: input.id });
    expect(await facilityKept(actor, input.id, now)).toMatchObject({
      dailyCapacity: 1200,
      closedOn: null,
      drivesAhead: 0,
    });
    expect(await audited(input.id)).toEqual(["facility.make"]);
    expect(await addFacility(actor, form(unitId, { name: "TRUNG TÂM MÁU THỬ" }))).toMatchObject({
      refusal: "facility_exists",
    });
  });

  it.each(["0", "-5", "nhiều", "1,5"])("refuses a capacity of %s at its field", (dailyCapacity) => {
    expect(addFacilityInput.safeParse({ ...form("P01"), dailyCapacity }).error?.issues[0]?.path).toEqual([
      "dailyCapacity",
    ]);
  });

  it("is the office's of its own unit, and of no other", async () => {
    const [mine, other] = [await office(), await office()];
    const { id } = await someFacility(owner, { unitId: mine.unitId });
    expect((await facilitiesKept(mine.actor, facilitySearch.parse({}), now)).items.map((one) => one.id)).toEqual([id]);
    expect((await facilitiesKept(other.actor, facilitySearch.parse({}), now)).total).toBe(0);
    expect(await facilityKept(other.actor, id, now)).toBeNull();
    const edit = editFacilityInput.parse({ facilityId: id, version: "1", ...form(other.unitId) });
    await expect(editFacility(other.actor, edit)).rejects.toThrow("place.manage");
    await expect(editFacility(mine.actor, edit)).rejects.toThrow("place.manage");
    await expect(closeFacility(other.actor, id, now)).rejects.toThrow("place.manage");
  });

  it("changes what counts as a day too full; a version seen before is refused", async () => {
    const { actor, unitId } = await office();
    const { id } = await someFacility(owner, { unitId, dailyCapacity: null });
    await addDrive(owner, {
      facilityId: id,
      creditedUnitId: unitId,
      provinceId: unitId,
      heldOn: "2026-12-05",
      plannedUnits: 90,
      status: "published",
    });
    const crowded = () =>
      publicCrowdedDays({ scope: { id: unitId, kind: "province" }, from: today, to: "2026-12-31" }, now);
    expect(await crowded()).toEqual([]);
    expect((await facilitiesKept(actor, facilitySearch.parse({ state: "uncounted" }), now)).total).toBe(1);
    const edit = (version: string, dailyCapacity: string) =>
      editFacility(actor, editFacilityInput.parse({ facilityId: id, version, ...form(unitId), dailyCapacity }));
    good(await edit("1", "80"));
    expect(await crowded()).toEqual([expect.objectContaining({ day: "2026-12-05", units: 90, capacity: 80 })]);
    expect(await edit("1", "500")).toMatchObject({ refusal: "facility_changed_meanwhile" });
    good(await edit("2", "500"));
    expect(await crowded()).toEqual([]);
  });

  it("closes only when no drive ahead counts on it, and opens again", async () => {
    const { actor, unitId } = await office();
    const { id } = await someFacility(owner, { unitId });
    const drive = await addDrive(owner, {
      facilityId: id,
      creditedUnitId: unitId,
      provinceId: unitId,
      heldOn: "2026-12-05",
      status: "published",
    });
    expect(await closeFacility(actor, id, now)).toMatchObject({ refusal: "drives_ahead", facts: { count: 1 } });
    await owner.query("UPDATE drive SET status = 'cancelled', status_reason = 'weather' WHERE id = $1", [drive.id]);
    good(await closeFacility(actor, id, now));
    expect(await closeFacility(actor, id, now)).toMatchObject({ refusal: "closed_already" });
    expect(await facilityKept(actor, id, now)).toMatchObject({ closedOn: today });
    const offered = async () => (await facilityChoices(actor, "", 500)).some((one) => one.id === id);
    expect(await offered()).toBe(false);
    expect(await settled(actor, id, null)).toMatchObject({ refusal: "facility_closed" });
    expect(good(await settled(actor, id, drive.id))).toBe(id);
    good(await reopenFacility(actor, id));
    expect(await reopenFacility(actor, id)).toMatchObject({ refusal: "open_already" });
    expect(await offered()).toBe(true);
    expect(await audited(id)).toEqual(["facility.close", "facility.reopen"]);
  });

  it("does not close under a drive that is being planned with it", async () => {
    const { actor, unitId } = await office();
    const { id } = await someFacility(owner, { unitId });
    const closing = await undoing<unknown, string>(async (tx) => {
      await settleFacility(actor, { facilityId: id }, unitId, null, tx);
      const close = closeFacility(actor, id, now);
      // The planner holds the facility: closing waits, and then sees the drive.
      await addDrive(tx as never, {
        facilityId: id,
        creditedUnitId: unitId,
        provinceId: unitId,
        heldOn: "2026-12-05",
        status: "draft",
      });
      return { close };
    });
    expect(await (good(closing) as { close: Promise<unknown> }).close).toMatchObject({ refusal: "drives_ahead" });
  });
});
