import sql from "sql-template-tag";
import { z } from "zod";
import { type Runner, rows } from "@/lib/db/statement";
import { awardRuleShape, type StoredRule } from "../schema";

/** Every rule there is or was, ladders in order. Rules are few and concern nobody in person: everybody may read them. */
export async function storedRules(on?: Runner): Promise<StoredRule[]> {
  return rows(
    awardRuleShape,
    sql`SELECT id, scheme, scope_unit_id AS "scopeUnitId", level, subject_kind AS "subjectKind", metric, threshold, below,
        period_months AS "periodMonths", repeats, cooldown_years AS "cooldownYears", excluded_years AS "excludedYears", quota,
        object, name_vi AS "nameVi", name_en AS "nameEn", authority_kind AS "authorityKind", valid_from::text AS "validFrom",
        valid_to::text AS "validTo", decision_number AS "decisionNumber",
        decision_on::text AS "decisionOn", decision_by AS "decisionBy", decision_about AS "decisionAbout", source, doubt, is_demo AS "isDemo", version
      FROM award_rule ORDER BY subject_kind, metric, coalesce(threshold, 0), scope_unit_id, valid_from, id`,
    on,
  );
}

/** The rules of a round, as they stand. */
export async function rulesOfRound(roundId: string, tx?: Runner): Promise<StoredRule[]> {
  const ids = await rows(
    z.object({ ruleId: z.string() }),
    sql`SELECT rule_id AS "ruleId" FROM award_round_rule WHERE round_id = ${roundId}::uuid`,
    tx,
  );
  const wanted = new Set(ids.map(({ ruleId }) => ruleId));
  return (await storedRules(tx)).filter((rule) => wanted.has(rule.id));
}
