import sql, { type Sql } from "sql-template-tag";
import type { CivilDate } from "@/lib/core/time";

/**
 * The succession of units as tables (to stand after `WITH RECURSIVE`): `reached (from_id, at_id)` tells which units of
 * a day came of one that had ended by then, over any number of changes; `sole (from_id, to_id, parts)` the only one,
 * or the first of several.
 */
export function flowTables(on: CivilDate): Sql {
  return sql`flow (from_id, at_id) AS (
      SELECT u.id, u.id FROM unit u WHERE u.valid_to <= ${on}::date
      UNION SELECT f.from_id, s.successor_id FROM flow f
        JOIN unit_succession s ON s.predecessor_id = f.at_id AND s.effective_on <= ${on}::date
    ), reached AS (
      SELECT f.from_id, f.at_id FROM flow f
      JOIN unit u ON u.id = f.at_id AND u.valid_from <= ${on}::date AND (u.valid_to IS NULL OR u.valid_to > ${on}::date)
    ), sole AS (
      SELECT from_id, min(at_id) AS to_id, count(*)::integer AS parts FROM reached GROUP BY from_id
    )`;
}

/**
 * Months broken by a change of units, as a table `(from_id, to_id, month)`: a unit that ended within the month, the one
 * there at its end that it had gone into alone, the month's first day. That one reports the whole month
 * (`report_unit_existed`), so its report stands for what both recorded in it. A unit that was split is in none: what it
 * recorded until then stays its own.
 */
export function brokenMonths(kind: "reporting" | "commune"): Sql {
  const kinds = kind === "commune" ? ["commune"] : ["province", "ministry"];
  return sql`(WITH RECURSIVE went (from_id, at_id, month) AS (
      SELECT u.id, u.id, date_trunc('month', u.valid_to::timestamp)::date FROM unit u
      WHERE u.kind = ANY (${kinds}::text[]) AND extract(day FROM u.valid_to) > 1
      UNION SELECT w.from_id, s.successor_id, w.month FROM went w JOIN unit_succession s ON s.predecessor_id = w.at_id
        AND s.effective_on > w.month AND s.effective_on < (w.month + interval '1 month')::date
    )
    SELECT w.from_id, min(w.at_id) AS to_id, w.month FROM went w JOIN unit u ON u.id = w.at_id
      AND u.valid_from < (w.month + interval '1 month')::date AND u.ends_before >= (w.month + interval '1 month')::date
    GROUP BY w.from_id, w.month HAVING count(*) = 1)`;
}

/**
 * Where a drive belongs today, as columns `commune_now` and `credited_now` over `drive d` with `venue v`, joined to the
 * tables of {@link flowTables}: its commune through the succession (of a commune that was split, where its venue lies
 * now); a province's own drive goes with its commune, also to another province; a ministry's stays with the ministry.
 */
export function placedNow(on: CivilDate): { joins: Sql; communeNow: Sql; creditedNow: Sql } {
  const communeNow = sql`CASE WHEN of_commune.parts IS NULL THEN d.commune_id WHEN of_commune.parts = 1 THEN of_commune.to_id
    WHEN EXISTS (SELECT FROM reached r WHERE r.from_id = d.commune_id AND r.at_id = v.commune_id) THEN v.commune_id
    ELSE of_commune.to_id END`;
  const joins = sql`JOIN venue v ON v.id = d.venue_id
    LEFT JOIN sole of_commune ON of_commune.from_id = d.commune_id
    LEFT JOIN sole of_unit ON of_unit.from_id = d.credited_unit_id
    LEFT JOIN LATERAL (SELECT ${communeNow} AS id) now_in ON true
    LEFT JOIN unit c ON c.id = now_in.id AND c.valid_from <= ${on}::date AND (c.valid_to IS NULL OR c.valid_to > ${on}::date)
    LEFT JOIN unit_version cv ON cv.unit_id = c.id AND cv.valid_from <= ${on}::date AND (cv.valid_to IS NULL OR cv.valid_to > ${on}::date)`;
  const creditedNow = sql`CASE WHEN d.credited_unit_id = d.province_id AND c.id IS NOT NULL
      AND (of_unit.parts > 1 OR of_unit.parts IS NULL OR coalesce(cv.parent_id, c.parent_id) = of_unit.to_id)
    THEN coalesce(cv.parent_id, c.parent_id) ELSE coalesce(of_unit.to_id, d.credited_unit_id) END`;
  return { joins, communeNow: sql`now_in.id`, creditedNow };
}
