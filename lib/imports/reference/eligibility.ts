import { readRuleSet, rulesFileSchema } from "@/lib/eligibility/schema";
import { ReferenceFault } from "./fault";
import { documentOf, lineHolding, type ReferenceFile, refuseTwice } from "./files";
import type { TableWanted } from "./tables";

/** The dated rule sets on who may give blood; half a set is refused here, before anybody is screened by it. */
export function eligibilityWanted(file: ReferenceFile): TableWanted {
  const { rule_sets: ruleSets } = documentOf(file, rulesFileSchema);
  const located = ruleSets.map((value) => ({ line: lineHolding(file.text, value.id) ?? 1, value }));
  refuseTwice(file.name, located, (ruleSet) => ruleSet.id);
  refuseTwice(file.name, located, (ruleSet) => ruleSet.effective_from);
  for (const { line, value } of located) {
    try {
      readRuleSet({ id: value.id, effectiveFrom: value.effective_from, rules: value.rules });
    } catch (error) {
      throw new ReferenceFault(file.name, line, `the rule set "${value.id}" is not whole: ${(error as Error).message}`);
    }
  }
  return { table: "eligibility_rule_set", file: file.name, key: ["id"], rows: ruleSets };
}
