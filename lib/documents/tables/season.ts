import { scopeAsked } from "@/lib/progress/scope/asked";
import { heatMap } from "@/lib/progress/unevenness/rules";
import { seasonView } from "@/lib/progress/unevenness/view";
import type { Column } from "../table";
import { staffTable, type TableAsked, type TableMaker } from "./asking";
import { scopeName } from "./drill";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** What was received by months and weekdays; a month that has not begun is empty, not nought. */
export const monthsTable: TableMaker = async (ask) => {
  const season = await seasonOf(ask);
  if (season === null) return null;
  const { words } = ask;
  const { t } = words;
  const { year, over, begun, scope } = season;
  const rows = heatMap(over, year).map((days, index) => ({ month: index + 1, days, begun: index < begun }));
  type Month = (typeof rows)[number];
  return staffTable<Month>(ask, {
    table: "months",
    of: [scope.code, year],
    title: `${t("pace.season.heatCaption", { year: String(year) })}, ${scopeName(words, scope)}`,
    columns: [
      { head: t("pace.season.month"), kind: "whole", of: ({ month }) => month },
      ...weekdays.map(
        (day): Column<Month> => ({
          head: t(`pace.season.weekday.${day}`),
          kind: "whole",
          of: (one) => (one.begun ? (one.days[day - 1] ?? 0) : null),
        }),
      ),
      {
        head: t("pace.season.sum"),
        kind: "whole",
        of: (one) => (one.begun ? one.days.reduce((sum, value) => sum + value, 0) : null),
      },
    ],
    rows,
  });
};

/** The nine weeks around each Tết: what came, and of weeks ahead what is planned. */
export const tetTable: TableMaker = async (ask) => {
  const season = await seasonOf(ask);
  if (season === null) return null;
  const { words } = ask;
  const { t } = words;
  const rows = season.tets.flatMap(({ tetOn, weeks }) => weeks.map((week) => ({ ...week, tetOn })));
  return staffTable<(typeof rows)[number]>(ask, {
    table: "tet",
    of: [season.scope.code, season.year],
    title: `${t("pace.season.tet")}, ${scopeName(words, season.scope)}`,
    columns: [
      { head: t("tables.tetOn"), kind: "day", of: ({ tetOn }) => tetOn },
      { head: t("tables.tetWeek"), kind: "whole", of: ({ week }) => week },
      { head: t("documents.column.from"), kind: "day", of: ({ from }) => from },
      { head: t("documents.column.drives"), kind: "whole", of: ({ drives }) => drives },
      {
        head: t("tables.came"),
        kind: "whole",
        of: ({ when, donations }) => (when === "ahead" ? null : donations),
      },
      { head: t("tables.planned"), kind: "whole", of: ({ when, planned }) => (when === "over" ? null : planned) },
    ],
    rows,
    notes: [t("pace.season.tetHint")],
  });
};

/** Days on which a facility has more than it takes in a day. */
export const crowdedTable: TableMaker = async (ask) => {
  const season = await seasonOf(ask);
  if (season === null) return null;
  const { words } = ask;
  const { t } = words;
  return staffTable<(typeof season.crowded)[number]>(ask, {
    table: "crowded",
    of: [season.scope.code, season.year],
    title: `${t("pace.season.crowded")}, ${scopeName(words, season.scope)}`,
    columns: [
      { head: t("pace.season.day"), kind: "day", of: ({ day }) => day },
      { head: t("tables.when"), kind: "text", of: ({ ahead }) => t(ahead ? "pace.season.ahead" : "pace.season.past") },
      { head: t("pace.season.facility"), kind: "text", of: ({ facility }) => facility },
      { head: t("documents.column.drives"), kind: "whole", of: ({ drives }) => drives },
      { head: t("tables.came"), kind: "whole", of: ({ ahead, units }) => (ahead ? null : units) },
      { head: t("tables.planned"), kind: "whole", of: ({ ahead, units }) => (ahead ? units : null) },
      { head: t("pace.season.capacity"), kind: "whole", of: ({ capacity }) => capacity },
      { head: t("pace.season.over"), kind: "whole", of: ({ units, capacity }) => units - capacity },
    ],
    rows: season.crowded,
    notes: [t("pace.season.crowdedWhat")],
  });
};

async function seasonOf(ask: TableAsked) {
  const scope = await scopeAsked(ask.actor, ask.asked, { communes: false });
  return scope === null ? null : { scope, ...(await seasonView(scope, ask.asked, ask.today)) };
}
