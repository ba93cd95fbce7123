import { z } from "zod";
import { typedDay, typedWhole } from "@/lib/forms/typed-fields";
import { reportKinds } from "../periods";

/** Reports that are owed, each named "unit|kind|first day". */
export const remindInput = z.object({
  which: z.array(z.string().max(60), "reports.error.which_missing").min(1, "reports.error.which_missing").max(500),
});
export type RemindInput = z.output<typeof remindInput>;

const days = (min: number, max: number) => typedWhole(min, max, (refusal) => `reports.error.${refusal}`);

export const setDeadlineInput = z.object({
  level: z.enum(["unit", "commune"]),
  kind: z.enum(reportKinds),
  daysAfter: days(1, 90),
  remindDaysBefore: days(0, 30),
  askedFrom: typedDay("reports.error.day_malformed").optional(),
});
export type SetDeadline = z.output<typeof setDeadlineInput>;
