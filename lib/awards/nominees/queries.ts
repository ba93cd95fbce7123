import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { rows } from "@/lib/db/statement";
import { awardsWithin } from "../policy";
import type { SubjectKind } from "../rules";

const nomineeShape = z.object({
  id: z.string(),
  name: z.string(),
  bornYear: z.coerce.number().nullable(),
  place: z.string().nullable(),
  donations: z.coerce.number(),
});
export type Nominee = z.output<typeof nomineeShape>;

/** How many a search shows at most; typing more of the name narrows it. */
export const nomineesMost = 20;

/**
 * Donors, families or bodies of a unit by the words of a name, to be nominated by it, for whoever nominates in its name;
 * the look is audited. Fewer than two letters find nobody.
 */
export async function nominees(
  actor: StaffActor,
  unit: { id: string; kind: string },
  kind: SubjectKind,
  text: string,
): Promise<Nominee[]> {
  const key = nameSearchKey(text);
  if (key.replaceAll(" ", "").length < 2) return [];
  const words = key
    .split(" ")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
  const own = { nation: sql`true`, commune: sql`s.commune_id = ${unit.id}` }[unit.kind] ?? sql`s.unit_id = ${unit.id}`;
  const mine = sql`EXISTS (SELECT FROM unit u WHERE u.id = ${unit.id}
    AND ${awardsWithin(actor, "award.nominate", sql`CASE WHEN u.kind = 'commune' THEN u.parent_id ELSE u.id END`, sql`u.id`)})`;
  const home =
    { nation: sql`true`, commune: sql`s.home_commune_id = ${unit.id}`, province: sql`s.home_province_id = ${unit.id}` }[
      unit.kind
    ] ??
    sql`EXISTS (SELECT FROM donation g JOIN drive d ON d.id = g.drive_id WHERE g.donor_id = s.id AND d.credited_unit_id = ${unit.id})`;
  const asked = {
    donor: sql`SELECT s.id, s.full_name AS name, extract(year FROM s.born_on)::int AS "bornYear", c.full_name AS place,
        s.donation_count + s.earlier_count AS donations
      FROM donor s LEFT JOIN unit c ON c.id = s.home_commune_id
      WHERE ${mine} AND ${home} AND s.name_key LIKE ALL (${words}::text[])
      ORDER BY donations DESC, s.name_key, s.id LIMIT ${nomineesMost}`,
    family: sql`SELECT s.id, s.name, NULL AS "bornYear", c.full_name AS place, 0 AS donations
      FROM family s LEFT JOIN unit c ON c.id = s.commune_id
      WHERE ${mine} AND ${own} AND lower(unaccent(s.name)) LIKE ALL (${words}::text[]) ORDER BY s.name COLLATE "vi-x-icu", s.id LIMIT ${nomineesMost}`,
    collective: sql`SELECT s.id, s.name, NULL AS "bornYear", c.full_name AS place, 0 AS donations
      FROM organisation s LEFT JOIN unit c ON c.id = s.commune_id
      WHERE ${mine} AND ${own} AND s.name_key LIKE ALL (${words}::text[]) ORDER BY s.name COLLATE "vi-x-icu", s.id LIMIT ${nomineesMost}`,
    mobiliser: null,
    person: null,
  }[kind];
  if (asked === null) return [];
  const found = await rows(nomineeShape, asked);
  if (kind === "donor" && found.length > 0)
    await recordAudit(actor, {
      action: "award.find_nominees",
      subjectKind: "unit",
      subjectId: unit.id,
      unitId: unit.kind === "commune" ? null : unit.id,
      detail: { shown: found.length },
    });
  return found;
}
