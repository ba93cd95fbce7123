import { type Deed, permission } from "@/lib/auth/matrix";
import type { Caller, World } from "./world";

/** What the written matrix says a caller must hear about a thing inside. */
export type Expected = "allowed" | "elsewhere" | "not_allowed" | "signed_out";

/**
 * Reads the matrix. `placeless` deeds are about the caller alone, so that a role of another province may do them just
 * as well; anything else that lies elsewhere must be as if it were not there.
 */
export function expected(deed: Deed, caller: Caller, placeless: boolean): Expected {
  const allowed = permission(deed);
  if (allowed.anyone) return "allowed";
  switch (caller.kind) {
    case "nobody":
      return "signed_out";
    case "contact":
      return allowed.contact ? "allowed" : "signed_out";
    case "donor":
      if (allowed.contact) return "allowed";
      if (!allowed.donor) return "signed_out";
      return placeless || caller.whose === "own" ? "allowed" : "elsewhere";
    case "staff":
      if (allowed.account) return "allowed";
      if (!allowed.staff) return "signed_out";
      if (!allowed.staff.includes(caller.role)) return "not_allowed";
      return placeless || caller.where === "inside" ? "allowed" : "elsewhere";
  }
}

/** Somebody of this world who may do a deed inside it. */
export function whoMay(world: World, deed: Deed): Caller {
  const caller = world.callers.find((one) => expected(deed, one, false) === "allowed");
  if (!caller) throw new Error(`Nobody here may do ${deed}.`);
  return caller;
}
