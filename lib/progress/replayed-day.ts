import { type CivilDate, parseVietnameseDate } from "@/lib/core/time";

/** What was typed as the day to be replayed, or null where that is today; and why another day than that is shown. */
export interface ReplayedDay {
  readonly asOf: CivilDate | null;
  readonly wrongDay: { typed: string; why: "malformed" | "impossible" | "ahead" } | null;
}

/**
 * The day a board replays, as people type it (`30/06/2025`) or as an address names it (`2025-06-30`). Nothing typed and
 * today are today; a day ahead, and what is no day, are today too, and the board says why.
 */
export function replayedDay(typed: string, today: CivilDate): ReplayedDay {
  const read = parseVietnameseDate(typed);
  if (!read.ok) {
    if (read.refusal === "date_empty") return { asOf: null, wrongDay: null };
    const why = read.refusal === "date_impossible" ? "impossible" : "malformed";
    return { asOf: null, wrongDay: { typed, why } };
  }
  if (read.value > today) return { asOf: null, wrongDay: { typed, why: "ahead" } };
  return { asOf: read.value < today ? read.value : null, wrongDay: null };
}
