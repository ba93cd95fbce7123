import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { reachesNothing } from "../reach";
import { planAheadDays } from "../rules";

const editionShape = z.object({
  id: z.string(),
  campaignId: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  scopeUnitId: z.string(),
  isNational: z.boolean(),
});

/** A campaign's edition that a drive may belong to, with its days. */
export type EditionChoice = z.output<typeof editionShape>;

/**
 * Editions that end on or after a day, the country's and those of the units the actor plans for, or plans a commune of;
 * with them those a drive has already (`kept`), wherever their days have gone since.
 */
export async function editionChoices(
  actor: Actor,
  from: CivilDate,
  kept: readonly string[] = [],
): Promise<EditionChoice[]> {
  const reach = reachOf(actor, "drive.plan");
  return rows(
    editionShape,
    sql`SELECT e.id, k.id AS "campaignId", k.short_vi AS "nameVi", k.short_en AS "nameEn", e.starts_on AS "startsOn",
        e.ends_on AS "endsOn", e.scope_unit_id AS "scopeUnitId", u.kind = 'nation' AS "isNational"
      FROM campaign_edition e JOIN campaign k ON k.id = e.campaign_id JOIN unit u ON u.id = e.scope_unit_id
      WHERE e.id = ANY (${[...kept]}::text[]) OR e.ends_on >= ${from}::date AND e.starts_on <= ${from}::date + ${planAheadDays}::int
        AND (u.kind = 'nation' OR ${reach.nation} OR u.id = ANY (${reach.unitIds}::text[])
          OR EXISTS (SELECT FROM unit c WHERE c.id = ANY (${reach.communeIds}::text[]) AND c.parent_id = u.id))
      ORDER BY e.starts_on, k.sort_order, e.id`,
  );
}

/** The nation's campaigns and those of the units an actor sees the drives of, to filter a list by. */
export async function campaignChoices(actor: Actor): Promise<{ id: string; nameVi: string; nameEn: string }[]> {
  const reach = reachOf(actor, "drive.view");
  if (reachesNothing(reach)) return [];
  return rows(
    z.object({ id: z.string(), nameVi: z.string(), nameEn: z.string() }),
    sql`SELECT id, short_vi AS "nameVi", short_en AS "nameEn" FROM campaign c
      WHERE owner_unit_id IS NULL OR ${reach.nation} OR owner_unit_id = ANY (${reach.unitIds}::text[])
        OR EXISTS (SELECT FROM unit u WHERE u.id = ANY (${reach.communeIds}::text[]) AND u.parent_id = c.owner_unit_id)
      ORDER BY sort_order, name_vi COLLATE "vi-x-icu", id`,
  );
}

/** The units whose drives an actor sees, to filter a list by; empty for those who see one unit only. */
export async function unitChoices(actor: Actor): Promise<{ id: string; name: string }[]> {
  const reach = reachOf(actor, "drive.view");
  if (!reach.nation && reach.unitIds.length < 2) return [];
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT id, name FROM unit WHERE kind IN ('province', 'ministry') AND valid_to IS NULL
        AND (${reach.nation} OR id = ANY (${reach.unitIds}::text[]))
      ORDER BY kind = 'ministry', name COLLATE "vi-x-icu"`,
  );
}
