import sqltag, { empty, type Sql } from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import {
  campaignTotalsByMonth,
  driveCounts,
  itsTotal,
  monthsToRead,
  sumsOfDrives,
  totalsByMonth,
} from "@/lib/donations/sums/statements";
import { brokenMonths } from "@/lib/units/flow/statements";
import type { Recorded } from "./schema";
import type { Asked, Told } from "./told";

const sumShape = z.object({
  part: z.enum(["all", "month", "child", "campaign", "reported", "replaced"]),
  key: z.string().nullable(),
  donations: z.number(),
  volumeMl: z.number(),
  voluntary: z.number(),
  firstTime: z.number(),
  atLeast350Ml: z.number(),
  apheresis: z.number(),
  drives: z.number(),
  everyDrive: z.number(),
  plannedUnits: z.number(),
  containsDemo: z.boolean(),
  reconciled: z.boolean(),
});

/**
 * What drives recorded, added up: altogether, or for one month, part or campaign (`key`). `reported` and `replaced` are
 * of one unit's month ("P01/2026-03"): its approved report, and what its drives recorded in that month.
 */
export type Sum = z.output<typeof sumShape>;

/**
 * Totals by drive added up once: altogether, by month, by part of the unit, by campaign; and the approved monthly reports
 * of the unit (of the nation: of its provinces and ministries). Drafts and drives called off count nothing.
 */
export function whatIsRecorded(
  {
    year,
    unit,
    campaignId,
    replayedOf,
    lastDay = `${year}-12-31`,
    lineage = [unit.id],
  }: Asked & {
    unit: Told["unit"] & {};
    /** The unit and those that have gone into it: what they recorded in the period is its own now. */
    lineage?: readonly string[];
  },
  today: CivilDate,
): Promise<Sum[]> {
  const own = [...lineage];
  const ofUnit =
    unit.kind === "nation"
      ? empty
      : unit.kind === "commune"
        ? sqltag`AND d.commune_id = ANY (${own}::text[])`
        : sqltag`AND d.credited_unit_id = ANY (${own}::text[])`;
  const inPeriod =
    campaignId === null
      ? sqltag`d.held_on BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`
      : sqltag`d.id IN (SELECT dc.drive_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
          WHERE e.year = ${year} AND e.campaign_id = ${campaignId})`;
  // A campaign's drives, or those of the unit that may belong to one: an edition may begin or end in a year beside its own.
  const mayBelong =
    campaignId === null
      ? sqltag`(SELECT * FROM drive WHERE held_on BETWEEN ${`${year - 1}-01-01`} AND ${`${year + 1}-12-31`}) d`
      : sqltag`(SELECT * FROM drive d WHERE ${inPeriod}) d`;
  const child =
    unit.kind === "nation"
      ? sqltag`d.credited_unit_id`
      : unit.kind === "ministry"
        ? sqltag`d.province_id`
        : unit.kind === "province"
          ? sqltag`d.commune_id`
          : sqltag`NULL::text`;
  const byDrive = sumsOfDrives(today);
  const told = sqltag`sum(donations)::integer AS donations, sum(volume_ml)::bigint AS "volumeMl", sum(voluntary)::integer AS voluntary,
    sum(first_time)::integer AS "firstTime", sum(at_least_350_ml)::integer AS "atLeast350Ml", sum(apheresis)::integer AS apheresis,
    sum(drives)::integer AS drives, sum(every_drive)::integer AS "everyDrive", sum(planned_units)::integer AS "plannedUnits",
    bool_or(contains_demo) AS "containsDemo", bool_and(reconciled) AS reconciled`;
  // A campaign of the year may go on in the next: only a day within the year ends the count.
  const until = [
    ...(replayedOf === null ? [] : [replayedOf]),
    ...(lastDay < `${year}-12-31` ? [lastDay] : []),
  ].sort()[0];
  const counts = sqltag`${driveCounts} ${until === undefined ? empty : sqltag`AND d.held_on <= ${until}`}`;
  const approved =
    replayedOf === null
      ? sqltag`r.superseded_at IS NULL`
      : sqltag`(r.approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= ${replayedOf}::date AND (r.superseded_at IS NULL
          OR (r.superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > ${replayedOf}::date)`;
  // The nation's year stands added up by months; of a smaller part, one campaign, or until a day, drives are read.
  const counting =
    unit.kind === "nation" && campaignId === null && replayedOf === null
      ? nationByMonth(year, lastDay, today)
      : sqltag`counted AS MATERIALIZED (
      SELECT ${child} AS child, to_char(d.held_on, 'YYYY-MM') AS month, ${byDrive}
      FROM drive d LEFT JOIN ${itsTotal} t ON true
      WHERE ${inPeriod} ${ofUnit} AND ${counts}
      GROUP BY 1, 2
    ), in_campaign AS (
      SELECT c.campaign_id, ${byDrive}
      FROM ${mayBelong} LEFT JOIN ${itsTotal} t ON true CROSS JOIN LATERAL (
        SELECT DISTINCT e.campaign_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
        WHERE dc.drive_id = d.id AND e.year = ${year} ${campaignId === null ? empty : sqltag`AND e.campaign_id = ${campaignId}`}) c
      WHERE ${counts} ${ofUnit}
      GROUP BY c.campaign_id
    )`;
  // Communes report to their province; a campaign is not reported by months.
  const reporting =
    campaignId !== null || unit.kind === "commune"
      ? sqltag`false`
      : unit.kind === "nation"
        ? sqltag`EXISTS (SELECT FROM unit u WHERE u.id = r.unit_id AND u.kind IN ('province', 'ministry'))`
        : sqltag`r.unit_id = ANY (${own}::text[])`;
  // A report stands for the drives of the very unit that made it, not for those of its neighbours in the merger.
  const replaced =
    own.length > 1
      ? sqltag`(SELECT d.credited_unit_id AS unit_id, to_char(d.held_on, 'YYYY-MM') AS month, ${byDrive}
          FROM drive d LEFT JOIN ${itsTotal} t ON true WHERE ${inPeriod} ${ofUnit} AND ${counts} GROUP BY 1, 2)`
      : sqltag`counted`;
  // In a month broken by a merger it stands for those of the units that went into it too.
  const madeBy = unit.kind === "nation" ? sqltag`c.child` : own.length > 1 ? sqltag`c.unit_id` : null;
  // Drives are read once, into one row a part and month; what is told are sums of those few.
  return rows(
    sumShape,
    sqltag`
    WITH ${counting}, reported AS (
      SELECT r.unit_id, to_char(r.starts_on, 'YYYY-MM') AS month, r.received, coalesce(r.volume_ml, 0) AS stated_ml, r.is_demo,
        r.finality = 'final' AS final
      FROM report r
      WHERE r.kind = 'month' AND r.status = 'approved' AND ${approved}
        AND r.starts_on BETWEEN ${`${year}-01-01`} AND ${lastDay} AND ${reporting}
    ), broken AS MATERIALIZED (
      SELECT from_id, to_id, to_char(month, 'YYYY-MM') AS month FROM ${brokenMonths("reporting")} months
    )
    SELECT CASE WHEN grouping(month) = 0 THEN 'month' WHEN grouping(child) = 0 THEN 'child' ELSE 'all' END AS part,
      CASE WHEN grouping(month) = 0 THEN month WHEN grouping(child) = 0 THEN child END AS key, ${told}
    FROM counted GROUP BY GROUPING SETS ((), (month), (child)) HAVING count(*) > 0
    UNION ALL
    SELECT 'campaign', campaign_id, ${told} FROM in_campaign GROUP BY campaign_id
    UNION ALL
    SELECT 'reported', unit_id || '/' || month, received, stated_ml, 0, 0, 0, 0, 0, 0, 0, is_demo, final FROM reported
    UNION ALL
    SELECT 'replaced', r.unit_id || '/' || r.month, ${told}
    FROM reported r JOIN ${replaced} c ON c.month = r.month
      ${madeBy === null ? empty : sqltag`LEFT JOIN broken b ON b.from_id = ${madeBy} AND b.month = c.month WHERE r.unit_id = coalesce(b.to_id, ${madeBy})`}
    GROUP BY r.unit_id, r.month`,
  );
}

/** One row a unit and month, and one a campaign, unit and month: of the year, and for campaigns of a year to both sides. */
function nationByMonth(year: number, lastDay: CivilDate, today: CivilDate): Sql {
  const last = lastDay < `${year}-12-31` ? `${lastDay.slice(0, 7)}-01` : `${year + 1}-12-01`;
  return sqltag`${monthsToRead(`${year - 1}-01-01`, last)}, counted AS MATERIALIZED (
      SELECT unit_id AS child, to_char(month, 'YYYY-MM') AS month, donations, volume_ml, voluntary, first_time, at_least_350_ml,
        apheresis, drives, every_drive, planned_units, contains_demo, reconciled
      FROM (${totalsByMonth(today)}) totals
      WHERE month BETWEEN ${`${year}-01-01`} AND ${`${year}-12-01`}
    ), in_campaign AS (${campaignTotalsByMonth(today, year)})`;
}

/** A sum as it is told. */
export function recordedOf(sum: Sum | undefined): Recorded | null {
  if (!sum) return null;
  const { part: _part, key: _key, everyDrive: _every, reconciled: _reconciled, ...told } = sum;
  return { ...told, repeat: sum.donations - sum.firstTime };
}
