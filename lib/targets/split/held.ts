import sql from "sql-template-tag";
import { z } from "zod";
import { type Runner, row } from "@/lib/db/statement";
import { periods } from "../rules";
import { sharedMetrics } from "./whole";

const splitShape = z.object({
  id: z.string(),
  unitId: z.string(),
  year: z.number(),
  period: z.enum(periods),
  metric: z.enum(sharedMetrics),
  editionId: z.string().nullable(),
  whole: z.number(),
  countingBasis: z.enum(["donations", "units_250ml", "people"]),
  effectiveFrom: z.string().nullable(),
  state: z.enum(["draft", "submitted", "decided", "withdrawn"]),
  version: z.number(),
  isDemo: z.boolean(),
  parts: z.array(
    z.object({ key: z.string(), unitId: z.string().nullable(), value: z.number().nullable(), locked: z.boolean() }),
  ),
});
export type HeldSplit = z.output<typeof splitShape>;

/** How a unit's target is shared over its parts, locked until the transaction ends. */
export async function lockSplit(id: string, tx: Runner): Promise<HeldSplit | null> {
  return row(
    splitShape,
    sql`SELECT s.id, s.unit_id AS "unitId", s.year, s.period, s.metric,
        s.campaign_edition_id AS "editionId", s.whole, s.counting_basis AS "countingBasis",
        s.effective_from AS "effectiveFrom", s.state, s.version, s.is_demo AS "isDemo",
        coalesce((SELECT jsonb_agg(jsonb_build_object('key', p.part_key, 'unitId', p.unit_id, 'value', p.value, 'locked', p.locked)
          ORDER BY p.part_key) FROM target_split_part p WHERE p.split_id = s.id), '[]') AS parts
      FROM target_split s WHERE s.id = ${id}::uuid FOR UPDATE`,
    tx,
  );
}
