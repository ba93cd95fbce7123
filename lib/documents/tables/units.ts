import { anywhere, may } from "@/lib/auth/authorize";
import { formatList } from "@/lib/i18n/format";
import { decisions, type ListedDecision, type ReviewItem, reviewItems } from "@/lib/mergers/queries";
import { type FoundUnit, unitsFound } from "@/lib/units/history/queries";
import { unitSearch } from "@/lib/units/history/schema";
import { cutNote, everyRow, staffTable, type TableMaker } from "./asking";
import { demoNote } from "./drill";

/** The units a search finds, all of them. */
export const unitsTable: TableMaker = async (ask) => {
  const { words, today } = ask;
  const { t } = words;
  const search = unitSearch.parse(ask.asked);
  const { items: rows, total } = await unitsFound(ask.actor, { ...search, page: 1 }, today, everyRow);
  return staffTable<FoundUnit>(ask, {
    table: "units",
    title: [t("mergers.list.caption"), words.day(search.asOf ?? today)].join(", "),
    columns: [
      { head: t("mergers.wizard.code"), kind: "text", of: ({ code }) => code },
      { head: t("mergers.list.name"), kind: "text", of: ({ fullName }) => fullName },
      { head: t("mergers.list.kind"), kind: "text", of: ({ kind }) => t(`mergers.level.${kind}`) },
      { head: t("mergers.list.belongs"), kind: "text", of: ({ parentName }) => parentName },
      { head: t("documents.column.from"), kind: "day", of: ({ validFrom }) => validFrom },
      { head: t("documents.column.until"), kind: "day", of: ({ validTo }) => validTo },
      { head: t("tables.foundBy"), kind: "text", of: ({ foundBy }) => foundBy },
    ],
    rows,
    notes: cutNote(words, rows.length, total),
  });
};

/** The decisions that changed units. */
export const changesTable: TableMaker = async (ask) => {
  const { words } = ask;
  const { t, locale } = words;
  const rows = await decisions(ask.actor);
  return staffTable<ListedDecision>(ask, {
    table: "changes",
    title: t("mergers.list.changesCaption"),
    columns: [
      { head: t("mergers.list.what"), kind: "text", of: ({ kind }) => t(`mergers.kind.${kind}`) },
      { head: t("tables.changed"), kind: "text", of: ({ taken }) => formatList(locale, taken) || null },
      { head: t("tables.left"), kind: "text", of: ({ left }) => formatList(locale, left) || null },
      { head: t("mergers.list.decision"), kind: "text", of: ({ number }) => number },
      { head: t("tables.issuer"), kind: "text", of: ({ issuer }) => issuer },
      { head: t("tables.decidedOn"), kind: "day", of: ({ decidedOn }) => decidedOn },
      { head: t("mergers.list.effective"), kind: "day", of: ({ effectiveOn }) => effectiveOn },
      { head: t("mergers.list.status"), kind: "text", of: ({ status }) => t(`mergers.status.${status}`) },
      { head: t("documents.column.demo"), kind: "text", of: ({ isDemo }) => (isDemo ? t("documents.yes") : null) },
    ],
    rows,
    notes: demoNote(words, rows),
  });
};

/** What is to be looked at again after changes of units. Who sees to it and notes are told to those who review. */
export const reviewTable: TableMaker = async (ask) => {
  const { words, today } = ask;
  const { t } = words;
  const rows = await reviewItems(ask.actor, { toDo: true });
  const reviews = may(ask.actor, "unit.review", anywhere);
  return staffTable<ReviewItem>(ask, {
    table: "review",
    title: t("mergers.list.reviewCaption"),
    columns: [
      { head: t("mergers.list.name"), kind: "text", of: ({ unit }) => unit },
      {
        head: t("mergers.list.task"),
        kind: "text",
        of: ({ task, title }) => (task === "own" ? title : t(`mergers.task.${task}`)),
      },
      { head: t("tables.changedOn"), kind: "day", of: ({ changedOn }) => changedOn },
      reviews ? { head: t("mergers.list.owner"), kind: "text", of: ({ owner }) => owner } : null,
      { head: t("mergers.list.due"), kind: "day", of: ({ dueOn }) => dueOn },
      {
        head: t("mergers.list.overdue"),
        kind: "text",
        of: ({ dueOn }) => (dueOn < today ? t("documents.yes") : null),
      },
      { head: t("mergers.list.status"), kind: "text", of: ({ state }) => t(`mergers.state.${state}`) },
      reviews ? { head: t("mergers.review.note"), kind: "text", of: ({ note }) => note } : null,
      { head: t("documents.column.demo"), kind: "text", of: ({ isDemo }) => (isDemo ? t("documents.yes") : null) },
    ],
    rows,
    notes: demoNote(words, rows),
  });
};
