import sql from "sql-template-tag";
import { z } from "zod";
import { type Runner, rows } from "@/lib/db/statement";

const readerShape = z.object({
  id: z.string(),
  unitId: z.string(),
  email: z.string(),
  locale: z.enum(["vi", "en"]),
  name: z.string(),
});
/** Somebody in a unit's office who can be written to; `name` is the unit's. */
export type OfficeReader = z.output<typeof readerShape>;

/** The office accounts of units that letters about their reports and targets go to. */
export async function officesOf(unitIds: readonly string[], tx: Runner): Promise<OfficeReader[]> {
  return rows(
    readerShape,
    sql`SELECT DISTINCT a.id, u.id AS "unitId", a.email, a.locale, u.name
      FROM role_assignment g JOIN account a ON a.id = g.account_id JOIN unit u ON u.id = g.unit_id
      WHERE g.role = 'provincial_office' AND g.scope_kind IN ('unit', 'commune') AND g.unit_id = ANY (${[...unitIds]}::text[])
        AND g.revoked_at IS NULL AND a.disabled_at IS NULL ORDER BY a.id, u.id`,
    tx,
  );
}
