import sql from "sql-template-tag";
import { z } from "zod";
import { type Runner, rows } from "@/lib/db/statement";
import { sentStates } from "../rules";

const answeredShape = z.object({
  splitId: z.string(),
  id: z.string(),
  version: z.number(),
  unitId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  year: z.number(),
  state: z.enum(sentStates),
  value: z.number(),
  given: z.number().nullable(),
});
/** A proposal that is open beside a split, with what the split gives its unit for the same target. */
export type Answered = z.output<typeof answeredShape>;

/**
 * The proposals that splits answer when they are decided: sent for the very target that the split gives their unit a part
 * of. What is only drafted is its writer's, and stays.
 */
export function openBeside(splitIds: readonly string[], on?: Runner): Promise<Answered[]> {
  return rows(
    answeredShape,
    sql`SELECT s.id AS "splitId", p.id, p.version, u.id AS "unitId", u.name, u.name_en AS "nameEn", p.year, p.state,
        p.value::float8 AS value, part.value AS given
      FROM target_split s JOIN target_split_part part ON part.split_id = s.id
        JOIN target_proposal p ON p.unit_id = part.unit_id AND p.year = s.year AND p.period = s.period AND p.metric = s.metric
          AND p.campaign_edition_id IS NOT DISTINCT FROM s.campaign_edition_id AND p.is_demo = s.is_demo
          AND p.state = ANY (${[...sentStates]}::text[])
        JOIN unit u ON u.id = p.unit_id
      WHERE s.id = ANY (${[...splitIds]}::uuid[])
      ORDER BY s.id, u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id, p.id`,
    on,
  );
}
