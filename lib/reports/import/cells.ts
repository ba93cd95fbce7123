import { parseWhole } from "@/lib/core/numbers";
import { civilDate, daysInMonth, parseVietnameseDate } from "@/lib/core/time";
import { type Period, periodOf } from "../periods";
import type { Cell } from "./sheet";

export type CellFault = { reason: string; facts: Record<string, string | number> };

const most = 100_000_000_000;

/** A count in a cell: null when it is empty, a fault when it is none. Dots and commas in one number are never guessed at. */
export function readCount(cell: Cell | undefined): { value: number | null } | { fault: CellFault } {
  if (cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "")) return { value: null };
  if (typeof cell === "boolean" || cell instanceof Date)
    return { fault: { reason: "number_malformed", facts: { text: shown(cell) } } };
  if (typeof cell === "number") return checked(cell, shown(cell));
  const text = cell.trim();
  if (text.includes(".") && text.includes(",")) return { fault: { reason: "number_mixed", facts: { text } } };
  const read = parseWhole(text);
  if (!read.ok) return { fault: { reason: read.refusal, facts: { text } } };
  return checked(read.value, text);
}

function checked(value: number, text: string): { value: number } | { fault: CellFault } {
  if (value < 0) return { fault: { reason: "negative", facts: { text } } };
  if (!Number.isInteger(value)) return { fault: { reason: "number_not_whole", facts: { text } } };
  if (value > most) return { fault: { reason: "number_too_big", facts: { text } } };
  return { value };
}

/** The month a cell names: "03/2026", "Tháng 3/2026", "2026-03", a day in it, or a cell of a date. */
export function readMonth(cell: Cell | undefined): Period | { fault: CellFault } {
  if (cell === null || cell === undefined || cell === "") return { fault: { reason: "month_missing", facts: {} } };
  if (cell instanceof Date) return month(cell.getUTCFullYear(), cell.getUTCMonth() + 1, shown(cell));
  const text = shown(cell).trim();
  const plain = text.replace(/^(th[aá]ng|month|t)\s*/iu, "");
  const inOrder = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(plain);
  if (inOrder) return month(Number(inOrder[2]), Number(inOrder[1]), text);
  const turned = /^(\d{4})\s*[/.-]\s*(\d{1,2})$/.exec(plain);
  if (turned) return month(Number(turned[1]), Number(turned[2]), text);
  const day = parseVietnameseDate(plain.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1"));
  if (day.ok) return month(Number(day.value.slice(0, 4)), Number(day.value.slice(5, 7)), text);
  return {
    fault: { reason: day.refusal === "date_impossible" ? "date_impossible" : "month_malformed", facts: { text } },
  };
}

function month(year: number, number: number, text: string): Period | { fault: CellFault } {
  const startsOn = civilDate(year, number, 1);
  const isSensible = startsOn !== null && year >= 1990 && year <= 2100 && daysInMonth(year, number) > 0;
  const period = isSensible && startsOn ? periodOf("month", startsOn) : null;
  return period ?? { fault: { reason: "date_impossible", facts: { text } } };
}

function shown(cell: Exclude<Cell, null>): string {
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
