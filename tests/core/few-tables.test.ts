import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOfFew, keptBack } from "@/lib/core/few";
import { keptBackOfTable } from "@/lib/core/few-tables";
import { followsFrom } from "../support/equations";

/** Counts of places (rows) by months (columns). */
const tables = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
  fc.array(
    fc.array(fc.oneof({ weight: 4, arbitrary: fc.nat(90) }, { weight: 1, arbitrary: fc.nat(4) }), {
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: rows, maxLength: rows },
  ),
);

describe("what is kept back of places by months", () => {
  it("keeps back the least that leaves a month of few not to be worked out from the year and its other months", () => {
    const table = [
      [3, 60, 0],
      [57, 70, 40],
      [90, 95, 99],
    ];
    expect(keptBackOfTable(table)).toEqual({
      cells: [
        [true, true, false],
        [true, true, false],
        [false, false, false],
      ],
      sums: [false, false, false],
    });
  });

  it("keeps back the year, too, where few are all there were in it, and the month with it", () => {
    const table = [
      [3, 0],
      [57, 70],
      [90, 95],
    ];
    const { cells, sums } = keptBackOfTable(table);
    expect(sums).toEqual([true, true, false]);
    expect(cells).toEqual([
      [true, false],
      [true, false],
      [false, false],
    ]);
  });

  it("keeps back of each month, and of the sums, what a list of it alone keeps back, and never a nought", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { cells, sums } = keptBackOfTable(table);
        const lists = [...(table[0] ?? []).keys()].map((column) => ({
          counts: table.map((row) => row[column] ?? 0),
          kept: cells.map((row) => row[column] ?? false),
        }));
        lists.push({ counts: table.map((row) => row.reduce((sum, count) => sum + count, 0)), kept: [...sums] });
        for (const { counts, kept } of lists) {
          for (const [at, isKept] of keptBack(counts).entries()) if (isKept) expect(kept[at]).toBe(true);
          for (const [at, count] of counts.entries()) if (count === 0) expect(kept[at]).toBe(false);
        }
      }),
    );
  });

  it("lets two of 1 in a row, whose sum would tell both, go with a month of more", () => {
    const table = [
      [1, 1, 50],
      [1, 1, 60],
      [9, 9, 70],
    ];
    const { cells, sums } = keptBackOfTable(table);
    expect(sums).toEqual([false, false, false]);
    expect(cells.map((row) => row[2])).toEqual([true, true, true]);
  });

  it("lets no small count follow from all that is told and all other small ones, unless the sum of all places tells it", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { cells, sums } = keptBackOfTable(table);
        const counts = table.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
        const kept = cells.map((row, at) => [...row, sums[at] === true]);
        for (const [row, own] of counts.entries())
          for (const [column, count] of own.entries()) {
            if (!isOfFew(count)) continue;
            const isThis = (r: number, c: number) => r === row && c === column;
            const among = (of: (r: number, c: number, count: number) => boolean) =>
              counts.map((line, r) => line.map((one, c) => of(r, c, one) && (isThis(r, c) || !isOfFew(one))));
            const follows = followingFrom(among((r, c) => kept[r]?.[c] === true))(row, column);
            // As if nothing but noughts and what is public were told.
            const anyway = followingFrom(among((_r, _c, one) => one > 0))(row, column);
            expect(follows && !anyway).toBe(false);
          }
      }),
      { numRuns: 300 },
    );
  });
});

/**
 * Which unknown cells the known ones fix: each row's months add up to its sum (the last column), and each column to a
 * public one. Solved as equations, not by walks as the rule does it.
 */
function followingFrom(unknown: readonly (readonly boolean[])[]): (row: number, column: number) => boolean {
  const columns = unknown[0]?.length ?? 0;
  const at = new Map<string, number>();
  for (const [row, cells] of unknown.entries())
    for (const [column, isUnknown] of cells.entries()) if (isUnknown) at.set(`${row}/${column}`, at.size);
  const line = (cells: (readonly [row: number, column: number, factor: number])[]) => {
    const factors = new Array<number>(at.size).fill(0);
    for (const [row, column, factor] of cells) {
      const index = at.get(`${row}/${column}`);
      if (index !== undefined) factors[index] = factor;
    }
    return factors;
  };
  const numbers = (length: number) => Array.from({ length }, (_, index) => index);
  const known = [
    ...numbers(unknown.length).map((row) =>
      line(numbers(columns).map((column) => [row, column, column === columns - 1 ? -1 : 1] as const)),
    ),
    ...numbers(columns).map((column) => line(numbers(unknown.length).map((row) => [row, column, 1] as const))),
  ];
  return (row, column) => at.has(`${row}/${column}`) && followsFrom(known, line([[row, column, 1]]));
}
