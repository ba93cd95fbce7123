import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { type Runner, row } from "@/lib/db/statement";

const standingFields = {
  /** Drives that take part: announced, held, or still a draft. */
  drives: z.number(),
  /** Of those, outside the edition's days: chosen by hand, or left there when the days were changed. */
  drivesOutside: z.number(),
  /** Drives that were to take part and were cancelled or postponed. */
  drivesOff: z.number(),
  /** Targets in force. */
  targets: z.number(),
  /** Targets that a later one took the place of, and proposals in whatever state. */
  targetsBeside: z.number(),
};
/** What counts on an edition, as it is shown and as it keeps the edition from going away. */
export const standingShape = z.object(standingFields);
export type Standing = z.output<typeof standingShape>;

/** `standingShape` of the editions a condition over `campaign_edition s` finds, as one row of a subquery. */
export const standingOf = (which: Sql): Sql => sql`(
    SELECT count(DISTINCT d.id) FILTER (WHERE d.status NOT IN ('cancelled', 'postponed'))::integer AS drives,
      count(DISTINCT d.id) FILTER (WHERE d.status NOT IN ('cancelled', 'postponed')
        AND d.held_on NOT BETWEEN s.starts_on AND s.ends_on)::integer AS "drivesOutside",
      count(DISTINCT d.id) FILTER (WHERE d.status IN ('cancelled', 'postponed'))::integer AS "drivesOff",
      (SELECT count(*)::integer FROM target t JOIN campaign_edition s ON s.id = t.campaign_edition_id
        WHERE ${which} AND t.superseded_at IS NULL) AS targets,
      ((SELECT count(*) FROM target t JOIN campaign_edition s ON s.id = t.campaign_edition_id
          WHERE ${which} AND t.superseded_at IS NOT NULL)
        + (SELECT count(*) FROM target_proposal p JOIN campaign_edition s ON s.id = p.campaign_edition_id WHERE ${which}))::integer
        AS "targetsBeside"
    FROM campaign_edition s JOIN drive_campaign dc ON dc.edition_id = s.id JOIN drive d ON d.id = dc.drive_id WHERE ${which})`;

/**
 * Why editions (a condition over `campaign_edition s`) may not go away or be called otherwise: the facts of `in_use`, or null.
 * A drive that was cancelled and a target of before hold them too: their papers name them.
 */
export async function whatHolds(which: Sql, on: Runner): Promise<Record<string, string | number> | null> {
  const found = await row(standingShape, sql`SELECT * FROM ${standingOf(which)} standing`, on);
  if (found === null) return null;
  const drives = found.drives + found.drivesOff;
  const targets = found.targets + found.targetsBeside;
  if (drives + targets === 0) return null;
  return { drives, targets, what: targets === 0 ? "drives" : drives === 0 ? "targets" : "both" };
}

/**
 * Was an edition (`campaign_edition e`) written down here? The files have the others, and would bring them back; one that
 * was withdrawn here and came with the files since is theirs.
 */
export const madeHere: Sql = sql`(EXISTS (SELECT FROM campaign c WHERE c.id = e.campaign_id AND c.owner_unit_id IS NOT NULL)
  OR coalesce((SELECT h.kind = 'edition_made' FROM campaign_change h
    WHERE h.edition_id = e.id AND h.kind IN ('edition_made', 'edition_withdrawn') AND h.undone_at IS NULL
    ORDER BY h.made_at DESC, h.id DESC LIMIT 1), false))`;

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

/** What joins in the same second, after it was looked whether anything counts on an edition. */
export const joinedMeanwhile = {
  drive_campaign_edition_id_fkey: "joined_meanwhile",
  target_campaign_edition_id_fkey: "joined_meanwhile",
  target_proposal_campaign_edition_id_fkey: "joined_meanwhile",
} as const;
