import sql, { empty } from "sql-template-tag";
import { z } from "zod";
import { addDays, type CivilDate, instantInVietnam } from "@/lib/core/time";
import { lately } from "@/lib/db/lately";
import { row } from "@/lib/db/statement";
import { driveCounts, itsTotal } from "@/lib/donations/sums/statements";

const registeredShape = z.object({ registered: z.number(), containsDemo: z.boolean() });

export interface RegisteredQuestion {
  campaignId: string;
  year: number;
  /** Whose drives: those credited to these units; null for the whole nation's. */
  creditedTo: readonly string[] | null;
  /** What was registered by the end of this day. */
  through: CivilDate;
}

/**
 * How many registered for a campaign's edition, as the papers count "đăng ký" beside "tiếp nhận": whoever booked a place at
 * one of its drives ahead, and whoever put their name down at the desk on the day. A person counts once for each drive,
 * whatever became of it: who did not come or could not give had registered too. Who cancelled had registered, but only once
 * in the whole campaign, and not at all beside another drive of it that they still stand registered for: moving from drive
 * to drive makes nobody two. Drafts and drives called off count nothing, as everywhere.
 */
export async function publicRegistered(asked: RegisteredQuestion): Promise<z.output<typeof registeredShape>> {
  const { campaignId, year, creditedTo, through } = asked;
  const before = instantInVietnam(addDays(through, 1), "00:00");
  const found = await row(
    registeredShape,
    sql`WITH counted AS MATERIALIZED (
        SELECT d.id, d.is_demo FROM drive d LEFT JOIN ${itsTotal} t ON true
        WHERE d.id IN (SELECT dc.drive_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
            WHERE e.year = ${year} AND e.campaign_id = ${campaignId})
          ${creditedTo === null ? empty : sql`AND d.credited_unit_id = ANY (${[...creditedTo]}::text[])`} AND ${driveCounts}
      ), enrolled AS (
        SELECT b.donor_id, b.drive_id, b.status IN ('booked', 'arrived', 'no_show') AS stands, c.is_demo
        FROM counted c JOIN booking b ON b.drive_id = c.id WHERE b.booked_at < ${before}
        UNION ALL
        SELECT v.donor_id, v.drive_id, true, c.is_demo
        FROM counted c JOIN visit v ON v.drive_id = c.id WHERE v.arrived_at < ${before}
      )
      SELECT coalesce(sum(greatest(1, drives)), 0)::integer AS registered, coalesce(bool_or(is_demo), false) AS "containsDemo"
      FROM (SELECT donor_id, count(DISTINCT drive_id) FILTER (WHERE stands) AS drives, bool_or(is_demo) AS is_demo
        FROM enrolled GROUP BY donor_id) people`,
  );
  return found ?? { registered: 0, containsDemo: false };
}

/**
 * The same, a minute old at most: it reads every booking and visit of an edition, and a board asks for it anew every few
 * seconds. The donations beside it are those of the moment.
 */
export const registeredKept = lately(publicRegistered, 60_000);
