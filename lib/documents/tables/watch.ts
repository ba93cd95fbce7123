import { formatList } from "@/lib/i18n/format";
import { scopeAsked } from "@/lib/progress/scope/asked";
import { watchView } from "@/lib/progress/watch/view";
import { countOrFew, staffTable, type TableMaker } from "./asking";
import { scopeName } from "./drill";

/** Who is low again and again, all of them, with why, how much is missing, and the support under way. */
export const watchTable: TableMaker = async (ask) => {
  const { words, today } = ask;
  const scope = await scopeAsked(ask.actor, ask.asked, { communes: false });
  if (scope === null) return null;
  const { level, watched, judged } = await watchView(ask.actor, scope, today);
  const { t, locale } = words;
  const name = scopeName(words, scope);
  type Unit = (typeof watched)[number];
  const lowMonths = ({ low, few }: Unit) =>
    formatList(
      locale,
      low.map(({ month, percent }) =>
        few
          ? t("pace.watch.lowFew", { month: Number(month.slice(5)) })
          : t("pace.watch.lowMonth", { month: Number(month.slice(5)), percent }),
      ),
    );
  return staffTable<Unit>(ask, {
    table: "watch",
    of: [scope.code],
    title: t(level === "commune" ? "pace.watch.headingCommunes" : "pace.watch.heading", { name }),
    columns: [
      { head: t("documents.column.code"), kind: "text", of: ({ code }) => code },
      { head: t("pace.watch.unit"), kind: "text", of: (unit) => words.unitName(unit) },
      { head: t("tables.lowMonths"), kind: "text", of: lowMonths },
      { head: t("tables.timesListed"), kind: "whole", of: ({ listedIn }) => listedIn.length },
      { head: t("pace.watch.missing"), kind: "whole", of: ({ missing }) => countOrFew(words, missing) },
      { head: t("tables.openSupport"), kind: "whole", of: ({ support }) => support?.open ?? 0 },
      { head: t("tables.nextDue"), kind: "day", of: ({ support }) => support?.nextDue ?? null },
    ],
    rows: watched,
    notes: [t("pace.watch.count", { n: words.whole(watched.length), of: words.whole(judged) })],
  });
};
