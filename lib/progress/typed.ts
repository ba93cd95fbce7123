import { z } from "zod";
import { parseWhole } from "@/lib/core/numbers";
import { isCivilDate, parseVietnameseDate } from "@/lib/core/time";

/** A day as the browser's own date box sends it, or typed dd/mm/yyyy. */
export const day = z.string().transform((text, context) => {
  if (isCivilDate(text)) return text;
  const read = parseVietnameseDate(text);
  if (read.ok) return read.value;
  context.addIssue({ code: "custom", message: "paceForms.error.day_malformed" });
  return z.NEVER;
});

/** A whole number as it is typed, "1.200" too. */
export function whole(min: number, max: number) {
  return z
    .string()
    .transform((text, context) => {
      const read = parseWhole(text);
      if (read.ok) return read.value;
      context.addIssue({ code: "custom", message: "paceForms.error.number_malformed" });
      return z.NEVER;
    })
    .pipe(z.number().min(min).max(max));
}
