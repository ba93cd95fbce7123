import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { rows } from "@/lib/db/statement";

const resolutionShape = z.object({
  on: z.string(),
  /** `joined` several became one, `named` one became another kind or name, `formed` it began out of former communes. */
  change: z.enum(["joined", "named", "formed"]),
  /** The resolution's number; null where the files tell only what happened. */
  resolution: z.string().nullable(),
  from: z.array(z.string()),
  into: z.string(),
  /** The unit it became, where that is another one than the one asked for. */
  intoId: z.string().nullable(),
  source: z.string(),
  sourceVi: z.string().nullable(),
});

/** A change of a unit that was resolved before decisions were recorded here, as the reference files tell it. */
export type UnitResolution = z.output<typeof resolutionShape>;

/** What the reference files tell of how a unit came to be, was renamed and ended; the latest first. */
export async function unitResolutions(actor: Actor, id: string): Promise<UnitResolution[]> {
  insist(actor, "unit.view", anywhere);
  return rows(
    resolutionShape,
    sql`WITH joined AS (
        SELECT s.successor_id, s.effective_on, min(s.resolution) AS resolution, min(s.source) AS source, min(s.source_vi) AS source_vi,
          array_agg(o.full_name ORDER BY o.name COLLATE "vi-x-icu", o.id) AS came_of
        FROM unit_succession s JOIN unit o ON o.id = s.predecessor_id
        WHERE s.decision_id IS NULL AND s.successor_id IN
          (SELECT successor_id FROM unit_succession WHERE successor_id = ${id} OR predecessor_id = ${id})
        GROUP BY s.successor_id, s.effective_on
      ), named AS (
        SELECT v.*, lag(v.full_name) OVER (ORDER BY v.valid_from) AS before FROM unit_version v WHERE v.unit_id = ${id}
      )
      SELECT j.effective_on AS on, 'joined' AS change, j.resolution, j.came_of AS from, v.full_name AS into,
        nullif(j.successor_id, ${id}) AS "intoId", j.source, j.source_vi AS "sourceVi"
      FROM joined j JOIN unit_version v ON v.unit_id = j.successor_id AND v.valid_from = j.effective_on
      UNION ALL
      SELECT n.valid_from, 'named', n.resolution, ARRAY[n.before], n.full_name, NULL, n.source, n.source_vi
      FROM named n WHERE n.before IS NOT NULL AND n.decision_id IS NULL AND n.resolution IS NOT NULL
      UNION ALL
      SELECT n.valid_from, 'formed', n.resolution, '{}', n.full_name, NULL, n.source, n.source_vi
      FROM named n WHERE n.before IS NULL AND n.decision_id IS NULL
        AND EXISTS (SELECT FROM former_commune_successor f WHERE f.unit_id = ${id} AND f.decision_id IS NULL)
      ORDER BY "on" DESC, change`,
  );
}
