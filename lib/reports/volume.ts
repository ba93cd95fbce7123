import type { CivilDate } from "@/lib/core/time";
import { publicRules } from "@/lib/eligibility/queries";
import type { Figures } from "./figures";

/** What one donation comes to, in ml: the bags in use, and the most that is taken by apheresis. */
export interface VolumeOfOne {
  readonly least: number;
  readonly most: number;
  readonly mostByApheresis: number;
}

/** The bags and the limit of apheresis that the rules in force on a day name. */
export async function publicVolumeOfOne(on: CivilDate): Promise<VolumeOfOne> {
  const { values } = await publicRules(on);
  return {
    least: Math.min(...values.bagVolumesMl),
    most: Math.max(...values.bagVolumesMl),
    mostByApheresis: values.apheresisHeavyMaxMl,
  };
}

/**
 * Why a stated volume cannot be that of the units stated, or null. What was recorded here happened, short bags and all;
 * each unit beyond it fills a bag, or is by apheresis, of which a unit may hold less or more. Where it is not said how
 * many were by apheresis, none is small for it and any may be large. A volume left as it was recorded says nothing of
 * the units beyond: the form comes filled in with it.
 */
export function whyVolumeImpossible(
  stated: Pick<Figures, "received" | "apheresis" | "volumeMl">,
  recorded: Pick<Figures, "received" | "apheresis" | "volumeMl">,
  of: VolumeOfOne,
): { refusal: "volume_impossible"; facts: Record<string, string | number> } | null {
  if (stated.volumeMl === null) return null;
  if (stated.volumeMl === (recorded.volumeMl ?? 0)) return null;
  const more = Math.max(0, stated.received - recorded.received);
  const byApheresis =
    stated.apheresis === null ? null : Math.min(more, Math.max(0, stated.apheresis - (recorded.apheresis ?? 0)));
  const held = recorded.volumeMl ?? 0;
  const least = held + of.least * (more - (byApheresis ?? 0));
  const large = byApheresis ?? more;
  const most = held + of.most * (more - large) + of.mostByApheresis * large;
  if (stated.volumeMl >= least && stated.volumeMl <= most) return null;
  const facts = { line: "volumeMl", volume: stated.volumeMl, units: stated.received, least, most };
  return { refusal: "volume_impossible", facts: { ...facts, bag: of.least, bags: of.most } };
}
