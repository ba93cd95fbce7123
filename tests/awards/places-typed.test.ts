import { describe, expect, it } from "vitest";
import { quotaInput } from "@/lib/awards/rounds/schema";
import { newId } from "@/lib/core/ids";

const form = (typed: Record<string, string>) => ({
  roundId: newId(),
  ruleId: "r",
  units: Object.keys(typed),
  ...Object.fromEntries(Object.entries(typed).map(([unit, text]) => [`quota:${unit}`, text])),
});

describe("places given out as they are typed", () => {
  it.each([
    ["3", 3],
    [" 12 ", 12],
    ["0", 0],
    ["1.200", 1200],
    ["99.999", 99_999],
    ["", null],
  ])("“%s” is %s", (text, quota) => {
    expect(quotaInput.parse(form({ C1: text })).quotas).toEqual([{ unitId: "C1", quota, began: null }]);
  });

  it.each([
    ["ba", "places_malformed"],
    ["-1", "places_malformed"],
    ["1,5", "places_malformed"],
    ["100000", "places_beyond"],
    ["99999999999999999999", "places_malformed"],
  ])("“%s” is refused at its own box: %s", (text, key) => {
    const { error } = quotaInput.safeParse(form({ C1: "3", C2: text, C3: "4" }));
    expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([[["quota:C2"], `awards.error.${key}`]]);
  });

  it("reads what each box began with", () => {
    const sent = { ...form({ C1: "", C2: "3" }), "began:quota:C1": "1200", "began:quota:C2": "x" };
    expect(quotaInput.parse(sent).quotas).toEqual([
      { unitId: "C1", quota: null, began: 1200 },
      { unitId: "C2", quota: 3, began: null },
    ]);
  });

  it("says of every box what is wrong with it, and counts a unit sent twice once", () => {
    const bad = quotaInput.safeParse(form({ C1: "x", C2: "1", C3: "-9" }));
    expect(bad.error?.issues.map(({ path }) => path[0])).toEqual(["quota:C1", "quota:C3"]);
    const twice = { ...form({ C1: "2" }), units: ["C1", "C1"] };
    expect(quotaInput.parse(twice).quotas).toEqual([{ unitId: "C1", quota: 2, began: null }]);
  });
});
