import { describe, expect, test } from "vitest";
import { isNearlyFull } from "@/components/bookings/slot-state";

describe("a slot is nearly full", () => {
  test.each([
    { free: 3, capacity: 12, nearly: true },
    { free: 4, capacity: 12, nearly: false },
    { free: 1, capacity: 4, nearly: true },
    { free: 2, capacity: 4, nearly: false },
    { free: 4, capacity: 40, nearly: false },
    { free: 1, capacity: 1, nearly: false },
    { free: 0, capacity: 12, nearly: false },
  ])("with $free of $capacity places left: $nearly", ({ free, capacity, nearly }) => {
    expect(isNearlyFull({ free, capacity })).toBe(nearly);
  });
});
