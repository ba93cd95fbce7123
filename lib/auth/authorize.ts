import type { Actor, StaffActor } from "./actor";
import { type Deed, permission } from "./matrix";
import type { Grant } from "./roles";

/**
 * Where something lies, for the scope of a role. `unitId` is the credited province or ministry; `communeId` is set
 * only when that unit is the commune's own province, so that a commune never reaches into an army drive on its ground.
 */
export interface Place {
  readonly unitId?: string | null;
  readonly communeId?: string | null;
  readonly driveId?: string | null;
  readonly facilityId?: string | null;
}

/** Anywhere at all: for deeds that are about the actor, not about a place. */
export const anywhere: Place = {};

/** May this actor do this deed at this place? The one question every query and command asks first. */
export function may(actor: Actor | null, deed: Deed, place: Place): boolean {
  const allowed = permission(deed);
  if (allowed.anyone) return true;
  if (actor === null) return false;
  if (actor.kind === "system") return true;
  if (actor.kind === "donor") return allowed.donor === "own" || allowed.contact === true;
  if (actor.kind === "contact") return allowed.contact === true;
  if (allowed.account === "own") return true;
  return grantsFor(actor, deed).some((grant) => place === anywhere || reaches(grant, place));
}

/** The part of an actor's roles that allows a deed. */
export function grantsFor(actor: StaffActor, deed: Deed): readonly Grant[] {
  const staff = permission(deed).staff ?? [];
  return actor.grants.filter((grant) => (staff as readonly string[]).includes(grant.role));
}

/** Thrown when an actor asks for what the matrix does not give; answered as if the thing did not exist. */
export class NotAllowed extends Error {
  override name = "NotAllowed";
  constructor(readonly deed: Deed) {
    super(`Not allowed: ${deed}`);
  }
}

/** Throws `NotAllowed` unless the actor may. */
export function insist(actor: Actor | null, deed: Deed, place: Place): void {
  if (!may(actor, deed, place)) throw new NotAllowed(deed);
}

/** Everything a deed reaches for an actor, as lists a query can filter by. */
export interface Reach {
  readonly nation: boolean;
  readonly unitIds: readonly string[];
  readonly communeIds: readonly string[];
  readonly driveIds: readonly string[];
  /** Within the unit above, only this facility's drives: pairs of facility and the grant's scope. */
  readonly facilities: readonly { facilityId: string; unitId: string | null }[];
}

/** The reach of a deed for an actor: empty lists mean nothing at all. */
export function reachOf(actor: Actor, deed: Deed): Reach {
  if (actor.kind === "system") return { nation: true, unitIds: [], communeIds: [], driveIds: [], facilities: [] };
  const grants = actor.kind === "staff" ? grantsFor(actor, deed) : [];
  const whole = grants.filter((grant) => grant.facilityId === null);
  return {
    nation: whole.some((grant) => grant.scope.kind === "nation"),
    unitIds: whole.flatMap((grant) => (grant.scope.kind === "unit" ? [grant.scope.unitId] : [])),
    communeIds: whole.flatMap((grant) => (grant.scope.kind === "commune" ? [grant.scope.communeId] : [])),
    driveIds: grants.flatMap((grant) => (grant.scope.kind === "drive" ? [grant.scope.driveId] : [])),
    facilities: grants.flatMap((grant) =>
      grant.facilityId === null || grant.scope.kind === "drive" || grant.scope.kind === "commune"
        ? []
        : [{ facilityId: grant.facilityId, unitId: grant.scope.kind === "unit" ? grant.scope.unitId : null }],
    ),
  };
}

/** Does one role reach a place? */
export function reaches(grant: Grant, place: Place): boolean {
  if (grant.facilityId !== null && place.facilityId !== grant.facilityId) return false;
  switch (grant.scope.kind) {
    case "nation":
      return true;
    case "unit":
      return place.unitId === grant.scope.unitId;
    case "commune":
      return place.communeId === grant.scope.communeId;
    case "drive":
      return place.driveId === grant.scope.driveId;
  }
}
