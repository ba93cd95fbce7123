import sql from "sql-template-tag";
import { z } from "zod";
import { type Runner, row, Undo } from "@/lib/db/statement";

const overShape = z.object({
  quota: z.number(),
  chosen: z.coerce.number(),
  choosing: z.coerce.number(),
  nameVi: z.string(),
  nameEn: z.string(),
  unit: z.string(),
});

/**
 * No rule of the round has more chosen than the round may honour by it; the round's row is held meanwhile. `choosing`
 * are those this deed chooses: the refusal says of which honour and unit, how many places were left and how many were
 * asked for.
 */
export async function insistOnQuota(roundId: string, choosing: readonly string[], tx: Runner): Promise<void> {
  const over = await row(
    overShape,
    sql`SELECT q.quota, count(*) AS chosen, count(*) FILTER (WHERE c.id = ANY (${[...choosing]}::uuid[])) AS choosing,
        a.name_vi AS "nameVi", a.name_en AS "nameEn", u.name AS unit
      FROM award_round_rule q JOIN award_round r ON r.id = q.round_id JOIN unit u ON u.id = r.unit_id
        JOIN award_rule a ON a.id = q.rule_id
        JOIN award_candidate c ON c.round_id = q.round_id AND c.rule_id = q.rule_id AND c.status = 'chosen'
      WHERE q.round_id = ${roundId}::uuid AND q.quota IS NOT NULL
      GROUP BY q.rule_id, q.quota, a.id, u.id HAVING count(*) > q.quota ORDER BY a.threshold DESC NULLS LAST, a.id LIMIT 1`,
    tx,
  );
  if (over === null) return;
  const left = Math.max(0, over.quota - (over.chosen - over.choosing));
  throw new Undo<"over_quota">("over_quota", { ...over, left });
}
