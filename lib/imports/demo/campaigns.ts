import type { ClientBase } from "pg";
import { nameSearchKey } from "@/lib/core/text";
import { type CivilDate, yearOf } from "@/lib/core/time";

const own = {
  unitId: "P01",
  id: "p01-giot-hong-thang-long",
  nameVi: "Ngày hội Giọt hồng Thăng Long",
  nameEn: "Thăng Long Blood Donation Festival",
  shortVi: "Giọt hồng Thăng Long",
  shortEn: "Thăng Long Festival",
  descriptionVi: "Chiến dịch minh họa của Hà Nội: mỗi thu, các xã, phường cùng tổ chức sau mùa hè khan máu.",
  descriptionEn: "Hà Nội's campaign, made up: each autumn its communes hold drives after the scarce summer.",
} as const;

/** From 5 September to 20 October. */
const days = (year: number) => [`${year}-09-05`, `${year}-10-20`, `${year}-09-20`] as const;

/**
 * One province's own campaign with its editions of this year and the next. The province's made-up drives of those days
 * belong to it, as if their planners had ticked it: all of them when it is first made, later only those planned since
 * (`plannedUntil`), so that what somebody unticked stays so.
 */
export async function addOwnCampaign(
  client: ClientBase,
  { today, plannedUntil }: { today: CivilDate; plannedUntil: CivilDate | null },
): Promise<void> {
  const made = await client.query(
    `INSERT INTO campaign (id, name_vi, short_vi, name_en, short_en, kind, description_vi, description_en, since, sort_order,
       owner_unit_id, name_key, is_demo)
     SELECT $1, $2, $3, $4, $5, 'campaign', $6, $7, $8, 1000, $9, $10, true
     WHERE EXISTS (SELECT FROM unit WHERE id = $9 AND valid_to IS NULL) AND EXISTS (SELECT FROM drive WHERE is_demo AND credited_unit_id = $9)
       -- Once withdrawn by somebody who tried it, it stays away.
       AND NOT EXISTS (SELECT FROM campaign_change WHERE campaign_id = $1 AND kind = 'withdrawn' AND undone_at IS NULL)
     ON CONFLICT DO NOTHING`,
    [
      ...[own.id, own.nameVi, own.shortVi, own.nameEn, own.shortEn, own.descriptionVi, own.descriptionEn],
      ...[yearOf(today), own.unitId, nameSearchKey(own.nameVi)],
    ],
  );
  for (const year of [yearOf(today), yearOf(today) + 1]) {
    const [startsOn, endsOn, mainOn] = days(year);
    await client.query(
      `INSERT INTO campaign_edition (id, campaign_id, year, scope_unit_id, starts_on, ends_on, main_on, dates_from, source)
       SELECT c.id || '-' || $2, c.id, $2::int, c.owner_unit_id, $3::date, $4::date, $5::date, 'decided', 'số liệu minh họa'
       FROM campaign c WHERE c.id = $1 AND c.is_demo AND c.ended_on IS NULL
         AND NOT EXISTS (SELECT FROM campaign_change h WHERE h.edition_id = c.id || '-' || $2 AND h.kind = 'edition_withdrawn' AND h.undone_at IS NULL)
         AND NOT EXISTS (SELECT FROM campaign_edition o WHERE o.campaign_id = c.id AND o.id <> c.id || '-' || $2
           AND (o.year = $2::int OR daterange(o.starts_on, o.ends_on, '[]') && daterange($3::date, $4::date, '[]')))
       ON CONFLICT (id) DO NOTHING`,
      [own.id, String(year), startsOn, endsOn, mainOn],
    );
  }
  await client.query(
    `INSERT INTO drive_campaign (drive_id, edition_id)
     SELECT d.id, e.id FROM campaign_edition e JOIN drive d ON d.held_on BETWEEN e.starts_on AND e.ends_on
       AND d.credited_unit_id = e.scope_unit_id AND d.is_demo AND d.created_by IS NULL
     WHERE e.campaign_id = $1 AND ($2 OR d.held_on > $3::date) ON CONFLICT DO NOTHING`,
    [own.id, made.rowCount === 1, plannedUntil],
  );
}
