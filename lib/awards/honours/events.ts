import sql, { type Sql } from "sql-template-tag";

/** The day in Viet Nam of an instant. */
export const dayOf = (instant: Sql): Sql => sql`(${instant} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/**
 * What happened to honours after the decision, as lines of a history: that one was revoked, that somebody was absent or
 * has theirs. Neither why nor where: the reason stays with the ledger. Honours are `h`, candidates `c`, events `e`.
 */
export const honourEventsOf = (kinds: readonly ("revoked" | "absent" | "delivered")[], which: Sql): Sql =>
  sql`SELECT e.id, e.kind, NULL::text AS words, e.happened_at AS "happenedAt", a.name AS by, c.id AS "candidateId",
      rule.name_vi AS "honourVi", rule.name_en AS "honourEn"
    FROM honour_event e JOIN honour h ON h.id = e.honour_id JOIN award_candidate c ON c.id = h.candidate_id
      JOIN award_rule rule ON rule.id = c.rule_id LEFT JOIN account a ON a.id = e.by_account
    WHERE e.kind = ANY (${[...kinds]}::text[]) AND ${which}`;
