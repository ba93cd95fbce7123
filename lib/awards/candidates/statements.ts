import sql, { type Sql } from "sql-template-tag";
import { newId } from "@/lib/core/ids";
import type { Earned } from "../earning/earned";

/**
 * Writes a page of what was earned into a round, and answers of each row whether it is new. Said again it adds nothing
 * and only corrects the count of those nobody has looked at yet (`award_candidate_once`). Who mobilises is a donor with a
 * link of their own or a person of merit.
 */
export function takeIn(
  round: { id: string; unitId: string },
  earned: readonly Earned[],
  accountId: string | null,
): Sql {
  const wanted = earned.map((one) => ({
    id: newId(),
    rule_id: one.rule.id,
    subject_kind: one.subjectKind,
    subject_id: one.subjectId,
    counted: one.counted,
    earlier: one.earlier,
  }));
  return sql`INSERT INTO award_candidate AS held (id, round_id, rule_id, subject_kind, donor_id, family_id, organisation_id,
      person_id, unit_id, source, counted, counted_earlier, made_by)
    SELECT wanted.id, ${round.id}::uuid, wanted.rule_id, wanted.subject_kind,
      CASE WHEN wanted.subject_kind IN ('donor', 'mobiliser') THEN d.id END,
      CASE WHEN wanted.subject_kind = 'family' THEN wanted.subject_id END,
      CASE WHEN wanted.subject_kind = 'collective' THEN wanted.subject_id END,
      CASE WHEN wanted.subject_kind IN ('mobiliser', 'person') AND d.id IS NULL THEN wanted.subject_id END,
      ${round.unitId}, 'rule', wanted.counted, wanted.earlier, ${accountId}::uuid
    FROM json_to_recordset(${JSON.stringify(wanted)}::json)
      AS wanted (id uuid, rule_id text, subject_kind text, subject_id uuid, counted int, earlier int)
      LEFT JOIN donor d ON d.id = wanted.subject_id
    ON CONFLICT (round_id, rule_id, (coalesce(donor_id, family_id, organisation_id, person_id)))
    DO UPDATE SET counted = excluded.counted, counted_earlier = excluded.counted_earlier
      WHERE held.status = 'gathered' AND held.source = 'rule'
        AND (held.counted, held.counted_earlier) IS DISTINCT FROM (excluded.counted, excluded.counted_earlier)
    RETURNING xmax = 0 AS fresh`;
}
