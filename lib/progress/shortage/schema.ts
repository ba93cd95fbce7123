import { z } from "zod";
import { normalizeLine } from "@/lib/core/text";
import { whole } from "../typed";

/** A new rule, in force from today. */
export const shortageRuleInput = z.object({
  weeksBefore: whole(1, 26),
  coverPercent: whole(1, 100),
  reason: z.string().transform(normalizeLine).pipe(z.string().min(1).max(500)),
});
export type ShortageRuleInput = z.output<typeof shortageRuleInput>;
