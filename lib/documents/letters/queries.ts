import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { rows } from "@/lib/db/statement";
import { spans } from "./rules";

const letterShape = z.object({
  id: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  unitNameEn: z.string(),
  every: z.enum(spans),
  onDay: z.number(),
  lastSentOn: z.string().nullable(),
});
export type Letters = z.output<typeof letterShape>;

/** Of which units one is written to, and when. */
export async function ownLetters(actor: StaffActor): Promise<Letters[]> {
  insist(actor, "progress.view", anywhere);
  return rows(
    letterShape,
    sql`SELECT l.id, l.unit_code AS "unitCode", coalesce(u.name, l.unit_code) AS "unitName",
        coalesce(u.name_en, l.unit_code) AS "unitNameEn", l.every, l.on_day AS "onDay", l.last_sent_on AS "lastSentOn"
      FROM progress_letter l
        LEFT JOIN LATERAL (SELECT name, name_en FROM unit WHERE code = l.unit_code AND kind <> 'commune'
          ORDER BY valid_to DESC NULLS FIRST LIMIT 1) u ON true
      WHERE l.account_id = ${actor.accountId}::uuid AND l.ended_at IS NULL ORDER BY l.started_at, l.id`,
  );
}
