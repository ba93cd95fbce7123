import type { PoolClient } from "pg";
import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { execute, type Runner, rows } from "@/lib/db/statement";
import type { Decision } from "../decision";
import { makesUnits, shareOut } from "../rules";
import { noteMade, steps } from "./items";
import type { Mapping } from "./mapping";

const groupShape = z.object({
  year: z.number(),
  period: z.string(),
  metric: z.string(),
  editionId: z.string().nullable(),
  isDemo: z.boolean(),
  basis: z.string(),
  /** Null where the old units' targets cannot be put together: a rate, or two ways of counting. */
  value: z.number().nullable(),
  origins: z.array(z.string()),
  said: z.string(),
});
type TargetGroup = z.output<typeof groupShape>;

/**
 * The targets in force of the units that end, for periods that are not over on the day, put together by period and
 * metric. Amounts add up; a rate is kept only where all of them have the same.
 */
export function targetsThatFollow(decision: Decision, on?: Runner): Promise<TargetGroup[]> {
  if (!makesUnits(decision.kind) || decision.effectiveOn === null) return Promise.resolve([]);
  const ids = decision.taken.map((unit) => unit.id);
  return rows(
    groupShape,
    sql`SELECT t.year, t.period, t.metric, t.campaign_edition_id AS "editionId", t.is_demo AS "isDemo",
        min(t.counting_basis) AS basis,
        CASE WHEN count(DISTINCT t.counting_basis) > 1 THEN NULL
          WHEN t.metric IN ('units', 'donations', 'registered') THEN sum(t.value)
          WHEN count(*) = ${ids.length} AND count(DISTINCT t.value) = 1 THEN min(t.value) END::float8 AS value,
        array_agg(t.id ORDER BY t.id) AS origins,
        string_agg(u.name || ' ' || translate(to_char(t.value, 'FM999,999,999,990'), ',', '.'), ' + ' ORDER BY u.id) AS said
      FROM target t JOIN unit u ON u.id = t.unit_id LEFT JOIN campaign_edition e ON e.id = t.campaign_edition_id
      WHERE t.unit_id = ANY (${ids}::text[]) AND t.superseded_at IS NULL AND ${notOver(decision.effectiveOn)}
      GROUP BY t.year, t.period, t.metric, t.campaign_edition_id, t.is_demo
      ORDER BY t.year, t.period, t.metric, t.is_demo`,
    on,
  );
}

const notOver = (effectiveOn: string): Sql => sql`CASE t.period
    WHEN 'campaign' THEN coalesce(e.ends_on, make_date(t.year, 12, 31))
    WHEN 'h1' THEN make_date(t.year, 6, 30) ELSE make_date(t.year, 12, 31) END >= ${effectiveOn}::date`;

/** Gives the new units their targets, each with where it comes from; the old ones stay as they were decided. */
export async function giveTargets(decision: Decision, mapping: Mapping, tx: PoolClient): Promise<void> {
  const parts = decision.left.map((part) => ({
    unitId: mapping.successors.get(part.position) ?? "",
    percent: decision.kind === "split" ? (part.sharePercent ?? 0) : 100,
  }));
  const made: string[] = [];
  for (const group of await targetsThatFollow(decision, tx)) {
    if (group.value === null) continue;
    const isRate = group.metric.startsWith("pct_");
    const values = isRate
      ? parts.map(() => group.value ?? 0)
      : shareOut(
          group.value,
          parts.map((part) => part.percent),
        );
    for (const [index, part] of parts.entries()) {
      const value = values[index] ?? 0;
      if (value <= 0) continue;
      made.push(await giveTarget(decision, group, part.unitId, value, tx));
    }
  }
  await noteMade(decision.id, steps.targets, "target", sql`t.id = ANY (${made}::uuid[])`, tx);
}

async function giveTarget(
  decision: Decision,
  group: TargetGroup,
  unitId: string,
  value: number,
  tx: PoolClient,
): Promise<string> {
  const id = newId();
  await execute(
    sql`WITH made AS (
        INSERT INTO target (id, unit_id, campaign_edition_id, year, period, metric, value, counting_basis, decided_on,
          decision_number, note, is_demo, in_force_from)
        VALUES (${id}::uuid, ${unitId}, ${group.editionId}, ${group.year}, ${group.period}, ${group.metric}, ${value},
          ${group.basis}, ${decision.decidedOn}::date, ${decision.number}, ${group.said}, ${group.isDemo},
          ${decision.effectiveOn}::date)
        RETURNING id
      )
      INSERT INTO target_origin (target_id, origin_target_id, decision_id)
      SELECT made.id, origin.id, ${decision.id}::uuid FROM made CROSS JOIN unnest(${group.origins}::uuid[]) AS origin (id)`,
    tx,
  );
  return id;
}
