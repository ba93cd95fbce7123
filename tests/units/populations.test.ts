import { afterEach, describe, expect, it } from "vitest";
import { unitHistory } from "@/lib/units/history/queries";
import { recordPopulation } from "@/lib/units/populations/commands";
import { populationInput } from "@/lib/units/populations/schema";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";

const { owner } = useDatabase();
afterEach(() => owner.query("DELETE FROM unit_population WHERE entered_at IS NOT NULL"));

const asked = (differing: object = {}) =>
  populationInput.parse({
    unitId: "P01",
    year: "2025",
    basis: "census",
    people: "8.900.000",
    source: "Cục Thống kê Hà Nội",
    ...differing,
  });

describe("a population", () => {
  it("out of the files carries the day it was counted for and the paper that states it", async () => {
    const reader = await staffAt(owner, "administrator");
    const merged = (await unitHistory(reader, "P79"))?.populations ?? [];
    expect(merged).toContainEqual(expect.objectContaining({ asOf: "2024-12-31", decision: "202/2025/QH15" }));
    const unchanged = (await unitHistory(reader, "P01"))?.populations ?? [];
    expect(unchanged).toContainEqual(expect.objectContaining({ asOf: "2024-12-31", decision: null }));
  });

  it("that is written down does too", async () => {
    const administrator = await staffAt(owner, "administrator");
    const paper = { asOf: "01/04/2025", decisionNumber: "12/BC-CTK" };
    good(await recordPopulation(administrator, asked(paper)));
    expect((await unitHistory(administrator, "P01"))?.populations).toContainEqual(
      expect.objectContaining({ asOf: "2025-04-01", decision: "12/BC-CTK", people: 8_900_000, entered: true }),
    );
  });

  it("of a day in another year is refused with both", async () => {
    const administrator = await staffAt(owner, "administrator");
    expect(await recordPopulation(administrator, asked({ asOf: "01/04/2024" }))).toMatchObject({
      refusal: "day_of_another_year",
      facts: { day: "2024-04-01", year: "2025" },
    });
  });

  it.each(["31/02/2025", "2025"])("of the day %s is refused at its field", (asOf) => {
    expect(() => asked({ asOf })).toThrow("units.error.day_malformed");
  });
});
