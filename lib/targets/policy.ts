import sql, { type Sql } from "sql-template-tag";
import type { Actor } from "@/lib/auth/actor";
import { may, type Place, type Reach } from "@/lib/auth/authorize";

/** What is needed of a unit to know whose targets they are. */
export interface TargetUnit {
  readonly id: string;
  readonly kind: "nation" | "province" | "ministry" | "commune";
  readonly parentId: string | null;
}

/** Where a unit's targets lie for the scope of a role: a commune within its province. */
export function placeOf(unit: TargetUnit): Place {
  return unit.kind === "commune" ? { unitId: unit.parentId, communeId: unit.id } : { unitId: unit.id };
}

/**
 * The level that assigns and decides a unit's targets: the nation for provinces, ministries and itself, a province for
 * its communes. A role over the commune alone does not reach there.
 */
export function levelAbove(unit: TargetUnit): Place & { unitId: string } {
  return { unitId: unit.kind === "commune" ? (unit.parentId ?? "VN") : "VN" };
}

/** `levelAbove` of `unit u` said in SQL. */
export const levelAboveIt = sql`CASE WHEN u.kind = 'commune' THEN u.parent_id ELSE 'VN' END`;

/** May this actor read the unit's targets and what is said about them? */
export function mayViewTargets(actor: Actor, unit: TargetUnit): boolean {
  return may(actor, "target.view", placeOf(unit));
}

/** May this actor draft, propose and split the unit's targets? */
export function mayDraftTargets(actor: Actor, unit: TargetUnit): boolean {
  return may(actor, "target.draft", placeOf(unit));
}

/** May this actor assign the unit a target, as the level above? */
export function mayAssignTargets(actor: Actor, unit: TargetUnit): boolean {
  return unit.kind !== "nation" && may(actor, "target.draft", levelAbove(unit));
}

export function mayCommentTargets(actor: Actor, unit: TargetUnit): boolean {
  return may(actor, "target.comment", placeOf(unit));
}

/** May this actor sign the unit's targets into force? */
export function mayDecideTargets(actor: Actor, unit: TargetUnit): boolean {
  return may(actor, "target.decide", levelAbove(unit));
}

/** May this actor sign how the unit's whole is shared over its parts? The unit itself decides for those below it. */
export function mayDecideSplit(actor: Actor, unit: TargetUnit): boolean {
  return may(actor, "target.decide", placeOf(unit));
}

/** The condition that keeps a query over `unit u` within an actor's reach: `placeOf` said in SQL. */
export function unitsWithin(reach: Reach): Sql {
  if (reach.nation) return sql`true`;
  return sql`(u.id = ANY (${reach.unitIds}::text[])
    OR u.kind = 'commune' AND (u.parent_id = ANY (${reach.unitIds}::text[]) OR u.id = ANY (${reach.communeIds}::text[])))`;
}
