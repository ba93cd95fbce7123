import { rateOf } from "../rules";
import type { Registration, Target } from "../schema";

/**
 * The targets of those who are to register for a campaign, among all of a unit's: the official one, and the one of the
 * demonstration. A campaign is given a pair, so many registered and so many received; without this half none is told.
 */
export function registeredTargets<T extends Pick<Target, "metric" | "period" | "campaignId">>(
  targets: readonly T[],
  campaignId: string,
): T[] {
  return targets.filter(
    (target) => target.metric === "registered" && target.period === "campaign" && target.campaignId === campaignId,
  );
}

/** Who registered, against the target: what holds made-up people against a made-up target, where there is one. */
export function registrationAgainst(
  { registered, containsDemo }: { registered: number; containsDemo: boolean },
  targets: readonly Target[],
): Registration | null {
  const official = targets.find(({ isDemo }) => !isDemo);
  const demo = targets.find(({ isDemo }) => isDemo);
  const target = containsDemo ? (demo ?? official) : (official ?? demo);
  return target ? { registered, containsDemo, target, rate: rateOf(registered, target.value) } : null;
}
