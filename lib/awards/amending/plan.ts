import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { type Runner, row } from "@/lib/db/statement";
import { roundStatuses } from "../rounds/rules";
import { subjectKinds } from "../rules";

const count = z.coerce.number().int();

const planShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  year: count,
  countedUntil: z.string(),
  status: z.enum(roundStatuses),
  hasHall: z.boolean(),
  version: count,
  name: z.string(),
  nominationsUntil: z.string().nullable(),
  ceremonyOn: z.string().nullable(),
  ceremonyPlace: z.string().nullable(),
  theme: z.string().nullable(),
  hosts: z.string().nullable(),
  rules: z.array(
    z.object({
      id: z.string(),
      nameVi: z.string(),
      nameEn: z.string(),
      subjectKind: z.enum(subjectKinds),
      quota: count.nullable(),
      chosen: count,
    }),
  ),
});
/** A round as it was planned, with the version it has; read at one moment. */
export type RoundPlan = z.output<typeof planShape>;

/** Whoever calls this has asked who may; `within` is the condition that keeps to it. */
export function planOf(roundId: string, within: Sql, on?: Runner): Promise<RoundPlan | null> {
  return row(
    planShape,
    sql`SELECT r.id, r.unit_id AS "unitId", u.name AS "unitName", r.year, r.counted_until::text AS "countedUntil", r.status,
        r.version, r.name, r.nominations_until::text AS "nominationsUntil", r.ceremony_on::text AS "ceremonyOn",
        r.ceremony_place AS "ceremonyPlace", r.theme, r.hosts, EXISTS (SELECT FROM ceremony WHERE round_id = r.id) AS "hasHall",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'nameVi', a.name_vi, 'nameEn', a.name_en,
            'subjectKind', a.subject_kind, 'quota', q.quota, 'chosen', (SELECT count(*) FROM award_candidate c
              WHERE c.round_id = r.id AND c.rule_id = a.id AND c.status IN ('chosen', 'approved')))
            ORDER BY a.subject_kind, coalesce(a.threshold, 0) DESC, a.id), '[]')
          FROM award_round_rule q JOIN award_rule a ON a.id = q.rule_id WHERE q.round_id = r.id) AS rules
      FROM award_round r JOIN unit u ON u.id = r.unit_id WHERE r.id = ${roundId}::uuid AND ${within}`,
    on,
  );
}
