import { z } from "zod";
import { parseWhole } from "@/lib/core/numbers";
import { isCivilDate, parseVietnameseDate } from "@/lib/core/time";
import { reportKinds } from "../periods";

/** Reports that are owed, each named "unit|kind|first day". */
export const remindInput = z.object({ which: z.array(z.string().max(60)).max(500).default([]) });
export type RemindInput = z.output<typeof remindInput>;

const days = (min: number, max: number) =>
  z
    .string()
    .transform((text, context) => {
      const read = parseWhole(text);
      if (read.ok) return read.value;
      context.addIssue({ code: "custom", message: `reports.error.${read.refusal}` });
      return z.NEVER;
    })
    .pipe(z.number().min(min).max(max));

export const setDeadlineInput = z.object({
  level: z.enum(["unit", "commune"]),
  kind: z.enum(reportKinds),
  daysAfter: days(1, 90),
  remindDaysBefore: days(0, 30),
  askedFrom: z
    .string()
    .transform((text, context) => {
      const read = isCivilDate(text) ? { ok: true as const, value: text } : parseVietnameseDate(text);
      if (read.ok) return read.value;
      context.addIssue({ code: "custom", message: "reports.error.day_malformed" });
      return z.NEVER;
    })
    .optional(),
});
export type SetDeadline = z.output<typeof setDeadlineInput>;
