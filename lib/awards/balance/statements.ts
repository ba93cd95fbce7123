import sql, { type Sql } from "sql-template-tag";

/** Who stands on a round's list, in `award_candidate c`: not put off, not struck out. */
export const stands = sql`c.status NOT IN ('passed_over', 'refused')`;

/**
 * The unit a candidate (`award_candidate c` of `award_round r`) is weighed with: who named them, else where they live or
 * stand, a province in the nation's rounds and a commune in a province's. The tables of the subject are joined as `d`,
 * `f`, `o` and `p`.
 */
export const homeUnit = sql`CASE WHEN c.source = 'nomination' THEN c.unit_id
  WHEN (SELECT kind FROM unit WHERE id = r.unit_id) = 'nation' THEN coalesce(d.home_province_id, f.unit_id, o.unit_id, p.unit_id)
  ELSE coalesce(d.home_commune_id, f.commune_id, o.commune_id) END`;

/**
 * The candidates of a round under these rules with their place in the order of their rule, as a query with the columns
 * `id`, `rule_id`, `shown`, `years`, `last_on`, `rank` and `alike`: more counted first, then longer, then later the last
 * time. Whoever is equal in all three is equal; the order does not decide between them, people do. Whoever was named by
 * hand is ordered by what they have to show as well, though their honour counts nothing. Everybody of a rule is looked
 * at, so ask for those rules only that are shown.
 */
export function rankedCandidates(roundId: string, ruleIds: readonly string[]): Sql {
  return sql`SELECT of.*,
      CASE WHEN shown IS NOT NULL THEN rank() OVER (PARTITION BY rule_id
        ORDER BY shown DESC NULLS LAST, coalesce(years, -1) DESC, last_on DESC NULLS LAST) END::int AS rank,
      CASE WHEN shown IS NOT NULL THEN count(*) OVER (PARTITION BY rule_id, shown, years, last_on) ELSE 1 END::int AS alike
    FROM (
      SELECT c.id, c.rule_id, coalesce(c.counted, gave.donations, held.donations)::int AS shown,
        CASE WHEN c.subject_kind = 'collective' THEN held.first_on ELSE gave.first_on END AS first_on,
        CASE WHEN c.subject_kind = 'collective' THEN held.last_on ELSE gave.last_on END AS last_on,
        extract(year FROM age(r.counted_until, CASE WHEN c.subject_kind = 'collective' THEN held.first_on ELSE gave.first_on END))::int AS years
      FROM award_candidate c JOIN award_round r ON r.id = c.round_id
      ${whatWasGiven} ${whatWasHeld}
      WHERE c.round_id = ${roundId}::uuid AND c.rule_id = ANY (${[...ruleIds]}::text[]) AND ${stands}
    ) of`;
}

/** What a donor, or the donors of a family, gave until the round's counting day, confirmed papers among it. */
const whatWasGiven = sql`LEFT JOIN LATERAL (
    SELECT nullif(sum(each.donations), 0) AS donations, min(each.first_on) AS first_on, max(each.last_on) AS last_on
    FROM (SELECT c.donor_id AS id WHERE c.donor_id IS NOT NULL
        UNION ALL SELECT m.donor_id FROM family_member m WHERE m.family_id = c.family_id AND m.left_at IS NULL) giver
      CROSS JOIN LATERAL (
        SELECT count(*) AS donations, min(g.given_on) AS first_on, max(g.given_on) AS last_on FROM donation g
        WHERE g.donor_id = giver.id AND g.status <> 'voided' AND g.kind = 'voluntary' AND g.given_on <= r.counted_until
        UNION ALL
        SELECT coalesce(sum(e.donations), 0), min(coalesce(e.first_on, e.last_on)), max(e.last_on) FROM earlier_donation e
        WHERE e.donor_id = giver.id AND e.status = 'confirmed' AND e.last_on <= r.counted_until) each
  ) gave ON c.subject_kind IN ('donor', 'family', 'mobiliser')`;

/** What was given of free will at the drives a body hosted in the year before the round's counting day. */
const whatWasHeld = sql`LEFT JOIN LATERAL (
    SELECT nullif(sum(t.voluntary) FILTER (WHERE d.held_on > r.counted_until - interval '12 months'), 0) AS donations,
      min(d.held_on) AS first_on, max(d.held_on) AS last_on
    FROM drive d JOIN drive_total t ON t.drive_id = d.id
    WHERE d.host_organisation_id = c.organisation_id AND d.held_on <= r.counted_until
  ) held ON c.subject_kind = 'collective'`;
