import { z } from "zod";
import { normalizeLine } from "@/lib/core/text";

/** The address of a board with its filters, as the browser shows it, without host, language or fragment. */
const address = z
  .string()
  .trim()
  .max(500)
  .transform((text) =>
    text
      .replace(/^https?:\/\/[^/]+/, "")
      .replace(/^\/en(?=\/)/, "")
      .replace(/#.*$/, ""),
  )
  .refine((path) => /^\/staff\/progress(\/[A-Za-z0-9/_-]+)?(\?[^#\s]*)?$/.test(path), "documents.error.not_a_board");
const name = z.string().transform(normalizeLine).pipe(z.string().min(1).max(80));

export const saveViewInput = z.object({ requestKey: z.uuid(), name, address });
export const renameViewInput = z.object({ viewId: z.uuid(), name });
export const viewInput = z.object({ viewId: z.uuid() });
export type SaveView = z.output<typeof saveViewInput>;
