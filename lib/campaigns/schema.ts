import { z } from "zod";
import type { DateRule } from "@/lib/campaigns/date-rules";

const month = z.number().int().min(1).max(12);
const day = z.number().int().min(1).max(31);
const yearOffset = z.number().int().min(-1).max(1).default(0);

const windowFields = {
  start_month: month,
  start_day: day,
  start_year_offset: yearOffset,
  end_month: month,
  end_day: day,
  end_year_offset: yearOffset,
};
const window = z.object(windowFields);

const storedDateRule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("fixed"), month, day, activity_window: window.optional() }),
  z.object({ kind: z.literal("annual_window"), ...windowFields }),
  z.object({
    kind: z.literal("relative_to_tet"),
    start_offset_days: z.number().int(),
    end_offset_days: z.number().int(),
  }),
  z.object({
    kind: z.literal("window_with_main_day"),
    window,
    main_day: z.object({ kind: z.literal("sunday_nearest_to_tet_offset"), offset_days: z.number().int() }),
  }),
]);

/** A campaign's `date_rule` from its stored form. What else stands there (basis, confidence, notes) is for readers. */
export const dateRuleSchema = storedDateRule.transform((stored): DateRule => {
  switch (stored.kind) {
    case "fixed":
      return {
        kind: "fixed",
        on: { month: stored.month, day: stored.day },
        activity: stored.activity_window ? windowOf(stored.activity_window) : null,
      };
    case "annual_window":
      return { kind: "annual_window", window: windowOf(stored) };
    case "relative_to_tet":
      return {
        kind: "relative_to_tet",
        startOffsetDays: stored.start_offset_days,
        endOffsetDays: stored.end_offset_days,
      };
    case "window_with_main_day":
      return {
        kind: "window_with_main_day",
        window: windowOf(stored.window),
        sundayNearestToTetOffsetDays: stored.main_day.offset_days,
      };
  }
});

function windowOf(stored: z.infer<typeof window>) {
  return {
    start: { month: stored.start_month, day: stored.start_day, yearOffset: stored.start_year_offset },
    end: { month: stored.end_month, day: stored.end_day, yearOffset: stored.end_year_offset },
  };
}
