import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { day, line, whole } from "../rounds/schema";

/** What can prove donations from before this system. */
export const evidenceKinds = ["certificate", "donor_card", "old_list", "facility_letter"] as const;

const id = z.string().refine(isId, "forms.error.not_in_list");

export const enterPaperInput = z.object({
  requestKey: id,
  donorId: id,
  donations: whole(1, 300),
  firstOn: day.optional(),
  lastOn: day,
  evidence: z.enum(evidenceKinds),
  evidenceRef: line(120),
  note: line(300).optional(),
});
export type EnterPaper = z.output<typeof enterPaperInput>;

export const decidePaperInput = z.object({
  paperId: id,
  verdict: z.enum(["confirmed", "refused"]),
  because: z.string().trim().max(300).default(""),
});
