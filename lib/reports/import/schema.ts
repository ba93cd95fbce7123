import { z } from "zod";
import { isId } from "@/lib/core/ids";

const id = z.string().refine(isId, "forms.error.not_in_list");

export const readFileInput = z.object({
  requestKey: id,
  file: z.instanceof(File, { error: "reports.import.error.file_missing" }),
});

export const applyFileInput = z.object({
  importId: id,
  /** Whether rows that differ from what stands are applied too; then a reason is asked for. */
  corrections: z.enum(["yes"]).optional(),
  reason: z.string().trim().max(500).optional(),
});
export type ApplyFile = z.output<typeof applyFileInput>;

export const discardFileInput = z.object({ importId: id });
