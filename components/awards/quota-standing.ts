import type { NominationQuota } from "@/lib/awards/rounds/queries";
import { parseWhole } from "@/lib/core/numbers";
import { type SharedField, sharedField } from "@/lib/forms/meanwhile";
import { type FormState, typed } from "@/lib/forms/state";

/** The name of a unit's box. */
export const quotaField = (unitId: string) => `quota:${unitId}`;

/**
 * How a unit's box stands after each answer. Saved, all boxes begin anew from what is saved, and one to which somebody else
 * has given another number takes it over; refused, see `sharedField`.
 */
export function standingBox(
  state: FormState,
  { unitId, quota }: Pick<NominationQuota, "unitId" | "quota">,
): SharedField {
  const saved = quota === null ? "" : `${quota}`;
  if (state.status !== "done") return sharedField(state, quotaField(unitId), saved, state.refusal === "quota_changed");
  const read = parseWhole(typed(state, quotaField(unitId)));
  return { start: saved, began: saved, theirs: (read.ok ? read.value : null) === quota ? null : "taken" };
}
