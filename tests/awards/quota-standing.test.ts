import { describe, expect, it } from "vitest";
import { standingBox } from "@/components/awards/quota-standing";
import { type FormState, freshForm } from "@/lib/forms/state";

const unit = (quota: number | null) => ({ unitId: "C1", quota });
const sent = (mine: string, began: string, answer: Partial<FormState>): FormState => ({
  ...freshForm({ ...(mine && { "quota:C1": mine }), ...(began && { "began:quota:C1": began }) }),
  status: "refused",
  turn: 1,
  ...answer,
});
const conflict = { refusal: "quota_changed" };
const saved = { status: "done" } as const;

describe("the box of a unit's places", () => {
  it.each([
    ["fresh, shows what is saved", freshForm(), 5, { start: "5", began: "5", theirs: null }],
    ["not touched, follows the other's number", sent("", "", conflict), 5, { start: "5", began: "5", theirs: "taken" }],
    ["touched, stays beside the other's", sent("4", "", conflict), 5, { start: "4", began: "5", theirs: "beside" }],
    [
      "emptied, stays empty beside the other's",
      sent("", "3", conflict),
      5,
      { start: "", began: "5", theirs: "beside" },
    ],
    ["mended elsewhere, keeps what it began with", sent("x", "3", {}), 5, { start: "x", began: "3", theirs: null }],
    ["saved, begins anew", sent("1.200", "3", saved), 1200, { start: "1200", began: "1200", theirs: null }],
    ["saved, takes over another's", sent("", "", saved), 5, { start: "5", began: "5", theirs: "taken" }],
  ])("%s", (_, state, quota, stands) => expect(standingBox(state, unit(quota))).toEqual(stands));
});
