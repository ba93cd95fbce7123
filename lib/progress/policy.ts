import sql, { type Sql } from "sql-template-tag";
import type { Actor } from "@/lib/auth/actor";
import { type Place, reachOf } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";

/** Where a unit lies, for the scope of a role; a commune within its province. */
export function placeOfUnit(unit: { id: string; kind: string; provinceId?: string | null }): Place {
  if (unit.kind === "commune") return { unitId: unit.provinceId ?? null, communeId: unit.id };
  return { unitId: unit.id };
}

/** The condition that keeps a query within an actor's reach, over the columns of province (or ministry) and unit. */
export function unitsWithin(actor: Actor, deed: Deed, provinceId: Sql, unitId: Sql): Sql {
  const reach = reachOf(actor, deed);
  if (reach.nation) return sql`true`;
  // A facility's people see the plans of the province they work in.
  const unitIds = [...reach.unitIds, ...reach.facilities.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))];
  return sql`(${provinceId} = ANY (${unitIds}::text[]) OR ${unitId} = ANY (${reach.communeIds}::text[]))`;
}
