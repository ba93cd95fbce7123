import { expect, it } from "vitest";
import { whyNotDecidedOn, whyNotProposedOn } from "@/lib/awards/rounds/rules";

const today = "2026-11-26";

it.each([
  ["2026-11-26", null],
  ["2026-01-01", null],
  ["2026-11-27", "dated_ahead"],
  ["2025-12-31", "dated_before_year"],
  ["1800-01-01", "dated_before_year"],
])("a proposal of the round of 2026, on 26 November, dated %s: %s", (on, refusal) => {
  expect(whyNotProposedOn(on, { year: 2026 }, today)).toBe(refusal);
});

it.each([
  ["2026-11-20", null],
  ["2026-11-26", null],
  ["2026-11-19", "decided_before_proposal"],
  ["2026-11-27", "dated_ahead"],
])("a decision on a proposal of 20 November dated %s: %s", (on, refusal) => {
  expect(whyNotDecidedOn(on, { proposedOn: "2026-11-20" }, today)).toBe(refusal);
});
