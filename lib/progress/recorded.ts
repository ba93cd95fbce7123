import sqltag, { empty } from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import type { Recorded } from "./schema";
import type { Asked, Told } from "./told";

const sumShape = z.object({
  part: z.enum(["all", "month", "child", "campaign"]),
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

/** What drives recorded, added up: altogether, or for one month, part or campaign (`key`). */
export type Sum = z.output<typeof sumShape>;

/** Totals by drive added up once: altogether, by month, by part of the unit, by campaign. Drafts and drives called off count nothing. */
export function whatIsRecorded(
  { year, unit, campaignId }: Asked & { unit: Told["unit"] & {} },
  today: CivilDate,
): Promise<Sum[]> {
  const ofUnit =
    unit.kind === "nation"
      ? empty
      : unit.kind === "commune"
        ? sqltag`AND d.commune_id = ${unit.id}`
        : sqltag`AND d.credited_unit_id = ${unit.id}`;
  const inPeriod =
    campaignId === null
      ? sqltag`d.held_on BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`
      : sqltag`d.id IN (SELECT dc.drive_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
          WHERE e.year = ${year} AND e.campaign_id = ${campaignId})`;
  const child =
    unit.kind === "nation"
      ? sqltag`d.credited_unit_id`
      : unit.kind === "ministry"
        ? sqltag`d.province_id`
        : unit.kind === "province"
          ? sqltag`d.commune_id`
          : sqltag`NULL::text`;
  const sums = sqltag`sum(donations)::integer AS donations, sum(volume_ml)::bigint AS "volumeMl", sum(voluntary)::integer AS voluntary,
    sum(first_time)::integer AS "firstTime", sum(at_least_350_ml)::integer AS "atLeast350Ml", sum(apheresis)::integer AS apheresis,
    count(*) FILTER (WHERE held_on <= ${today})::integer AS drives, count(*)::integer AS "everyDrive",
    sum(planned_units)::integer AS "plannedUnits", bool_or(is_demo) AS "containsDemo", bool_and(status = 'reconciled') AS reconciled`;
  const columns = sqltag`d.held_on, d.is_demo, d.status, d.planned_units, coalesce(t.donations, 0) AS donations,
    coalesce(t.volume_ml, 0) AS volume_ml, coalesce(t.voluntary, 0) AS voluntary, coalesce(t.first_time, 0) AS first_time,
    coalesce(t.at_least_350_ml, 0) AS at_least_350_ml, coalesce(t.apheresis, 0) AS apheresis`;
  // A donation stays a fact when its drive is broken off; a drive called off without any counts as none.
  const counts = sqltag`(t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed'))`;
  return rows(
    sumShape,
    sqltag`
    WITH counted AS MATERIALIZED (
      SELECT ${child} AS child, to_char(d.held_on, 'YYYY-MM') AS month, ${columns}
      FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
      WHERE ${inPeriod} ${ofUnit} AND ${counts}
    ), in_campaign AS (
      SELECT DISTINCT e.campaign_id, d.id, ${columns}
      FROM campaign_edition e
      JOIN drive_campaign dc ON dc.edition_id = e.id
      JOIN drive d ON d.id = dc.drive_id
      LEFT JOIN drive_total t ON t.drive_id = d.id
      WHERE e.year = ${year} ${campaignId === null ? empty : sqltag`AND e.campaign_id = ${campaignId}`} ${ofUnit} AND ${counts}
    )
    SELECT CASE WHEN grouping(month) = 0 THEN 'month' WHEN grouping(child) = 0 THEN 'child' ELSE 'all' END AS part,
      CASE WHEN grouping(month) = 0 THEN month WHEN grouping(child) = 0 THEN child END AS key, ${sums}
    FROM counted GROUP BY GROUPING SETS ((), (month), (child)) HAVING count(*) > 0
    UNION ALL
    SELECT 'campaign', campaign_id, ${sums} FROM in_campaign GROUP BY campaign_id`,
  );
}

/** A sum as it is told. */
export function recordedOf(sum: Sum | undefined): Recorded | null {
  if (!sum) return null;
  const { part: _part, key: _key, everyDrive: _every, reconciled: _reconciled, ...told } = sum;
  return { ...told, repeat: sum.donations - sum.firstTime };
}
