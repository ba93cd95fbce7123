import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/authorize";
import type { CivilDate } from "@/lib/core/time";
import { row } from "@/lib/db/statement";
import { earnedOn } from "../earning/earned";
import { awardPlace } from "../policy";
import { rulesFor } from "../rules";
import type { StoredRule } from "../schema";
import { storedRules } from "./stored";

/** The rules a unit honours by on a day, and those that ended or begin later; rules concern nobody in person. */
export async function rulesOf(
  _actor: StaffActor,
  unitId: string,
  on: CivilDate,
): Promise<{ inForce: StoredRule[]; others: StoredRule[] }> {
  const all = await storedRules();
  const inForce = rulesFor(all, unitId, on);
  const others = all.filter((rule) => rule.scopeUnitId === unitId && !inForce.some(({ id }) => id === rule.id));
  return { inForce, others };
}

/**
 * What a rule would give on a day: how many would be candidates under it, and of them how many hold an honour of
 * whatever level by whomever. Who holds this very honour, or is due a higher rung of its ladder, is not among them.
 */
export interface DryRun {
  readonly earned: number;
  readonly honouredBefore: number;
  /** Of the counts, how many rest in part on confirmed papers from before. */
  readonly onPapers: number;
}

/**
 * Tries a rule on a unit's people without giving anything: "with this rule these 412 people, of whom 37 were honoured
 * before". It reads through the same look as the gathering of a round, beside the unit's other rules of that day, so
 * that what it tells is what a round would take in. Numbers only.
 */
export async function dryRun(
  actor: StaffActor,
  unitId: string,
  ruleId: string,
  until: CivilDate,
): Promise<DryRun | null> {
  if (!may(actor, "award.view", awardPlace({ unitId }))) return null;
  const unit = await row(
    z.object({ id: z.string(), kind: z.string() }),
    sql`SELECT id, kind FROM unit WHERE id = ${unitId}`,
  );
  const rules = rulesFor(await storedRules(), unitId, until);
  if (unit === null || !rules.some(({ id }) => id === ruleId)) return null;
  const tried = { earned: 0, honouredBefore: 0, onPapers: 0 };
  for await (const page of earnedOn(unit, rules, until)) {
    for (const one of page) {
      if (one.rule.id !== ruleId) continue;
      tried.earned += 1;
      if (one.lastHonouredOn !== null) tried.honouredBefore += 1;
      if (one.earlier > 0) tried.onPapers += 1;
    }
  }
  await recordAudit(actor, {
    action: "award.try_rule",
    subjectKind: "award_rule",
    subjectId: ruleId,
    unitId,
    detail: { earned: tried.earned },
  });
  return tried;
}
