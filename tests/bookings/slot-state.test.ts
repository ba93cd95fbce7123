import { describe, expect, test } from "vitest";
import { byHour, isLongDay, isNearlyFull } from "@/components/bookings/slot-state";
import { instantInVietnam } from "@/lib/core/time";

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

/** A drive of ten-minute slots from `from` on, each with three places left unless it has begun. */
function dayOf(count: number, from: string, { begun = 0, full = [] as number[] } = {}) {
  const first = instantInVietnam("2026-03-01", from).getTime();
  return Array.from({ length: count }, (_, at) => ({
    id: `slot-${at}`,
    startsAt: new Date(first + at * 600_000),
    capacity: 10,
    free: at < begun || full.includes(at) ? 0 : 3,
    begun: at < begun,
  }));
}

describe("a long day is shown by its hours", () => {
  test("up to twenty-four slots stand as they are", () => {
    expect(isLongDay(dayOf(24, "07:30"))).toBe(false);
    expect(isLongDay(dayOf(25, "07:30"))).toBe(true);
  });

  test("every slot stands in the hour it begins in, in its order, and hours without a slot are left out", () => {
    const slots = [...dayOf(5, "07:30"), ...dayOf(2, "13:50")];
    expect(byHour(slots).map(({ from, to, slots }) => [from, to, slots.length])).toEqual([
      ["07:00", "08:00", 3],
      ["08:00", "09:00", 2],
      ["13:00", "14:00", 1],
      ["14:00", "15:00", 1],
    ]);
  });

  test("the last hour of a day ends at midnight, which is still that day", () => {
    expect(byHour(dayOf(3, "23:30"))).toMatchObject([{ from: "23:00", to: "24:00" }]);
  });

  test("an hour counts the places left in it and is over when each of its slots has begun", () => {
    const [eight, nine, ten] = byHour(dayOf(18, "08:00", { begun: 8, full: [9, 12, 13, 14, 15, 16, 17] }));
    expect(eight).toMatchObject({ free: 0, begun: true });
    expect(nine).toMatchObject({ free: 9, begun: false });
    expect(ten).toMatchObject({ free: 0, begun: false });
  });
});
