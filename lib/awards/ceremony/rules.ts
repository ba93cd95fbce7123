import { shortName } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import type { RoundStatus } from "../rounds/rules";
import type { SubjectKind } from "../rules";

/** A hall, its rows counted from the stage; the first `keptRows` are for guests of the house and nobody is seated there. */
export interface Hall {
  readonly seatRows: number;
  readonly seatsInRow: number;
  readonly keptRows: number;
}

/** A place in a hall, both counted from 1. */
export interface Seat {
  readonly row: number;
  readonly seat: number;
}

export type CeremonyRefusal =
  | "not_decided"
  | "round_over"
  | "ceremony_before_count"
  | "hall_too_small"
  | "no_hall"
  | "seat_outside"
  | "seat_taken"
  | "seat_changed"
  | "guest_unknown"
  | "guest_without_seat"
  | "ceremony_not_planned"
  | "ceremony_past";

/** A row's letter: A to Z, then AA, AB … */
export function rowName(row: number): string {
  const letter = (index: number) => String.fromCharCode(65 + index);
  return row <= 26 ? letter(row - 1) : `${letter(Math.floor((row - 1) / 26) - 1)}${letter((row - 1) % 26)}`;
}

/** A seat as its sign says it: "C12". */
export const seatName = ({ row, seat }: Seat): string => `${rowName(row)}${seat}`;

/** The seat of somebody who may have none yet. */
export const seatOf = ({ row, seat }: { row: number | null; seat: number | null }): Seat | null =>
  row === null || seat === null ? null : { row, seat };

/**
 * A guest's name on the plan of a hall: of a person and of a family's head the middle names by their letters
 * ("Gia đình Nguyễn T. C. Loan"), of a body the whole name.
 */
export function nameOnPlan({ name, subjectKind }: { name: string; subjectKind: SubjectKind }): string {
  if (subjectKind === "collective") return name;
  const ofFamily = /^(?<before>gia đình(?: (?:ông|bà|anh|chị))?) (?<whose>.+)$/iu.exec(name)?.groups;
  if (!ofFamily) return shortName(name);
  // "Gia đình" keeps together on the first of its lines, and takes the room of a name's middle.
  return `${ofFamily.before?.replaceAll(" ", "\u00A0")} ${shortName(ofFamily.whose ?? "", 8)}`;
}

/** A seat as it is typed, "c12", "C 12" or "C-12" too; null when it is none. */
export function readSeat(text: string): Seat | null {
  const found = /^\s*([a-z]{1,2})[\s.-]*(\d{1,2})\s*$/i.exec(text);
  if (!found) return null;
  const letters = (found[1] ?? "").toUpperCase();
  const row = [...letters].reduce((sum, one) => sum * 26 + (one.charCodeAt(0) - 64), 0);
  const seat = Number(found[2]);
  return seat < 1 ? null : { row, seat };
}

export const isInHall = (hall: Hall, { row, seat }: Seat): boolean =>
  row >= 1 && row <= hall.seatRows && seat >= 1 && seat <= hall.seatsInRow;

/** Is a seat one that people are seated at when seats are drawn up? An office may still put somebody in front by hand. */
export const isOpen = (hall: Hall, seat: Seat): boolean => isInHall(hall, seat) && seat.row > hall.keptRows;

/** How many may be seated. */
export const placesIn = (hall: Hall): number => (hall.seatRows - hall.keptRows) * hall.seatsInRow;

/**
 * Seats people in the order they come, row by row from the front, past the seats that are taken. Whoever finds no seat
 * is left out of the answer.
 */
export function seated<Guest>(
  guests: readonly Guest[],
  hall: Hall,
  taken: readonly Seat[],
): { guest: Guest; seat: Seat }[] {
  const held = new Set(taken.map(seatName));
  const free: Seat[] = [];
  for (let row = hall.keptRows + 1; row <= hall.seatRows; row += 1)
    for (let seat = 1; seat <= hall.seatsInRow; seat += 1)
      if (!held.has(seatName({ row, seat }))) free.push({ row, seat });
  return guests.slice(0, free.length).map((guest, index) => ({ guest, seat: free[index] as Seat }));
}

/** May seats be drawn up and people invited? Once everything is decided, until the ceremony was held. */
export function whyNotSeat(round: { status: RoundStatus }): "not_decided" | "round_over" | null {
  if (round.status === "cancelled" || round.status === "presented") return "round_over";
  return round.status === "decided" ? null : "not_decided";
}

/** May people be invited? To a day and a place that are known, and not after the day. */
export function whyNotInvite(
  ceremony: { status: RoundStatus; on: CivilDate | null; place: string | null; hasHall: boolean },
  today: CivilDate,
): CeremonyRefusal | null {
  const over = whyNotSeat(ceremony);
  if (over) return over;
  if (!ceremony.hasHall || ceremony.on === null || ceremony.place === null) return "ceremony_not_planned";
  return ceremony.on < today ? "ceremony_past" : null;
}
