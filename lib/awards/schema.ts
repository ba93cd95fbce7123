import { z } from "zod";
import { authorityKinds, awardLevels, awardMetrics, awardObjects, subjectKinds } from "./rules";

const count = z.coerce.number().int();

/** A rule as its row stands, with the names people read. */
export const awardRuleShape = z.object({
  id: z.string(),
  scheme: z.string(),
  scopeUnitId: z.string(),
  level: z.enum(awardLevels),
  subjectKind: z.enum(subjectKinds),
  metric: z.enum(awardMetrics),
  threshold: count.nullable(),
  below: count.nullable(),
  periodMonths: count.nullable(),
  repeats: z.enum(["once", "yearly"]),
  cooldownYears: count,
  excludedYears: count,
  quota: count.nullable(),
  object: z.enum(awardObjects),
  nameVi: z.string(),
  nameEn: z.string(),
  authorityKind: z.enum(authorityKinds),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionOn: z.string().nullable(),
  decisionBy: z.string().nullable(),
  decisionAbout: z.string().nullable(),
  source: z.string(),
  doubt: z.string().nullable(),
  isDemo: z.boolean(),
  version: count,
});
export type StoredRule = z.output<typeof awardRuleShape>;
