import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officialSum, type ReportedMonth } from "@/lib/reports/official/arithmetic";

const units = ["P01", "P40", "MBQP"];
const months = ["2026-01", "2026-02", "2026-03"];

/** Recorded and, for some, reported figures of every unit's every month. */
const world = fc.array(
  fc.record({ recorded: fc.nat(5000), reported: fc.option(fc.nat(8000)), isFinal: fc.boolean() }),
  { minLength: 9, maxLength: 9 },
);

describe("the official figure", () => {
  it("is the sum of each unit's month by its report, else by what was recorded", () => {
    fc.assert(
      fc.property(world, (cells) => {
        const { recorded, reports } = asSums(cells);
        const byHand = cells.reduce((sum, cell) => sum + (cell.reported ?? cell.recorded), 0);
        expect(officialSum(recorded, reports).official).toBe(byHand);
      }),
    );
  });

  it("differs from the recorded figure by what the reports add, and by nothing without one", () => {
    fc.assert(
      fc.property(world, (cells) => {
        const { recorded, reports } = asSums(cells);
        const sum = officialSum(recorded, reports);
        expect(sum.recorded + sum.difference).toBe(sum.official);
        expect(officialSum(recorded, [])).toEqual({
          official: recorded,
          recorded,
          reported: 0,
          difference: 0,
          reports: 0,
        });
      }),
    );
  });

  it("is the same whether units are added up first or months", () => {
    fc.assert(
      fc.property(world, (cells) => {
        const { recorded, reports, rows } = asSums(cells);
        const parts = units.map((unitId) =>
          officialSum(
            rows.filter((row) => row.unitId === unitId).reduce((sum, row) => sum + row.recorded, 0),
            reports.filter((report) => report.unitId === unitId),
          ),
        );
        expect(parts.reduce((sum, part) => sum + part.official, 0)).toBe(officialSum(recorded, reports).official);
      }),
    );
  });
});

function asSums(cells: { recorded: number; reported: number | null; isFinal: boolean }[]) {
  const rows = cells.map((cell, index) => ({
    ...cell,
    unitId: units[index % 3] as string,
    month: months[Math.floor(index / 3)] as string,
  }));
  const reports: ReportedMonth[] = rows.flatMap(({ unitId, month, recorded, reported, isFinal }) =>
    reported === null ? [] : [{ unitId, month, reported, replaced: recorded, isFinal, isDemo: false }],
  );
  return { rows, reports, recorded: rows.reduce((sum, row) => sum + row.recorded, 0) };
}
