import { describe, expect, it } from "vitest";
import { beganAs, sharedField } from "@/lib/forms/meanwhile";
import { type FormState, freshForm } from "@/lib/forms/state";

/** A form that began with one value and was sent with another; an empty field does not come back at all. */
const sent = (began: string, mine: string): FormState => ({
  status: "refused",
  errors: {},
  values: Object.fromEntries(
    [
      ["theme", mine],
      [beganAs("theme"), began],
    ].filter(([, value]) => value !== ""),
  ),
  turn: 1,
});

describe("a field that somebody else may have saved meanwhile", () => {
  it("begins with what is saved", () => {
    expect(sharedField(freshForm(), "theme", "A", false)).toEqual({ start: "A", began: "A", theirs: null });
  });

  it.each([
    ["nobody touched it", "A", "A", "A", { start: "A", theirs: null }],
    ["theirs, not mine", "A", "A", "B", { start: "B", theirs: "taken" }],
    ["theirs emptied, not mine", "A", "A", "", { start: "", theirs: "taken" }],
    ["theirs filled, not mine", "", "", "B", { start: "B", theirs: "taken" }],
    ["mine, not theirs", "A", "M", "A", { start: "M", theirs: null }],
    ["mine emptied, not theirs", "A", "", "A", { start: "", theirs: null }],
    ["both, to two values", "A", "M", "B", { start: "M", theirs: "beside" }],
    ["both, to one value", "A", "B", "B", { start: "B", theirs: null }],
  ] as const)("told of a conflict: %s", (_, began, mine, saved, shown) => {
    expect(sharedField(sent(began, mine), "theme", saved, true)).toEqual({ ...shown, began: saved });
  });

  it("goes on from where it began after any other answer, so that a conflict is still told", () => {
    expect(sharedField(sent("A", "A"), "theme", "B", false)).toEqual({ start: "A", began: "A", theirs: null });
    expect(sharedField(sent("A", ""), "theme", "B", false)).toEqual({ start: "", began: "A", theirs: null });
  });
});
