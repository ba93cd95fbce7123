import { afterEach, describe, expect, it } from "vitest";
import { todayInVietnam } from "@/lib/core/time";
import { staffTableFile } from "@/lib/documents/tables/queries";
import { publicCreditedElsewhere } from "@/lib/progress/drill/elsewhere";
import { spanOf } from "@/lib/progress/span";
import { useDatabase } from "@/tests/support/database";
import { staffAt } from "@/tests/support/desk";
import { addHeldDrive } from "@/tests/support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");
const today = todayInVietnam(now);
const span = spanOf({ year: "2026" }, today);

afterEach(() => owner.query("TRUNCATE drive, venue, organisation, facility CASCADE"));

const held = (communeId: string, creditedUnitId: string, heldOn = "2026-03-10", donations = 30) =>
  addHeldDrive(owner, donations, { provinceId: "P01", communeId, creditedUnitId, heldOn });

describe("drives on a province's ground that others are credited with", () => {
  it("are told of each commune by the name of who is credited, and of no other", async () => {
    await held("C00004", "MBQP");
    await held("C00004", "MBCA");
    await held("C00004", "P01");
    await held("C00008", "P01");
    await held("C00025", "MBQP", "2025-03-10");
    expect(await publicCreditedElsewhere({ provinceId: "P01", span, campaignId: null, today })).toEqual([
      {
        communeId: "C00004",
        units: [expect.objectContaining({ name: "Bộ Công an" }), expect.objectContaining({ name: "Bộ Quốc phòng" })],
      },
    ]);
    expect(await publicCreditedElsewhere({ provinceId: "P40", span, campaignId: null, today })).toEqual([]);
  });

  it("stand in the file as a mark and a note, without a number of theirs", async () => {
    await held("C00004", "MBQP", "2026-03-10", 173);
    await held("C00008", "P01");
    const table = await staffTableFile(
      await staffAt(owner, "committee_member"),
      { table: "drill", asked: { unit: "01", year: "2026" }, locale: "vi", origin: "" },
      now,
    );
    const at = table?.columns.findIndex(({ head }) => head === "Có buổi ghi cho đơn vị khác") ?? -1;
    const row = table?.rows.find(([code]) => code === "00004");
    expect(row?.[at]).toBe("Bộ Quốc phòng");
    expect(row).toContain(0);
    expect(table?.rows.find(([code]) => code === "00008")?.[at]).toBeNull();
    expect(table?.notes.join(" ")).toContain("1 xã, phường có buổi hiến trên địa bàn ghi cho Bộ Quốc phòng");
    expect(JSON.stringify([table?.rows, table?.notes])).not.toContain("173");
  });
});
