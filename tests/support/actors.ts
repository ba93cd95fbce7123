import { type DonorActor, mint, type StaffActor } from "@/lib/auth/actor";
import type { Role, Scope } from "@/lib/auth/roles";
import { newId } from "@/lib/core/ids";

/** A signed-in donor, for tests that call commands without a browser. */
export function donorActor(donorId: string): DonorActor {
  return mint<DonorActor>({ kind: "donor", donorId, contact: "+84900000000", sessionId: newId() });
}

/** A member of staff with one role over one scope. */
export function staffActor(
  role: Role,
  scope: Scope,
  of: { accountId?: string; facilityId?: string | null } = {},
): StaffActor {
  return mint<StaffActor>({
    kind: "staff",
    accountId: of.accountId ?? newId(),
    name: "Người Thử Nghiệm",
    sessionId: newId(),
    grants: [{ role, scope, facilityId: of.facilityId ?? null }],
  });
}
