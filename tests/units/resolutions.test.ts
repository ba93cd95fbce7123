import { describe, expect, it } from "vitest";
import { unitHistory } from "@/lib/units/history/queries";
import { unitResolutions } from "@/lib/units/history/resolutions";
import { useDatabase } from "../support/database";
import { staffAt } from "../support/desk";

const { owner } = useDatabase();

describe("what the reference files tell of a unit's changes", () => {
  it("names the resolution by which provinces were joined, of the new one and of those that went into it", async () => {
    const reader = await staffAt(owner, "administrator");
    const [joined] = await unitResolutions(reader, "P08");
    expect(joined).toMatchObject({
      on: "2025-07-01",
      change: "joined",
      resolution: "202/2025/QH15",
      from: ["Tỉnh Hà Giang", "Tỉnh Tuyên Quang"],
      into: "Tỉnh Tuyên Quang",
      intoId: null,
    });
    expect(await unitResolutions(reader, "P02-2025")).toEqual([{ ...joined, intoId: "P08" }]);
  });

  it("names the resolution by which a province became a city", async () => {
    const reader = await staffAt(owner, "administrator");
    expect(await unitResolutions(reader, "P46")).toMatchObject([
      {
        on: "2025-01-01",
        change: "named",
        resolution: "175/2024/QH15",
        from: ["Tỉnh Thừa Thiên Huế"],
        into: "Thành phố Huế",
      },
    ]);
  });

  it("says of a commune that it was formed with the mergers", async () => {
    const reader = await staffAt(owner, "administrator");
    const [formed] = await unitResolutions(reader, "C00004");
    expect(formed).toMatchObject({ on: "2025-07-01", change: "formed", resolution: null, into: "Phường Ba Đình" });
    expect(formed?.sourceVi).toContain("nghị quyết của Ủy ban Thường vụ Quốc hội");
  });

  it("tells nothing of a province that never changed", async () => {
    const reader = await staffAt(owner, "administrator");
    expect(await unitResolutions(reader, "P01")).toEqual([]);
  });
});

describe("the sources of the reference files", () => {
  it("are told in Vietnamese, days as they are written there", async () => {
    const reader = await staffAt(owner, "administrator");
    const history = await unitHistory(reader, "P08");
    for (const { sourceVi } of [...(history?.versions ?? []), ...(history?.populations ?? [])])
      expect(sourceVi).toMatch(/Nghị quyết|Cục Thống kê/);
    const { rows } = await owner.query<{ vi: string | null; en: string }>(
      `SELECT DISTINCT source_vi AS vi, source AS en FROM unit_version WHERE decision_id IS NULL
       UNION SELECT DISTINCT source_vi, source FROM unit_succession WHERE decision_id IS NULL
       UNION SELECT DISTINCT source_vi, source FROM unit_population WHERE decision_id IS NULL AND entered_at IS NULL`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { vi, en } of rows) {
      expect(vi).not.toBeNull();
      expect(vi).not.toMatch(/\d{4}-\d{2}-\d{2}|\bresolution\b|\bDecision\b|\bpopulation\b|\babout\b/i);
      expect(en).not.toMatch(/\d{4}-\d{2}-\d{2}|dân số|Nghị quyết/);
    }
  });
});
