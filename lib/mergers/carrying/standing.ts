import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import { type Runner, row, rows } from "@/lib/db/statement";

/** A table in which rows refer to units, and how many do. */
export interface Referring {
  readonly table: string;
  readonly rows: number;
}

/** Sums the worker makes of drives, and makes anew when they move: they hold nothing of their own. */
export const derived = ["month_sum", "month_cell"];

/** What records a change itself: it may go on naming a unit, and goes with it where it must. */
const ourOwn = [
  "unit_decision",
  "unit_decision_line",
  "unit_review_item",
  "unit_version",
  "unit_succession",
  "unit_population",
  "former_commune_successor",
];

/**
 * Every table of the database in which rows refer to one of these units, whoever made it: found from the references
 * themselves, so that a table that is new tomorrow is not forgotten. `besides` leaves out rows that are known.
 */
export async function whatRefersTo(unitIds: readonly string[], on?: Runner): Promise<Referring[]> {
  const columns = await rows(
    z.object({ table: z.string(), column: z.string() }),
    sql`SELECT DISTINCT c.relname AS table, a.attname AS column
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_attribute a ON a.attrelid = k.conrelid
          AND a.attnum = k.conkey[array_position(k.confkey, (SELECT attnum FROM pg_attribute WHERE attrelid = 'unit'::regclass AND attname = 'id'))]
      WHERE k.contype = 'f' AND k.confrelid = 'unit'::regclass AND NOT (c.relname = ANY (${[...ourOwn, ...derived]}::text[]))
      ORDER BY 1, 2`,
    on,
  );
  const byTable = new Map<string, string[]>();
  for (const { table, column } of columns) byTable.set(table, [...(byTable.get(table) ?? []), column]);
  const found: Referring[] = [];
  for (const [table, names] of byTable) {
    const condition = names.map((name) => `"${name}" = ANY ($1::text[])`);
    const counted = await row(
      z.object({ rows: z.number() }),
      sql`WITH asked AS (SELECT ${[...unitIds]}::text[] AS ids)
        SELECT count(*)::integer AS rows FROM ${raw(`"${table}"`)} t, asked
        WHERE ${raw(condition.map((one) => one.replace("$1::text[]", "asked.ids").replace('"', 't."')).join(" OR "))}`,
      on,
    );
    if (counted && counted.rows > 0) found.push({ table, rows: counted.rows });
  }
  return found;
}
