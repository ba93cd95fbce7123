import { expect, it } from "vitest";

it("runs in the time zone of its project, so that the suite covers three", () => {
  const zones: Record<string, number> = { "Asia/Ho_Chi_Minh": 7, UTC: 0, "America/New_York": 19 };
  expect(new Date("2026-01-01T00:00:00Z").getHours()).toBe(zones[process.env.TZ ?? ""]);
});
