import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { normalizeLine } from "@/lib/core/text";
import { typedDay, typedWhole } from "@/lib/forms/typed-fields";
import { channels, outreachKinds } from "./rules";

const id = z.string().refine(isId, "forms.error.not_in_list");

const day = typedDay("outreach.error.day_malformed");

const count = (min: number, max: number) => typedWhole(min, max, "outreach.error.number_malformed");

export const logOutreachInput = z.object({
  requestKey: id,
  unitId: z.string().max(20),
  heldOn: day,
  /** Kind and channel in one choice: "session.school", "product.social". */
  what: z
    .string()
    .transform((text) => text.split("."))
    .pipe(z.tuple([z.enum(outreachKinds), z.enum(channels)], "forms.error.not_in_list")),
  title: z.string().transform(normalizeLine).pipe(z.string().min(3).max(160)),
  quantity: count(1, 10_000_000),
  peopleReached: count(0, 100_000_000).optional(),
});
export type LogOutreach = z.output<typeof logOutreachInput>;

export const withdrawOutreachInput = z.object({
  activityId: id,
  because: z.string().transform(normalizeLine).pipe(z.string().min(3).max(300)),
});
export type WithdrawOutreach = z.output<typeof withdrawOutreachInput>;
