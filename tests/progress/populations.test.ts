import { afterEach, describe, expect, it } from "vitest";
import { publicProgress } from "@/lib/progress/queries";
import { publicScope } from "@/lib/progress/scope/queries";
import { recordPopulation } from "@/lib/units/populations/commands";
import { populationInput } from "@/lib/units/populations/schema";
import { publicUnits } from "@/lib/units/queries";
import { useDatabase } from "@/tests/support/database";
import { good, staffAt } from "@/tests/support/desk";

const { owner } = useDatabase();
const now = new Date("2026-11-22T05:00:00Z");
afterEach(() => owner.query("DELETE FROM unit_population WHERE entered_at IS NOT NULL"));

const standsOn = async (year: number, unitCode?: string) =>
  (await publicProgress({ year, ...(unitCode ? { unitCode } : {}) }, now))?.population;

async function counted(year: string, people: string, differing: object = {}) {
  const fields = { unitId: "P01", year, basis: "census", people, source: "Cục Thống kê Hà Nội", ...differing };
  good(await recordPopulation(await staffAt(owner, "administrator"), populationInput.parse(fields)));
}

describe("the population a year's rates stand on", () => {
  it("is the nation's of that year, of the year before where none is held, of the first before all of them", async () => {
    expect(await standsOn(2023)).toMatchObject({ people: 100_300_000, year: 2023 });
    expect(await standsOn(2024)).toMatchObject({ people: 101_300_000, year: 2024 });
    expect(await standsOn(2025)).toMatchObject({ people: 101_300_000, year: 2024, basis: "nso_average" });
    expect(await standsOn(2021)).toMatchObject({ people: 100_300_000, year: 2023 });
  });

  it("keeps the merger papers for the provinces of 2025", async () => {
    expect(await standsOn(2025, "01")).toMatchObject({ year: 2024, basis: "merger_papers" });
  });

  it("takes a census an office enters from its year on, and leaves the years before as they were", async () => {
    const before = await standsOn(2025, "01");
    await counted("2026", "8.950.000", { asOf: "01/04/2026" });
    expect(await standsOn(2026, "01")).toMatchObject({ people: 8_950_000, year: 2026, basis: "census" });
    expect(await standsOn(2025, "01")).toEqual(before);
    expect((await publicScope("01", now))?.people).toBe(8_950_000);
    const on = async (asOf: string) =>
      (await publicUnits({ kind: "province", asOf }))?.units.find((unit) => unit.code === "01")?.population;
    expect(await on("2026-06-01")).toMatchObject({ people: 8_950_000, basis: "census" });
    expect(await on("2026-03-31")).toMatchObject({ year: 2024 });
  });

  it("takes what was counted otherwise, too, and of one year the later day", async () => {
    await counted("2025", "8.800.001", { asOf: "01/04/2025" });
    await counted("2025", "8.800.002", { basis: "other", asOf: "01/10/2025" });
    expect(await standsOn(2025, "01")).toMatchObject({ people: 8_800_002, basis: "other" });
  });
});
