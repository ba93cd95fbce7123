import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";

/** Is a unit one that a drive in this province on this day may be credited to? */
export function unitFits(unit: Sql, provinceId: Sql, day: Sql): Sql {
  return sql`(${unit}.kind = 'ministry' OR ${unit}.id = ${provinceId}) AND ${unit}.kind IN ('province', 'ministry')
    AND ${unit}.valid_from <= ${day} AND (${unit}.valid_to IS NULL OR ${unit}.valid_to > ${day})`;
}

/** What `whatIsMissing` asks of a drive, as columns over `drive d`. */
export const publishFactsOf = sql`
  (SELECT count(*) FROM slot WHERE drive_id = d.id) AS slots,
  (SELECT coalesce(sum(capacity), 0) FROM slot WHERE drive_id = d.id) AS capacity,
  (SELECT trim(v.address) <> '' FROM venue v WHERE v.id = d.venue_id) AS "hasAddress",
  (SELECT ${unitFits(sql`u`, sql`d.province_id`, sql`d.held_on`)} FROM unit u WHERE u.id = d.credited_unit_id) AS "creditedUnitFits",
  (SELECT c.valid_to IS NULL OR c.valid_to > d.held_on FROM unit c WHERE c.id = d.commune_id) AS "communeExists"`;

export const publishFactsShape = z.object({
  slots: z.number(),
  capacity: z.number(),
  hasAddress: z.boolean(),
  creditedUnitFits: z.boolean(),
  communeExists: z.boolean(),
});
