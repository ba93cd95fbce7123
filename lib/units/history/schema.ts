import { z } from "zod";
import { isCivilDate } from "@/lib/core/time";

/** What units are searched by, read from the address of the page; what is not understood is as if it were not said. */
export const unitSearch = z.object({
  q: z.string().trim().max(80).catch("").default(""),
  kind: z.enum(["nation", "province", "ministry", "commune"]).optional().catch(undefined),
  state: z.enum(["current", "ended", "all"]).catch("current").default("current"),
  parent: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9-]{1,29}$/)
    .optional()
    .catch(undefined),
  asOf: z.string().refine(isCivilDate).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type UnitSearch = z.output<typeof unitSearch>;
