import { yearOf } from "@/lib/core/time";
import { type OutreachActivity, outreachLog, outreachSums } from "@/lib/outreach/queries";
import { outreachAsked } from "@/lib/outreach/schema";
import { cutNote, everyRow, staffTable, type TableAsked, type TableMaker } from "./asking";
import { demoNote } from "./drill";

/** The log of outreach within the reader's reach, struck-out activities among them. */
export const outreachTable: TableMaker = async (ask) => {
  const { words } = ask;
  const { t } = words;
  const search = { ...outreachAsked(ask.asked, yearOf(ask.today)), page: 1 };
  const { items: rows, total } = await outreachLog(ask.actor, search, everyRow);
  return staffTable<OutreachActivity>(ask, {
    table: "outreach",
    of: partsOf(search),
    title: titleOf(ask, t("outreach.log.title")),
    columns: [
      { head: t("outreach.log.day"), kind: "day", of: ({ heldOn }) => heldOn },
      { head: t("outreach.log.unit"), kind: "text", of: ({ unitName }) => unitName },
      { head: t("tables.outreachKind"), kind: "text", of: ({ kind }) => t(`outreach.kind.${kind}`) },
      { head: t("outreach.channelHead"), kind: "text", of: ({ channel }) => t(`outreach.channel.${channel}`) },
      { head: t("outreach.log.what"), kind: "text", of: ({ title }) => title },
      { head: t("outreach.log.quantity"), kind: "whole", of: ({ quantity }) => quantity },
      { head: t("outreach.log.people"), kind: "whole", of: ({ peopleReached }) => peopleReached },
      { head: t("tables.withdrawn"), kind: "text", of: ({ withdrawnBecause }) => withdrawnBecause },
      { head: t("documents.column.demo"), kind: "text", of: ({ isDemo }) => (isDemo ? t("documents.yes") : null) },
    ],
    rows,
    notes: [...cutNote(words, rows.length, total), ...demoNote(words, rows)],
  });
};

/** Sums of the log by channel. */
export const channelsTable: TableMaker = async (ask) => {
  const { words } = ask;
  const { t } = words;
  const search = { ...outreachAsked(ask.asked, yearOf(ask.today)), page: 1 };
  const { byChannel, containsDemo } = await outreachSums(ask.actor, search);
  return staffTable<(typeof byChannel)[number]>(ask, {
    table: "channels",
    of: partsOf(search),
    title: titleOf(ask, t("outreach.byChannel")),
    columns: [
      { head: t("outreach.channelHead"), kind: "text", of: ({ channel }) => t(`outreach.channel.${channel}`) },
      { head: t("tables.outreachKind"), kind: "text", of: ({ kind }) => t(`outreach.kind.${kind}`) },
      { head: t("outreach.quantity"), kind: "whole", of: ({ quantity }) => quantity },
      { head: t("outreach.people"), kind: "whole", of: ({ people }) => people },
    ],
    rows: byChannel,
    notes: containsDemo ? [t("documents.note.demo")] : [],
  });
};

const partsOf = ({ year, month, unitId }: ReturnType<typeof outreachAsked>) =>
  [unitId, year, month].filter((part) => part !== null);

function titleOf({ words, asked, today }: TableAsked, title: string): string {
  const { year, month } = outreachAsked(asked, yearOf(today));
  return [title, ...(month === null ? [] : [words.t("outreach.monthOf", { n: month })]), String(year)].join(", ");
}
