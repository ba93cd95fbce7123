import sql from "sql-template-tag";
import { z } from "zod";
import { type Runner, row, Undo } from "@/lib/db/statement";

/** No rule of the round has more chosen than the round may honour by it; the round's row is held meanwhile. */
export async function insistOnQuota(roundId: string, tx: Runner): Promise<void> {
  const over = await row(
    z.object({ quota: z.number(), chosen: z.coerce.number() }),
    sql`SELECT q.quota, count(*) AS chosen FROM award_round_rule q
        JOIN award_candidate c ON c.round_id = q.round_id AND c.rule_id = q.rule_id AND c.status = 'chosen'
      WHERE q.round_id = ${roundId}::uuid AND q.quota IS NOT NULL GROUP BY q.rule_id, q.quota HAVING count(*) > q.quota LIMIT 1`,
    tx,
  );
  if (over !== null) throw new Undo<"over_quota">("over_quota", { quota: over.quota, chosen: over.chosen });
}
