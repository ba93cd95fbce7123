import { readRuleSet, rulesFileSchema } from "@/lib/eligibility/schema";
import file from "@/prisma/reference/eligibility_rules.json";

/** Circular 26/2013 as the reference file holds it. */
export const circular26 = readRuleSet(
  rulesFileSchema
    .parse(file)
    .rule_sets.map(({ id, effective_from, rules }) => ({ id, effectiveFrom: effective_from, rules }))
    .find(({ id }) => id === "circular-26-2013") as { id: string; effectiveFrom: string; rules: unknown },
);
