import { yearOf } from "@/lib/core/time";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import { headUnits, type TargetRow, targetBoard } from "@/lib/targets/board/queries";
import { boardStates, isInState } from "@/lib/targets/board/states";
import { yearsToPlan } from "@/lib/targets/rules";
import { changeAgainst } from "@/lib/targets/split/rules";
import type { DocumentWords } from "../words";
import { staffTable, type TableMaker } from "./asking";
import { demoNote } from "./drill";

/** A year's targets over a tree of units. A unit that is not the reader's to look at has no file. */
export const targetsTable: TableMaker = async (ask) => {
  const { words, asked, actor, today } = ask;
  const { t } = words;
  const year = yearsToPlan(today).find((one) => String(one) === asked.year) ?? yearOf(today);
  const heads = await headUnits(actor);
  const head = asked.unit ? heads.find(({ id }) => id === asked.unit) : heads[0];
  if (head === undefined) return null;
  const state = boardStates.find((one) => one === asked.state) ?? null;
  const board = await targetBoard(actor, { year, unitId: head.id }, ask.now);
  const rows = state === null ? board : board.filter((row) => isInState(row, state));
  return staffTable<TargetRow>(ask, {
    table: "targets",
    of: [head.id, year],
    title: [
      t("targets.board.caption", { name: words.unitName(head), year: String(year) }),
      ...(state === null ? [] : [t(`targets.board.states.${state}`)]),
    ].join(", "),
    columns: [
      { head: t("documents.column.code"), kind: "text", of: ({ code }) => code },
      { head: t("targets.board.unit"), kind: "text", of: (row) => words.unitName(row) },
      { head: t("targets.board.target"), kind: "whole", of: ({ value }) => value },
      { head: t("documents.column.version"), kind: "whole", of: ({ version }) => version },
      { head: t("documents.column.decision"), kind: "text", of: ({ decisionNumber }) => decisionNumber },
      {
        head: t("targets.board.before", { year: String(year - 1) }),
        kind: "whole",
        of: ({ before }) => before,
      },
      {
        head: t("tables.percent", { of: t("targets.board.change") }),
        kind: "percent",
        of: ({ value, before }) => changeAgainst(value, before),
      },
      { head: t("targets.board.way"), kind: "text", of: (row) => onItsWay(words, row) || null },
      { head: t("documents.column.demo"), kind: "text", of: ({ isDemo }) => (isDemo ? t("documents.yes") : null) },
    ],
    rows,
    notes: demoNote(words, rows),
  });
};

/** Proposals and the split that are under way, in a line. */
function onItsWay({ t, locale }: DocumentWords, { open, splitState }: TargetRow): string {
  const told = open.map(({ state, metric, period, value }) => {
    const shown = metric.startsWith("pct") ? formatPercent(locale, value, 2) : formatNumber(locale, value);
    const what =
      period === "year" && metric === "units"
        ? []
        : [`${t(`targets.metric.${metric}`)}, ${t(`targets.period.${period}`)}`];
    return [`${t(`targets.state.${state}`)}: ${shown}`, ...what].join(" · ");
  });
  const split =
    splitState === null
      ? []
      : [t(splitState === "draft" ? "targets.board.splitDraft" : "targets.board.splitSubmitted")];
  return [...told, ...split].join("; ");
}
