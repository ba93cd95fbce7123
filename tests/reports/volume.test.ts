import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { whyVolumeImpossible } from "@/lib/reports/volume";
import { figuresOf } from "../support/figures";

const of = { least: 250, most: 450, mostByApheresis: 650 };
const none = figuresOf({ apheresis: 0, volumeMl: 0 });
const why = (received: number, volumeMl: number, apheresis: number | null = 0, recorded = none) =>
  whyVolumeImpossible(figuresOf({ received, volumeMl, apheresis }), recorded, of)?.refusal ?? null;

describe("the volume of a report", () => {
  it.each([
    [300, 100, 0, "volume_impossible"],
    [300, 300 * 250 - 1, 0, "volume_impossible"],
    [300, 300 * 250, 0, null],
    [300, 300 * 450, 0, null],
    [300, 300 * 450 + 1, 0, "volume_impossible"],
    [300, 290 * 450 + 10 * 650, 10, null],
    [300, 290 * 250, 10, null],
    [300, 300 * 500, null, null],
    [300, 100, null, "volume_impossible"],
    [0, 0, 0, null],
    [0, 1, 0, "volume_impossible"],
    [300, 0, 0, null],
  ])("of %i units, %i ml, %s by apheresis: %s", (received, volume, apheresis, refusal) => {
    expect(why(received, volume, apheresis)).toBe(refusal);
  });

  it("that is exactly what was recorded is never doubted, however small the bags", () => {
    const counts = fc.record({ received: fc.nat(500), apheresis: fc.nat(500), volumeMl: fc.nat(500_000) });
    fc.assert(
      fc.property(counts, (held) => {
        const recorded = figuresOf(held);
        expect(whyVolumeImpossible(recorded, recorded, of)).toBeNull();
      }),
    );
  });
});
