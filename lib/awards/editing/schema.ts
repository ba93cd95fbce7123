import { z } from "zod";
import { day, line, whole } from "../rounds/schema";
import { authorityKinds, awardLevels, awardMetrics, awardObjects, subjectKinds } from "../rules";

/** What is told of a decision beside its number. */
const decision = { decisionOn: day.optional(), decisionBy: line(160).optional(), decisionAbout: line(300).optional() };

/** A rule as it is typed. A threshold belongs to every metric but the nomination, a period to those counted in one. */
export const makeRuleInput = z.object({
  scopeUnitId: z.string().max(20),
  scheme: line(80),
  level: z.enum(awardLevels),
  subjectKind: z.enum(subjectKinds),
  metric: z.enum(awardMetrics),
  threshold: whole(1, 100_000).optional(),
  below: whole(2, 100_000).optional(),
  periodMonths: whole(1, 120).optional(),
  repeats: z.enum(["once", "yearly"]).default("once"),
  cooldownYears: whole(0, 30).optional(),
  excludedYears: whole(0, 30).optional(),
  quota: whole(1, 100_000).optional(),
  object: z.enum(awardObjects),
  authorityKind: z.enum(authorityKinds),
  nameVi: line(160),
  nameEn: line(160).optional(),
  validFrom: day,
  decisionNumber: line(60).optional(),
  ...decision,
  source: line(300),
  doubt: line(300).optional(),
});
export type MakeRule = z.output<typeof makeRuleInput>;

export const endRuleInput = z.object({ ruleId: z.string().max(80), validTo: day });

/** A decision that a unit's rules stand on, told anew. */
export const describeDecisionInput = z.object({ unitId: z.string().max(20), decisionNumber: line(60), ...decision });
export type DescribeDecision = z.output<typeof describeDecisionInput>;
