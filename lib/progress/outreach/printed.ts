import sql from "sql-template-tag";
import { rows } from "@/lib/db/statement";
import { type Figure, figureShape } from "../schema";

/** The published metrics about outreach. */
export const outreachMetrics = ["outreach_sessions", "media_products", "people_reached"] as const;

/** What was printed about a unit's outreach in a year, each figure with every source that printed it. */
export async function printedOutreach(unitId: string, year: number): Promise<Figure[]> {
  return rows(
    figureShape,
    sql`SELECT f.id, f.metric, f.period, f.value, f.detail -> 'of' AS of, f.value_detail AS detail, f.counted_in AS "countedIn",
        f.qualifier, f.status, f.as_of AS "asOf", f.note, f.headline, f.campaign_id AS "campaignId",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'publisher', s.publisher, 'address', s.address,
            'publishedOn', s.published_on) ORDER BY s.published_on NULLS LAST, s.id)
          FROM published_figure_source fs JOIN published_source s ON s.id = fs.source_id WHERE fs.figure_id = f.id), '[]') AS sources
      FROM published_figure f
      WHERE f.year = ${year} AND f.unit_id = ${unitId} AND f.value IS NOT NULL AND f.metric = ANY (${[...outreachMetrics]}::text[])
      ORDER BY f.metric, f.period, f.id`,
  );
}
