import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import { type Mapping, mappingTables } from "./mapping";

/**
 * The tables whose rows follow a unit that ends or a commune that passes to another province, each with the columns
 * that say where a row lies. A table of a later domain that should follow gets its line here; one without a line stays
 * with the unit of its day, and the preview counts it among what stays.
 */
export interface Mover {
  /** The table, and the word under which people know it (`mergers.table.<word>`). */
  readonly table: string;
  /** The column with the province, ministry, or whatever unit it belongs to. */
  readonly unit?: string;
  /** The column with the commune. */
  readonly commune?: string;
  /** Drives: the unit they are counted for, which follows the province when it is the province's own. */
  readonly credited?: string;
  /** Things of a commune that is split are assigned one by one: which of the assignments, by which column. */
  readonly assignedBy?: { readonly kind: "venue" | "organisation" | "facility"; readonly column: string };
  /** Which rows follow; all when it does not say. `t` is the table. */
  readonly which?: (effectiveOn: string) => Sql;
  /** Where two rows of one name meet in one unit, the later is told apart by its old unit's name. */
  readonly named?: "unit" | "commune";
  /** The column its name stands in, where that is not `name`. */
  readonly nameIn?: string;
  /** Where two rows that are the same meet, the later one stays with the old unit. */
  readonly staysIfSame?: readonly string[];
  /** Rows of which two are the same thing held twice: the later one ends. */
  readonly endsIfSame?: { readonly same: readonly string[]; readonly ended: string };
  /** A counter that edits compare: it moves on. */
  readonly version?: string;
}

/** From the day on which the unit is no more, what happens belongs to the one that took over. */
const fromThatDay = (effectiveOn: string) => sql`t.held_on >= ${effectiveOn}::date`;

export const movers: readonly Mover[] = [
  {
    table: "venue",
    unit: "province_id",
    commune: "commune_id",
    assignedBy: { kind: "venue", column: "id" },
    named: "commune",
  },
  {
    table: "organisation",
    unit: "unit_id",
    commune: "commune_id",
    assignedBy: { kind: "organisation", column: "id" },
    named: "unit",
  },
  { table: "facility", unit: "unit_id", assignedBy: { kind: "facility", column: "id" }, named: "unit" },
  {
    table: "drive",
    unit: "province_id",
    commune: "commune_id",
    credited: "credited_unit_id",
    assignedBy: { kind: "venue", column: "venue_id" },
    which: fromThatDay,
    version: "version",
  },
  { table: "outreach_activity", unit: "unit_id", which: fromThatDay },
  // A campaign goes on with all its editions under the office that takes over; those of the files stay where they were held.
  { table: "campaign", unit: "owner_unit_id", named: "unit", nameIn: "name_vi", version: "version" },
  {
    table: "campaign_edition",
    unit: "scope_unit_id",
    which: () => sql`EXISTS (SELECT FROM campaign c WHERE c.id = t.campaign_id AND c.owner_unit_id IS NOT NULL)`,
    version: "version",
  },
  { table: "donor", unit: "home_province_id", commune: "home_commune_id", version: "version" },
  { table: "family", unit: "unit_id", commune: "commune_id", version: "version" },
  { table: "award_person", unit: "unit_id", staysIfSame: ["unit_id", "name_key", "category"], version: "version" },
  { table: "earlier_donation", unit: "unit_id", which: () => sql`t.status = 'entered'` },
  {
    table: "role_assignment",
    unit: "unit_id",
    which: () => sql`t.revoked_at IS NULL`,
    endsIfSame: {
      same: ["account_id", "role", "scope_kind", "unit_id", "drive_id", "facility_id"],
      ended: "revoked_at",
    },
  },
];

/** The columns of a table's row that a change of units may write: what is kept of it before and after. */
export function columnsOf(mover: Mover): string[] {
  const named = mover.named ? [nameOf(mover), "name_key"] : [];
  return [mover.unit, mover.commune, mover.credited, ...named, mover.endsIfSame?.ended].filter(
    (column) => column !== undefined,
  );
}

const nameOf = ({ nameIn = "name" }: Mover): string => nameIn;

/**
 * The rows of one table that follow, as `row_id`, `before`, `after` and `collides`: what the preview counts and the
 * deed writes, from one statement, so that they cannot differ.
 */
export function following(mover: Mover, mapping: Mapping): Sql {
  const table = raw(mover.table);
  const columns = columnsOf(mover).map(raw);
  return sql`WITH ${mappingTables(mapping)}, looked_at AS (
      SELECT t.id, ${raw(mover.table === "role_assignment" ? "t.granted_at" : "t.id")} AS in_order, t.id::text AS row_id,
        ${homeOf(mover, mapping)},
        ${join(columns.map((column) => sql`t.${column} AS was_${column}`))}
      FROM ${table} t ${joinsOf(mover)}
      WHERE ${mover.which?.(mapping.effectiveOn) ?? sql`true`} AND ${touched(mover, mapping)}
    ), going AS (
      SELECT * FROM looked_at WHERE ${join(
        placesOf(mover).map((column) => sql`to_${raw(column)} IS DISTINCT FROM was_${raw(column)}`),
        " OR ",
      )}
    ), ranked AS (
      SELECT going.*, ${rankOf(mover)} AS rank FROM going
    )
    SELECT row_id, ${rowOf(mover, "was")} AS before, ${rowOf(mover, "to")} AS after, ${raw(collides(mover))} AS collides
    FROM ranked ${mover.staysIfSame ? sql`WHERE rank = 1` : empty}`;
}

const placesOf = (mover: Mover): string[] =>
  [mover.unit, mover.commune, mover.credited].filter((column) => column !== undefined);

/** Where a row will lie: the commune first, as the province follows it. */
function homeOf(mover: Mover, mapping: Mapping): Sql {
  const parts: Sql[] = [];
  const oneByOne = mover.assignedBy ? sql`one.unit_id` : sql`NULL`;
  if (mover.commune) parts.push(sql`${newCommune(mover)} AS to_${raw(mover.commune)}`);
  if (mover.unit) {
    const unit = sql`t.${raw(mover.unit)}`;
    const assigned = mover.commune ? sql`CASE WHEN t.${raw(mover.commune)} IS NULL THEN ${oneByOne} END` : oneByOne;
    const place = mover.commune ? sql`placed.province_id` : sql`NULL::text`;
    const province = sql`CASE WHEN ${unit} = ANY (${[...mapping.fromProvinces]}::text[])
      THEN coalesce(${place}, ${assigned}, of_unit.new_id, ${unit}) ELSE coalesce(of_unit.new_id, ${unit}) END`;
    parts.push(sql`${province} AS to_${raw(mover.unit)}`);
    if (mover.credited) {
      const credited = sql`t.${raw(mover.credited)}`;
      parts.push(sql`CASE WHEN ${credited} = ${unit} THEN ${province} ELSE coalesce(of_credited.new_id, ${credited}) END
        AS to_${raw(mover.credited)}`);
    }
  }
  return join(parts);
}

function newCommune(mover: Mover): Sql {
  const commune = sql`t.${raw(mover.commune ?? "")}`;
  const assigned = mover.assignedBy ? sql`CASE WHEN of_commune.new_id IS NOT NULL THEN one.unit_id END` : sql`NULL`;
  return sql`coalesce(${assigned}, of_commune.new_id, ${commune})`;
}

function joinsOf(mover: Mover): Sql {
  const joins: Sql[] = [];
  if (mover.commune) joins.push(sql`LEFT JOIN moved of_commune ON of_commune.old_id = t.${raw(mover.commune)}`);
  if (mover.assignedBy)
    joins.push(
      sql`LEFT JOIN assigned one ON one.kind = ${mover.assignedBy.kind} AND one.row_id = t.${raw(mover.assignedBy.column)}::text`,
    );
  if (mover.unit) joins.push(sql`LEFT JOIN moved of_unit ON of_unit.old_id = t.${raw(mover.unit)}`);
  if (mover.credited) joins.push(sql`LEFT JOIN moved of_credited ON of_credited.old_id = t.${raw(mover.credited)}`);
  if (mover.commune) joins.push(sql`LEFT JOIN placed ON placed.commune_id = t.${raw(mover.commune)}`);
  return join(joins, " ");
}

/** Only rows of the touched units are looked at: by their indexed columns. */
function touched(mover: Mover, { moved, fromProvinces }: Mapping): Sql {
  const units = [...moved.map((one) => one.from), ...fromProvinces];
  return sql`(${join(
    placesOf(mover).map((column) => sql`t.${raw(column)} = ANY (${units}::text[])`),
    " OR ",
  )})`;
}

/** The how-many-th a row is among those that would be the same in their new place. */
function rankOf(mover: Mover): Sql {
  const inPlace = (column: string) =>
    placesOf(mover).includes(column)
      ? sql`to_${raw(column)}`
      : sql`(SELECT s.${raw(column)} FROM ${raw(mover.table)} s WHERE s.id = going.id)`;
  if (mover.named) {
    const place = mover.named === "unit" ? mover.unit : mover.commune;
    const there = sql`(SELECT count(*) FROM ${raw(mover.table)} s WHERE s.${raw(place ?? "")} = to_${raw(place ?? "")}
      AND s.name_key = was_name_key AND s.id <> going.id)`;
    return sql`${there} + row_number() OVER (PARTITION BY to_${raw(place ?? "")}, was_name_key ORDER BY in_order)`;
  }
  const same = mover.staysIfSame ?? mover.endsIfSame?.same;
  if (!same) return sql`1`;
  return sql`row_number() OVER (PARTITION BY ${join(same.map(inPlace))} ORDER BY in_order)`;
}

const collides = (mover: Mover): string => (mover.named || mover.endsIfSame ? "rank > 1" : "false");

/** The kept columns as one JSON object, as they were or as they will be. */
function rowOf(mover: Mover, when: "was" | "to"): Sql {
  const value = (column: string): Sql => {
    const was = sql`was_${raw(column)}`;
    if (when === "was") return was;
    if (placesOf(mover).includes(column)) return sql`to_${raw(column)}`;
    if (column === mover.endsIfSame?.ended) return sql`CASE WHEN rank > 1 THEN now() ELSE ${was} END`;
    if (!mover.named) return was;
    const old = sql`(SELECT u.name FROM unit u WHERE u.id = was_${raw((mover.named === "unit" ? mover.unit : mover.commune) ?? "")})`;
    if (column === nameOf(mover)) return sql`CASE WHEN rank > 1 THEN ${was} || ' (' || ${old} || ')' ELSE ${was} END`;
    return sql`CASE WHEN rank > 1 THEN ${was} || ' ' || lower(unaccent(${old})) ELSE ${was} END`;
  };
  return sql`jsonb_build_object(${join(columnsOf(mover).flatMap((column) => [sql`${column}::text`, value(column)]))})`;
}
