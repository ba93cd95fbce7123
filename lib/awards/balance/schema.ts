import { z } from "zod";
import { id, whole } from "../rounds/schema";
import { subjectKinds } from "../rules";

/** So many places are filled at one press, at the most. */
export const mostAtOnce = 5000;

/** So many places of a rule filled by the order, exactly the people the preview showed (`seen`, by `sightOf`). */
export const fillInput = z.object({
  requestKey: id,
  roundId: id,
  ruleId: z.string().max(80),
  places: whole(1, mostAtOnce),
  seen: z.string().max(64),
});
export type Fill = z.output<typeof fillInput>;

/** A filling taken back, from a page that looks at one kind of subject or at one rule and stays there. */
export const undoFillInput = z.object({
  roundId: id,
  fillId: id,
  kind: z.enum(subjectKinds).optional(),
  ruleId: z.string().max(80).optional(),
});

/** One chosen goes back among those who wait, another takes the place, with the reason. */
export const swapInput = z.object({
  requestKey: id,
  roundId: id,
  outId: id,
  inId: id,
  because: z.string().trim().min(1, "awards.error.reason_missing").max(500),
});
export type Swap = z.output<typeof swapInput>;
