import sql, { type Sql } from "sql-template-tag";
import type { Reach } from "@/lib/auth/authorize";

/** The condition that keeps a query over `drive d` within an actor's reach: `driveTarget` said in SQL. */
export function drivesWithin(reach: Reach): Sql {
  if (reach.nation) return sql`true`;
  const facilityIds = reach.facilities.map((facility) => facility.facilityId);
  const facilityUnitIds = reach.facilities.map((facility) => facility.unitId);
  return sql`(d.credited_unit_id = ANY (${reach.unitIds}::text[])
    OR (d.commune_id = ANY (${reach.communeIds}::text[]) AND d.credited_unit_id = d.province_id)
    OR d.id = ANY (${reach.driveIds}::uuid[])
    OR EXISTS (SELECT FROM unnest(${facilityIds}::uuid[], ${facilityUnitIds}::text[]) AS own (facility_id, unit_id)
      WHERE own.facility_id = d.facility_id AND (own.unit_id IS NULL OR own.unit_id = d.credited_unit_id)))`;
}

/** Does a reach hold anything at all? */
export function reachesNothing(reach: Reach): boolean {
  return (
    !reach.nation &&
    reach.unitIds.length + reach.communeIds.length + reach.driveIds.length + reach.facilities.length === 0
  );
}
