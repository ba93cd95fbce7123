import sql, { type Sql } from "sql-template-tag";

/**
 * The drives of a province (to stand after `WITH`), asked for by itself or by any of its communes: `held (id, commune_id,
 * held_on, credited_to, own, donations)` that brought anything, credited to it or to what went into it (`own`), or held on
 * its ground for a ministry or another province. `days` says of a drive `d` whether it was held in days that matter.
 */
export function drivesOfProvince(unitId: string, days: Sql): Sql {
  return sql`province AS (
      SELECT CASE kind WHEN 'commune' THEN parent_id ELSE id END AS id FROM unit WHERE id = ${unitId}
    ), lineage AS (
      SELECT id FROM province UNION SELECT s.predecessor_id FROM unit_succession s JOIN province p ON p.id = s.successor_id
    ), there AS (
      SELECT d.id, d.commune_id, d.held_on, d.credited_unit_id AS credited_to, true AS own FROM drive d
      WHERE ${days} AND d.credited_unit_id IN (SELECT id FROM lineage)
      UNION ALL
      SELECT d.id, d.commune_id, d.held_on, d.credited_unit_id, false FROM drive d
      WHERE ${days} AND d.province_id IN (SELECT id FROM lineage) AND d.credited_unit_id NOT IN (SELECT id FROM lineage)
    ), held AS MATERIALIZED (
      SELECT d.*, t.donations FROM there d JOIN drive_total t ON t.drive_id = d.id WHERE t.donations > 0
    )`;
}
