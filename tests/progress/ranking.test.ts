import { describe, expect, test } from "vitest";
import { rankUnits, shareGone } from "@/lib/progress/ranking";
import type { ProgressChild } from "@/lib/progress/schema";

const year = { from: "2026-01-01", to: "2026-12-31" };

function child(name: string, received: number | null, target: number | null, published: number | null = null) {
  const rate = received !== null && target !== null ? Math.round((received / target) * 1000) / 10 : null;
  return {
    unit: { code: name, name },
    received,
    measuredAgainst: target === null ? null : { value: target },
    rate: { computed: rate, published: published === null ? null : { value: published }, impliedPlan: null },
  } as unknown as ProgressChild;
}

describe("the ranking of units", () => {
  test("the best rate comes first, then figures without a rate, then silence by name", () => {
    const ranked = rankUnits(
      [
        child("Vĩnh Long", null, null),
        child("Đà Nẵng", null, null),
        child("Huế", 50, null),
        child("Cà Mau", 90, 100),
        child("Lạng Sơn", 113, 100),
      ],
      year,
      "2026-12-31",
    );
    expect(ranked.map((one) => one.child.unit.name)).toEqual(["Lạng Sơn", "Cà Mau", "Huế", "Đà Nẵng", "Vĩnh Long"]);
    expect(ranked.map((one) => one.rank)).toEqual([1, 2, null, null, null]);
    expect(ranked.map((one) => one.standing)).toEqual(["met", "watch", "no_target", "no_target", "no_target"]);
  });

  test("equal rates share a place", () => {
    const ranked = rankUnits([child("A", 50, 100), child("B", 100, 200), child("C", 10, 100)], year, "2026-12-31");
    expect(ranked.map((one) => one.rank)).toEqual([1, 1, 3]);
  });

  test("a unit is measured against the plan to date while the year runs", () => {
    const [half] = rankUnits([child("A", 50, 100)], year, "2026-06-30");
    expect(half?.standing).toBe("on_plan");
    const [late] = rankUnits([child("A", 50, 100)], year, "2026-12-31");
    expect(late?.standing).toBe("behind");
  });

  test("where only a rate was published it is told as such", () => {
    const [only] = rankUnits([child("Hà Nội", 338298, null, 107)], year, "2026-12-31");
    expect(only).toMatchObject({ rate: 107, rateFrom: "published", standing: "met" });
  });

  test("the share of a period that is gone counts its days, none before and all after", () => {
    expect(shareGone(year, "2025-12-31")).toBe(0);
    expect(shareGone(year, "2026-01-01")).toBeCloseTo(1 / 365);
    expect(shareGone(year, "2027-02-01")).toBe(1);
  });
});
