import { timeOfDay } from "@/lib/core/time";

/** A slot as the donor's pages pass it on: plain values, so that a form may hold it too. */
export interface SlotTime {
  readonly id: string;
  readonly startsAt: Date;
  readonly free: number;
  readonly capacity: number;
  readonly begun: boolean;
}

/** So few places that a donor had better hurry: three at most, and no more than a quarter of the slot. */
export function isNearlyFull({ free, capacity }: Pick<SlotTime, "free" | "capacity">): boolean {
  return free > 0 && free <= 3 && free * 4 <= capacity;
}

/** The slots of a day by its parts; noon belongs to the afternoon. Parts without a slot are left out. */
export function byPartOfDay<S extends { startsAt: Date }>(
  slots: readonly S[],
): ["morning" | "afternoon" | "evening", S[]][] {
  const parts: Record<"morning" | "afternoon" | "evening", S[]> = { morning: [], afternoon: [], evening: [] };
  for (const slot of slots) {
    const time = timeOfDay(slot.startsAt);
    parts[time < "12:00" ? "morning" : time < "17:30" ? "afternoon" : "evening"].push(slot);
  }
  return (Object.entries(parts) as ["morning" | "afternoon" | "evening", S[]][]).filter(([, list]) => list.length > 0);
}
