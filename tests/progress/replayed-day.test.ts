import { describe, expect, it } from "vitest";
import { replayedDay } from "@/lib/progress/replayed-day";

describe("the day a board replays", () => {
  it.each([
    ["", null, null],
    ["2025-06-30", "2025-06-30", null],
    ["30/06/2025", "2025-06-30", null],
    [" 30.6.2025 ", "2025-06-30", null],
    ["26/11/2026", null, null],
    ["27/11/2026", null, "ahead"],
    ["31/02/2025", null, "impossible"],
    ["06/30/2025", null, "impossible"],
    ["hôm qua", null, "malformed"],
  ])("%s is %s, or %s", (typed, asOf, why) => {
    expect(replayedDay(typed, "2026-11-26")).toEqual({ asOf, wrongDay: why === null ? null : { typed, why } });
  });
});
