import sql, { empty, join, type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { formerNames } from "./former-names";
import type { UnitSearch } from "./schema";

export const unitPageSize = 30;

const kind = z.enum(["nation", "province", "ministry", "commune"]);
const foundShape = z.object({
  id: z.string(),
  code: z.string(),
  kind,
  type: z.string(),
  fullName: z.string(),
  parentName: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** A former name by which it was found, where its present one does not hold the words. */
  foundBy: z.string().nullable(),
});
export type FoundUnit = z.output<typeof foundShape>;

/** The version of `unit u` on a day; the last one before it where the unit is no more. */
const versionOn = (on: Sql) => sql`LEFT JOIN LATERAL (
    SELECT v.* FROM unit_version v WHERE v.unit_id = u.id AND v.valid_from <= greatest(${on}::date, u.valid_from)
    ORDER BY v.valid_from DESC LIMIT 1) named ON true`;

/**
 * Units by any name they ever had, with or without accents, and by the names of all that went into them, over any
 * number of changes; as they were on the day asked for. Present ones first, then by kind and in the order of the alphabet.
 */
export async function unitsFound(
  actor: Actor,
  search: UnitSearch,
  today: CivilDate,
  pageSize = unitPageSize,
): Promise<{ items: FoundUnit[]; total: number }> {
  insist(actor, "unit.view", anywhere);
  const on = search.asOf ?? today;
  const key = nameSearchKey(search.q);
  const like = `%${escapeLike(key)}%`;
  const named = sql`(u.name_key LIKE ${like} OR u.code = upper(${search.q}) OR lower(unaccent(u.full_name)) LIKE ${like})`;
  const formerly = formerNames(search.q, on);
  const state = {
    current: sql`u.valid_from <= ${on}::date AND (u.valid_to IS NULL OR u.valid_to > ${on}::date)`,
    ended: sql`u.valid_to <= ${on}::date`,
    all: sql`u.valid_from <= ${on}::date`,
  }[search.state];
  const conditions = [
    state,
    search.kind ? sql`u.kind = ${search.kind}` : null,
    search.parent ? sql`coalesce(named.parent_id, u.parent_id) = ${search.parent}` : null,
    key === "" ? null : sql`(${named} OR former.name IS NOT NULL)`,
  ].filter((condition) => condition !== null);
  const from = sql`FROM unit u LEFT JOIN former ON former.unit_id = u.id ${versionOn(sql`${on}`)} LEFT JOIN unit p ON p.id = coalesce(named.parent_id, u.parent_id)
    WHERE ${join(conditions, " AND ")}`;
  const [items, counted] = await Promise.all([
    rows(
      foundShape,
      sql`WITH RECURSIVE ${formerly} SELECT u.id, u.code, u.kind, coalesce(named.type, u.type) AS type, coalesce(named.full_name, u.full_name) AS "fullName",
          CASE WHEN p.kind <> 'nation' THEN p.full_name END AS "parentName", u.valid_from AS "validFrom", u.valid_to AS "validTo",
          ${key === "" ? sql`NULL` : sql`CASE WHEN NOT ${named} THEN former.name END`} AS "foundBy"
        ${from}
        ORDER BY u.valid_to IS NOT NULL AND u.valid_to <= ${on}::date,
          array_position(ARRAY['nation', 'province', 'ministry', 'commune'], u.kind),
          ${key === "" ? empty : sql`NOT (u.name_key = ${key}), NOT ${named},`}
          coalesce(named.name, u.name) COLLATE "vi-x-icu", u.id
        LIMIT ${pageSize} OFFSET ${(search.page - 1) * pageSize}`,
    ),
    row(z.object({ total: z.number() }), sql`WITH RECURSIVE ${formerly} SELECT count(*) AS total ${from}`),
  ]);
  return { items, total: counted?.total ?? 0 };
}

const reportingShape = z.object({ provinces: z.number(), ministries: z.number() });

/** How many units report to the nation on a day: 65 until 30 June 2025, 36 since. */
export async function publicReportingCount(
  on: CivilDate,
): Promise<{ provinces: number; ministries: number; all: number }> {
  const found = await row(
    reportingShape,
    sql`SELECT count(*) FILTER (WHERE kind = 'province') AS provinces, count(*) FILTER (WHERE kind = 'ministry') AS ministries
      FROM unit WHERE kind IN ('province', 'ministry') AND valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date)`,
  );
  const { provinces, ministries } = found ?? { provinces: 0, ministries: 0 };
  return { provinces, ministries, all: provinces + ministries };
}

/** Where a row comes from; in Vietnamese where the files tell it, while what somebody wrote here has one text. */
const toldFrom = { source: z.string(), sourceVi: z.string().nullable() };

const historyShape = z.object({
  id: z.string(),
  code: z.string(),
  kind,
  type: z.string(),
  name: z.string(),
  fullName: z.string(),
  nameEn: z.string(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  areaKm2: z.number().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  source: z.string(),
  versions: z.array(
    z.object({
      from: z.string(),
      to: z.string().nullable(),
      type: z.string(),
      fullName: z.string(),
      parentName: z.string().nullable(),
      ...toldFrom,
      resolution: z.string().nullable(),
    }),
  ),
  populations: z.array(
    z.object({
      year: z.number(),
      basis: z.string(),
      people: z.number(),
      ...toldFrom,
      note: z.string().nullable(),
      asOf: z.string().nullable(),
      decision: z.string().nullable().describe("the number of the paper that states it"),
      entered: z.boolean(),
    }),
  ),
  children: z.array(z.object({ type: z.string(), count: z.number() })),
  formerCommunes: z.array(z.object({ name: z.string(), district: z.string(), province: z.string() })),
});
export type UnitHistory = z.output<typeof historyShape>;

/** All that is held of one unit over time; null when there is none of that id. */
export async function unitHistory(actor: Actor, id: string): Promise<UnitHistory | null> {
  insist(actor, "unit.view", anywhere);
  return row(
    historyShape,
    sql`SELECT u.id, u.code, u.kind, u.type, u.name, u.full_name AS "fullName", u.name_en AS "nameEn", p.id AS "parentId",
        p.full_name AS "parentName", u.area_km2::float8 AS "areaKm2", u.valid_from AS "validFrom", u.valid_to AS "validTo", u.source,
        coalesce((SELECT jsonb_agg(jsonb_build_object('from', v.valid_from, 'to', v.valid_to, 'type', v.type,
            'fullName', v.full_name, 'parentName', vp.full_name, 'source', v.source, 'sourceVi', v.source_vi, 'resolution', v.resolution) ORDER BY v.valid_from DESC)
          FROM unit_version v LEFT JOIN unit vp ON vp.id = v.parent_id AND vp.kind <> 'nation' WHERE v.unit_id = u.id), '[]') AS versions,
        coalesce((SELECT jsonb_agg(jsonb_build_object('year', n.year, 'basis', n.basis, 'people', n.people, 'source', n.source, 'sourceVi', n.source_vi,
            'note', n.note, 'asOf', n.as_of, 'decision', coalesce(n.decision_number, nd.number),
            'entered', n.entered_at IS NOT NULL) ORDER BY n.year DESC, n.as_of DESC NULLS LAST, n.basis)
          FROM unit_population n LEFT JOIN unit_decision nd ON nd.id = n.decision_id WHERE n.unit_id = u.id), '[]') AS populations,
        coalesce((SELECT jsonb_agg(jsonb_build_object('type', c.type, 'count', c.count) ORDER BY c.count DESC)
          FROM (SELECT c.type, count(*) AS count FROM unit c
            WHERE c.parent_id = u.id AND c.valid_from <= least(coalesce(u.valid_to, 'infinity'), current_date) AND c.valid_to IS NULL
            GROUP BY c.type) c), '[]') AS children,
        coalesce((SELECT jsonb_agg(jsonb_build_object('name', f.name, 'district', f.district, 'province', f.province)
            ORDER BY f.province, f.district, f.name)
          FROM former_commune_successor s JOIN former_commune f ON f.id = s.former_commune_id WHERE s.unit_id = u.id), '[]') AS "formerCommunes"
      FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.id = ${id}`,
  );
}

const relativeShape = z.object({
  id: z.string(),
  fullName: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** Generations away: −1 are those it came of, +1 those that came of it. */
  generation: z.number(),
});
const linkShape = z.object({ from: z.string(), to: z.string(), on: z.string(), change: z.string() });

/** A unit's family: those it came of and those that came of it, as far as they are held. */
export interface UnitFamily {
  readonly members: readonly z.output<typeof relativeShape>[];
  readonly links: readonly z.output<typeof linkShape>[];
}

/** The family tree of a unit: ancestors by generation, itself, descendants, with the day of each change. */
export async function unitFamily(actor: Actor, id: string): Promise<UnitFamily> {
  insist(actor, "unit.view", anywhere);
  const members = await rows(
    relativeShape,
    sql`WITH RECURSIVE before (id, generation) AS (
        SELECT ${id}::text, 0
        UNION SELECT s.predecessor_id, b.generation - 1 FROM before b JOIN unit_succession s ON s.successor_id = b.id
          WHERE b.generation > -6
      ), after (id, generation) AS (
        SELECT ${id}::text, 0
        UNION SELECT s.successor_id, a.generation + 1 FROM after a JOIN unit_succession s ON s.predecessor_id = a.id
          WHERE a.generation < 6
      ), family AS (SELECT id, min(generation) AS generation FROM before GROUP BY id
        UNION SELECT id, max(generation) FROM after WHERE generation > 0 GROUP BY id)
      SELECT u.id, u.full_name AS "fullName", u.valid_from AS "validFrom", u.valid_to AS "validTo", f.generation
      FROM family f JOIN unit u ON u.id = f.id ORDER BY f.generation, u.name COLLATE "vi-x-icu", u.id`,
  );
  const ids = members.map((member) => member.id);
  const links = await rows(
    linkShape,
    sql`SELECT predecessor_id AS from, successor_id AS to, effective_on AS on, change FROM unit_succession
      WHERE predecessor_id = ANY (${ids}::text[]) AND successor_id = ANY (${ids}::text[]) ORDER BY effective_on, 1, 2`,
  );
  return { members, links };
}

/** The provinces of today, for lists to choose from. */
export async function provinceChoices(actor: Actor): Promise<{ id: string; name: string }[]> {
  insist(actor, "unit.view", anywhere);
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT id, full_name AS name FROM unit WHERE kind = 'province' AND valid_to IS NULL ORDER BY name COLLATE "vi-x-icu", id`,
  );
}
