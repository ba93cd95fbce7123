import type { StaffActor } from "@/lib/auth/actor";
import type { CivilDate } from "@/lib/core/time";
import { pacedUnitsKept, watchKeptBack } from "../kept";
import type { UnitScope } from "../scope/queries";
import { judgedSpans, ruleOn, watchedAmong } from "./listing";
import { openSupport, watchRules } from "./queries";

/**
 * The watch list of a unit as its page and its file tell it: of a province its communes, else provinces and ministries;
 * by the rule in force, with the support that is under way.
 */
export async function watchView(actor: StaffActor, scope: Pick<UnitScope, "id" | "kind">, today: CivilDate) {
  const level: "commune" | "unit" = scope.kind === "province" ? "commune" : "unit";
  const [units, rules] = await Promise.all([
    pacedUnitsKept(level === "commune" ? scope.id : null),
    watchRules(actor, level),
  ]);
  const judged = scope.kind === "ministry" ? units.filter(({ id }) => id === scope.id) : units;
  const rule = ruleOn(rules, today);
  const kept =
    level === "commune" && rule
      ? await watchKeptBack({ provinceId: scope.id, spans: judgedSpans(units, rule) })
      : new Set<string>();
  const watched = watchedAmong(judged, { rules, today, kept });
  const support = await openSupport(
    actor,
    watched.map(({ id }) => id),
  );
  return {
    level,
    rule,
    judged: judged.length,
    watched: watched.map((unit) => ({ ...unit, support: support.get(unit.id) ?? null })),
  };
}
