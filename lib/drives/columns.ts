import sql from "sql-template-tag";
import { z } from "zod";
import { escapeLike, nameSearchKey } from "@/lib/core/text";

/** Parts of the statements that read drives. */

/** A campaign's yearly edition, as a drive names it. */
export interface DriveCampaign {
  readonly editionId: string;
  readonly campaignId: string;
  readonly nameVi: string;
  readonly nameEn: string;
}

export const campaignShape = z.object({
  editionId: z.string(),
  campaignId: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
});

/** What a drive stands on, beside `drive d`: venue `v`, host `h`, commune `c`, province `p`. */
export const placesOf = sql`JOIN venue v ON v.id = d.venue_id JOIN organisation h ON h.id = d.host_organisation_id
  JOIN unit c ON c.id = d.commune_id JOIN unit p ON p.id = d.province_id`;

/** Everything about a drive that a word may be found in, folded. */
export const searchable = sql`concat_ws(' ', d.title_key, h.name_key, v.name_key, c.name_key, p.name_key)`;

/** The campaigns of `drive d` as a column. */
export const campaignsOf = sql`coalesce((SELECT json_agg(json_build_object('editionId', e.id, 'campaignId', k.id,
    'nameVi', k.short_vi, 'nameEn', k.short_en) ORDER BY k.sort_order)
  FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id JOIN campaign k ON k.id = e.campaign_id
  WHERE dc.drive_id = d.id), '[]'::json) AS campaigns`;

/** The places of `drive d` added up over its slots, as `sums`. */
export const slotTotals = sql`CROSS JOIN LATERAL (SELECT coalesce(sum(s.capacity), 0) AS capacity,
    coalesce(sum(s.booked), 0) AS booked, coalesce(sum(s.walk_in_reserve), 0) AS walk_in_reserve
  FROM slot s WHERE s.drive_id = d.id) sums`;

/** A drive as its desk knows it. */
export const deskSelect = sql`SELECT d.id, coalesce(d.title, h.name) AS title, h.name AS "hostName", v.name AS "venueName", v.address,
    d.commune_id AS "communeId", c.full_name AS "communeName", d.province_id AS "provinceId", p.name AS "provinceName",
    d.credited_unit_id AS "creditedUnitId", u.name AS "creditedUnitName", d.facility_id AS "facilityId",
    f.name AS "facilityName", d.held_on AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.status,
    d.status_reason AS "statusReason", d.planned_units AS "plannedUnits", sums.capacity, sums.booked,
    sums.walk_in_reserve AS "walkInReserve", ${campaignsOf}, d.is_demo AS "isDemo"
  FROM drive d ${placesOf} JOIN facility f ON f.id = d.facility_id JOIN unit u ON u.id = d.credited_unit_id
    ${slotTotals}`;

/** The words of a search as LIKE patterns on folded text. */
export function wordsOf(text: string | null | undefined): string[] {
  return nameSearchKey(text ?? "")
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
}
