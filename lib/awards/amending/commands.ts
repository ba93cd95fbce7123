import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { lockRound, noteRound, orUndo } from "../rounds/changing";
import { placesTyped } from "../rounds/rules";
import { planOf, type RoundPlan } from "./plan";
import { type AmendedPart, type Closed, whyNotAmend } from "./rules";
import type { AmendRound } from "./schema";

export type AmendRefusal =
  | Closed
  | "changed_meanwhile"
  | "name_missing"
  | "name_taken"
  | "ceremony_before_count"
  | "quota_malformed"
  | "below_chosen";

/** The parts of a round that are one value each, by the name of their field. */
const fields = {
  name: "name",
  nominationsUntil: "nominations",
  ceremonyOn: "ceremony",
  ceremonyPlace: "ceremony",
  theme: "occasion",
  hosts: "occasion",
} as const satisfies Partial<Record<keyof RoundPlan, AmendedPart>>;
type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as Field[];

/**
 * Changes what was planned of a round, each part until the state after which it would be false (`whyNotAmend`). Whoever
 * began from an older version is told who changed it, and nothing is overwritten; what already stands so is done. No
 * honour gets fewer places than have been chosen for it.
 */
export async function amendRound(actor: Actor, input: AmendRound): Promise<Outcome<{ id: string }, AmendRefusal>> {
  return undoing<{ id: string }, AmendRefusal>(
    async (tx) => {
      await lockRound(actor, "award.run", input.roundId, tx);
      const plan = await planOf(input.roundId, sql`true`, tx);
      if (plan === null) throw new NotAllowed("award.run");
      const quotas = quotasAsked(plan, input);
      const changed = fieldNames.filter((name) => asked(plan, input, name) !== plan[name]);
      if (changed.length === 0 && quotas.length === 0) return { id: plan.id };
      if (plan.version !== input.version) throw new Undo("changed_meanwhile", await whoChanged(plan.id, tx));
      for (const name of changed) orUndo(whyNotAmend(fields[name], plan));
      if (quotas.length > 0) orUndo(whyNotAmend("quotas", plan));
      await writePlan(plan, input, tx);
      for (const { id, quota } of quotas)
        await execute(
          sql`UPDATE award_round_rule SET quota = ${quota}::int WHERE round_id = ${plan.id}::uuid AND rule_id = ${id}`,
          tx,
        );
      await noteRound(actor, plan, "changed", tx, {
        detail: { changed, quotas: Object.fromEntries(quotas.map(({ id, quota }) => [id, quota])) },
      });
      return { id: plan.id };
    },
    { award_round_once: "name_taken" },
  );
}

/** What a field is to be: as typed where it is open, empty meaning none; as it is where it is closed and not sent. */
function asked(plan: RoundPlan, input: AmendRound, name: Field): string | null {
  const typed = input[name];
  return typed ?? (whyNotAmend(fields[name], plan) === null ? null : plan[name]);
}

async function writePlan(plan: RoundPlan, input: AmendRound, tx: Runner): Promise<void> {
  const to = (name: Field) => asked(plan, input, name);
  const ceremonyOn = to("ceremonyOn");
  if (to("name") === null) throw new Undo<AmendRefusal>("name_missing");
  if (ceremonyOn !== plan.ceremonyOn && ceremonyOn !== null && ceremonyOn < plan.countedUntil)
    throw new Undo<AmendRefusal>("ceremony_before_count");
  await execute(
    sql`UPDATE award_round SET name = ${to("name")}, nominations_until = ${to("nominationsUntil")}::date,
        ceremony_on = ${ceremonyOn}::date, ceremony_place = ${to("ceremonyPlace")}, theme = ${to("theme")},
        hosts = ${to("hosts")}, version = version + 1
      WHERE id = ${plan.id}::uuid`,
    tx,
  );
}

/** The honours whose places are to change, and to how many; null is without a bound. */
function quotasAsked(plan: RoundPlan, input: AmendRound): { id: string; quota: number | null }[] {
  const closed = whyNotAmend("quotas", plan) !== null;
  return plan.rules.flatMap((rule) => {
    const typed = input.quotas[rule.id];
    if (typed === undefined && closed) return [];
    const quota = placesTyped(typed ?? "");
    if (quota === undefined) throw new Undo<AmendRefusal>("quota_malformed", { rule: rule.id });
    if (quota === rule.quota) return [];
    if (quota !== null && quota < rule.chosen)
      throw new Undo<AmendRefusal>("below_chosen", { rule: rule.id, chosen: rule.chosen });
    return [{ id: rule.id, quota }];
  });
}

/** Who changed the round last and when, of what the round as a whole has gone through. */
async function whoChanged(roundId: string, tx: Runner): Promise<Record<string, string>> {
  const last = await row(
    z.object({ who: z.string(), at: z.string() }),
    sql`SELECT coalesce(a.name, '—') AS who, to_char(e.happened_at AT TIME ZONE 'Asia/Ho_Chi_Minh',
          CASE WHEN now() - e.happened_at < interval '12 hours' THEN 'HH24:MI' ELSE 'HH24:MI, DD/MM' END) AS at
      FROM award_event e LEFT JOIN account a ON a.id = e.by_account
      WHERE e.round_id = ${roundId}::uuid AND e.candidate_id IS NULL
      ORDER BY e.happened_at DESC, e.id DESC LIMIT 1`,
    tx,
  );
  return last ?? { who: "—", at: "—" };
}
