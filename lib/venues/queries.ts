import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { type Reach, reachOf } from "@/lib/auth/authorize";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { rows } from "@/lib/db/statement";

const choiceShape = z.object({ id: z.string(), name: z.string(), detail: z.string() });

/** One entry of a list to choose from: its name, and a second line that tells it from its namesakes. */
export type Choice = z.output<typeof choiceShape>;

/** How many entries a list to choose from holds at most; typing more of the name narrows it. */
export const choicesMost = 30;

/** Venues where the actor may plan a drive, by any words of name, address or commune. */
export async function venueChoices(actor: Actor, text: string, most = choicesMost): Promise<Choice[]> {
  const reach = reachOf(actor, "drive.plan");
  return rows(
    choiceShape,
    sql`SELECT v.id, v.name, concat_ws(', ', v.address, c.full_name, p.name) AS detail
      FROM venue v JOIN unit c ON c.id = v.commune_id JOIN unit p ON p.id = v.province_id
      WHERE ${venuesWithin(reach)} AND concat_ws(' ', v.name_key, c.name_key, p.name_key) LIKE ALL (${patterns(text)}::text[])
      ORDER BY v.name COLLATE "vi-x-icu", v.id LIMIT ${most}`,
  );
}

/** Organisations that may host a drive the actor plans. */
export async function organisationChoices(actor: Actor, text: string, most = choicesMost): Promise<Choice[]> {
  const reach = reachOf(actor, "drive.plan");
  return rows(
    choiceShape,
    sql`SELECT o.id, o.name, concat_ws(', ', c.full_name, u.name) AS detail
      FROM organisation o JOIN unit u ON u.id = o.unit_id LEFT JOIN unit c ON c.id = o.commune_id
      WHERE (${reach.nation} OR o.unit_id = ANY (${unitsOf(reach)}) OR o.commune_id = ANY (${reach.communeIds}::text[]))
        AND concat_ws(' ', o.name_key, c.name_key) LIKE ALL (${patterns(text)}::text[])
      ORDER BY o.name COLLATE "vi-x-icu", o.id LIMIT ${most}`,
  );
}

/** Collecting facilities of the whole country that have not closed, those of the actor's own unit first: teams travel. */
export async function facilityChoices(actor: Actor, text: string, most = choicesMost): Promise<Choice[]> {
  const reach = reachOf(actor, "drive.plan");
  return rows(
    choiceShape,
    sql`SELECT f.id, f.name, u.name AS detail FROM facility f JOIN unit u ON u.id = f.unit_id
      WHERE f.closed_on IS NULL AND concat_ws(' ', f.name_key, u.name_key) LIKE ALL (${patterns(text)}::text[])
      ORDER BY (f.unit_id = ANY (${unitsOf(reach)})) DESC, f.name COLLATE "vi-x-icu", f.id LIMIT ${most}`,
  );
}

/** Today's communes where the actor may make a venue, by any words of the commune's or the province's name. */
export async function communeChoices(
  actor: Actor,
  text: string,
  provinceId: string | null = null,
  most = choicesMost,
): Promise<Choice[]> {
  const reach = reachOf(actor, "drive.plan");
  const words = nameSearchKey(text);
  return rows(
    choiceShape,
    sql`SELECT c.id, c.full_name AS name, p.name AS detail FROM unit c JOIN unit p ON p.id = c.parent_id
      WHERE c.kind = 'commune' AND c.valid_to IS NULL AND (${provinceId}::text IS NULL OR c.parent_id = ${provinceId}::text)
        AND (${reach.nation} OR c.parent_id = ANY (${reach.unitIds}::text[]) OR c.id = ANY (${reach.communeIds}::text[])
          OR ${reachesMinistry(reach)})
        AND concat_ws(' ', c.type, c.name_key, p.name_key) LIKE ALL (${patterns(text)}::text[])
      ORDER BY (c.name_key LIKE ${`${escapeLike(words)}%`}) DESC, c.name COLLATE "vi-x-icu", c.id LIMIT ${most}`,
  );
}

/** Units a drive of the actor's may be credited to: provinces and ministries of today. */
export async function creditableUnits(actor: Actor): Promise<{ id: string; name: string; kind: string }[]> {
  const reach = reachOf(actor, "drive.plan");
  return rows(
    z.object({ id: z.string(), name: z.string(), kind: z.string() }),
    sql`SELECT u.id, u.name, u.kind FROM unit u
      WHERE u.kind IN ('province', 'ministry') AND u.valid_to IS NULL AND (${reach.nation} OR u.id = ANY (${unitsOf(reach)}))
      ORDER BY u.kind = 'ministry', u.name COLLATE "vi-x-icu"`,
  );
}

/** Provinces of today, for the lists without script. */
export async function provinceChoices(actor: Actor): Promise<{ id: string; name: string }[]> {
  const reach = reachOf(actor, "drive.plan");
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT u.id, u.name FROM unit u
      WHERE u.kind = 'province' AND u.valid_to IS NULL
        AND (${reach.nation} OR ${reachesMinistry(reach)} OR u.id = ANY (${unitsOf(reach)}))
      ORDER BY u.name COLLATE "vi-x-icu"`,
  );
}

/** A ministry's people plan on the ground of any province. */
function reachesMinistry(reach: Reach): Sql {
  return sql`EXISTS (SELECT FROM unit m WHERE m.id = ANY (${reach.unitIds}::text[]) AND m.kind = 'ministry')`;
}

/** The units of a reach, with the provinces its communes lie in. */
function unitsOf(reach: Reach): Sql {
  return sql`(SELECT unnest(${reach.unitIds}::text[]) UNION SELECT parent_id FROM unit WHERE id = ANY (${reach.communeIds}::text[]))`;
}

function venuesWithin(reach: Reach): Sql {
  return sql`(${reach.nation} OR v.province_id = ANY (${reach.unitIds}::text[])
    OR v.commune_id = ANY (${reach.communeIds}::text[]) OR ${reachesMinistry(reach)})`;
}

function patterns(text: string): string[] {
  return nameSearchKey(text)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
}
