import { describe, expect, it } from "vitest";
import { type MemberMonths, monthOfLineage } from "@/lib/progress/forecast/lineage";

const none = { official: new Map(), said: new Map() };
const drives = (official: number) => ({ official, reports: 0 });
const report = (official: number) => ({ official, reports: 1 });
const of = (months: object) => new Map(Object.entries(months));

const here: MemberMonths = { ...none, validFrom: "2025-07-01", validTo: null };
const gone: MemberMonths = { ...none, validFrom: "2004-01-01", validTo: "2025-07-01" };

describe("a month of a unit and of those that have gone into it", () => {
  it.each<[string, number | null, string, MemberMonths, MemberMonths[]]>([
    [
      "is the unit's own alone once it is there",
      9,
      "2025-07",
      { ...here, official: of({ "2025-07": drives(9) }) },
      [gone],
    ],
    [
      "before it is that of all its predecessors",
      30,
      "2025-03",
      here,
      [
        { ...gone, official: of({ "2025-03": report(10) }) },
        { ...gone, said: of({ "2025-03": 20 }) },
      ],
    ],
    [
      "is unknown while one of them is",
      null,
      "2025-03",
      here,
      [{ ...gone, official: of({ "2025-03": report(10) }) }, gone],
    ],
    [
      "is what today's unit said of its whole ground, where they did not all report",
      50,
      "2025-03",
      { ...here, said: of({ "2025-03": 50 }) },
      [{ ...gone, official: of({ "2025-03": report(10) }) }, gone],
    ],
    [
      "is what they reported, where they all did",
      10,
      "2025-03",
      { ...here, said: of({ "2025-03": 50 }) },
      [{ ...gone, official: of({ "2025-03": report(10) }) }],
    ],
    [
      "is nought without a drive after a predecessor's first one",
      0,
      "2025-08",
      here,
      [{ ...gone, official: of({ "2025-03": drives(10) }) }],
    ],
    ["is unknown before anybody's first drive", null, "2025-08", here, [gone]],
  ])("%s", (_, units, month, own, predecessors) => {
    expect(monthOfLineage(own, predecessors, month)).toBe(units);
  });
});
