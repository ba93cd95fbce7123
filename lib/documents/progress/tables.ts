import { FEWEST_TOLD } from "@/lib/core/few";
import { formatMonth } from "@/lib/i18n/format";
import type vi from "@/lib/i18n/messages/vi/documents.json";
import type { ProgressAnswer } from "@/lib/progress/answer";
import type { Source } from "@/lib/progress/schema";
import { type Column, type DataTable, tableOf } from "../table";
import type { DocumentWords } from "../words";
import type { ProgressTable } from "./names";

/**
 * The tables of the progress boards as files. They are made of the open API's own answer, so that what a small place
 * keeps back there is kept back here, and a figure in a file is the figure behind the page.
 */

type ColumnWord = keyof (typeof vi)["column"];
type Child = ProgressAnswer["children"][number];
type Campaign = ProgressAnswer["campaigns"][number];
type Month = ProgressAnswer["months"][number];

/** Few donations of a small place, and those that would tell them: that there are some is told, not how many. */
export const countOf = (
  words: DocumentWords,
  { fewerThan, keptBack, received }: { fewerThan: number | null; keptBack: boolean; received: number | null },
) =>
  fewerThan
    ? words.t("documents.few", { n: FEWEST_TOLD })
    : keptBack && received === null
      ? words.t("documents.keptBack")
      : received;

/** What stands under every table: which page it shows, as of when, from whom, and that made-up facts are in it. */
export function progressNotes(
  words: DocumentWords,
  progress: ProgressAnswer,
  { page, isDemo, sources }: { page: string; isDemo: boolean; sources: readonly Source[] },
): string[] {
  const { t } = words;
  const listed = [...new Map(sources.map((source) => [source.id, source])).values()];
  return [
    t("documents.note.of", { unit: words.fullName(progress.unit), year: String(progress.year) }),
    ...(progress.asOf ? [t("documents.note.asOf", { on: words.day(progress.asOf) })] : []),
    ...(isDemo ? [t("documents.note.demo")] : []),
    ...listed.map((source) =>
      t("documents.note.source", { source: [words.sourceName(source), source.address].filter(Boolean).join(", ") }),
    ),
    t("documents.note.page", { page }),
  ];
}

/** The parts of a unit: of the nation the provinces and ministries, of a province its communes. */
export function unitsTable(words: DocumentWords, progress: ProgressAnswer, page: string): DataTable {
  const { t } = words;
  const head = (word: ColumnWord) => t(`documents.column.${word}`);
  const isNation = progress.unit.kind === "nation";
  const columns: Column<Child>[] = [
    { head: head("code"), kind: "text", of: ({ unit }) => unit.code },
    { head: head("unit"), kind: "text", of: ({ unit }) => words.unitName(unit) },
    { head: head("received"), kind: "whole", of: (child) => countOf(words, child) },
    {
      head: head("countedIn"),
      kind: "text",
      of: ({ received, countedIn }) => (received === null ? null : words.counted(countedIn)),
    },
    ...(isNation
      ? ([
          { head: head("target"), kind: "whole", of: ({ measuredAgainst }) => measuredAgainst?.value ?? null },
          { head: head("rate"), kind: "percent", of: ({ rate }) => rate.computed },
          { head: head("printedRate"), kind: "percent", of: ({ rate }) => rate.published?.value ?? null },
        ] satisfies Column<Child>[])
      : ([
          { head: head("drives"), kind: "whole", of: ({ recorded }) => recorded?.drives ?? null },
        ] satisfies Column<Child>[])),
    { head: head("basis"), kind: "text", of: ({ basis }) => t(`documents.basis.${basis}`) },
    { head: head("asOf"), kind: "day", of: ({ asOf }) => asOf },
    {
      head: head("status"),
      kind: "text",
      of: ({ status }) => (status === null ? null : t(`progress.status.${status}`)),
    },
    { head: head("demo"), kind: "text", of: ({ containsDemo }) => (containsDemo ? t("documents.yes") : null) },
  ];
  const sources = progress.children.flatMap(({ published, target }) => [
    ...published.flatMap((figure) => figure.sources),
    ...(target?.sources ?? []),
  ]);
  const isDemo = progress.children.some((child) => child.containsDemo);
  return tableOf({
    ...namesOf(words, progress, "units"),
    title: t(isNation ? "documents.table.units" : "documents.table.parts", about(words, progress)),
    columns,
    rows: progress.children,
    notes: progressNotes(words, progress, { page, isDemo, sources }),
  });
}

/** The months of a year: official, recorded, reported, against the plan in even steps. */
export function monthsTable(words: DocumentWords, progress: ProgressAnswer, page: string): DataTable {
  const { t, locale } = words;
  const columns: Column<Month>[] = [
    { head: t("documents.column.month"), kind: "text", of: ({ month }) => formatMonth(locale, `${month}-01`) },
    { head: t("documents.column.official"), kind: "whole", of: ({ received }) => received },
    { head: t("documents.column.recorded"), kind: "whole", of: ({ recorded }) => recorded },
    { head: t("documents.column.reported"), kind: "whole", of: ({ reported }) => reported },
    { head: t("documents.column.plan"), kind: "whole", of: ({ plan }) => plan },
    {
      head: t("documents.column.difference"),
      kind: "whole",
      of: ({ received, plan }) => (received === null || plan === null ? null : received - plan),
    },
    {
      head: t("documents.column.demo"),
      kind: "text",
      of: ({ containsDemo }) => (containsDemo ? t("documents.yes") : null),
    },
  ];
  return tableOf({
    ...namesOf(words, progress, "months"),
    title: t("documents.table.months", about(words, progress)),
    columns,
    rows: progress.months,
    notes: progressNotes(words, progress, {
      page,
      isDemo: progress.months.some((month) => month.containsDemo),
      sources: progress.target?.sources ?? [],
    }),
  });
}

/** The campaigns of a year. */
export function campaignsTable(words: DocumentWords, progress: ProgressAnswer, page: string): DataTable {
  const { t, locale } = words;
  const columns: Column<Campaign>[] = [
    { head: t("documents.column.campaign"), kind: "text", of: (one) => (locale === "en" ? one.nameEn : one.nameVi) },
    { head: t("documents.column.from"), kind: "day", of: ({ startsOn }) => startsOn },
    { head: t("documents.column.to"), kind: "day", of: ({ endsOn }) => endsOn },
    {
      head: t("documents.column.received"),
      kind: "whole",
      of: (one) => countOf(words, one),
    },
    { head: t("documents.column.target"), kind: "whole", of: ({ measuredAgainst }) => measuredAgainst?.value ?? null },
    { head: t("documents.column.rate"), kind: "percent", of: ({ rate }) => rate.computed },
    { head: t("documents.column.basis"), kind: "text", of: ({ basis }) => t(`documents.basis.${basis}`) },
    {
      head: t("documents.column.demo"),
      kind: "text",
      of: ({ containsDemo }) => (containsDemo ? t("documents.yes") : null),
    },
  ];
  return tableOf({
    ...namesOf(words, progress, "campaigns"),
    title: t("documents.table.campaigns", about(words, progress)),
    columns,
    rows: progress.campaigns,
    notes: progressNotes(words, progress, {
      page,
      isDemo: progress.campaigns.some((one) => one.containsDemo),
      sources: progress.campaigns.flatMap((one) => one.published.flatMap((figure) => figure.sources)),
    }),
  });
}

/** "tien-do-VN-2025-units", who and when in letters every disk takes, and the name of its sheet. */
export function namesOf(words: DocumentWords, { unit, year, campaign }: ProgressAnswer, table: ProgressTable) {
  const name = [words.t("documents.fileName"), unit.code, String(year), campaign?.id, table].filter(Boolean).join("-");
  return { name, tab: words.t(`documents.tab.${table}`) };
}

/** The words that say whose table it is. */
export function about(words: DocumentWords, { unit, year, campaign }: ProgressAnswer) {
  const name = words.unitName(unit);
  const campaignName = campaign && (words.locale === "en" ? campaign.shortEn : campaign.shortVi);
  return { unit: campaignName ? `${campaignName}, ${name}` : name, year: String(year) };
}
