import sql from "sql-template-tag";
import { z } from "zod";
import { todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { peopleOn } from "@/lib/units/populations/valid";

const scopeShape = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  name: z.string(),
  nameEn: z.string(),
  parent: z.object({ id: z.string(), code: z.string(), name: z.string(), nameEn: z.string() }).nullable(),
  people: z.number().nullable().describe("how many people it has today, by the latest figure held; null where none is"),
});

/** The unit a view is about, as it is today. */
export type UnitScope = z.output<typeof scopeShape>;

/** A unit of today by its code ("VN", "01", "BCA", "00004"); null for a code that no unit bears. */
export async function publicScope(code: string, now = new Date()): Promise<UnitScope | null> {
  const today = todayInVietnam(now);
  return row(
    scopeShape,
    sql`SELECT u.id, u.code, u.kind, u.name, u.name_en AS "nameEn", ${peopleOn(sql`u.id`, today)} AS people,
        CASE WHEN u.kind = 'commune' THEN jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name, 'nameEn', p.name_en) END AS parent
      FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
      WHERE u.code = ${code} AND u.valid_from <= ${today}::date AND (u.valid_to IS NULL OR u.valid_to > ${today}::date)
        -- Provinces have two digits and communes five; the nation's letters are nobody else's.
      ORDER BY u.kind = 'commune' LIMIT 1`,
  );
}

/** The codes of the units a role's scope names, for opening a view where somebody works. */
export async function publicCodesOf(ids: readonly string[]): Promise<string[]> {
  const found = await rows(
    z.object({ code: z.string() }),
    sql`SELECT code FROM unit WHERE id = ANY (${ids}::text[]) ORDER BY kind, code`,
  );
  return found.map(({ code }) => code);
}

const choiceShape = z.object({ code: z.string(), name: z.string(), nameEn: z.string(), kind: z.string() });
export type ScopeChoice = z.output<typeof choiceShape>;

/** The communes of a province today, by name, to choose from. */
export async function publicCommunesOf(provinceId: string, now = new Date()): Promise<ScopeChoice[]> {
  const today = todayInVietnam(now);
  return rows(
    choiceShape,
    sql`SELECT code, name, name_en AS "nameEn", kind FROM unit
      WHERE parent_id = ${provinceId} AND kind = 'commune' AND (valid_to IS NULL OR valid_to > ${today}::date)
      ORDER BY name COLLATE "vi-x-icu", code`,
  );
}
