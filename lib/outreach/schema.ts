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

/** What an address asks of the log: a year, a month of it or all, one unit or all; the first page unless it names one. */
export function outreachAsked(
  asked: Readonly<Record<string, string | undefined>>,
  thisYear: number,
): { year: number; month: number | null; unitId: string | null; page: number } {
  const [year = "", month = "", unit = ""] = [asked.year, asked.month, asked.unit];
  return {
    year: /^20\d{2}$/.test(year) ? Number(year) : thisYear,
    month: /^([1-9]|1[0-2])$/.test(month) ? Number(month) : null,
    unitId: /^[\w-]{2,12}$/.test(unit) ? unit : null,
    page: Math.max(1, Math.min(1000, Number.parseInt(asked.page || "1", 10) || 1)),
  };
}
