import sql from "sql-template-tag";
import { z } from "zod";
import { todayInVietnam } from "@/lib/core/time";
import { row } from "@/lib/db/statement";

const relativeShape = z.object({ code: z.string(), name: z.string(), nameEn: z.string(), on: z.string() });
const communeShape = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  successors: z.array(relativeShape),
  province: z.object({ code: z.string(), name: z.string(), fullName: z.string(), nameEn: z.string() }),
});

/** A commune with its province, and with what it became where it has ended. */
export type CommuneThen = z.output<typeof communeShape>;

/**
 * A commune by its code, as it was at the end of a year (today in the present year); when none bore the code then, the
 * one that last did. Null for a code that no commune ever bore.
 */
export async function publicCommuneThen(code: string, year: number, now = new Date()): Promise<CommuneThen | null> {
  const on = [`${year}-12-31`, todayInVietnam(now)].sort()[0];
  return row(
    communeShape,
    sql`SELECT u.id, u.code, u.name, coalesce(u.name_en, u.name) AS "nameEn", u.valid_from AS "validFrom", u.valid_to AS "validTo",
        coalesce((SELECT jsonb_agg(jsonb_build_object('code', coalesce(r.code, ''), 'name', r.name,
            'nameEn', coalesce(r.name_en, r.name), 'on', s.effective_on) ORDER BY r.code)
          FROM unit_succession s JOIN unit r ON r.id = s.successor_id WHERE s.predecessor_id = u.id), '[]') AS successors,
        jsonb_build_object('code', p.code, 'name', p.name, 'fullName', p.full_name, 'nameEn', p.name_en) AS province
      FROM unit u JOIN unit p ON p.id = u.parent_id
      WHERE u.code = ${code} AND u.kind = 'commune'
      ORDER BY (u.valid_from <= ${on}::date AND (u.valid_to IS NULL OR u.valid_to > ${on}::date)) DESC, u.valid_from DESC LIMIT 1`,
  );
}
