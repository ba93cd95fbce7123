import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { normalizeLine } from "@/lib/core/text";
import { day, whole } from "../typed";
import { supportStates } from "./rules";

const id = z.string().refine(isId, "forms.error.not_in_list");
const line = (most: number) => z.string().transform(normalizeLine).pipe(z.string().min(1).max(most));

/** A new rule, in force from today. */
export const watchRuleInput = z.object({
  level: z.enum(["unit", "commune"]),
  belowPercent: whole(1, 100),
  inMonths: whole(1, 12),
  ofMonths: whole(1, 12),
  windowMonths: whole(1, 12),
  reason: line(500),
});
export type WatchRuleInput = z.output<typeof watchRuleInput>;

/** Something that is to be done for a unit. */
export const supportActionInput = z.object({
  requestKey: id,
  unitId: z.string().max(20),
  what: line(300),
  owner: line(120),
  dueOn: day,
});
export type SupportActionInput = z.output<typeof supportActionInput>;

/** How an action goes on. */
export const supportStateInput = z.object({
  actionId: id,
  version: whole(1, 1_000_000),
  state: z.enum(supportStates),
  dueOn: day,
  outcome: z.string().trim().max(500).optional(),
});
export type SupportStateInput = z.output<typeof supportStateInput>;

/** The twelve months of a year before this house, as a unit tells them. */
export const earlierYearInput = z.object({
  unitId: z.string().max(20),
  year: whole(1990, 2100),
  units: z.array(whole(0, 1_000_000)).length(12, "paceForms.error.twelve"),
  source: line(200),
});
export type EarlierYearInput = z.output<typeof earlierYearInput>;
