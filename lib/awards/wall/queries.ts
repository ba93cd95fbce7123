import sql from "sql-template-tag";
import { z } from "zod";
import { row, rows } from "@/lib/db/statement";
import { awardObjects, subjectKinds } from "../rules";
import { subjectName, subjectTables } from "../subjects";

const checkShape = z.object({
  subjectKind: z.enum(subjectKinds),
  name: z.string(),
  /** Whether the holder lets their name be shown. */
  isOpen: z.boolean(),
  honourName: z.string().nullable(),
  object: z.enum(awardObjects),
  authorityName: z.string(),
  decisionNumber: z.string(),
  decidedOn: z.string(),
  serial: z.string().nullable(),
  revokedOn: z.string().nullable(),
  isDemo: z.boolean(),
});
/** What the public page says of one certificate. */
export type CheckedCertificate = z.output<typeof checkShape>;

/**
 * What stands in the ledger under the code on a certificate, or null. Whoever holds the paper holds its sixteen random
 * letters; a person's name is shown whole only with their consent, else by its initials. Why an honour was taken back is
 * nobody's business here, only that it was.
 */
export async function publicCertificate(code: string): Promise<CheckedCertificate | null> {
  if (!/^[2-9a-hj-km-np-z]{16}$/.test(code)) return null;
  return row(
    checkShape,
    sql`SELECT h.subject_kind AS "subjectKind", ${subjectName} AS name,
        (h.subject_kind IN ('collective', 'person', 'mobiliser') OR EXISTS (SELECT FROM consent c WHERE c.donor_id = h.donor_id
          AND c.purpose = 'public_honours' AND c.withdrawn_at IS NULL)) AS "isOpen",
        rule.name_vi AS "honourName", h.object, a.name_vi AS "authorityName", n.number AS "decisionNumber",
        n.decided_on::text AS "decidedOn", h.certificate_serial AS serial,
        (h.revoked_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS "revokedOn", h.is_demo AS "isDemo"
      FROM honour h JOIN award_decision n ON n.id = h.decision_id JOIN award_authority a ON a.id = n.authority_id
        LEFT JOIN award_rule rule ON rule.id = h.rule_id
        ${subjectTables(sql`h`)}
      WHERE h.check_code = ${code}`,
  );
}

const wallShape = z.object({
  name: z.string(),
  unitName: z.string(),
  honourName: z.string().nullable(),
  object: z.enum(awardObjects),
  threshold: z.coerce.number().int().nullable(),
  year: z.coerce.number().int(),
  isDemo: z.boolean(),
});
/** One line of the wall of honours. */
export type WallEntry = z.output<typeof wallShape>;

export const wallPageSize = 60;

/**
 * The wall of honours: donors who agreed to be named (`public_honours`, in force now), by year and unit, each once with
 * the highest they hold there. A consent withdrawn takes the name down with the next look.
 */
export async function publicWall(search: {
  year: number | null;
  unitId: string | null;
  page: number;
}): Promise<{ items: WallEntry[]; total: number }> {
  const highest = sql`SELECT DISTINCT ON (h.donor_id) h.donor_id, h.id, h.unit_id, h.rule_id, h.object, h.threshold, h.honoured_on, h.is_demo
    FROM honour h JOIN consent c ON c.donor_id = h.donor_id AND c.purpose = 'public_honours' AND c.withdrawn_at IS NULL
    WHERE h.donor_id IS NOT NULL AND h.revoked_at IS NULL
      AND (${search.year}::int IS NULL OR extract(year FROM h.honoured_on) = ${search.year}::int)
      AND (${search.unitId}::text IS NULL OR h.unit_id = ${search.unitId}::text)
    ORDER BY h.donor_id, coalesce(h.threshold, 0) DESC, h.honoured_on DESC`;
  const [items, total] = await Promise.all([
    rows(
      wallShape,
      sql`SELECT d.full_name AS name, u.name AS "unitName", rule.name_vi AS "honourName", h.object, h.threshold,
          extract(year FROM h.honoured_on)::int AS year, h.is_demo AS "isDemo"
        FROM (${highest}) h JOIN donor d ON d.id = h.donor_id JOIN unit u ON u.id = h.unit_id
          LEFT JOIN award_rule rule ON rule.id = h.rule_id
        ORDER BY coalesce(h.threshold, 0) DESC, h.honoured_on DESC, d.given_name_key COLLATE "vi-x-icu", h.id
        LIMIT ${wallPageSize} OFFSET ${(Math.max(1, search.page) - 1) * wallPageSize}`,
    ),
    row(z.object({ total: z.coerce.number() }), sql`SELECT count(*) AS total FROM (${highest}) h`),
  ]);
  return { items, total: total?.total ?? 0 };
}

/** The years and units the wall has names of, to choose from. */
export async function publicWallChoices(): Promise<{ years: number[]; units: { id: string; name: string }[] }> {
  const [years, units] = await Promise.all([
    rows(
      z.object({ year: z.coerce.number() }),
      sql`SELECT DISTINCT extract(year FROM honoured_on)::int AS year FROM honour WHERE revoked_at IS NULL ORDER BY year DESC LIMIT 40`,
    ),
    rows(
      z.object({ id: z.string(), name: z.string() }),
      sql`SELECT u.id, u.name FROM unit u WHERE EXISTS (SELECT FROM honour h WHERE h.unit_id = u.id AND h.donor_id IS NOT NULL)
        ORDER BY u.name COLLATE "vi-x-icu"`,
    ),
  ]);
  return { years: years.map(({ year }) => year), units };
}
