import { z } from "zod";
import { isCivilDate } from "@/lib/core/time";
import { documentOf, lineHolding, type ReferenceFile, refuseTwice } from "./files";
import type { TableWanted } from "./tables";

const rulesFile = z.object({
  rule_sets: z
    .array(
      z.object({
        id: z.string().min(1),
        effective_from: z.string().refine(isCivilDate, "a date is written YYYY-MM-DD"),
        title_vi: z.string().min(1),
        title_en: z.string().min(1),
        source: z.string().min(1),
        needs_medical_confirmation: z.boolean(),
        rules: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
});

/** The dated rule sets on who may give blood. */
export function eligibilityWanted(file: ReferenceFile): TableWanted {
  const { rule_sets: ruleSets } = documentOf(file, rulesFile);
  refuseTwice(
    file.name,
    ruleSets.map((value) => ({ line: lineHolding(file.text, value.id) ?? 1, value })),
    (ruleSet) => ruleSet.effective_from,
  );
  return { table: "eligibility_rule_set", file: file.name, key: ["id"], rows: ruleSets };
}
