import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, reachOf } from "@/lib/auth/authorize";
import { row, rows } from "@/lib/db/statement";
import { madeHere, standingOf, standingShape } from "../editions/statements";
import { changeKinds } from "../rules";

const editionShape = z.object({
  id: z.string(),
  year: z.number(),
  startsOn: z.string(),
  endsOn: z.string(),
  mainOn: z.string().nullable(),
  datesFrom: z.enum(["published", "rule", "decided"]),
  source: z.string(),
  note: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decidedOn: z.string().nullable(),
  signatory: z.string().nullable(),
  address: z.string().nullable(),
  version: z.number(),
  /** Written down here, and not brought along with the files. */
  madeHere: z.boolean(),
  ...standingShape.shape,
});
export type PlannedEdition = z.output<typeof editionShape>;

const campaignShape = z.object({
  id: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  shortVi: z.string(),
  shortEn: z.string(),
  organiserVi: z.string().nullable(),
  descriptionVi: z.string().nullable(),
  descriptionEn: z.string().nullable(),
  /** Whose office made it; null for one of the files. */
  ownerUnitId: z.string().nullable(),
  /** Whose office writes its editions down. */
  unitId: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  unitNameEn: z.string(),
  endedOn: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.number(),
  editions: z.array(editionShape),
});
/** A campaign as an office plans it. */
export type PlannedCampaign = z.output<typeof campaignShape>;

const columns = (editions: Sql): Sql => sql`c.id, c.name_vi AS "nameVi", c.name_en AS "nameEn", c.short_vi AS "shortVi",
  c.short_en AS "shortEn", c.organiser_vi AS "organiserVi", c.description_vi AS "descriptionVi", c.description_en AS "descriptionEn",
  c.owner_unit_id AS "ownerUnitId", u.id AS "unitId", u.code AS "unitCode", u.name AS "unitName", u.name_en AS "unitNameEn",
  c.ended_on AS "endedOn", c.is_demo AS "isDemo", c.version,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'year', e.year, 'startsOn', e.starts_on, 'endsOn', e.ends_on,
      'mainOn', e.main_on, 'datesFrom', e.dates_from, 'source', e.source, 'note', e.note, 'decisionNumber', e.decision_number,
      'decidedOn', e.decided_on, 'signatory', e.signatory, 'address', e.address, 'version', e.version, 'madeHere', ${madeHere},
      'drives', standing.drives, 'drivesOutside', standing."drivesOutside", 'drivesOff', standing."drivesOff",
      'targets', standing.targets, 'targetsBeside', standing."targetsBeside") ORDER BY e.year DESC)
    FROM campaign_edition e CROSS JOIN LATERAL ${standingOf(sql`s.id = e.id`)} standing
    WHERE e.campaign_id = c.id AND e.scope_unit_id = u.id AND ${editions}), '[]') AS editions`;

const planned = sql`campaign c JOIN unit u ON u.id = c.owner_unit_id OR c.owner_unit_id IS NULL AND u.kind = 'nation'`;

/** The nation's campaigns, and the own ones of whom the actor sees; of a commune's people those of their province. */
function within(actor: Actor): Sql {
  insist(actor, "campaign.view", anywhere);
  const reach = reachOf(actor, "campaign.view");
  return sql`(c.owner_unit_id IS NULL OR u.kind = 'nation' OR ${reach.nation} OR u.id = ANY (${reach.unitIds}::text[])
    OR u.id IN (SELECT parent_id FROM unit WHERE id = ANY (${reach.communeIds}::text[])))`;
}

/** The campaigns within an actor's reach with their edition of a year: the nation's in their order, then units' own. */
export async function campaignsPlanned(actor: Actor, year: number): Promise<PlannedCampaign[]> {
  return rows(
    campaignShape,
    sql`SELECT ${columns(sql`e.year = ${year}`)} FROM ${planned} WHERE ${within(actor)}
      ORDER BY c.owner_unit_id IS NOT NULL, c.sort_order, u.name COLLATE "vi-x-icu", c.name_vi COLLATE "vi-x-icu", c.id LIMIT 300`,
  );
}

/** One campaign with all its editions, the latest first; null out of reach. */
export async function campaignPlanned(actor: Actor, id: string): Promise<PlannedCampaign | null> {
  return row(campaignShape, sql`SELECT ${columns(sql`true`)} FROM ${planned} WHERE c.id = ${id} AND ${within(actor)}`);
}

/** The units of today the actor makes campaigns for: the nation, provinces, then ministries. */
export async function unitsOfCampaigns(actor: Actor): Promise<{ id: string; name: string }[]> {
  insist(actor, "campaign.plan", anywhere);
  const reach = reachOf(actor, "campaign.plan");
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT u.id, u.full_name AS name FROM unit u WHERE u.kind IN ('nation', 'province', 'ministry') AND u.valid_to IS NULL
        AND (${reach.nation} OR u.id = ANY (${reach.unitIds}::text[]))
      ORDER BY u.kind <> 'nation', u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id`,
  );
}

const targetShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  unitNameEn: z.string(),
  metric: z.string(),
  value: z.number(),
  isDemo: z.boolean(),
});

/** The targets in force that stand on an edition, within what the actor sees of targets. */
export async function targetsOnEdition(actor: Actor, editionId: string): Promise<z.output<typeof targetShape>[]> {
  insist(actor, "campaign.view", anywhere);
  const reach = reachOf(actor, "target.view");
  return rows(
    targetShape,
    sql`SELECT t.id, u.id AS "unitId", u.name AS "unitName", u.name_en AS "unitNameEn", t.metric, t.value::float8 AS value, t.is_demo AS "isDemo"
      FROM target t JOIN unit u ON u.id = t.unit_id
      WHERE t.campaign_edition_id = ${editionId} AND t.superseded_at IS NULL
        AND (${reach.nation} OR u.id = ANY (${reach.unitIds}::text[]) OR u.parent_id = ANY (${reach.unitIds}::text[])
          OR u.id = ANY (${reach.communeIds}::text[]))
      ORDER BY u.kind <> 'nation', u.name COLLATE "vi-x-icu", t.metric, t.is_demo, t.id LIMIT 60`,
  );
}

const datesShape = z.object({ startsOn: z.string(), endsOn: z.string() }).nullable();
const changeShape = z.object({
  id: z.string(),
  campaignId: z.string(),
  nameVi: z.string().nullable(),
  year: z.number().nullable(),
  kind: z.enum(changeKinds),
  datesBefore: datesShape,
  datesAfter: datesShape,
  drivesOutside: z.number(),
  who: z.string().nullable(),
  at: z.coerce.date(),
  isUndone: z.boolean(),
});
/** A step of a campaign's trail: what, by whom, when. */
export type CampaignChange = z.output<typeof changeShape>;

const datesOf = (column: Sql): Sql =>
  sql`(SELECT jsonb_build_object('startsOn', one ->> 'starts_on', 'endsOn', one ->> 'ends_on') FROM (SELECT ${column} -> 'editions' -> 0 AS one) first
    WHERE one IS NOT NULL)`;

const changes = sql`SELECT h.id, h.campaign_id AS "campaignId", coalesce(h.before, h.after) -> 'campaign' ->> 'name_vi' AS "nameVi",
    (coalesce(h.after, h.before) -> 'editions' -> 0 ->> 'year')::integer AS year, h.kind, ${datesOf(sql`h.before`)} AS "datesBefore",
    ${datesOf(sql`h.after`)} AS "datesAfter", h.drives_outside AS "drivesOutside", a.name AS who, h.made_at AS at,
    h.undone_at IS NOT NULL AS "isUndone"
  FROM campaign_change h LEFT JOIN account a ON a.id = h.made_by`;

/** What was done to a campaign the actor sees, the latest first; `year` keeps to its edition of that year. */
export async function campaignTrail(
  actor: Actor,
  { id, year = null }: { id: string; year?: number | null },
): Promise<CampaignChange[]> {
  if ((await campaignPlanned(actor, id)) === null) return [];
  return rows(
    changeShape,
    sql`SELECT * FROM (${changes} WHERE h.campaign_id = ${id}) told
      WHERE ${year === null ? sql`true` : sql`year = ${year}`} ORDER BY at DESC, id DESC LIMIT 60`,
  );
}

/** Campaigns taken away within thirty days that can still be brought back by the actor: those of the units of theirs. */
export async function campaignsWithdrawn(actor: Actor): Promise<CampaignChange[]> {
  insist(actor, "campaign.view", anywhere);
  const reach = reachOf(actor, "campaign.plan");
  return rows(
    changeShape,
    sql`${changes} WHERE h.kind = 'withdrawn' AND h.undone_at IS NULL AND h.made_at > now() - interval '30 days'
        AND (${reach.nation} AND h.unit_id = 'VN' OR h.unit_id = ANY (${reach.unitIds}::text[]))
        AND NOT EXISTS (SELECT FROM campaign c WHERE c.id = h.campaign_id)
      ORDER BY h.made_at DESC, h.id LIMIT 20`,
  );
}
