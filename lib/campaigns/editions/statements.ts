import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { type Runner, row } from "@/lib/db/statement";

/** How many drives, and how many targets and proposals of targets, count on editions (`campaign_edition e`). */
export async function standsOn(which: Sql, on?: Runner): Promise<{ drives: number; targets: number }> {
  const found = await row(
    z.object({ drives: z.number(), targets: z.number() }),
    sql`SELECT ${drivesOf}::integer AS drives, ${targetsOf}::integer AS targets
      FROM (SELECT array_agg(e.id) AS ids FROM campaign_edition e WHERE ${which}) of_edition`,
    on,
  );
  return found ?? { drives: 0, targets: 0 };
}

const drivesOf = sql`(SELECT count(DISTINCT drive_id) FROM drive_campaign WHERE edition_id = ANY (of_edition.ids))`;
const targetsOf = sql`((SELECT count(*) FROM target WHERE campaign_edition_id = ANY (of_edition.ids))
  + (SELECT count(*) FROM target_proposal WHERE campaign_edition_id = ANY (of_edition.ids)))`;

/** Was an edition (`campaign_edition e`) written down here? The files have the others, and would bring them back. */
export const madeHere: Sql = sql`(EXISTS (SELECT FROM campaign c WHERE c.id = e.campaign_id AND c.owner_unit_id IS NOT NULL)
  OR EXISTS (SELECT FROM campaign_change h WHERE h.edition_id = e.id AND h.kind = 'edition_made' AND h.undone_at IS NULL))`;
