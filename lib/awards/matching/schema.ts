import { z } from "zod";
import { isId } from "@/lib/core/ids";

const id = z.string().refine(isId, "forms.error.not_in_list");

/** How many rows an old list may have. */
export const mostListRows = 5_000;

export const readListInput = z.object({
  requestKey: id,
  unitId: z.string().max(20),
  file: z.instanceof(File, { error: "awards.import.error.file_missing" }),
});

export const resolveRowInput = z.object({
  importId: id,
  line: z.coerce.number().int().min(1).max(1_000_000),
  /** A donor's id, or that nobody here is meant, or that the row is left out; `open` asks the question again. */
  answer: z.union([z.enum(["not_in_system", "skipped", "open"]), id]),
});
export type ResolveRow = z.output<typeof resolveRowInput>;

export const listIdInput = z.object({ importId: id });
