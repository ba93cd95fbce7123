import type { ClientBase } from "pg";
import { ReferenceFault } from "./fault";

/** What a table of the database should hold once the files are loaded. */
export interface TableWanted {
  table: string;
  /** The file to name when one of its rows cannot be removed. */
  file: string;
  key: readonly string[];
  /** Every row has the same columns; order matters where one row makes room for the next. */
  rows: readonly object[];
  /** SQL that is true for rows (named `held`) people made in the application: they are neither changed nor removed. */
  notOurs?: string;
  /** Columns written once and then left to the application. */
  writtenOnce?: readonly string[];
}

/** How many rows a load wrote and removed. */
export interface TableChange {
  table: string;
  written: number;
  removed: number;
}

/**
 * Makes the tables hold exactly what the files say, in few statements: rows that vanished are removed, the others
 * written only where they differ. A vanished row that something still refers to is a fault with a sentence.
 */
export async function syncTables(client: ClientBase, tables: readonly TableWanted[]): Promise<TableChange[]> {
  const changes = new Map(tables.map(({ table }) => [table, { table, written: 0, removed: 0 }]));
  const count = (table: string, what: "written" | "removed", rows: number) => {
    const change = changes.get(table);
    if (change) change[what] += rows;
  };
  // What can go, goes first: it may hold a code or a day that a new row needs.
  const referredTo: TableWanted[] = [];
  for (const wanted of [...tables].reverse()) {
    await client.query("SAVEPOINT removal");
    try {
      count(wanted.table, "removed", await removeVanished(client, wanted));
    } catch (error) {
      if ((error as { code?: string }).code !== "23503") throw error;
      await client.query("ROLLBACK TO SAVEPOINT removal");
      referredTo.push(wanted);
    }
    await client.query("RELEASE SAVEPOINT removal");
  }
  for (const wanted of tables) count(wanted.table, "written", await writeChanged(client, wanted));
  for (const wanted of referredTo) {
    try {
      count(wanted.table, "removed", await removeVanished(client, wanted));
    } catch (error) {
      throw stillReferredTo(wanted, error);
    }
  }
  return [...changes.values()];
}

async function removeVanished(client: ClientBase, wanted: TableWanted): Promise<number> {
  const { table, key, rows, notOurs } = wanted;
  const sameKey = key.map((column) => `wanted.${column} = held.${column}`).join(" AND ");
  const { rowCount } = await client.query(
    `DELETE FROM ${table} held WHERE ${notOurs ? `NOT (${notOurs}) AND ` : ""}NOT EXISTS (
       SELECT FROM json_populate_recordset(NULL::${table}, $1) wanted WHERE ${sameKey})`,
    [
      JSON.stringify(
        rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => key.includes(column)))),
      ),
    ],
  );
  return rowCount ?? 0;
}

async function writeChanged(client: ClientBase, wanted: TableWanted): Promise<number> {
  const { table, key, rows, notOurs, writtenOnce = [] } = wanted;
  const first = rows[0];
  if (!first) return 0;
  const columns = Object.keys(first);
  const changing = columns.filter((column) => !key.includes(column) && !writtenOnce.includes(column));
  const onConflict =
    changing.length === 0
      ? "DO NOTHING"
      : `DO UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(", ")}
         WHERE (${changing.map((column) => `held.${column}`).join(", ")})
               IS DISTINCT FROM (${changing.map((column) => `excluded.${column}`).join(", ")})
               ${notOurs ? `AND NOT (${notOurs})` : ""}`;
  const { rowCount } = await client.query(
    `INSERT INTO ${table} AS held (${columns.join(", ")})
     SELECT ${columns.join(", ")} FROM json_populate_recordset(NULL::${table}, $1)
     ON CONFLICT (${key.join(", ")}) ${onConflict}`,
    [JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}

function stillReferredTo(wanted: TableWanted, error: unknown): unknown {
  const { code, detail, table } = error as { code?: string; detail?: string; table?: string };
  if (code !== "23503") return error;
  // Reference keys are codes of units, campaigns and sources: nothing personal can stand here.
  const key = /\)=\(([^)]*)\)/.exec(detail ?? "")?.[1] ?? "a row";
  return new ReferenceFault(
    wanted.file,
    null,
    `"${key}" is no longer in the file, but rows of "${table}" still refer to it: put it back, or end it with a date instead.`,
  );
}
