import { FEWEST_TOLD, isFew } from "@/lib/core/few";
import { percentOf } from "@/lib/core/numbers";
import { formatMl } from "@/lib/i18n/format";
import type { ProgressAnswer } from "@/lib/progress/answer";
import type { BreakdownSlice } from "@/lib/progress/breakdown/queries";
import { keptSlices } from "@/lib/progress/breakdown/rules";
import type { CampaignEdition } from "@/lib/progress/editions/queries";
import type { Figure, TargetVersion } from "@/lib/progress/schema";
import { type Column, type DataTable, tableOf } from "../table";
import type { DocumentWords } from "../words";
import { about, namesOf, progressNotes } from "./tables";

/** Everything published of a unit and year, as printed, each row with its source. */
export function figuresTable(words: DocumentWords, progress: ProgressAnswer, page: string): DataTable {
  const { t } = words;
  const columns: Column<Figure>[] = [
    { head: t("documents.column.metric"), kind: "text", of: ({ metric }) => words.metric(metric) },
    { head: t("documents.column.period"), kind: "text", of: ({ period }) => words.period(period) },
    { head: t("documents.column.qualifier"), kind: "text", of: ({ qualifier }) => words.qualifier(qualifier) || null },
    { head: t("documents.column.value"), kind: "number", of: ({ value }) => value },
    { head: t("documents.column.of"), kind: "whole", of: ({ of }) => of },
    {
      head: t("documents.column.countedIn"),
      kind: "text",
      of: ({ countedIn }) => (countedIn === "percent" ? "%" : words.counted(countedIn)),
    },
    { head: t("documents.column.asOf"), kind: "day", of: ({ asOf }) => asOf },
    { head: t("documents.column.status"), kind: "text", of: ({ status }) => t(`progress.status.${status}`) },
    {
      head: t("documents.column.source"),
      kind: "text",
      of: ({ sources }) => sources.map(words.sourceName).join("; ") || null,
    },
    {
      head: t("documents.column.address"),
      kind: "text",
      of: ({ sources }) => sources.flatMap(({ address }) => address ?? []).join(" ") || null,
    },
  ];
  return tableOf({
    ...namesOf(words, progress, "figures"),
    title: t("documents.table.figures", about(words, progress)),
    columns,
    rows: progress.figures.filter((figure) => figure.value !== null),
    notes: progressNotes(words, progress, { page, isDemo: false, sources: [] }),
  });
}

/** Recorded donations by kind, first or repeat, volume, component and group of donors; small counts are kept back. */
export function breakdownTable(
  words: DocumentWords,
  progress: ProgressAnswer,
  slices: readonly BreakdownSlice[],
  page: string,
): DataTable {
  const { t, locale } = words;
  const wordOf = ({ part, key }: BreakdownSlice) => {
    if (part === "volume") return formatMl(locale, Number(key));
    const word = `progress.breakdown.${part}_${key}` as "progress.breakdown.other";
    return t.has(word) ? t(word) : t("progress.breakdown.other");
  };
  const ofPart = (part: string) => slices.filter((slice) => slice.part === part);
  const allOf = (part: string) => ofPart(part).reduce((sum, slice) => sum + slice.donations, 0);
  const kept = keptSlices(slices);
  const columns: Column<BreakdownSlice>[] = [
    { head: t("documents.column.by"), kind: "text", of: ({ part }) => t(`progress.breakdown.${part}`) },
    { head: t("documents.column.group"), kind: "text", of: wordOf },
    {
      head: t("documents.column.donations"),
      kind: "whole",
      of: (slice) =>
        isFew(slice.donations)
          ? t("documents.few", { n: FEWEST_TOLD })
          : kept.has(slice)
            ? t("documents.keptBack")
            : slice.donations,
    },
    {
      head: t("documents.column.share"),
      kind: "percent",
      of: (slice) => (kept.has(slice) ? null : percentOf(slice.donations, allOf(slice.part))),
    },
  ];
  return tableOf({
    ...namesOf(words, progress, "breakdown"),
    title: t("documents.table.breakdown", about(words, progress)),
    columns,
    rows: slices,
    notes: progressNotes(words, progress, {
      page,
      isDemo: progress.recorded?.containsDemo === true,
      sources: [],
    }),
  });
}

/** Every version of the target a rate stands on. */
export function versionsTable(words: DocumentWords, progress: ProgressAnswer, page: string): DataTable {
  const { t } = words;
  const columns: Column<TargetVersion>[] = [
    { head: t("documents.column.version"), kind: "whole", of: ({ version }) => version },
    { head: t("documents.column.from"), kind: "day", of: ({ from }) => from },
    { head: t("documents.column.until"), kind: "day", of: ({ until }) => until },
    { head: t("documents.column.decision"), kind: "text", of: ({ decisionNumber }) => decisionNumber },
    { head: t("documents.column.reason"), kind: "text", of: ({ reason }) => reason },
    { head: t("documents.column.target"), kind: "whole", of: ({ value }) => value },
    { head: t("documents.column.rate"), kind: "percent", of: ({ rate }) => rate },
  ];
  return tableOf({
    ...namesOf(words, progress, "versions"),
    title: t("documents.table.versions", about(words, progress)),
    columns,
    rows: progress.versions,
    notes: progressNotes(words, progress, {
      page,
      isDemo: progress.measuredAgainst?.isDemo === true,
      sources: progress.target?.sources ?? [],
    }),
  });
}

/** The years of one campaign: what was printed and what is recorded stand apart. */
export function editionsTable(
  words: DocumentWords,
  progress: ProgressAnswer,
  editions: readonly CampaignEdition[],
  page: string,
): DataTable {
  const { t, locale } = words;
  const columns: Column<CampaignEdition>[] = [
    { head: t("documents.column.year"), kind: "text", of: ({ year }) => String(year) },
    {
      head: t("documents.column.place"),
      kind: "text",
      of: ({ placeVi, placeEn }) => (locale === "en" ? placeEn : placeVi) ?? t("board.filter.nation"),
    },
    { head: t("documents.column.from"), kind: "day", of: ({ startsOn }) => startsOn },
    { head: t("documents.column.to"), kind: "day", of: ({ endsOn }) => endsOn },
    { head: t("documents.column.printed"), kind: "whole", of: ({ published }) => published },
    { head: t("documents.column.recorded"), kind: "whole", of: ({ recorded }) => recorded },
    { head: t("documents.column.target"), kind: "whole", of: ({ target }) => target },
  ];
  return tableOf({
    ...namesOf(words, progress, "editions"),
    title: t("documents.table.editions", about(words, progress)),
    columns,
    rows: editions,
    notes: progressNotes(words, progress, {
      page,
      isDemo: editions.some((edition) => edition.containsDemo),
      sources: [],
    }),
  });
}
