import { civilDateOf } from "@/lib/core/time";
import { type LateReport, lateReports } from "@/lib/reports/late/queries";
import { periodFacts } from "@/lib/reports/periods";
import { staffTable, type TableMaker } from "./asking";

/**
 * The reports that are owed within the reader's reach, with who has a returned one to mend, as the page shows it. Of the
 * office that will be written to, only how many accounts it has.
 */
export const lateTable: TableMaker = async (ask) => {
  const { t } = ask.words;
  const rows = await lateReports(ask.actor, ask.now);
  return staffTable<LateReport>(ask, {
    table: "late",
    title: t("reports.late.caption"),
    columns: [
      { head: t("reports.late.unit"), kind: "text", of: ({ unitName }) => unitName },
      { head: t("reports.late.period"), kind: "text", of: (one) => t("reports.period", periodFacts(one)) },
      { head: t("documents.column.from"), kind: "day", of: ({ startsOn }) => startsOn },
      { head: t("documents.column.to"), kind: "day", of: ({ endsOn }) => endsOn },
      { head: t("reports.late.due"), kind: "day", of: ({ dueOn }) => dueOn },
      { head: t("tables.daysLate"), kind: "whole", of: ({ daysLate }) => daysLate },
      { head: t("reports.late.state"), kind: "text", of: ({ state }) => t(`reports.late.stateOf.${state}`) },
      { head: t("reports.late.returnedColumn"), kind: "day", of: ({ returnedOn }) => returnedOn },
      { head: t("reports.late.holder"), kind: "text", of: ({ holder }) => holder },
      { head: t("tables.offices"), kind: "whole", of: ({ office }) => office },
      {
        head: t("reports.late.last"),
        kind: "day",
        of: ({ remindedAt }) => (remindedAt === null ? null : civilDateOf(remindedAt)),
      },
    ],
    rows,
  });
};
