import sql, { join, raw, type Sql } from "sql-template-tag";
import { z } from "zod";
import { execute, type Runner, rows } from "@/lib/db/statement";
import { columnsOf, movers } from "./movers";

/** What a change wrote, row by row, and how it is written again in either direction. */

/** In which order things are done; the undo goes backwards. */
export const steps = { ends: 10, begins: 20, told: 30, follows: 40, targets: 50, versions: 60 } as const;

interface Subject {
  /** The key of a row as text, over the table named `t`. */
  readonly key: string;
  readonly columns: readonly string[];
  readonly version?: string;
}

const byId = "t.id::text";

/** Every table of which a decision may write rows. */
export const subjects: Readonly<Record<string, Subject>> = {
  unit: {
    key: "t.id",
    columns: ["valid_to", "parent_id", "type", "name", "full_name", "name_en", "name_key", "decision_id"],
  },
  unit_version: { key: "t.unit_id || '|' || t.valid_from", columns: ["valid_to", "decision_id"] },
  unit_succession: { key: "t.predecessor_id || '|' || t.successor_id || '|' || t.effective_on", columns: [] },
  unit_population: { key: "t.unit_id || '|' || t.year || '|' || t.basis", columns: [] },
  former_commune_successor: { key: "t.former_commune_id || '|' || t.unit_id", columns: [] },
  target: { key: byId, columns: [] },
  ...Object.fromEntries(
    movers.map((mover) => [mover.table, { key: byId, columns: columnsOf(mover), version: mover.version }]),
  ),
};

/** Notes rows that are about to change: `found` gives `row_id`, `before` and `after`. Answers how many. */
export function note(decisionId: string, step: number, subject: string, found: Sql, on: Runner): Promise<number> {
  return execute(
    sql`INSERT INTO unit_change_item (decision_id, step, subject, row_id, before, after)
      SELECT ${decisionId}::uuid, ${step}, ${subject}, found.row_id, found.before, found.after FROM (${found}) found`,
    on,
  );
}

/** Writes noted rows as they shall stand: `after` when carrying out, `before` when undoing. Answers how many it wrote. */
export function write(
  decisionId: string,
  subject: string,
  step: number,
  as: "after" | "before",
  on: Runner,
): Promise<number> {
  const { key, columns, version } = subjects[subject] as Subject;
  const from = as === "after" ? "before" : "after";
  const set = columns.map((column) => `${column} = wanted.${column}`);
  if (version) set.push(`${version} = t.${version} + 1`);
  return execute(
    sql`UPDATE ${raw(subject)} t SET ${raw(set.join(", "))}
      FROM unit_change_item i,
        LATERAL jsonb_populate_record(NULL::${raw(subject)}, i.${raw(as)}) wanted,
        LATERAL jsonb_populate_record(NULL::${raw(subject)}, i.${raw(from)}) seen
      WHERE i.decision_id = ${decisionId}::uuid AND i.subject = ${subject} AND i.step = ${step}
        AND i.before IS NOT NULL AND i.after IS NOT NULL AND ${raw(key)} = i.row_id
        AND (${join(
          columns.map((column) => raw(`t.${column} IS NOT DISTINCT FROM seen.${column}`)),
          " AND ",
        )})`,
    on,
  );
}

/** Notes rows that were just made, by a condition over the table named `t`. */
export function noteMade(decisionId: string, step: number, subject: string, where: Sql, on: Runner): Promise<number> {
  const { key } = subjects[subject] as Subject;
  return note(
    decisionId,
    step,
    subject,
    sql`SELECT ${raw(key)} AS row_id, NULL::jsonb AS before, to_jsonb(t) AS after FROM ${raw(subject)} t WHERE ${where}`,
    on,
  );
}

/** Takes away rows that were made. */
export function unmake(decisionId: string, subject: string, step: number, on: Runner): Promise<number> {
  const { key } = subjects[subject] as Subject;
  return execute(
    sql`DELETE FROM ${raw(subject)} t USING unit_change_item i
      WHERE i.decision_id = ${decisionId}::uuid AND i.subject = ${subject} AND i.step = ${step} AND i.before IS NULL
        AND ${raw(key)} = i.row_id`,
    on,
  );
}

const kindShape = z.object({ step: z.number(), subject: z.string(), made: z.boolean(), rows: z.number() });

/** What a decision wrote, by step and table, the last first. */
export function written(decisionId: string, on?: Runner): Promise<z.output<typeof kindShape>[]> {
  return rows(
    kindShape,
    sql`SELECT step, subject, before IS NULL AS made, count(*)::integer AS rows FROM unit_change_item
      WHERE decision_id = ${decisionId}::uuid GROUP BY step, subject, before IS NULL ORDER BY step DESC, subject, made`,
    on,
  );
}
