import { z } from "zod";
import { type NumberRefusal, parseWhole } from "@/lib/core/numbers";
import { type DateRefusal, isCivilDate, parseVietnameseDate } from "@/lib/core/time";

/**
 * A day as the browser's own date box sends it, or typed dd/mm/yyyy. `message` is the key of what is said of anything
 * else, or tells it from why the day could not be read.
 */
export const typedDay = (message: string | ((refusal: DateRefusal) => string)) =>
  z.string().transform((text, context) => {
    if (isCivilDate(text)) return text;
    const read = parseVietnameseDate(text);
    if (read.ok) return read.value;
    context.addIssue({ code: "custom", message: typeof message === "string" ? message : message(read.refusal) });
    return z.NEVER;
  });

/**
 * A whole number as it is typed, "1.200" too, between two bounds. `message` is the key of what is said of anything
 * else, or tells it from why the number could not be read.
 */
export const typedWhole = (min: number, max: number, message: string | ((refusal: NumberRefusal) => string)) =>
  z
    .string()
    .transform((text, context) => {
      const read = parseWhole(text);
      if (read.ok) return read.value;
      context.addIssue({ code: "custom", message: typeof message === "string" ? message : message(read.refusal) });
      return z.NEVER;
    })
    .pipe(z.number().min(min).max(max));
