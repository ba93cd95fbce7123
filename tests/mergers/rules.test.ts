import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChangeFacts,
  isCodeOf,
  newUnitId,
  reviewDueOn,
  shareOut,
  type TakenUnit,
  whyNotCarryOut,
} from "@/lib/mergers/rules";

const today = "2026-11-26";

const commune = (id: string, differing: Partial<TakenUnit> = {}): TakenUnit => ({
  id,
  kind: "commune",
  code: "00001",
  type: "commune",
  name: id,
  fullName: `Xã ${id}`,
  parentId: "P01",
  validFrom: "2025-07-01",
  validTo: null,
  changedOn: "2025-07-01",
  ...differing,
});

const whole: ChangeFacts = {
  kind: "merge",
  status: "draft",
  number: "1/NQ",
  decidedOn: "2026-10-01",
  effectiveOn: "2026-11-01",
  issuer: "HĐND",
  taken: [commune("A"), commune("B")],
  left: [{ position: 1, code: "00009", name: "C", type: "ward", nameEn: null, parentId: null, sharePercent: null }],
  nameBearers: [],
  codeBearers: [],
  reported: null,
};
const [part] = whole.left as [ChangeFacts["left"][number]];
const half = (position: number, code: string, sharePercent: number) => ({
  ...part,
  position,
  code,
  name: code,
  sharePercent,
});

describe("carrying out is refused", () => {
  it("never when all is there", () => {
    expect(whyNotCarryOut(whole, today)).toBeNull();
  });

  it.each<[string, Partial<ChangeFacts>]>([
    ["not_a_draft", { status: "carried_out" }],
    ["too_few_units", { taken: [] }],
    ["too_few_units", { taken: [commune("A")] }],
    ["into_itself", { taken: [commune("A"), commune("A")] }],
    ["into_itself", { kind: "move", taken: [commune("A")], left: [{ ...part, parentId: "P01" }] }],
    ["kinds_differ", { taken: [commune("A"), commune("B", { kind: "province", parentId: "VN" })] }],
    ["provinces_differ", { taken: [commune("A"), commune("B", { parentId: "P04" })] }],
    ["not_for_ministries", { kind: "upgrade", taken: [commune("A", { kind: "ministry", parentId: "VN" })] }],
    ["number_missing", { number: null }],
    ["issuer_missing", { issuer: null }],
    ["decided_on_missing", { decidedOn: null }],
    ["effective_on_missing", { effectiveOn: null }],
    ["effective_before_decided", { effectiveOn: "2026-09-30" }],
    ["too_early", { effectiveOn: "2026-11-27" }],
    ["unit_not_then", { taken: [commune("A"), commune("B", { validFrom: "2026-11-01" })] }],
    ["unit_not_then", { taken: [commune("A"), commune("B", { validTo: "2026-01-01" })] }],
    ["earlier_change", { taken: [commune("A"), commune("B", { validTo: "2026-11-20" })] }],
    ["earlier_change", { taken: [commune("A"), commune("B", { changedOn: "2026-11-01" })] }],
    ["name_missing", { left: [{ ...part, name: null }] }],
    ["type_missing", { left: [{ ...part, type: null }] }],
    ["type_missing", { left: [{ ...part, type: "city" }] }],
    ["code_missing", { left: [{ ...part, code: null }] }],
    ["code_malformed", { left: [{ ...part, code: "9" }] }],
    ["name_taken", { nameBearers: [{ position: 1, fullName: "Xã C" }] }],
    ["code_taken", { codeBearers: [{ position: 1, fullName: "Xã D" }] }],
    ["too_few_parts", { kind: "split", taken: [commune("A")] }],
    [
      "code_twice",
      { kind: "split", taken: [commune("A")], left: [half(1, "00008", 50), { ...half(2, "00008", 50), name: "E" }] },
    ],
    [
      "name_twice",
      {
        kind: "split",
        taken: [commune("A")],
        left: [half(1, "00008", 50), { ...half(2, "00009", 50), name: "00008" }],
      },
    ],
    [
      "shares_not_whole",
      { kind: "split", taken: [commune("A")], left: [half(1, "00008", 50), half(2, "00009", 49.9)] },
    ],
    ["same_as_now", { kind: "rename", taken: [commune("A")], left: [{ ...part, name: "A" }] }],
    ["same_as_now", { kind: "upgrade", taken: [commune("A")], left: [{ ...part, name: "A", type: "commune" }] }],
    ["parent_missing", { kind: "move", taken: [commune("A")], left: [part] }],
    ["reported", { reported: { unit: "Xã A", until: "2026-11-30" } }],
  ])("%s", (refusal, differing) => {
    expect(whyNotCarryOut({ ...whole, ...differing }, today)?.refusal).toBe(refusal);
  });
});

it("knows the state's codes by level", () => {
  expect([isCodeOf("province", "01"), isCodeOf("province", "00004"), isCodeOf("commune", "00004")]).toEqual([
    true,
    false,
    true,
  ]);
  expect([isCodeOf("ministry", "BCA"), isCodeOf("ministry", "01"), isCodeOf("commune", null)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("gives a unit an id of its own, by code and day", () => {
  expect(newUnitId("commune", "00004", "2026-12-01")).toBe("C00004-20261201");
});

it("never sets a day for a task that lies behind", () => {
  expect(reviewDueOn("committee", "2026-11-20", today)).toBe("2026-12-26");
  expect(reviewDueOn("joint_documents", "2026-12-01", today)).toBe("2027-03-01");
});

it("shares a whole out so that the parts add up to it again", () => {
  const shares = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000 }), shares, (whole, weights) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      const percents = weights.map((weight) => Math.round((weight / sum) * 10_000) / 100);
      percents[0] = Math.round(((percents[0] ?? 0) + 100 - percents.reduce((a, b) => a + b, 0)) * 100) / 100;
      const parts = shareOut(whole, percents);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(whole);
      for (const [at, value] of parts.entries())
        expect(Math.abs(value - (whole * (percents[at] ?? 0)) / 100)).toBeLessThan(1.01);
    }),
  );
});
