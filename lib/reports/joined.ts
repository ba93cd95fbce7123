import sql from "sql-template-tag";
import { z } from "zod";
import { rows } from "@/lib/db/statement";
import type { UnitPeriod } from "./recorded";

const joinedShape = z.object({ name: z.string(), until: z.string() });

/** Units that went into another within a period of its report, which stands for what they did too, until which day. */
export async function joinedWithin({ unitId, startsOn, endsOn }: UnitPeriod): Promise<z.output<typeof joinedShape>[]> {
  return rows(
    joinedShape,
    sql`WITH RECURSIVE went (id) AS (
        SELECT ${unitId}::text
        UNION SELECT s.predecessor_id FROM went w JOIN unit_succession s ON s.successor_id = w.id
          AND s.effective_on > ${startsOn}::date AND s.effective_on <= ${endsOn}::date
        WHERE NOT EXISTS (SELECT FROM unit_succession o
          WHERE o.predecessor_id = s.predecessor_id AND o.successor_id <> s.successor_id)
      )
      SELECT CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS name, u.valid_to - 1 AS until
      FROM went w JOIN unit u ON u.id = w.id WHERE u.valid_to <= ${endsOn}::date
      ORDER BY u.valid_to, u.name COLLATE "vi-x-icu"`,
  );
}
