import { anywhere, may } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import { pushPlan, pushPlans } from "@/lib/progress/push/queries";
import { keptTo } from "@/lib/progress/push/rules";
import { scopeAsked } from "@/lib/progress/scope/asked";
import { countOrFew, staffTable, type TableMaker } from "./asking";
import { demoNote, scopeName } from "./drill";

/** The plans ahead of Tết and summer, and how they are kept. Who leads one is told to those who make such plans. */
export const pushesTable: TableMaker = async (ask) => {
  const { words } = ask;
  const { t } = words;
  const scope = await scopeAsked(ask.actor, ask.asked, { communes: false });
  if (scope === null) return null;
  const plans = await pushPlans(ask.actor, scope.kind === "nation" ? null : scope.id);
  const rows = plans.map((plan) => ({ ...plan, kept: keptTo(plan) }));
  return staffTable<(typeof rows)[number]>(ask, {
    table: "pushes",
    of: [scope.code],
    title: t("pace.push.heading", { name: scopeName(words, scope) }),
    columns: [
      { head: t("pace.push.plan"), kind: "text", of: ({ name }) => name },
      { head: t("documents.column.unit"), kind: "text", of: ({ unitName }) => unitName },
      { head: t("documents.column.from"), kind: "day", of: ({ startsOn }) => startsOn },
      { head: t("documents.column.to"), kind: "day", of: ({ endsOn }) => endsOn },
      may(ask.actor, "progress.support", anywhere)
        ? { head: t("pace.push.owner"), kind: "text", of: ({ owner }) => owner }
        : null,
      { head: t("pace.push.wanted"), kind: "whole", of: ({ kept }) => kept.drives },
      { head: t("pace.push.drivesKept"), kind: "whole", of: ({ kept }) => kept.held },
      { head: t("pace.push.wantedUnits"), kind: "whole", of: ({ kept }) => kept.units },
      { head: t("pace.push.unitsKept"), kind: "whole", of: ({ kept }) => countOrFew(words, kept.received) },
    ],
    rows,
    notes: [t("pace.push.keptHint"), ...demoNote(words, rows)],
  });
};

/** One plan by commune: what it wants and how far it was kept. */
export const pushTable: TableMaker = async (ask) => {
  const { words, asked } = ask;
  const { t } = words;
  const plan = isId(asked.id ?? "") ? await pushPlan(ask.actor, asked.id ?? "") : null;
  if (plan === null) return null;
  return staffTable<(typeof plan.parts)[number]>(ask, {
    table: "push",
    of: [plan.unitCode, plan.startsOn],
    title: `${plan.name}, ${plan.unitName}`,
    columns: [
      { head: t("pace.filter.commune"), kind: "text", of: ({ name }) => name },
      { head: t("pace.push.wanted"), kind: "whole", of: ({ drives }) => drives },
      { head: t("pace.push.wantedUnits"), kind: "whole", of: ({ units }) => units },
      { head: t("pace.push.announced"), kind: "whole", of: ({ announced }) => announced },
      { head: t("pace.push.held"), kind: "whole", of: ({ held }) => held },
      { head: t("pace.push.received"), kind: "whole", of: ({ received }) => countOrFew(words, received) },
    ],
    rows: plan.parts,
    notes: [
      `${words.day(plan.startsOn)}–${words.day(plan.endsOn)}`,
      ...(plan.isDemo ? [t("documents.note.demo")] : []),
    ],
  });
};
