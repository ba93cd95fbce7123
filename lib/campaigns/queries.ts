import sql from "sql-template-tag";
import { z } from "zod";
import { row, rows } from "@/lib/db/statement";
import { type PublicCampaign, publicCampaignShape } from "./schema";

/** Every campaign in its usual order, with its editions of one year, or of all years. */
export async function publicCampaigns({ year = null }: { year?: number | null } = {}): Promise<PublicCampaign[]> {
  return rows(
    publicCampaignShape,
    sql`SELECT c.id, c.name_vi AS "nameVi", c.short_vi AS "shortVi", c.name_en AS "nameEn", c.short_en AS "shortEn", c.kind,
        c.organiser_vi AS "organiserVi", c.description_vi AS "descriptionVi", c.description_en AS "descriptionEn", c.since,
        (SELECT o.code FROM unit o WHERE o.id = c.owner_unit_id) AS owner, c.ended_on AS "endedOn", c.is_demo AS "isDemo",
        coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', e.id, 'year', e.year, 'scope', u.code, 'startsOn', e.starts_on,
              'endsOn', e.ends_on, 'mainOn', e.main_on, 'datesFrom', e.dates_from, 'source', e.source, 'note', e.note,
              'printed', e.published) ORDER BY e.year, u.kind, u.code)
          FROM campaign_edition e JOIN unit u ON u.id = e.scope_unit_id
          WHERE e.campaign_id = c.id AND (${year}::integer IS NULL OR e.year = ${year}::integer)), '[]') AS editions
      FROM campaign c ORDER BY c.sort_order, c.name_vi COLLATE "vi-x-icu", c.id`,
  );
}

/** The code of the unit whose own campaign it is; null for the nation's usual ones, and for one nobody knows. */
export async function publicCampaignOwner(id: string): Promise<string | null> {
  const found = await row(
    z.object({ code: z.string() }),
    sql`SELECT u.code FROM campaign c JOIN unit u ON u.id = c.owner_unit_id WHERE c.id = ${id}`,
  );
  return found?.code ?? null;
}
