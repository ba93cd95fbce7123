import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { rows } from "@/lib/db/statement";
import { cellsByMonth, monthsToRead } from "@/lib/donations/sums/statements";
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
    sql`WITH asked AS MATERIALIZED (
        SELECT id, kind FROM unit WHERE code = ${unitCode} AND valid_from <= ${lastDay}::date
          AND (valid_to IS NULL OR valid_to > ${lastDay}::date)
        ORDER BY kind DESC LIMIT 1
      ), ${monthsToRead(`${year}-01-01`, `${year}-12-01`)}, cell AS MATERIALIZED (
        ${campaignId ? ofCampaign(year, campaignId) : ofYear(year)}
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

const cellColumns = sql`kind, first_time, component, volume_ml, segment`;
const cellsOfDrives = sql`SELECT b.kind, b.first_time, b.component, b.volume_ml, b.segment, sum(b.donations) AS donations
        FROM asked JOIN drive d`;

/** Months of the nation or of a credited unit stand added up; the few drives of a commune are read. */
function ofYear(year: number): Sql {
  return sql`SELECT ${cellColumns}, sum(donations) AS donations
        FROM (${cellsByMonth((unit) => sql`EXISTS (SELECT FROM asked WHERE kind = 'nation' OR (kind <> 'commune' AND id = ${unit}))`)}) cells
        GROUP BY ${cellColumns}
        UNION ALL
        ${cellsOfDrives} ON asked.kind = 'commune' AND d.commune_id = asked.id JOIN drive_breakdown b ON b.drive_id = d.id
        WHERE b.donations > 0 AND d.held_on BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date
        GROUP BY b.kind, b.first_time, b.component, b.volume_ml, b.segment`;
}

function ofCampaign(year: number, campaignId: string): Sql {
  return sql`${cellsOfDrives} ON asked.kind = 'nation' OR d.credited_unit_id = asked.id OR d.commune_id = asked.id
          JOIN drive_breakdown b ON b.drive_id = d.id
        WHERE b.donations > 0 AND EXISTS (SELECT FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
          WHERE dc.drive_id = d.id AND e.year = ${year} AND e.campaign_id = ${campaignId})
        GROUP BY b.kind, b.first_time, b.component, b.volume_ml, b.segment`;
}
