import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FigureCell, figuresIn, packedFigures } from "@/components/progress/figure-rows";
import { packedSaid, saidIn } from "@/components/progress/packed-said";
import { packed, unpacked } from "@/components/ui/packed";

const words = fc.stringMatching(/^[A-Za-zÀ-ỹ0-9.,%() –·-]{1,20}$/).filter((text) => text.trim() !== "");

describe("rows packed into the data of a page", () => {
  it("come out as they went in, without the empty cells at their ends", () => {
    expect(
      packed([
        ["38", 10080, null, null],
        ["BCA", null],
        ["01", 338298, 107, 0, "°"],
      ]),
    ).toBe("38|10080~BCA~01|338298|107|0|°");
    fc.assert(
      fc.property(fc.array(fc.array(words, { minLength: 1 }), { minLength: 1 }), (rows) => {
        expect(unpacked(packed(rows))).toEqual(rows);
      }),
    );
  });

  it("cannot be broken by what parts them", () => {
    expect(unpacked(packed([["a|b~c", "d"]]))).toEqual([["a b c", "d"]]);
  });

  it("keep each sentence with its sources", () => {
    const said = fc.oneof(
      words,
      fc.tuple(words, fc.nat(40), fc.nat(40)).map((told) => told as readonly [string, ...number[]]),
    );
    fc.assert(
      fc.property(fc.array(said), (lines) => {
        expect(saidIn(packedSaid(lines))).toEqual(lines);
      }),
    );
  });

  it("keep each figure of a table with its sources and notes, and say where there is none", () => {
    const cell: fc.Arbitrary<FigureCell> = fc.oneof(
      fc.constant(null),
      words,
      fc
        .tuple(words, fc.nat(40), fc.constantFrom("demo", "recorded", "rule", "decided"))
        .map((told) => told as FigureCell),
    );
    const row = fc.record({
      key: words,
      name: words,
      cells: fc.array(cell, { minLength: 4, maxLength: 4 }),
      below: fc.option(words),
      isCurrent: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(figuresIn(packedFigures(rows), 4)).toEqual(rows);
      }),
    );
  });
});
