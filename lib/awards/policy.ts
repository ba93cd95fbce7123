import sql, { type Sql } from "sql-template-tag";
import type { Actor } from "@/lib/auth/actor";
import { insist, may, type Place, reachOf } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";

/** Where an award's thing lies: in a province, a ministry or the nation, and perhaps one of its communes. */
export interface AwardScope {
  readonly unitId: string;
  readonly communeId?: string | null;
}

export const awardPlace = ({ unitId, communeId }: AwardScope): Place => ({ unitId, communeId: communeId ?? null });

/** May this actor do an award's deed for this unit? */
export function mayAward(actor: Actor, deed: Deed, scope: AwardScope): boolean {
  return may(actor, deed, awardPlace(scope));
}

/** Throws `NotAllowed` unless the actor may; what lies in another province is answered as if it were not there. */
export function insistOnAward(actor: Actor, deed: Deed, scope: AwardScope): void {
  insist(actor, deed, awardPlace(scope));
}

/** The condition that keeps a query within an actor's reach, over the columns that say where a row lies. */
export function awardsWithin(actor: Actor, deed: Deed, unitId: Sql, communeId: Sql = sql`NULL::text`): Sql {
  const reach = reachOf(actor, deed);
  if (reach.nation) return sql`true`;
  return sql`(${unitId} = ANY (${reach.unitIds}::text[]) OR ${communeId} = ANY (${reach.communeIds}::text[]))`;
}
