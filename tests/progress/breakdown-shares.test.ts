import { describe, expect, it } from "vitest";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import { keptSlices, withoutKeptShares } from "@/lib/progress/breakdown/rules";
import type { Progress } from "@/lib/progress/schema";

const measure = (computed: number) => ({ computed, published: null, target: null });
const board = (recorded: Partial<NonNullable<Progress["recorded"]>> = {}) => ({
  recorded: {
    donations: 163,
    volumeMl: 0,
    voluntary: 160,
    firstTime: 60,
    repeat: 103,
    atLeast350Ml: 103,
    apheresis: 0,
    drives: 2,
    plannedUnits: 0,
    containsDemo: false,
    ...recorded,
  },
  voluntary: measure(98.2),
  repeat: measure(63.2),
  firstTime: measure(36.8),
  atLeast350Ml: measure(63.2),
});
const slices = (part: BreakdownSlice["part"], counts: Record<string, number>): BreakdownSlice[] =>
  Object.entries(counts).map(([key, donations]) => ({ part, key, donations }));

describe("a share beside the table of its slices", () => {
  it("is kept back where it would tell a count the table keeps back", () => {
    const told = withoutKeptShares(board(), slices("kind", { voluntary: 160, replacement: 3 }));
    expect(told.voluntary.computed).toBeNull();
    expect(told.repeat.computed).toBe(63.2);
  });

  it("is kept back where neither of its sides is few but one side holds what is kept back beside a few", () => {
    const volumes = slices("volume", { 250: 60, 350: 3, 450: 100 });
    expect([...keptSlices(volumes)].map(({ key }) => key)).toEqual(["250", "350"]);
    expect(withoutKeptShares(board(), volumes).atLeast350Ml.computed).toBeNull();
  });

  it("is told where all that is kept back lies on one side", () => {
    const volumes = slices("volume", { 250: 60, 350: 3, 450: 40 });
    expect([...keptSlices(volumes)].map(({ key }) => key)).toEqual(["350", "450"]);
    expect(withoutKeptShares(board(), volumes).atLeast350Ml.computed).toBe(63.2);
    expect(withoutKeptShares(board(), slices("kind", { voluntary: 163 })).voluntary.computed).toBe(98.2);
  });

  it("goes by its own two sides where no table stands beside it, as on a past day", () => {
    expect(withoutKeptShares(board(), []).voluntary.computed).toBeNull();
    expect(withoutKeptShares(board({ voluntary: 163 }), []).voluntary.computed).toBe(98.2);
    expect(withoutKeptShares(board(), []).repeat.computed).toBe(63.2);
  });
});
