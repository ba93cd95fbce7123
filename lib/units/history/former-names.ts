import sql, { type Sql } from "sql-template-tag";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";

/** A name of the database in the letters of {@link nameSearchKey}: no accents, no punctuation, single spaces. */
const keyOf = (name: Sql) => sql`regexp_replace(lower(unaccent(replace(${name}, '''', ''))), '[^a-z0-9]+', ' ', 'g')`;

/**
 * Units by a name they had, as a table `former (unit_id, name)` to stand after `WITH RECURSIVE`: a name of their own at
 * any time, a name of a unit that went into them by `on` over any number of changes, a former commune that lies in
 * them. One name a unit, the nearest to it. A name leads on only to what became of its unit after it was borne, so the
 * walk ends: its days never go back. Nothing is found by an empty text.
 */
export function formerNames(text: string, on: CivilDate): Sql {
  const key = nameSearchKey(text);
  const like = `%${escapeLike(key)}%`;
  return sql`borne (unit_id, name, since, own) AS (
      SELECT v.unit_id, v.full_name, v.valid_from + 1, true FROM unit_version v
        WHERE ${key !== ""} AND ${keyOf(sql`v.full_name`)} LIKE ${like}
      UNION SELECT s.unit_id, f.name || ', ' || f.district || ', ' || f.province, f.ended_on, true
        FROM former_commune f JOIN former_commune_successor s ON s.former_commune_id = f.id
        WHERE ${key !== ""} AND f.name_key LIKE ${like}
      UNION SELECT s.successor_id, b.name, s.effective_on, false
        FROM borne b JOIN unit_succession s ON s.predecessor_id = b.unit_id
        WHERE s.effective_on >= b.since AND s.effective_on <= ${on}::date
    ), former AS MATERIALIZED (
      SELECT DISTINCT ON (unit_id) unit_id, name FROM borne ORDER BY unit_id, NOT own, since DESC, name
    )`;
}
