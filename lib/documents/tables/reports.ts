import { may } from "@/lib/auth/authorize";
import { sayable } from "@/lib/core/sayable";
import { yearOf } from "@/lib/core/time";
import { daysAfter, existed } from "@/lib/reports/calendar";
import { reportDeadlines } from "@/lib/reports/late/queries";
import { dueOn, periodFacts, periodsOf, reportKinds } from "@/lib/reports/periods";
import { reportCalendar } from "@/lib/reports/queries";
import { standingOf } from "@/lib/reports/rules";
import { type WaitingReport, waitingReports } from "@/lib/reports/together/queries";
import { staffTable, type TableMaker } from "./asking";
import { demoNote } from "./drill";

/** A year of reports, a row a unit and period: where it stands, when it was due, and what is official. */
export const calendarTable: TableMaker = async (ask) => {
  const { words, asked, today } = ask;
  const { t } = words;
  const year = /^20\d{2}$/.test(asked.year ?? "") ? Number(asked.year) : yearOf(today);
  const parentId = asked.unit && /^[\w-]{2,12}$/.test(asked.unit) ? asked.unit : null;
  if (parentId !== null && !may(ask.actor, "report.view", { unitId: parentId })) return null;
  const [told, deadlines] = await Promise.all([reportCalendar(ask.actor, year, parentId), reportDeadlines(ask.actor)]);
  const cells = new Map(told.cells.map((cell) => [`${cell.unitId} ${cell.kind} ${cell.startsOn}`, cell]));
  const periods = reportKinds.flatMap((kind) => periodsOf(kind, year));
  const rows = told.units.flatMap((unit) =>
    periods
      .filter((period) => existed(unit, period))
      .map((period) => {
        const cell = cells.get(`${unit.id} ${period.kind} ${period.startsOn}`);
        const due = dueOn(period, daysAfter(deadlines, unit, period));
        return { unit, period, cell, due, standing: standingOf(period, cell ?? null, { today, due }) };
      }),
  );
  return staffTable<(typeof rows)[number]>(ask, {
    table: "calendar",
    of: [parentId ?? "", year].filter(Boolean),
    title: t("reports.calendar.caption", { year: String(year) }),
    columns: [
      { head: t("documents.column.code"), kind: "text", of: ({ unit }) => unit.code },
      { head: t("reports.calendar.unit"), kind: "text", of: ({ unit }) => unit.name },
      { head: t("reports.late.period"), kind: "text", of: ({ period }) => t("reports.period", periodFacts(period)) },
      { head: t("documents.column.from"), kind: "day", of: ({ period }) => period.startsOn },
      { head: t("documents.column.to"), kind: "day", of: ({ period }) => period.endsOn },
      { head: t("reports.late.due"), kind: "day", of: ({ due }) => due },
      { head: t("reports.late.state"), kind: "text", of: ({ standing }) => t(`reports.standing.${standing}`) },
      { head: t("documents.column.version"), kind: "whole", of: ({ cell }) => cell?.version ?? null },
      { head: t("documents.column.official"), kind: "whole", of: ({ cell }) => cell?.official ?? null },
    ],
    rows,
  });
};

/** The sent and checked reports that wait for the reader, beside what is recorded, with why one cannot be decided. */
export const waitingTable: TableMaker = async (ask) => {
  const { words } = ask;
  const { t } = words;
  const file = ask.asked.file ? ask.asked.file : null;
  const { items, total } = await waitingReports(ask.actor, file);
  // The words of a refusal come from the verdict, so their key is made here.
  const say = t as unknown as (key: string, facts?: Record<string, string | number>) => string;
  return staffTable<WaitingReport>(ask, {
    table: "waiting",
    title: t("reports.together.caption"),
    columns: [
      { head: t("reports.late.unit"), kind: "text", of: ({ unitName }) => unitName },
      { head: t("reports.late.period"), kind: "text", of: (one) => t("reports.period", periodFacts(one)) },
      { head: t("reports.form.stated"), kind: "whole", of: ({ received }) => received },
      { head: t("reports.form.recorded"), kind: "whole", of: ({ recordedReceived }) => recordedReceived },
      { head: t("reports.form.difference"), kind: "whole", of: (one) => one.received - one.recordedReceived },
      { head: t("documents.column.reason"), kind: "text", of: ({ elsewhere }) => elsewhere },
      { head: t("reports.late.state"), kind: "text", of: ({ status }) => t(`reports.status.${status}`) },
      { head: t("tables.correction"), kind: "text", of: ({ correctionReason }) => correctionReason },
      {
        head: t("tables.whyNot"),
        kind: "text",
        of: ({ whyNot }) => (whyNot ? say(`reports.refusal.${whyNot.refusal}`, sayable(whyNot.facts)) : null),
      },
      { head: t("reports.together.sender"), kind: "text", of: ({ sender }) => sender },
    ],
    rows: items,
    notes: [
      ...(total > items.length ? [t("reports.together.first", { shown: items.length, total })] : []),
      ...demoNote(words, items),
    ],
  });
};
