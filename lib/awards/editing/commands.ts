import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { row, statement, Undo, undoing } from "@/lib/db/statement";
import { insistOnAward } from "../policy";
import { accountOf } from "../rounds/changing";
import type { DescribeDecision, MakeRule } from "./schema";

export type RuleRefusal =
  | "threshold_missing"
  | "threshold_not_for_nominations"
  | "below_not_above"
  | "period_missing"
  | "rule_overlaps"
  | "level_not_yours"
  | "decision_unnumbered"
  | "decision_ahead";

/** Metrics that are counted over months back. */
const ofAPeriod = ["period_donations", "mobilised_donors"];

/**
 * Adds a rule of a unit's own, in force from its day on. Rules are never rewritten: what was honoured by one stays
 * honoured by it; to change one, end it and add another. Two of the same kind at the same time are refused
 * (`award_rule_one_at_a_time`). Of a decision the unit's rules name already, nothing need be told again (`groundsOf`).
 */
export async function makeRule(
  actor: Actor,
  input: MakeRule,
  now = new Date(),
): Promise<Outcome<{ id: string }, RuleRefusal>> {
  insistOnAward(actor, "award.rules", { unitId: input.scopeUnitId });
  return undoing<{ id: string }, RuleRefusal>(
    async (tx) => {
      const counts = input.metric !== "nomination";
      if (counts && !input.threshold) throw new Undo("threshold_missing");
      if (!counts && input.threshold) throw new Undo("threshold_not_for_nominations");
      if (input.below && input.threshold && input.below <= input.threshold) throw new Undo("below_not_above");
      const isOfPeriod = ofAPeriod.includes(input.metric);
      if (isOfPeriod && !input.periodMonths) throw new Undo("period_missing");
      if ((input.level === "nation") !== (input.scopeUnitId === "VN")) throw new Undo("level_not_yours");
      if (!input.decisionNumber && (input.decisionOn || input.decisionBy || input.decisionAbout))
        throw new Undo("decision_unnumbered");
      if (isAhead(input.decisionOn, now)) throw new Undo("decision_ahead");
      const id = `${input.scopeUnitId.toLowerCase()}-${newId()}`;
      const made = await row(
        z.object({ id: z.string() }),
        sql`WITH made AS (
            INSERT INTO award_rule (id, scheme, scope_unit_id, level, subject_kind, metric, threshold, below, period_months, repeats,
              cooldown_years, excluded_years, quota, object, authority_kind, name_vi, name_en, valid_from, decision_number,
              decision_on, decision_by, decision_about, source, doubt, made_by)
            VALUES (${id}, ${input.scheme}, ${input.scopeUnitId}, ${input.level}, ${input.subjectKind}, ${input.metric},
              ${counts ? (input.threshold ?? null) : null}::int, ${counts ? (input.below ?? null) : null}::int,
              ${isOfPeriod ? (input.periodMonths ?? null) : null}::int, ${input.repeats}, ${input.cooldownYears ?? 0},
              ${input.excludedYears ?? 0}, ${input.quota ?? null}::int, ${input.object}, ${input.authorityKind}, ${input.nameVi},
              ${input.nameEn ?? input.nameVi}, ${input.validFrom}::date, ${input.decisionNumber ?? null},
              ${input.decisionOn ?? null}::date, ${input.decisionBy ?? null}, ${input.decisionAbout ?? null}, ${input.source},
              ${input.doubt ?? null}, ${accountOf(actor)}::uuid)
            RETURNING *
          ), audit AS (${auditFrom(actor, "award.make_rule", {
            from: sql`made`,
            subjectKind: "award_rule",
            subjectId: sql`made.id`,
            unitId: sql`made.scope_unit_id`,
          })})
          SELECT id FROM made`,
        tx,
      );
      if (made === null) throw new Error("The rule was neither written nor refused.");
      return made;
    },
    { award_rule_one_at_a_time: "rule_overlaps" },
  );
}

/** Ends a rule of a unit's own: it holds until the day before. What was honoured by it stays. */
export async function endRule(
  actor: Actor,
  input: { ruleId: string; validTo: string },
): Promise<Outcome<{ id: string }, "rule_unknown" | "ends_before_it_begins">> {
  const rule = await row(
    z.object({ unitId: z.string() }),
    sql`SELECT scope_unit_id AS "unitId" FROM award_rule WHERE id = ${input.ruleId}`,
  );
  if (rule === null) throw new NotAllowed("award.rules");
  insistOnAward(actor, "award.rules", rule);
  return statement(
    z.object({ id: z.string() }),
    sql`WITH made AS (
        UPDATE award_rule SET valid_to = ${input.validTo}::date, version = version + 1, made_by = coalesce(made_by, ${accountOf(actor)}::uuid)
        WHERE id = ${input.ruleId} AND (valid_to IS NULL OR valid_to > ${input.validTo}::date) RETURNING *
      ), audit AS (${auditFrom(actor, "award.end_rule", {
        from: sql`made`,
        subjectKind: "award_rule",
        subjectId: sql`made.id`,
        unitId: sql`made.scope_unit_id`,
      })})
      SELECT id FROM made`,
    { none: "rule_unknown", refuse: { award_rule_ends_after_it_begins: "ends_before_it_begins" } },
  );
}

const isAhead = (on: string | undefined, now: Date): boolean => on !== undefined && on > todayInVietnam(now);

/**
 * Tells the day, the body and the subject of a decision that a unit's own rules stand on, on all of them at once: papers
 * name it so among their grounds. What is left empty is not told. Whom the rules honour does not change by it.
 */
export async function describeDecision(
  actor: Actor,
  input: DescribeDecision,
  now = new Date(),
): Promise<Outcome<{ id: string }, "rule_unknown" | "decision_ahead">> {
  insistOnAward(actor, "award.rules", input);
  if (isAhead(input.decisionOn, now)) return refused("decision_ahead");
  return statement(
    z.object({ id: z.string() }),
    sql`WITH made AS (
        UPDATE award_rule SET decision_on = ${input.decisionOn ?? null}::date, decision_by = ${input.decisionBy ?? null},
          decision_about = ${input.decisionAbout ?? null}, version = version + 1
        WHERE scope_unit_id = ${input.unitId} AND decision_number = ${input.decisionNumber} RETURNING *
      ), audit AS (${auditFrom(actor, "award.describe_decision", {
        // One row of the decision, however many rules stand on it.
        from: sql`(SELECT min(id) AS first, json_agg(id ORDER BY id) AS rules FROM made HAVING count(*) > 0) told`,
        subjectKind: "award_rule",
        subjectId: sql`told.first`,
        unitId: sql`${input.unitId}`,
        detail: sql`json_build_object('decision_number', ${input.decisionNumber}::text, 'rules', told.rules)`,
      })})
      SELECT id FROM made LIMIT 1`,
    { none: "rule_unknown" },
  );
}
