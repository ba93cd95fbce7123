import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inToldOrder, isOfFew, keptBack } from "@/lib/core/few";

/** Whoever reads what is told may know the whole, which counts are small, and the rule itself. */
describe("what is kept back", () => {
  it.each([
    ["a four beside a count equal to the next, which goes with it", [4, 10, 10, 200], [false, false, false, true]],
    ["a three beside one of two fives", [3, 5, 5, 100], [false, false, false, true]],
    ["a four beside a count one less than the next", [4, 10, 11, 200], [false, false, false, true]],
    ["a four that only the rule would tell", [4, 10, 10, 12, 90], [false, false, false, false, true]],
    ["one beside another that may be anything", [3, 57, 91, 200], [false, false, true, true]],
    ["two that leave eight, four each", [4, 4, 57, 91], [false, false, false, true]],
    ["two that leave six, two and four or three each", [2, 4, 57, 91], [false, false, true, true]],
    ["a place without a donation", [0, 3, 57, 91], [true, false, false, true]],
    ["no small count at all", [5, 5, 6], [true, true, true]],
  ])("%s", (_words, counts, told) => {
    expect(keptBack(counts).map((kept) => !kept)).toEqual(told);
  });

  it("keeps back equal counts alike, wherever they stand in the list", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(14), { minLength: 1, maxLength: 7 }), (counts) => {
        const kept = keptBack(counts);
        for (const [at, count] of counts.entries()) expect(kept[counts.indexOf(count)]).toBe(kept[at]);
      }),
    );
  });

  it.each([
    [3, 24],
    [4, 24],
    [5, 16],
  ])("of %i counts up to %i, leaves each small one at least two values that would be told alike", (length, most) => {
    const alike = new Map<string, Set<number>>();
    for (const counts of ascending(length, most)) {
      const kept = keptBack(counts);
      const told = counts.filter((_, at) => !kept[at]);
      // Where the whole alone is told there is nothing left to keep back.
      if (told.length === counts.length || told.length === 0) continue;
      const left = counts.reduce((sum, count, at) => sum + (kept[at] ? count : 0), 0);
      const small = counts.filter(isOfFew);
      const key = `${told}/${small.length}/${left}`;
      // Which place has which is not told: each may have any of them.
      alike.set(key, new Set([...(alike.get(key) ?? []), ...small]));
    }
    const workedOut = [...alike].filter(([, values]) => values.size < 2).map(([key]) => key);
    expect(workedOut).toEqual([]);
  });

  it.each([
    ["many of one", [...Array<number>(500).fill(1), ...Array<number>(90).fill(5), 40, 60, 80], 591],
    ["many equal ones beside", [4, ...Array<number>(200).fill(10), 11, 11, 12, 500], 203],
    ["one after the other", [4, ...Array.from({ length: 300 }, (_, at) => 10 + at)], 5],
  ])("keeps back no more than it takes: %s", (_words, counts, kept) => {
    expect(keptBack(counts).filter(Boolean)).toHaveLength(kept);
  });

  it("puts rows kept back in the order of their names, before those of nought", () => {
    const rows = [90, 60, null, null, 0].map((count, at) => ({
      count,
      name: ["Dịch Vọng", "Ba Đình", "Đống Đa", "Cầu Giấy", "An"][at] ?? "",
    }));
    const order = inToldOrder(rows, { count: (row) => row.count, name: (row) => row.name });
    expect(order.map(({ name }) => name)).toEqual(["Dịch Vọng", "Ba Đình", "Cầu Giấy", "Đống Đa", "An"]);
  });
});

/** Every list of so many counts, the smaller first. */
function* ascending(length: number, most: number, from = 1): Generator<number[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= most; first++)
    for (const rest of ascending(length - 1, most, first)) yield [first, ...rest];
}
