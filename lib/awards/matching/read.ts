import { parseWhole } from "@/lib/core/numbers";
import { foldVietnamese, nameSearchKey, normalizeLine } from "@/lib/core/text";
import { type CivilDate, civilDate, parseVietnameseDate } from "@/lib/core/time";
import { wordsOf } from "@/lib/reports/import/columns";
import type { Cell, Sheet } from "@/lib/reports/import/sheet";
import { fromTcvn3, looksLikeTcvn3 } from "@/lib/reports/import/tcvn3";
import { type AwardLevel, awardLevels } from "../rules";
import type { ListColumn, ListHead } from "./columns";

/** What is wrong with a row as it stands, whoever is meant. */
export type RowFault =
  | "merged"
  | "name_missing"
  | "born_malformed"
  | "kind_unknown"
  | "amount_malformed"
  | "level_unknown"
  | "got_malformed"
  | "in_the_future";

/** A row of an old list as it was understood. */
export interface ListRow {
  readonly line: number;
  readonly name: string;
  readonly nameKey: string;
  readonly bornOn: CivilDate | null;
  readonly bornYear: number | null;
  /** The day stood where the month belongs: "03/25/1980". */
  readonly bornTurned: boolean;
  /** Digits and letters of the number as it was typed; never stored. */
  readonly number: string | null;
  readonly bloodAbo: string | null;
  readonly bloodRh: string | null;
  readonly kind: "honour" | "donation";
  /** Donations proven, or the donations the honour was for. */
  readonly amount: number;
  readonly level: AwardLevel | null;
  /** The last day of the year where only a year is told. */
  readonly gotOn: CivilDate;
  readonly decision: string | null;
  readonly fault: RowFault | null;
  /** The line of the same row further up. */
  readonly duplicateOf: number | null;
}

/** Reads the rows below the headings that say anything; each with the first thing wrong with it. */
export function readListRows(sheet: Sheet, head: ListHead, today: CivilDate): ListRow[] {
  const seen = new Map<string, number>();
  return sheet.rows
    .filter(({ line }) => line > head.line)
    .flatMap(({ line, cells }) => {
      const at = (column: ListColumn): Cell => cells[head.at.get(column) ?? -1] ?? null;
      if (wordsOf(at("name")).trim() === "" && wordsOf(at("amount")).trim() === "") return [];
      const read = readRow(line, at, today);
      if (sheet.merged.some(({ from, to }) => from <= line && line <= to))
        return [{ ...read, fault: "merged" as const }];
      if (read.fault) return [read];
      const key = JSON.stringify([
        read.nameKey,
        read.bornOn ?? read.bornYear,
        read.kind,
        read.amount,
        read.kind === "donation" ? read.gotOn : read.level,
      ]);
      const before = seen.get(key);
      if (before === undefined) seen.set(key, line);
      return [{ ...read, duplicateOf: before ?? null }];
    });
}

function readRow(line: number, at: (column: ListColumn) => Cell, today: CivilDate): ListRow {
  const name = words(at("name")).slice(0, 120);
  const born = readDay(at("born"));
  const got = readDay(at("got"));
  const amount = readAmount(at("amount"));
  const kind = kindOf(words(at("kind")));
  const level = levelOf(words(at("level")));
  const yearsEnd = got.year === null ? null : `${got.year}-12-31`;
  // Of this year only the year told: today is as late as it can have been.
  const gotOn =
    got.on ?? (yearsEnd !== null && yearsEnd > today && `${got.year}` === today.slice(0, 4) ? today : yearsEnd);
  const fault: RowFault | null =
    nameSearchKey(name) === ""
      ? "name_missing"
      : born.malformed
        ? "born_malformed"
        : kind === null
          ? "kind_unknown"
          : amount === null
            ? "amount_malformed"
            : level === undefined
              ? "level_unknown"
              : gotOn === null || got.turned
                ? "got_malformed"
                : gotOn > today
                  ? "in_the_future"
                  : null;
  return {
    line,
    name,
    nameKey: nameSearchKey(name),
    bornOn: born.on,
    bornYear: born.year,
    bornTurned: born.turned,
    number: words(at("number")) || null,
    ...groupOf(words(at("group"))),
    kind: kind ?? "honour",
    amount: amount ?? 1,
    level: level ?? null,
    gotOn: gotOn ?? today,
    decision: words(at("decision")).slice(0, 80) || null,
    fault,
    duplicateOf: null,
  };
}

function words(cell: Cell): string {
  const text = normalizeLine(wordsOf(cell));
  return looksLikeTcvn3(text) ? normalizeLine(fromTcvn3(text)) : text;
}

interface ReadDay {
  on: CivilDate | null;
  year: number | null;
  turned: boolean;
  malformed: boolean;
}

/** A whole day, or a year alone; a cell of a date is a day. Two digits of a year are refused: nobody knows the century. */
function readDay(cell: Cell): ReadDay {
  const none: ReadDay = { on: null, year: null, turned: false, malformed: false };
  const text = wordsOf(cell).trim();
  if (text === "") return none;
  if (/^(19|20)\d{2}$/.test(text)) return { ...none, year: Number(text) };
  const day = parseVietnameseDate(text);
  if (day.ok) return { ...none, on: day.value };
  const [, month, dayOfMonth, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const turned = civilDate(Number(year), Number(month), Number(dayOfMonth));
  return turned ? { ...none, on: turned, turned: true } : { ...none, malformed: true };
}

/** "10", "10 lần", "lần thứ 10". */
function readAmount(cell: Cell): number | null {
  const text = foldVietnamese(words(cell))
    .replace(/^(muc|lan( thu)?)\s*/, "")
    .replace(/\s*lan$/, "");
  const read = parseWhole(text);
  return read.ok && read.value >= 1 && read.value <= 300 ? read.value : null;
}

/** An empty cell means an honour, the word "lần hiến" donations; anything else is not guessed at. */
function kindOf(text: string): ListRow["kind"] | null {
  const key = nameSearchKey(text);
  if (key === "" || /^(danh hieu|giay khen|bang khen|ton vinh|honour|honor)/.test(key)) return "honour";
  return /^(lan hien|so lan|hien mau|donation)/.test(key) ? "donation" : null;
}

/** Null when nothing is told, undefined when what is told is no level. */
function levelOf(text: string): AwardLevel | null | undefined {
  const key = nameSearchKey(text).replace(/^cap /, "");
  if (key === "") return null;
  const spoken: Record<string, AwardLevel> = {
    xa: "commune",
    phuong: "commune",
    huyen: "commune",
    quan: "commune",
    tinh: "province",
    "thanh pho": "province",
    bo: "ministry",
    nganh: "ministry",
    "quoc gia": "nation",
    "trung uong": "nation",
  };
  return spoken[key] ?? awardLevels.find((level) => level === key);
}

/** "O+", "AB", "B Rh-", "A dương". What cannot be read is not told: a group alone never decides who is meant. */
function groupOf(text: string): { bloodAbo: string | null; bloodRh: string | null } {
  const tidy = foldVietnamese(text)
    .toUpperCase()
    .replace(/\s|RH|\(|\)|NHOM|MAU/g, "");
  const read = /^(AB|A|B|O)(\+|D|DUONG|POSITIVE|-|–|AM|NEGATIVE)?$/.exec(tidy);
  if (!read) return { bloodAbo: null, bloodRh: null };
  const rh = read[2] === undefined ? null : /^(\+|D|DUONG|POSITIVE)$/.test(read[2]) ? "+" : "-";
  return { bloodAbo: read[1] ?? null, bloodRh: rh };
}
