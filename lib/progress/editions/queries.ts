import sql from "sql-template-tag";
import { z } from "zod";
import { todayInVietnam } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { inForceOn } from "@/lib/targets/in-force";

const editionShape = z.object({
  id: z.string(),
  year: z.number(),
  campaignVi: z.string(),
  campaignEn: z.string(),
  descriptionVi: z.string().nullable(),
  descriptionEn: z.string().nullable(),
  /** Null for the edition of the whole nation. */
  placeVi: z.string().nullable(),
  placeEn: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  datesFrom: z.enum(["published", "rule", "decided"]),
  published: z.number().nullable(),
  target: z.number().nullable(),
  recorded: z.number().nullable(),
  containsDemo: z.boolean(),
});

/** One year of a campaign. */
export type CampaignEdition = z.output<typeof editionShape>;

/** The years of a campaign up to the given one, newest first: what was printed and what is recorded here, apart. */
export async function publicEditions(campaignId: string, upToYear: number): Promise<CampaignEdition[]> {
  return rows(
    editionShape,
    sql`SELECT e.id, e.year, c.name_vi AS "campaignVi", c.name_en AS "campaignEn", c.description_vi AS "descriptionVi", c.description_en AS "descriptionEn",
        CASE WHEN p.kind = 'nation' THEN NULL ELSE p.name END AS "placeVi",
        CASE WHEN p.kind = 'nation' THEN NULL ELSE p.name_en END AS "placeEn",
        e.starts_on AS "startsOn", e.ends_on AS "endsOn", e.dates_from AS "datesFrom",
        coalesce((SELECT f.value FROM published_figure f
            WHERE f.campaign_id = e.campaign_id AND f.year = e.year AND f.metric IN ('units_received', 'donations_received')
              AND coalesce(f.unit_id, 'VN') = e.scope_unit_id
            ORDER BY f.headline DESC LIMIT 1),
          CASE WHEN jsonb_typeof(e.published -> 'units') = 'number' THEN (e.published ->> 'units')::numeric END)::float8 AS published,
        coalesce((SELECT t.value FROM target t WHERE t.campaign_edition_id = e.id AND ${inForceOn(todayInVietnam(new Date()))} AND NOT t.is_demo
            AND t.metric IN ('units', 'donations') LIMIT 1),
          CASE WHEN jsonb_typeof(e.published -> 'target_units') = 'number' THEN (e.published ->> 'target_units')::numeric END)::float8 AS target,
        r.donations AS recorded, coalesce(r.demo, false) AS "containsDemo"
      FROM campaign_edition e JOIN campaign c ON c.id = e.campaign_id JOIN unit p ON p.id = e.scope_unit_id
        LEFT JOIN LATERAL (
          SELECT sum(t.donations)::integer AS donations, bool_or(d.is_demo) AS demo
          FROM drive_campaign dc JOIN drive d ON d.id = dc.drive_id JOIN drive_total t ON t.drive_id = d.id
          WHERE dc.edition_id = e.id AND t.donations > 0) r ON true
      WHERE e.campaign_id = ${campaignId} AND e.year <= ${upToYear}
      ORDER BY e.year DESC, p.kind = 'nation' DESC, p.code`,
  );
}
