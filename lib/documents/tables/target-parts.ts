import { yearOf } from "@/lib/core/time";
import { bodyShares } from "@/lib/progress/bodies/queries";
import { splitView } from "@/lib/targets/split/queries";
import { sumOf } from "@/lib/targets/split/rules";
import { targetAsked, targetFacts, targetFilters } from "@/lib/targets/split/whole";
import { staffTable, type TableAsked, type TableMaker } from "./asking";

/** A unit's year over its parts, beside what its parts are weighed by. Nothing while there is no whole to share. */
export const splitTable: TableMaker = async (ask) => {
  const { words, actor, now } = ask;
  const { t } = words;
  const { unitId, year } = unitAsked(ask);
  const of = targetAsked(year, ask.asked);
  const view = unitId === null ? null : await splitView(actor, { unitId, of }, now);
  if (view === null || view.unit.kind === "commune" || view.whole === null) return null;
  const said = targetFacts(of, view.edition, words.locale);
  const { sum } = sumOf(view.whole, view.rows);
  return staffTable<(typeof view.rows)[number]>(ask, {
    table: "split",
    of: [view.unit.id, ...Object.values(targetFilters(of))],
    title: `${t("targets.split.title", said)}, ${words.unitName(view.unit)}`,
    columns: [
      { head: t("targets.split.part"), kind: "text", of: ({ name }) => name },
      { head: t("targets.split.people"), kind: "whole", of: ({ people }) => people },
      {
        head: t(view.lastYearRuns ? "targets.split.lastYearRunning" : "targets.split.lastYear", {
          ...said,
          year: String(view.beforeYear),
        }),
        kind: "whole",
        of: ({ lastYear, fewer }) => (fewer ? t("targets.split.few") : lastYear),
      },
      { head: t("targets.split.capacity"), kind: "whole", of: ({ capacity }) => capacity },
      { head: t("targets.split.proposed"), kind: "whole", of: ({ proposed }) => proposed },
      { head: t("targets.split.inForce"), kind: "whole", of: ({ inForce }) => inForce },
      { head: t("targets.split.value"), kind: "whole", of: ({ value }) => value },
      { head: t("targets.split.lock"), kind: "text", of: ({ locked }) => (locked ? t("documents.yes") : null) },
    ],
    rows: view.rows,
    notes: [
      `${t("targets.split.whole")}: ${words.whole(view.whole)}`,
      `${t("targets.split.sum")}: ${words.whole(sum)}`,
    ],
  });
};

/** The bodies of a unit: their people, and the share of them who give, small groups kept back as on the page. */
export const bodiesTable: TableMaker = async (ask) => {
  const { words } = ask;
  const { t } = words;
  const { unitId, year } = unitAsked(ask);
  const shares = unitId === null ? null : await bodyShares(ask.actor, { unitId, year });
  if (shares === null) return null;
  return staffTable<(typeof shares.bodies)[number]>(ask, {
    table: "bodies",
    of: [shares.id, year],
    title: `${t("targets.bodies.title", { name: words.unitName(shares) })}, ${year}`,
    columns: [
      { head: t("targets.bodies.body"), kind: "text", of: ({ name }) => name },
      {
        head: t("targets.bodies.people"),
        kind: "whole",
        of: ({ people, fewPeople }) => (fewPeople && people === null ? t("targets.bodies.fewer") : people),
      },
      { head: t("targets.bodies.source"), kind: "text", of: ({ source }) => source },
      {
        head: t("targets.bodies.donors"),
        kind: "whole",
        of: ({ donors, fewer }) => (fewer ? t("targets.bodies.fewer") : donors),
      },
      { head: t("tables.percent", { of: t("targets.bodies.share") }), kind: "percent", of: ({ share }) => share },
      {
        head: t("tables.goalMet"),
        kind: "text",
        of: ({ met }) => (met === null ? null : t(met ? "targets.bodies.met" : "targets.bodies.behind")),
      },
      { head: t("targets.bodies.units"), kind: "whole", of: ({ donations }) => donations },
      { head: t("targets.bodies.target"), kind: "whole", of: ({ target }) => target },
    ],
    rows: shares.bodies,
    notes: [t("targets.bodies.counted")],
  });
};

function unitAsked({ asked, today }: TableAsked): { unitId: string | null; year: number } {
  return {
    unitId: asked.unit && /^[\w-]{2,30}$/.test(asked.unit) ? asked.unit : null,
    year: /^(19|20)\d{2}$/.test(asked.year ?? "") ? Number(asked.year) : yearOf(today),
  };
}
