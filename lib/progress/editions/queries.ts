import sql, { empty } from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { inForceOn } from "@/lib/targets/in-force";
import { publicFlow } from "@/lib/units/flow/queries";
import { lineageOf } from "../over-time/attribution";

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

interface EditionsAsked {
  readonly campaignId: string;
  readonly upToYear: number;
  /** "VN", or a province's or ministry's code as it was at the end of `year`: its own figures, never the nation's. */
  readonly unitCode: string;
  readonly year: number;
}

/**
 * The years of a campaign up to the given one, newest first: what was printed and what is recorded here, apart. Of a
 * province or ministry, with all that went into it, each year once: by its own edition where it had one, else by the
 * nation's, and only with what was printed, decided and recorded of the unit itself.
 */
export async function publicEditions({
  campaignId,
  upToYear,
  unitCode,
  year,
}: EditionsAsked): Promise<CampaignEdition[]> {
  const own = unitCode === "VN" ? null : await lineageOfCode(unitCode, `${year}-12-31`);
  const scope = own === null ? sql`e.scope_unit_id` : sql`${own[0] ?? unitCode}`;
  const ofUnit = own === null ? empty : sql`AND d.credited_unit_id = ANY (${own}::text[])`;
  // What an edition's own paper says is said of the unit it was held for.
  const printed = (word: "units" | "target_units") =>
    sql`CASE WHEN e.scope_unit_id = ${scope} AND jsonb_typeof(e.published -> ${word}) = 'number' THEN (e.published ->> ${word})::numeric END`;
  return rows(
    editionShape,
    sql`WITH edition AS (${
      own === null
        ? sql`SELECT * FROM campaign_edition`
        : sql`SELECT DISTINCT ON (campaign_id, year) * FROM campaign_edition WHERE scope_unit_id = 'VN' OR scope_unit_id = ANY (${own}::text[])
          ORDER BY campaign_id, year, scope_unit_id = 'VN'`
    }) SELECT e.id, e.year, c.name_vi AS "campaignVi", c.name_en AS "campaignEn", c.description_vi AS "descriptionVi", c.description_en AS "descriptionEn",
        CASE WHEN p.kind = 'nation' THEN NULL ELSE p.name END AS "placeVi",
        CASE WHEN p.kind = 'nation' THEN NULL ELSE p.name_en END AS "placeEn",
        e.starts_on AS "startsOn", e.ends_on AS "endsOn", e.dates_from AS "datesFrom",
        coalesce((SELECT f.value FROM published_figure f
            WHERE f.campaign_id = e.campaign_id AND f.year = e.year AND f.metric IN ('units_received', 'donations_received')
              AND coalesce(f.unit_id, 'VN') = ${scope}
            ORDER BY f.headline DESC LIMIT 1),
          ${printed("units")})::float8 AS published,
        coalesce((SELECT t.value FROM target t WHERE t.unit_id = ${scope} AND t.campaign_edition_id IN (SELECT id FROM campaign_edition y
              WHERE y.campaign_id = e.campaign_id AND y.year = e.year) AND ${inForceOn(todayInVietnam(new Date()))} AND NOT t.is_demo
            AND t.metric IN ('units', 'donations') LIMIT 1),
          ${printed("target_units")})::float8 AS target,
        r.donations AS recorded, coalesce(r.demo, false) AS "containsDemo"
      FROM edition e JOIN campaign c ON c.id = e.campaign_id JOIN unit p ON p.id = e.scope_unit_id
        LEFT JOIN LATERAL (
          SELECT sum(t.donations)::integer AS donations, bool_or(d.is_demo) AS demo
          FROM drive d JOIN drive_total t ON t.drive_id = d.id
          WHERE t.donations > 0 ${ofUnit} AND d.id IN (SELECT dc.drive_id FROM drive_campaign dc WHERE ${
            own === null
              ? sql`dc.edition_id = e.id`
              : sql`dc.edition_id IN (SELECT id FROM campaign_edition y WHERE y.campaign_id = e.campaign_id AND y.year = e.year)`
          })) r ON true
      WHERE e.campaign_id = ${campaignId} AND e.year <= ${upToYear}
      ORDER BY e.year DESC, p.kind = 'nation' DESC, p.code`,
  );
}

/** A unit of a day and all that had gone into it by then, itself first; nobody where there was none of that code. */
async function lineageOfCode(code: string, on: CivilDate): Promise<string[]> {
  const unit = await row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM unit WHERE code = ${code} AND kind IN ('province', 'ministry')
      AND valid_from <= ${on} AND (valid_to IS NULL OR valid_to > ${on})`,
  );
  const today = todayInVietnam(new Date());
  return unit === null ? [] : lineageOf(unit.id, await publicFlow(on < today ? on : today));
}
