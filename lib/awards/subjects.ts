import sql, { type Sql } from "sql-template-tag";

/**
 * Whom a candidate or an honour is about, one of a donor, a family, a body or a person of merit: the tables, joined to a
 * row of that name as `d`, `f`, `o` and `p`, with where they live or stand as `home`, `fc` and `oc`.
 */
export const subjectTables = (row: Sql): Sql => sql`LEFT JOIN donor d ON d.id = ${row}.donor_id
  LEFT JOIN unit home ON home.id = d.home_commune_id
  LEFT JOIN family f ON f.id = ${row}.family_id LEFT JOIN unit fc ON fc.id = f.commune_id
  LEFT JOIN organisation o ON o.id = ${row}.organisation_id LEFT JOIN unit oc ON oc.id = o.commune_id
  LEFT JOIN award_person p ON p.id = ${row}.person_id`;

/** The name of the subject, whichever it is. */
export const subjectName = sql`coalesce(d.full_name, f.name, o.name, p.full_name)`;

/** Where the subject lives or stands; of a person of merit the position. */
export const subjectPlace = sql`coalesce(home.full_name, fc.full_name, oc.full_name, p.position)`;

/** The id of the subject of a row of that name. */
export const subjectId = (row: Sql): Sql =>
  sql`coalesce(${row}.donor_id, ${row}.family_id, ${row}.organisation_id, ${row}.person_id)`;
