import { percentOf } from "@/lib/core/numbers";
import { yearOf } from "@/lib/core/time";
import { forecastLately } from "@/lib/progress/kept";
import { scopeAsked } from "@/lib/progress/scope/asked";
import { staffTable, type TableMaker } from "./asking";
import { scopeName } from "./drill";

/** What the forecast would have said at the end of each month of past years, beside what came. */
export const trialsTable: TableMaker = async (ask) => {
  const { words, today } = ask;
  const { t } = words;
  const scope = await scopeAsked(ask.actor, ask.asked, { communes: false });
  if (scope === null) return null;
  const year = yearOf(today);
  const { forecast, restsOnDemo } = await forecastLately({ unitId: scope.id, year });
  const rows = forecast.kind === "told" ? forecast.trials : [];
  return staffTable<(typeof rows)[number]>(ask, {
    table: "trials",
    of: [scope.code],
    title: `${t("pace.forecast.trials")}, ${scopeName(words, scope)}`,
    columns: [
      { head: t("documents.column.year"), kind: "text", of: (trial) => String(trial.year) },
      { head: t("tables.monthEnd"), kind: "whole", of: ({ month }) => month },
      { head: t("tables.forecast"), kind: "whole", of: (trial) => trial.forecast },
      { head: t("pace.forecast.actual"), kind: "whole", of: ({ actual }) => actual },
      {
        head: t("tables.percent", { of: t("tables.off") }),
        kind: "percent",
        of: (trial) => percentOf(trial.forecast - trial.actual, trial.actual),
      },
    ],
    rows,
    notes: [t("pace.forecast.trialsHint"), ...(restsOnDemo ? [t("documents.note.demo")] : [])],
  });
};
