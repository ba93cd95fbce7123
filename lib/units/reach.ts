import sql, { type Sql } from "sql-template-tag";
import type { Place, Reach } from "@/lib/auth/authorize";

/** A unit as far as its place in the country goes. */
export interface UnitInPlace {
  readonly id: string;
  readonly kind: "nation" | "province" | "ministry" | "commune";
  readonly parentId: string | null;
}

/** Where a unit lies, for the scope of a role: a commune within its province, the nation beyond every unit. */
export function placeOfUnit(unit: UnitInPlace): Place {
  if (unit.kind === "nation") return { unitId: null };
  return unit.kind === "commune" ? { unitId: unit.parentId, communeId: unit.id } : { unitId: unit.id };
}

/** The condition that a unit (alias `u`) lies within a reach: a province's reach holds its communes too. */
export function unitsWithin(reach: Reach): Sql {
  if (reach.nation) return sql`true`;
  return sql`(u.id = ANY (${[...reach.unitIds]}::text[]) OR u.parent_id = ANY (${[...reach.unitIds]}::text[])
    OR u.id = ANY (${[...reach.communeIds]}::text[]))`;
}
