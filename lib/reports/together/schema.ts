import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { finalities } from "../rules";

/** So many reports are decided at one press: as many as a page of the list holds. */
export const mostTogether = 100;

/** A report as it was seen, named "id|revision". */
const seen = z
  .string()
  .max(60)
  .transform((text) => text.split("|"))
  .pipe(z.tuple([z.string().refine(isId, "forms.error.not_in_list"), z.string().regex(/^[1-9]\d{0,6}$/)]))
  .transform(([id, revision]) => ({ id, revision: Number(revision) }));

export const decideTogetherInput = z.object({
  which: z.array(seen, "reports.error.which_missing").min(1, "reports.error.which_missing").max(mostTogether),
  deed: z.enum(["check", "approve"]),
  finality: z.enum(finalities).default("provisional"),
  note: z.string().trim().max(1000).optional(),
  /** The spreadsheet the list was narrowed to, to come back to. */
  file: z
    .string()
    .optional()
    .transform((id) => (id && isId(id) ? id : null)),
});
export type DecideTogether = z.output<typeof decideTogetherInput>;
