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

const civilDate = z.string().meta({ format: "date", examples: ["2026-06-01"] });

/** A campaign's edition, as `/api/v1/campaigns` tells it. */
export const publicEditionShape = z
  .object({
    id: z.string().meta({ examples: ["hanh-trinh-do-2026"] }),
    year: z.int(),
    scope: z.string().describe("VN or the code of the province that holds it"),
    startsOn: civilDate,
    endsOn: civilDate,
    mainOn: civilDate.nullable(),
    datesFrom: z
      .enum(["published", "rule", "decided"])
      .describe("published: printed; rule: worked out, nobody printed them; decided: by an office in this app"),
    source: z.string(),
    note: z.string().nullable(),
    printed: z.record(z.string(), z.unknown()).describe("what was printed on it: target_units, units, points …"),
  })
  .meta({ id: "CampaignEdition" });

export const publicCampaignShape = z
  .object({
    id: z.string().meta({ examples: ["hanh-trinh-do"] }),
    nameVi: z.string(),
    shortVi: z.string(),
    nameEn: z.string(),
    shortEn: z.string(),
    kind: z.string(),
    organiserVi: z.string().nullable(),
    descriptionVi: z.string().nullable(),
    descriptionEn: z.string().nullable(),
    since: z.int().nullable(),
    owner: z
      .string()
      .nullable()
      .describe("the code of the unit whose own campaign it is; null for the nation's usual ones"),
    endedOn: civilDate.nullable(),
    isDemo: z.boolean().describe("made up for the demonstration"),
    editions: z.array(publicEditionShape),
  })
  .meta({ id: "Campaign" });

export type PublicCampaign = z.output<typeof publicCampaignShape>;
export type PublicEdition = z.output<typeof publicEditionShape>;

/** The answer of `/api/v1/campaigns`. */
export const campaignsAnswerShape = z
  .object({ year: z.int().nullable(), campaigns: z.array(publicCampaignShape) })
  .meta({ id: "Campaigns" });
