import sql from "sql-template-tag";
import { z } from "zod";
import { rows } from "@/lib/db/statement";
import type { ProgressQuestion } from "../queries";

/** By what recorded donations are told apart. */
export const breakdownParts = ["kind", "first_time", "volume", "component", "segment"] as const;

const slotShape = z.object({ part: z.enum(breakdownParts), key: z.string(), donations: z.number() });

/** How many of the recorded donations are of one sort. */
export type BreakdownSlice = z.output<typeof slotShape>;

/** The recorded donations of a unit's year, or of one campaign in it, by kind, first or repeat, volume, component and donor segment. */
export async function publicBreakdown({
  year,
  unitCode = "VN",
  campaignId,
}: ProgressQuestion): Promise<BreakdownSlice[]> {
  const lastDay = `${year}-12-31`;
  return rows(
    slotShape,
    sql`WITH asked AS (
        SELECT id, kind FROM unit WHERE code = ${unitCode} AND valid_from <= ${lastDay}::date
          AND (valid_to IS NULL OR valid_to > ${lastDay}::date)
        ORDER BY kind DESC LIMIT 1
      ), cell AS MATERIALIZED (
        SELECT b.kind, b.first_time, b.component, b.volume_ml, b.segment, sum(b.donations) AS donations
        FROM asked JOIN drive d ON asked.kind = 'nation' OR d.credited_unit_id = asked.id OR d.commune_id = asked.id
          JOIN drive_breakdown b ON b.drive_id = d.id
        WHERE b.donations > 0 AND CASE WHEN ${campaignId ?? null}::text IS NULL
          THEN d.held_on BETWEEN ${`${year}-01-01`}::date AND ${lastDay}::date
          ELSE EXISTS (SELECT FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
            WHERE dc.drive_id = d.id AND e.year = ${year} AND e.campaign_id = ${campaignId ?? null}::text) END
        GROUP BY b.kind, b.first_time, b.component, b.volume_ml, b.segment
      ), counted AS (
        SELECT kind, CASE WHEN first_time THEN 'first' ELSE 'repeat' END AS first_time, component, volume_ml::text AS volume,
          segment, donations FROM cell
      )
      SELECT CASE WHEN grouping(kind) = 0 THEN 'kind' WHEN grouping(first_time) = 0 THEN 'first_time'
          WHEN grouping(volume) = 0 THEN 'volume' WHEN grouping(component) = 0 THEN 'component' ELSE 'segment' END AS part,
        coalesce(kind, first_time, volume, component, segment) AS key, sum(donations)::integer AS donations
      FROM counted GROUP BY GROUPING SETS ((kind), (first_time), (volume), (component), (segment))
      ORDER BY part, donations DESC, key`,
  );
}
