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

/** Drives that lie within the edition's days as they are, and would not within the new ones. */
export async function drivesMovedOut(
  editionId: string,
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  tx: Runner,
): Promise<number> {
  const found = await row(
    z.object({ count: z.number() }),
    sql`SELECT count(*)::integer AS count
      FROM drive_campaign dc JOIN drive d ON d.id = dc.drive_id JOIN campaign_edition e ON e.id = dc.edition_id
      WHERE dc.edition_id = ${editionId} AND d.status NOT IN ('cancelled', 'postponed')
        AND d.held_on BETWEEN e.starts_on AND e.ends_on AND d.held_on NOT BETWEEN ${startsOn}::date AND ${endsOn}::date`,
    tx,
  );
  return found?.count ?? 0;
}
