import type { Figure } from "@/lib/progress/schema";
import type { Block } from "../paper/paper";
import { type Cell, type Column, tableOf } from "../table";
import { printedOf } from "./headline";
import { numbersBehind, recordedSource, type Telling } from "./telling";

interface KeyFigure {
  label: string;
  value: Cell;
  asOf: string | null;
  status: string | null;
  cites: number[];
}

/** The figures of the period in one table: the total, its rate, and everything published beside it. */
export function keyFigures(telling: Telling): Block[] {
  const { words, headline, facts } = telling;
  const { t } = words;
  const rows: KeyFigure[] = [
    ...(headline.received === null
      ? headline.isKeptBack
        ? [keptBack(telling)]
        : []
      : [
          {
            label: t(
              `progress.received.${headline.basis === "reported" ? "official" : words.countWord(headline.countedIn)}`,
            ),
            value: words.worded(headline.qualifier, headline.received, "whole"),
            asOf: headline.asOf,
            status: headline.status,
            cites: numbersBehind(telling, headline),
          },
        ]),
    ...headline.others.map((figure) => ofFigure(telling, figure)),
    ...(headline.target
      ? [
          {
            label: t(headline.target.isDemo ? "documents.report.key.planDemo" : "documents.report.key.plan"),
            value: words.worded("exact", headline.target.value, "whole"),
            asOf: headline.target.decidedOn,
            status: null,
            cites: telling.book.numbersOf(headline.target.sources),
          },
        ]
      : []),
    ...(headline.computedRate === null
      ? []
      : [
          {
            label: t("documents.report.key.computedRate"),
            value: words.worded("exact", headline.computedRate, "percent"),
            asOf: headline.asOf,
            status: null,
            cites: numbersBehind(telling, headline),
          },
        ]),
    ...sharesRecorded(telling),
    ...alsoPrinted(telling).map((figure) => ofFigure(telling, figure)),
  ];
  if (rows.length === 0) return [];
  const columns: Column<KeyFigure>[] = [
    { head: t("documents.column.metric"), kind: "text", of: ({ label }) => label },
    { head: t("documents.column.value"), kind: "number", of: ({ value }) => value },
    { head: t("documents.column.asOf"), kind: "day", of: ({ asOf }) => asOf },
    {
      head: t("documents.column.status"),
      kind: "text",
      of: ({ status }) => (status === null ? null : t(`progress.status.${status as "final"}`)),
    },
  ];
  return [
    {
      kind: "table",
      table: tableOf({
        name: "key",
        tab: t("documents.tab.key"),
        title: t("documents.report.key.title", { period: telling.period }),
        columns,
        rows,
        notes: facts.progress.containsDemo ? [t("documents.note.demo")] : [],
      }),
      cites: rows.map(({ cites }) => cites),
    },
  ];
}

/** A count that is kept back has its line, so that nobody reads its absence as a nought. */
function keptBack({ words, headline }: Telling): KeyFigure {
  return {
    label: words.t(`progress.received.${words.countWord("donations")}`),
    value: words.t("documents.keptBack"),
    asOf: headline.asOf,
    status: null,
    cites: [],
  };
}

function ofFigure({ words, book }: Telling, figure: Figure): KeyFigure {
  return {
    label: words.metric(figure.metric),
    value: words.printedNumber(figure),
    asOf: figure.asOf,
    status: figure.status,
    cites: book.numbersOf(figure.sources),
  };
}

/** Every other figure published of the period: the total and its other prints stand above already. */
function alsoPrinted({ facts }: Telling): Figure[] {
  const told = new Set(["units_received", "donations_received"]);
  const metrics = [...new Set(facts.progress.figures.map(({ metric }) => metric))].filter(
    (metric) => !told.has(metric) && !metric.startsWith("target_"),
  );
  return metrics.flatMap((metric) => printedOf(facts, metric));
}

/** Shares worked out of what is recorded, where nobody published one. */
function sharesRecorded(telling: Telling): KeyFigure[] {
  const { facts, words } = telling;
  return (["voluntary", "repeat", "atLeast350Ml"] as const).flatMap((key) => {
    const { computed, published } = facts.progress[key];
    if (published || computed === null) return [];
    return [
      {
        label: words.t(`documents.report.key.${key}`),
        value: words.worded("exact", computed, "percent"),
        asOf: facts.progress.asOf,
        status: null,
        cites: [recordedSource(telling)],
      },
    ];
  });
}
