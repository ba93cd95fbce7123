import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { flowTables } from "./statements";

/**
 * Where units that have ended went by a day, through every change since: only those that went into one unit. Of a unit
 * that was split, what lies where tells which part it belongs to, not the unit.
 */
export async function publicFlow(on: CivilDate): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    z.object({ from: z.string(), to: z.string() }),
    sql`WITH RECURSIVE ${flowTables(on)} SELECT from_id AS from, to_id AS to FROM sole WHERE parts = 1`,
  );
  return new Map(found.map(({ from, to }) => [from, to]));
}
