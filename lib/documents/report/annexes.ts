import { compareVietnamese } from "@/lib/core/text";
import type { ProgressAnswer } from "@/lib/progress/answer";
import type { Target } from "@/lib/progress/schema";
import type { Paper } from "../paper/paper";
import { countOf } from "../progress/tables";
import { type Column, tableOf } from "../table";
import { hostsAnnex, neighboursAnnex } from "./commune-annexes";
import { outreachByMonth, outreachByUnit } from "./outreach";
import { numbersBehind, type Telling } from "./telling";

type Child = ProgressAnswer["children"][number];
interface Line {
  name: string;
  child: Child | null;
}

/** The tables behind the text: by unit as it was on the period's last day, of a commune by host and beside its neighbours, and by month; the same of outreach. */
export function annexesOf(telling: Telling): Paper["annexes"] {
  return [
    unitsAnnex(telling),
    hostsAnnex(telling),
    neighboursAnnex(telling),
    monthsAnnex(telling),
    outreachByUnit(telling),
    outreachByMonth(telling),
  ]
    .filter((annex) => annex !== null)
    .map(({ title, table }, index) => ({
      title: telling.words.t("documents.report.annex.numbered", { n: index + 1, title }),
      table: {
        ...table,
        table: { ...table.table, tab: telling.words.t("documents.tab.annex", { n: index + 1, tab: table.table.tab }) },
      },
    }));
}

function linesOf({ facts, words }: Telling): Line[] {
  const { progress, unitsThen } = facts;
  if (progress.unit.kind !== "nation")
    return progress.children
      .map((child) => ({ name: words.unitName(child.unit), child }))
      .sort((a, b) => compareVietnamese(a.name, b.name));
  const children = new Map(progress.children.map((child) => [`${child.unit.code}${child.unit.validFrom}`, child]));
  return unitsThen
    .map((unit) => ({ unit, name: words.unitName(unit), child: children.get(`${unit.code}${unit.validFrom}`) ?? null }))
    .sort(
      (a, b) =>
        Number(b.unit.kind === "province") - Number(a.unit.kind === "province") || compareVietnamese(a.name, b.name),
    );
}

function unitsAnnex(telling: Telling) {
  const { words, facts, period } = telling;
  const { t } = words;
  const lines = linesOf(telling);
  if (lines.length === 0) return null;
  const isNation = facts.progress.unit.kind === "nation";
  const columns: Column<Line>[] = [
    { head: t("documents.column.unit"), kind: "text", of: ({ name }) => name },
    {
      head: t("documents.column.received"),
      kind: "whole",
      of: ({ child }) => child && countOf(words, child),
    },
    ...(lines.some(({ child }) => qualifierOf(child) !== "exact")
      ? ([
          {
            head: t("documents.column.qualifier"),
            kind: "text",
            of: ({ child }) => words.qualifier(qualifierOf(child)) || null,
          },
        ] satisfies Column<Line>[])
      : []),
    ...(isNation
      ? ([
          ...againstTargets(telling, lines),
          {
            head: t("documents.column.printedRate"),
            kind: "percent",
            of: ({ child }) => child?.rate.published?.value ?? null,
          },
        ] satisfies Column<Line>[])
      : ([
          { head: t("documents.column.drives"), kind: "whole", of: ({ child }) => child?.recorded?.drives ?? null },
        ] satisfies Column<Line>[])),
    {
      head: t("documents.column.status"),
      kind: "text",
      of: ({ child }) => (child?.status ? t(`progress.status.${child.status}`) : null),
    },
  ];
  const title = t(isNation ? "documents.report.annex.units" : "documents.report.annex.places", { period });
  const missing = lines.filter(
    ({ child }) => !child || (child.received === null && child.rate.published === null && !child.keptBack),
  ).length;
  return {
    title,
    table: {
      kind: "table" as const,
      table: tableOf({
        name: "units",
        tab: t(isNation ? "documents.tab.units" : "documents.tab.places"),
        title,
        columns,
        rows: lines,
        notes: [
          ...(isNation && missing > 0 ? [t("documents.report.annex.missing", { n: missing, of: lines.length })] : []),
          ...(lines.some(({ child }) => child?.containsDemo) ? [t("documents.note.demo")] : []),
        ],
      }),
      cites: lines.map(({ child }) => (child ? numbersOf(telling, child) : [])),
    },
  };
}

/** What units are held against: the year's target, and beside it that of the half where any unit was given one. */
function againstTargets({ words: { t }, facts }: Telling, lines: readonly Line[]): Column<Line>[] {
  const isHalf = facts.question.period === "h1";
  const hasOwn = ({ child }: Line) => child?.measuredAgainst?.period === "h1";
  const own = lines.some(hasOwn);
  return [
    {
      head: t(isHalf ? "documents.column.yearTarget" : "documents.column.target"),
      kind: "whole",
      of: ({ child }) => ofYear(child)?.target.value ?? null,
    },
    {
      head: t(isHalf ? "documents.column.yearRate" : "documents.column.rate"),
      kind: "percent",
      of: ({ child }) => ofYear(child)?.rate ?? null,
    },
    ...(own
      ? ([
          {
            head: t("documents.column.halfTarget"),
            kind: "whole",
            of: (line) => (hasOwn(line) ? (line.child?.measuredAgainst?.value ?? null) : null),
          },
          {
            head: t("documents.column.halfRate"),
            kind: "percent",
            of: (line) => (hasOwn(line) ? (line.child?.rate.computed ?? null) : null),
          },
        ] satisfies Column<Line>[])
      : []),
  ];
}

/** A unit against its target of the whole year, also where half a year is told that has a target of its own. */
export function ofYear(child: Child | null): { target: Target; rate: number | null } | null {
  if (child?.ofYear) return child.ofYear;
  const target = child?.measuredAgainst;
  return target && target.period !== "h1" ? { target, rate: child.rate.computed } : null;
}

/** How exact a unit's figure was printed. */
function qualifierOf(child: Child | null): string {
  if (child === null || child.basis !== "published") return "exact";
  return child.published.find(({ value }) => value === child.received)?.qualifier ?? "exact";
}

function numbersOf(telling: Telling, child: Child): number[] {
  const printed = [
    ...child.published.filter(({ value }) => value === child.received).flatMap(({ sources }) => sources),
    ...(child.rate.published?.sources ?? []),
  ];
  const own = child.basis === "published" ? [] : numbersBehind(telling, { basis: child.basis, sources: [] });
  return [
    ...new Set([
      ...telling.book.numbersOf([
        ...printed,
        ...(child.measuredAgainst?.sources ?? []),
        ...(child.ofYear?.target.sources ?? []),
      ]),
      ...own,
    ]),
  ].sort((a, b) => a - b);
}

function monthsAnnex(telling: Telling) {
  const { words, facts, period } = telling;
  const { t } = words;
  const months = facts.progress.months.filter(
    ({ month, received }) => `${month}-01` <= facts.days.to && `${month}-01` <= facts.today && received !== null,
  );
  if (months.length === 0) return null;
  const columns: Column<ProgressAnswer["months"][number]>[] = [
    { head: t("documents.column.month"), kind: "text", of: ({ month }) => words.month(month) },
    { head: t("documents.column.official"), kind: "whole", of: ({ received }) => received },
    { head: t("documents.column.recorded"), kind: "whole", of: ({ recorded }) => recorded },
    { head: t("documents.column.reported"), kind: "whole", of: ({ reported }) => reported },
    { head: t("documents.column.plan"), kind: "whole", of: ({ plan }) => plan },
  ];
  const title = t("documents.report.annex.months", { period });
  return {
    title,
    table: {
      kind: "table" as const,
      table: tableOf({
        name: "months",
        tab: t("documents.tab.months"),
        title,
        columns,
        rows: months,
        notes: [
          ...(facts.commune ? [t("documents.report.commune.months")] : []),
          ...(months.some(({ containsDemo }) => containsDemo) ? [t("documents.note.demo")] : []),
        ],
      }),
      cites: months.map(({ reported, recorded }) => [
        ...(recorded === null ? [] : numbersBehind(telling, { basis: "recorded", sources: [] })),
        ...(reported === null ? [] : numbersBehind(telling, { basis: "reported", sources: [] }).slice(0, 1)),
      ]),
    },
  };
}
