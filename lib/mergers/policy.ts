import type { Actor } from "@/lib/auth/actor";
import { may, type Place } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import type { ChangingKind } from "@/lib/units/naming";

/** What is needed of a unit to know who may change it. */
export interface UnitScope {
  readonly id: string;
  readonly kind: ChangingKind | "nation";
  readonly parentId: string | null;
}

/** A commune lies in its province; provinces and ministries themselves are the nation's to change. */
export function placeOfChange(unit: UnitScope): Place {
  return unit.kind === "commune" ? { unitId: unit.parentId, communeId: unit.id } : { unitId: null };
}

/** Where a unit's own matters lie (its population, its review list): with itself, a commune's with its province too. */
export function placeOfUnit(unit: UnitScope): Place {
  return unit.kind === "commune" ? { unitId: unit.parentId, communeId: unit.id } : { unitId: unit.id };
}

/** May this actor do the deed to every one of these units, and to the provinces they may pass to? */
export function mayChange(
  actor: Actor,
  deed: Deed,
  units: readonly UnitScope[],
  provinces: readonly string[] = [],
): boolean {
  return (
    units.length > 0 &&
    units.every((unit) => may(actor, deed, placeOfChange(unit))) &&
    provinces.every((unitId) => may(actor, deed, { unitId }))
  );
}
