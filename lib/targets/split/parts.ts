import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import type { TargetUnit } from "../policy";

const partShape = z.object({
  key: z.string(),
  unitId: z.string().nullable(),
  organisationId: z.string().nullable(),
  kind: z.enum(["province", "ministry", "commune", "body"]),
  name: z.string(),
});
export type SplitPlace = z.output<typeof partShape>;

/**
 * What a unit's target is shared over: the nation's over the provinces and ministries of its period's end, a province's
 * over its communes and its bodies, a ministry's over its bodies. A commune's own committee and the Red Cross host for
 * the commune and are no part beside it.
 */
export function partsWithin(unit: TargetUnit, lastDay: CivilDate, on?: Runner): Promise<SplitPlace[]> {
  const kinds = unit.kind === "nation" ? ["province", "ministry"] : ["commune"];
  return rows(
    partShape,
    sql`SELECT key, "unitId", "organisationId", kind, name FROM (
        SELECT u.id AS key, u.id AS "unitId", NULL::uuid AS "organisationId", u.kind, u.name
        FROM unit u WHERE u.parent_id = ${unit.id} AND u.kind = ANY (${kinds}::text[])
          AND u.valid_from <= ${lastDay}::date AND (u.valid_to IS NULL OR u.valid_to > ${lastDay}::date)
        UNION ALL
        SELECT o.id::text, NULL, o.id, 'body', o.name FROM organisation o
        WHERE o.unit_id = ${unit.id} AND ${unit.kind !== "nation"} AND o.kind NOT IN ('commune', 'red_cross')
      ) part
      ORDER BY kind = 'body', kind = 'ministry', name COLLATE "vi-x-icu", key`,
    on,
  );
}
