import sql from "sql-template-tag";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { execute, type Runner, row, Undo } from "@/lib/db/statement";
import type { HeldProposal } from "../changing";
import { inForceFrom } from "../rules";
import { sameTarget } from "../same-target";
import type { HeldSplit } from "../split/held";
import { type TargetOf, targetOf } from "../split/whole";

export interface Decision {
  readonly id: string;
  readonly unitId: string;
  readonly number: string;
  readonly decidedOn: CivilDate;
  readonly isDemo: boolean;
}

/** Which target, of what size: whose, of what time, counting what. */
type NewVersion = Pick<
  HeldProposal,
  "unitId" | "year" | "period" | "metric" | "editionId" | "value" | "countingBasis" | "effectiveFrom" | "reason"
>;

/** Makes a proposal the version in force from its day on; the version before it ends on that day, and stays. */
export async function putInForce(made: NewVersion, decision: Decision, tx: Runner): Promise<void> {
  const from = inForceFrom(decision.decidedOn, made.effectiveFrom);
  const same = sql`unit_id = ${made.unitId} AND year = ${made.year} AND period = ${made.period} AND metric = ${made.metric}
    AND campaign_edition_id IS NOT DISTINCT FROM ${made.editionId}`;
  const last = await row(
    z.object({ id: z.string(), from: z.string().nullable() }),
    sql`SELECT id, in_force_from AS from FROM target
      WHERE ${same} AND is_demo = ${decision.isDemo} AND superseded_at IS NULL FOR UPDATE`,
    tx,
  );
  if (last?.from && last.from > from) throw new Undo("before_last_version", { last: last.from });
  if (last)
    await execute(
      sql`UPDATE target SET superseded_at = (${from}::date)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
        WHERE id = ${last.id}::uuid`,
      tx,
    );
  await execute(
    sql`INSERT INTO target (id, unit_id, campaign_edition_id, year, period, metric, value, counting_basis, decided_on,
        decision_number, decision_id, in_force_from, reason, version, is_demo)
      SELECT ${newId()}::uuid, ${made.unitId}, ${made.editionId}, ${made.year}, ${made.period}, ${made.metric}, ${made.value},
        ${made.countingBasis}, ${decision.decidedOn}::date, ${decision.number}, ${decision.id}::uuid, ${from}::date,
        ${made.reason}, coalesce(max(version), 0) + 1, ${decision.isDemo}
      FROM target WHERE ${same}`,
    tx,
  );
}

/** Puts every part of a decided whole in force; answers how many. A part of nothing is given no target. */
export async function putPartsInForce(held: HeldSplit, decision: Decision, tx: Runner): Promise<number> {
  const { countingBasis, effectiveFrom } = held;
  const of = targetOf(held);
  const given = held.parts.filter((part) => part.value !== null && part.value > 0);
  for (const { key, unitId, value } of given) {
    if (unitId === null) await putBodyInForce(key, value ?? 0, held, decision, tx);
    else if (!(await alreadyStands(unitId, of, value ?? 0, decision, tx))) {
      const part = { ...of, unitId, value: value ?? 0, countingBasis, effectiveFrom, reason: null };
      await putInForce(part, decision, tx);
    }
  }
  return given.length;
}

/** A part that a decision has given the same target needs no new version of it. */
async function alreadyStands(
  unitId: string,
  of: TargetOf,
  value: number,
  decision: Decision,
  tx: Runner,
): Promise<boolean> {
  const same = await row(
    z.object({ id: z.string() }),
    sql`SELECT t.id FROM target t WHERE t.unit_id = ${unitId} AND ${sameTarget(of, sql`t`)}
      AND t.superseded_at IS NULL AND t.is_demo = ${decision.isDemo} AND t.value = ${value} AND t.decision_id IS NOT NULL`,
    tx,
  );
  return same !== null;
}

async function putBodyInForce(
  organisationId: string,
  value: number,
  held: HeldSplit,
  decision: Decision,
  tx: Runner,
): Promise<void> {
  const from = inForceFrom(decision.decidedOn, held.effectiveFrom);
  const of = targetOf(held);
  await execute(
    sql`UPDATE body_target b SET superseded_at = greatest(in_force_from, ${from}::date)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      WHERE organisation_id = ${organisationId}::uuid AND ${sameTarget(of, sql`b`)} AND is_demo = ${decision.isDemo}
        AND superseded_at IS NULL`,
    tx,
  );
  await execute(
    sql`INSERT INTO body_target (id, organisation_id, year, period, metric, campaign_edition_id, value, in_force_from, decision_id,
        version, is_demo)
      SELECT ${newId()}::uuid, ${organisationId}::uuid, ${of.year}, ${of.period}, ${of.metric}, ${of.editionId}, ${value},
        ${from}::date, ${decision.id}::uuid, coalesce(max(b.version), 0) + 1, ${decision.isDemo}
      FROM body_target b WHERE b.organisation_id = ${organisationId}::uuid AND ${sameTarget(of, sql`b`)}`,
    tx,
  );
}
