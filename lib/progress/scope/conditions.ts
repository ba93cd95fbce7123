import sql, { type Sql } from "sql-template-tag";
import type { CivilDate } from "@/lib/core/time";
import type { Half } from "../span";
import type { UnitScope } from "./queries";

/**
 * The condition that keeps `drive d` within a unit: a commune's ground, or what is credited to a province or ministry.
 * `lineage` names the unit and those that have gone into it.
 */
export function within(scope: Pick<UnitScope, "id" | "kind">, lineage: readonly string[] = [scope.id]): Sql {
  if (scope.kind === "nation") return sql`true`;
  const own = sql`ANY (${[...lineage]}::text[])`;
  return scope.kind === "commune" ? sql`d.commune_id = ${own}` : sql`d.credited_unit_id = ${own}`;
}

/** True for the drives of `drive d LEFT JOIN drive_total t` that count: all but drafts and those called off without a donation. */
export const counts: Sql = sql`(t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed'))`;

/** The year's target in force of a unit; null without one. */
export function yearTarget(unitId: Sql, year: number, on: CivilDate): Sql {
  return targetInForce(unitId, { year, period: "year" }, on);
}

/** The target of its half-year that a unit's figure is held against; null without one, and where no half is asked for. */
export function halfTarget(unitId: Sql, { year, half }: { year: number; half: Half | null }, on: CivilDate): Sql {
  return half === null ? sql`NULL::float8` : targetInForce(unitId, { year, period: half }, on);
}

/** What a unit is to receive in a year or one of its halves; a made-up one of the demonstration comes first. */
function targetInForce(unitId: Sql, { year, period }: { year: number; period: "year" | Half }, on: CivilDate): Sql {
  return sql`(SELECT g.value::float8 FROM target g WHERE g.unit_id = ${unitId} AND g.year = ${year} AND g.period = ${period}
      AND g.metric IN ('units', 'donations') AND g.campaign_edition_id IS NULL
      AND (g.in_force_from IS NULL OR g.in_force_from <= ${on}::date)
      AND (g.superseded_at IS NULL OR (g.superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > ${on}::date)
    ORDER BY g.is_demo DESC, g.metric DESC LIMIT 1)`;
}
