import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { flowTables } from "@/lib/units/flow/statements";
import { counts } from "../scope/conditions";
import type { Span } from "../span";

const placeShape = z.object({
  /** The commune of today on whose ground the drives were held. */
  communeId: z.string(),
  units: z.array(z.object({ name: z.string(), nameEn: z.string() })),
});

/** A commune with drives on its ground that are credited to other units than its province. */
export type CreditedElsewhere = z.output<typeof placeShape>;

interface Asked {
  readonly provinceId: string;
  readonly span: Pick<Span, "from" | "through">;
  readonly campaignId: string | null;
  readonly today: CivilDate;
}

/**
 * The communes of a province on whose ground drives of a period were held that another unit is credited with, such as a
 * ministry, and these units by name. That there were such drives is told and no more: their count and their donations,
 * less what the province's own list tells, would tell the few of somewhere.
 */
export async function publicCreditedElsewhere({
  provinceId,
  span,
  campaignId,
  today,
}: Asked): Promise<CreditedElsewhere[]> {
  return rows(
    placeShape,
    sql`WITH RECURSIVE ${flowTables(today)}, elsewhere AS (
        SELECT DISTINCT coalesce(place.to_id, d.commune_id) AS commune_id, coalesce(credit.to_id, d.credited_unit_id) AS unit_id
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
          LEFT JOIN sole place ON place.from_id = d.commune_id AND place.parts = 1
          LEFT JOIN sole credit ON credit.from_id = d.credited_unit_id AND credit.parts = 1
        WHERE d.held_on BETWEEN ${span.from}::date AND ${span.through}::date AND ${counts}
          AND d.credited_unit_id <> d.province_id AND (${campaignId}::text IS NULL OR EXISTS (SELECT FROM drive_campaign f
            JOIN campaign_edition g ON g.id = f.edition_id WHERE f.drive_id = d.id AND g.campaign_id = ${campaignId}))
      )
      SELECT c.id AS "communeId", jsonb_agg(jsonb_build_object('name', u.name, 'nameEn', u.name_en)
          ORDER BY u.name COLLATE "vi-x-icu", u.id) AS units
      FROM elsewhere e JOIN unit c ON c.id = e.commune_id AND c.parent_id = ${provinceId} AND c.kind = 'commune'
        JOIN unit u ON u.id = e.unit_id AND u.id <> ${provinceId}
      GROUP BY c.id ORDER BY c.name COLLATE "vi-x-icu", c.id`,
  );
}
