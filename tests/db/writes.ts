import type { Database } from "../support/facts";

/** A write that one constraint refuses. */
export type Write = (db: Database) => Promise<unknown>;

/** Two rows that share these fields and nothing else. */
export function twice<Row extends object>(
  add: (db: Database, differing?: Partial<Row>) => Promise<Row>,
  ...shared: (keyof Row)[]
): Write {
  return async (db) => {
    const first = await add(db);
    const same: Partial<Row> = {};
    for (const name of shared) same[name] = first[name];
    await add(db, same);
  };
}
