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

/** So many slots that nobody finds a time among their cards. Four hours in tens of minutes are not yet a long day. */
export function isLongDay(slots: readonly unknown[]): boolean {
  return slots.length > 24;
}

/** An hour of the clock and what is left in it. */
export interface SlotHour<S> {
  readonly from: string;
  readonly to: string;
  /** When its first slot begins: the part of the day the whole hour is shown in. */
  readonly startsAt: Date;
  readonly slots: readonly S[];
  readonly free: number;
  /** Whether each of its slots has begun. */
  readonly begun: boolean;
}

/** The slots of a day by the hour in which they begin; hours without a slot are left out. */
export function byHour<S extends Pick<SlotTime, "startsAt" | "free" | "begun">>(slots: readonly S[]): SlotHour<S>[] {
  const hours = new Map<number, S[]>();
  for (const slot of slots) {
    const hour = Number(timeOfDay(slot.startsAt).slice(0, 2));
    hours.set(hour, [...(hours.get(hour) ?? []), slot]);
  }
  return [...hours].map(([hour, list]) => ({
    from: clock(hour),
    to: clock(hour + 1),
    startsAt: (list[0] as S).startsAt,
    slots: list,
    free: list.reduce((sum, { free }) => sum + Math.max(0, free), 0),
    begun: list.every(({ begun }) => begun),
  }));
}

const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
