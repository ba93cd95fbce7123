import { leadingFigure } from "@/lib/progress/figures";
import type { OutreachAnswer } from "@/lib/progress/outreach/schema";
import type { Block } from "../paper/paper";
import { type Column, tableOf } from "../table";
import { printedOf } from "./headline";
import { citedFigure, heading, outreachSource, paragraph, type Telling } from "./telling";

const metrics = ["outreach_sessions", "media_products", "people_reached"] as const;

/**
 * III. Outreach: sessions, media products, people reached; as printed, then as approved reports and the log tell them,
 * media by channel. A year of which only the first half was published is told by that half, and that the rest is missing.
 */
export function outreachSection(telling: Telling): Block[] {
  const { words, period } = telling;
  const printed = printedSentences(telling);
  const own = ownSentence(telling);
  return [
    heading(words.t("documents.report.outreach.title"), "truyen-thong"),
    ...(printed.length === 0 && own === null
      ? paragraph(words.t("documents.report.outreach.none", { period, unit: telling.unit }))
      : []),
    ...paragraph(...printed),
    ...paragraph(own, fewReached(telling)),
    ...channelTable(telling),
  ];
}

/** The same for the meeting room: a line of what was printed, one of what is held here; none where neither is known. */
export function outreachLines(telling: Telling): string[] {
  return [...printedSentences(telling), ownSentence(telling)].filter((line) => line !== null);
}

/** What was printed; nothing where no figure of the period was. */
function printedSentences(telling: Telling): (string | null)[] {
  const { words, facts, period } = telling;
  const { t } = words;
  const year = String(facts.question.year);
  const own = metrics.map((metric) => ({ metric, figure: printedOf(facts, metric)[0] ?? null }));
  const half = metrics.map((metric) => ({
    metric,
    figure: leadingFigure(
      facts.progress.figures.filter(
        (figure) => figure.metric === metric && figure.period === "H1" && figure.value !== null,
      ),
    ),
  }));
  const isTold = own.some(({ figure }) => figure);
  const told = isTold || facts.question.period === "h1" ? own : half;
  const known = told.flatMap(({ metric, figure }) =>
    figure ? [t(`documents.report.outreach.${metric}`, { figure: citedFigure(telling, figure) })] : [],
  );
  if (known.length === 0) return [];
  const missing = told
    .filter(({ figure }) => !figure)
    .map(({ metric }) => words.metric(metric).toLocaleLowerCase("vi"));
  const span = told === half ? t("documents.report.period.h1", { year }) : period;
  return [
    t("documents.report.outreach.told", { period: span, figures: known.join("; ") }),
    told === half ? t("documents.report.outreach.onlyHalf", { period }) : null,
    missing.length > 0 ? t("documents.report.outreach.missing", { names: missing.join(", ") }) : null,
  ];
}

/** Of a commune: that so few were reached that their number is kept back. */
function fewReached({ words, facts }: Telling): string | null {
  const few = facts.outreach?.fewerThan ?? null;
  return few === null ? null : words.t("documents.report.outreach.few", { n: few });
}

/** What approved reports and the log add up to; null where neither holds anything. */
function ownSentence(telling: Telling): string | null {
  const { words, facts, book } = telling;
  const { outreach } = facts;
  if (outreach === null || outreach.basis === "none") return null;
  const cited = (count: number) => book.cited(words.whole(count), [outreachSource(telling)]);
  const figures = [
    outreach.sessions === null
      ? null
      : words.t("documents.report.outreach.outreach_sessions", { figure: cited(outreach.sessions) }),
    outreach.mediaProducts === null
      ? null
      : words.t("documents.report.outreach.media_products", { figure: cited(outreach.mediaProducts) }),
    outreach.people === null
      ? null
      : words.t("documents.report.outreach.people_reached", { figure: cited(outreach.people) }),
  ].filter((one) => one !== null);
  if (figures.length === 0) return null;
  return words.t(`documents.report.outreach.${outreach.basis}`, {
    period: telling.period,
    n: words.whole(outreach.reports),
    figures: figures.join("; "),
  });
}

function channelTable(telling: Telling): Block[] {
  const { words, facts } = telling;
  const { outreach } = facts;
  if (outreach === null || outreach.byChannel.length === 0) return [];
  const source = outreachSource(telling);
  const columns: Column<OutreachAnswer["byChannel"][number]>[] = [
    {
      head: words.t("documents.column.channel"),
      kind: "text",
      of: ({ channel }) => words.t(`outreach.channel.${channel}`),
    },
    { head: words.t("documents.column.mediaProducts"), kind: "whole", of: ({ quantity }) => quantity },
  ];
  return [
    {
      kind: "table",
      table: tableOf({
        name: "outreach-channels",
        tab: words.t("documents.tab.outreach-channels"),
        title: words.t("documents.report.outreach.table", { period: telling.period }),
        columns,
        rows: outreach.byChannel,
        notes: demoNote(telling),
      }),
      cites: outreach.byChannel.map(() => [source]),
    },
  ];
}

type Line = { name: string } & Pick<OutreachAnswer, "sessions" | "mediaProducts" | "people">;

/** Of the nation: each unit's outreach. Units that told nothing keep their line, empty. */
export function outreachByUnit(telling: Telling) {
  const { words, facts } = telling;
  const { outreach } = facts;
  if (outreach === null || outreach.children.every(({ basis }) => basis === "none")) return null;
  return annexOf(telling, {
    name: "outreach-units",
    title: words.t("documents.report.annex.outreachUnits", { period: telling.period }),
    head: words.t("documents.column.unit"),
    lines: outreach.children.map((child) => ({ ...child, name: words.unitName(child.unit) })),
  });
}

/** Outreach month by month, as far as something is known of a month. */
export function outreachByMonth(telling: Telling) {
  const { words, facts } = telling;
  const { outreach } = facts;
  if (outreach === null || outreach.months.length === 0) return null;
  return annexOf(telling, {
    name: "outreach-months",
    title: words.t("documents.report.annex.outreachMonths", { period: telling.period }),
    head: words.t("documents.column.month"),
    lines: outreach.months.map(({ month, ...sums }) => ({ ...sums, name: words.month(month) })),
  });
}

function annexOf(
  telling: Telling,
  {
    name,
    title,
    head,
    lines,
  }: { name: "outreach-units" | "outreach-months"; title: string; head: string; lines: readonly Line[] },
) {
  const { t } = telling.words;
  const source = outreachSource(telling);
  const columns: Column<Line>[] = [
    { head, kind: "text", of: (line) => line.name },
    { head: t("documents.column.sessions"), kind: "whole", of: ({ sessions }) => sessions },
    { head: t("documents.column.mediaProducts"), kind: "whole", of: ({ mediaProducts }) => mediaProducts },
    { head: t("documents.column.people"), kind: "whole", of: ({ people }) => people },
  ];
  return {
    title,
    table: {
      kind: "table" as const,
      table: tableOf({ name, tab: t(`documents.tab.${name}`), title, columns, rows: lines, notes: demoNote(telling) }),
      cites: lines.map((line) =>
        line.sessions === null && line.mediaProducts === null && line.people === null ? [] : [source],
      ),
    },
  };
}

const demoNote = ({ words, facts }: Telling) => (facts.outreach?.containsDemo ? [words.t("documents.note.demo")] : []);
