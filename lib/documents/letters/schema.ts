import { z } from "zod";
import { spans } from "./rules";

export const beginLettersInput = z
  .object({
    unitCode: z.string().regex(/^(VN|\d{2}|[A-Z]{3})$/),
    every: z.enum(spans),
    onDay: z.coerce.number().int().min(1).max(28),
  })
  .refine(({ every, onDay }) => every === "month" || onDay <= 7, {
    path: ["onDay"],
    message: "documents.error.day_of_week",
  });
export const letterInput = z.object({ letterId: z.uuid() });
export const stopByLinkInput = z.object({ token: z.string().max(200) });
export type BeginLetters = z.output<typeof beginLettersInput>;
