import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";

const scopeShape = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  name: z.string(),
  nameEn: z.string(),
  parent: z.object({ id: z.string(), code: z.string(), name: z.string(), nameEn: z.string() }).nullable(),
  people: z.number().nullable().describe("the latest population held; null where none is"),
});

/** The unit a view is about, as it is today. */
export type UnitScope = z.output<typeof scopeShape>;

/** A unit of today by its code ("VN", "01", "BCA", "00004"); null for a code that no unit bears. */
export async function publicScope(code: string, now = new Date()): Promise<UnitScope | null> {
  const today = todayInVietnam(now);
  return row(
    scopeShape,
    sql`SELECT u.id, u.code, u.kind, u.name, u.name_en AS "nameEn", ${people(sql`u.id`)} AS people,
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

/** The latest population held of a unit; the nation's by its statistics office, the others' as the merger papers say. */
export function people(unitId: Sql): Sql {
  return sql`(SELECT n.people FROM unit_population n WHERE n.unit_id = ${unitId}
    ORDER BY (n.basis IN ('nso_average', 'merger_papers')) DESC, n.year DESC, n.people DESC LIMIT 1)`;
}

/** The condition that keeps `drive d` within a unit: a commune's ground, or what is credited to a province or ministry. */
export function within(scope: Pick<UnitScope, "id" | "kind">): Sql {
  if (scope.kind === "nation") return sql`true`;
  return scope.kind === "commune" ? sql`d.commune_id = ${scope.id}` : sql`d.credited_unit_id = ${scope.id}`;
}

/** True for the drives of `drive d LEFT JOIN drive_total t` that count: all but drafts and those called off without a donation. */
export const counts: Sql = sql`(t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed'))`;

/** The year's target in force of `u.id`, made-up ones of the demonstration after decided ones; null without one. */
export function yearTarget(unitId: Sql, year: number, on: CivilDate): Sql {
  return sql`(SELECT g.value::float8 FROM target g WHERE g.unit_id = ${unitId} AND g.year = ${year} AND g.period = 'year'
      AND g.metric IN ('units', 'donations') AND g.campaign_edition_id IS NULL
      AND (g.in_force_from IS NULL OR g.in_force_from <= ${on}::date)
      AND (g.superseded_at IS NULL OR (g.superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > ${on}::date)
    ORDER BY g.is_demo DESC, g.metric DESC LIMIT 1)`;
}
