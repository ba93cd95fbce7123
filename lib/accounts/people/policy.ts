import type { Actor } from "@/lib/auth/actor";
import { type Place, reaches } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/roles";
import { givableBy } from "./rules";

/** May this actor give or take this role at this place: one of their own roles can give it, and reaches there. */
export function mayGive(actor: Actor, role: Role, place: Place): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind !== "staff") return false;
  return actor.grants.some((grant) => (givableBy[grant.role] ?? []).includes(role) && reaches(grant, place));
}

/** A person as far as managing them goes: their roles with the places these are for. */
export interface ManagedPerson {
  readonly id: string;
  readonly held: readonly { readonly role: Role; readonly place: Place; readonly revoked: boolean }[];
}

/** May this actor see the person: somebody who holds or held a role within their reach. */
export function maySee(actor: Actor, person: ManagedPerson): boolean {
  if (isNational(actor)) return true;
  return person.held.some((held) => anyManagingGrantReaches(actor, held.place));
}

/**
 * May this actor disable the person, end their sessions, or send them a new link? Only who could give every role the
 * person holds: an office in one province does not lock out a colleague who also works for another. Nobody does it to
 * themselves, so the last administrator stays.
 */
export function mayManage(actor: Actor, person: ManagedPerson): boolean {
  if (actor.kind === "staff" && actor.accountId === person.id) return false;
  const current = person.held.filter((held) => !held.revoked);
  if (current.length === 0) return maySee(actor, person);
  return current.every((held) => mayGive(actor, held.role, held.place));
}

function isNational(actor: Actor): boolean {
  if (actor.kind === "system") return true;
  return (
    actor.kind === "staff" && actor.grants.some((grant) => grant.role in givableBy && grant.scope.kind === "nation")
  );
}

function anyManagingGrantReaches(actor: Actor, place: Place): boolean {
  return actor.kind === "staff" && actor.grants.some((grant) => grant.role in givableBy && reaches(grant, place));
}
