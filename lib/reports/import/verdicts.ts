import type { CivilDate } from "@/lib/core/time";
import { type Figures, type Recorded, sameFigures, whyNotStated } from "../figures";
import type { Period } from "../periods";
import type { ReportStatus } from "../rules";
import { type VolumeOfOne, whyVolumeImpossible } from "../volume";
import { readCount, readMonth } from "./cells";
import { type Headed, type ImportColumn, wordsOf } from "./columns";
import type { Cell, Sheet } from "./sheet";
import { fromTcvn3, looksLikeTcvn3 } from "./tcvn3";
import { findUnit, type NamedUnit, type UnitRemark } from "./units";

/** What a row states; lines left empty are null. */
export interface RowFigures extends Figures {
  readonly elsewhere: string | null;
  readonly problems: string | null;
}

export type Remark = UnitRemark | { remark: "tcvn3_text" | "thousands_mixed"; facts: Record<string, string> };

export interface Fault {
  readonly column: ImportColumn;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A row as it was understood, or what is wrong with it. */
export interface ReadRow {
  readonly line: number;
  readonly unitText: string;
  readonly unit: NamedUnit | null;
  readonly period: Period | null;
  readonly figures: RowFigures;
  readonly remarks: readonly Remark[];
  readonly fault: Fault | null;
}

const countColumns = [
  "received",
  "voluntary",
  "firstTime",
  "atLeast350Ml",
  "apheresis",
  "volumeMl",
  "drives",
  "outreachSessions",
  "outreachPeople",
  "outreachProducts",
] as const;

/**
 * Reads every row below the headings that states anything: a row of the template left empty is no row. The first thing
 * wrong with a row is its verdict. Knows nothing of what was recorded: see `judge`.
 */
export function readRows(sheet: Sheet, head: Headed, units: readonly NamedUnit[], today: CivilDate): ReadRow[] {
  const seen = new Map<string, number>();
  const thousands = thousandsIn(sheet, head);
  return sheet.rows
    .filter(({ line }) => line > head.line)
    .flatMap(({ line, cells }) => {
      const at = (column: ImportColumn): Cell | undefined => {
        const index = head.at.get(column);
        return index === undefined ? undefined : cells[index];
      };
      const merged = sheet.merged.find(({ from, to }) => from <= line && line <= to);
      const isEmpty = [...countColumns, "elsewhere" as const, "problems" as const].every(
        (column) => wordsOf(at(column)).trim() === "",
      );
      if (isEmpty && !merged) return [];
      const row = withRemarks(readRow(line, at, units, today), mixedThousands(line, thousands));
      if (merged)
        return [
          { ...row, fault: { column: columnOf(merged.range, head), reason: "merged", facts: { range: merged.range } } },
        ];
      if (row.fault || !row.unit || !row.period) return [row];
      const key = `${row.unit.id}/${row.period.startsOn}`;
      const before = seen.get(key);
      if (before !== undefined)
        return [{ ...row, fault: { column: "month" as const, reason: "duplicate", facts: { line: before } } }];
      seen.set(key, line);
      return [row];
    });
}

/** Counts that are written with a sign at the thousands: each with its line. */
function thousandsIn(sheet: Sheet, head: Headed): { line: number; text: string; sign: string }[] {
  const columns = countColumns.flatMap((column) => head.at.get(column) ?? []);
  return sheet.rows
    .filter(({ line }) => line > head.line)
    .flatMap(({ line, cells }) =>
      columns.flatMap((index) => {
        const text = wordsOf(cells[index]).trim();
        const sign = /^-?\d{1,3}([.,])\d{3}(\1\d{3})*$/.exec(text)?.[1];
        return sign ? [{ line, text, sign }] : [];
      }),
    );
}

/** Where a file writes "1.234" here and "1,234" there, both are thousands; the one that is rarer says so in its row. */
function mixedThousands(line: number, all: ReturnType<typeof thousandsIn>): Remark[] {
  const [dots, commas] = [".", ","].map((sign) => all.filter((one) => one.sign === sign)) as [typeof all, typeof all];
  const [rare, usual] = dots.length < commas.length ? [dots, commas] : [commas, dots];
  const here = rare.find((one) => one.line === line);
  const there = usual[0];
  if (!here || !there) return [];
  const facts = {
    text: here.text,
    other: there.text,
    line: String(there.line),
    digits: here.text.replace(/[.,]/g, ""),
  };
  return [{ remark: "thousands_mixed", facts }];
}

const withRemarks = (row: ReadRow, more: readonly Remark[]): ReadRow =>
  more.length === 0 ? row : { ...row, remarks: [...row.remarks, ...more] };

function readRow(
  line: number,
  at: (column: ImportColumn) => Cell | undefined,
  units: readonly NamedUnit[],
  today: CivilDate,
): ReadRow {
  const code = wordsOf(at("unitCode"));
  const name = wordsOf(at("unitName"));
  const remarks: Remark[] = [];
  const words = (column: "elsewhere" | "problems") => {
    const text = wordsOf(at(column)).trim().slice(0, 2_000);
    if (text === "") return null;
    if (!looksLikeTcvn3(text)) return text;
    remarks.push({ remark: "tcvn3_text", facts: { text: text.slice(0, 60) } });
    return fromTcvn3(text);
  };
  const faults: Fault[] = [];
  const counted = Object.fromEntries(
    countColumns.map((column) => {
      const read = readCount(at(column));
      if ("fault" in read) faults.push({ column, ...read.fault });
      return [column, "fault" in read ? null : read.value];
    }),
  ) as Record<(typeof countColumns)[number], number | null>;
  const figures: RowFigures = {
    received: counted.received ?? 0,
    voluntary: counted.voluntary,
    firstTime: counted.firstTime,
    atLeast350Ml: counted.atLeast350Ml,
    apheresis: counted.apheresis,
    volumeMl: counted.volumeMl,
    drives: counted.drives,
    outreachSessions: counted.outreachSessions,
    outreachPeople: counted.outreachPeople,
    outreachProducts: counted.outreachProducts === null ? {} : { other: counted.outreachProducts },
    segments: {},
    elsewhere: words("elsewhere"),
    problems: words("problems"),
  };
  const unitText = (name.trim() || code.trim()).slice(0, 120);
  const base = { line, unitText, figures, remarks };
  const wrong = (fault: Fault, known: { unit?: NamedUnit; period?: Period } = {}): ReadRow => ({
    ...base,
    unit: known.unit ?? null,
    period: known.period ?? null,
    fault,
  });
  const month = readMonth(at("month"));
  if ("fault" in month) return wrong({ column: "month", ...month.fault });
  if (month.endsOn >= today)
    return wrong({ column: "month", reason: "month_ahead", facts: { text: wordsOf(at("month")) } }, { period: month });
  const found = findUnit(units, { code, name }, month);
  if ("fault" in found) return wrong(found.fault, { period: month });
  remarks.push(...found.remarks);
  const known = { unit: found.unit, period: month };
  const [first] = faults;
  if (first) return wrong(first, known);
  if (counted.received === null) return wrong({ column: "received", reason: "received_missing", facts: {} }, known);
  if (counted.received > 10_000_000)
    return wrong({ column: "received", reason: "number_too_big", facts: { text: String(counted.received) } }, known);
  return { ...base, ...known, fault: null };
}

/** The column a merged range begins in, as far as it is one of ours. */
function columnOf(range: string, head: Headed): ImportColumn {
  const letters = /^[A-Z]+/.exec(range)?.[0] ?? "A";
  const index = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return [...head.at].find(([, at]) => at === index)?.[0] ?? "unitCode";
}

/** What stands of a unit's month already: its latest version. */
export interface Standing {
  readonly status: ReportStatus;
  readonly figures: Figures;
  readonly elsewhere: string | null;
  readonly problems: string | null;
}

export type Verdict = { verdict: "good" | "same" | "correction" } | { verdict: "refused"; fault: Fault };

/** The verdict on a row that was understood, beside what was recorded and what was reported before. */
export function judge(row: ReadRow, recorded: Recorded, standing: Standing | null, ofOne: VolumeOfOne): Verdict {
  if (row.fault) return { verdict: "refused", fault: row.fault };
  const stated = standing === null ? row.figures : mergedWith(row.figures, standing);
  if (standing !== null && isSame(stated, standing)) return { verdict: "same" };
  if (standing?.status === "submitted" || standing?.status === "checked")
    return { verdict: "refused", fault: { column: "month", reason: "under_review", facts: {} } };
  // What the row itself says comes first: a line kept from before is nobody's mistake in this file.
  const why =
    whyNotStated(row.figures, recorded, stated.elsewhere) ??
    whyNotStated(stated, recorded, stated.elsewhere) ??
    whyVolumeImpossible(stated, recorded, ofOne);
  if (why !== null) {
    const line = typeof why.facts.line === "string" ? (why.facts.line as ImportColumn) : null;
    const column = line ?? (why.refusal === "elsewhere_unexplained" ? "elsewhere" : "received");
    return { verdict: "refused", fault: { column, reason: why.refusal, facts: why.facts } };
  }
  return { verdict: standing === null ? "good" : "correction" };
}

/** A row's figures over those that stand: what the sheet leaves empty stays as it was. */
export function mergedWith(row: RowFigures, { figures, elsewhere, problems }: Standing): RowFigures {
  const over = <T>(now: T | null, before: T | null): T | null => now ?? before;
  return {
    received: row.received,
    voluntary: over(row.voluntary, figures.voluntary),
    firstTime: over(row.firstTime, figures.firstTime),
    atLeast350Ml: over(row.atLeast350Ml, figures.atLeast350Ml),
    apheresis: over(row.apheresis, figures.apheresis),
    volumeMl: over(row.volumeMl, figures.volumeMl),
    drives: over(row.drives, figures.drives),
    outreachSessions: over(row.outreachSessions, figures.outreachSessions),
    outreachPeople: over(row.outreachPeople, figures.outreachPeople),
    outreachProducts: Object.keys(row.outreachProducts).length > 0 ? row.outreachProducts : figures.outreachProducts,
    segments: figures.segments,
    elsewhere: over(row.elsewhere, elsewhere),
    problems: over(row.problems, problems),
  };
}

function isSame(now: RowFigures, before: Standing): boolean {
  const { elsewhere, problems, ...figures } = now;
  return sameFigures(figures, before.figures) && elsewhere === before.elsewhere && problems === before.problems;
}
