import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { type Runner, rows } from "@/lib/db/statement";
import { subjectKinds } from "../rules";
import { subjectId, subjectName, subjectPlace, subjectTables } from "../subjects";

const count = z.coerce.number().int();

const guestShape = z.object({
  /** The highest honour they receive. */
  id: z.string(),
  subjectId: z.string(),
  subjectKind: z.enum(subjectKinds),
  name: z.string(),
  sex: z.enum(["female", "male"]).nullable(),
  place: z.string().nullable(),
  honours: z.array(z.string()),
  row: count.nullable(),
  seat: count.nullable(),
  invitedAt: z.date().nullable(),
  hasContact: z.boolean(),
  /** Where they stand by given name, from 1. */
  byName: count,
});
/** Somebody who is called up at a ceremony; who receives several honours is one guest. */
export type Guest = z.output<typeof guestShape>;

/**
 * Everybody a ceremony calls up, each once, in the order of the call: by body, group and level, then by given name.
 * Whoever calls this has asked who may; `within` is the condition that keeps to it.
 */
export function guestsOf(roundId: string, within: Sql, on?: Runner): Promise<Guest[]> {
  return rows(
    guestShape,
    sql`WITH called AS (
        SELECT h.id, ${subjectId(sql`h`)} AS subject_id, h.subject_kind,
          ${subjectName} AS name, d.sex,
          ${subjectPlace} AS place, coalesce(rule.name_vi, '') AS honour, h.invited_at,
          (d.phone IS NOT NULL OR d.email IS NOT NULL) IS TRUE AS has_contact,
          coalesce(d.given_name_key, regexp_replace(p.name_key, '^.* ', ''), o.name_key, regexp_replace(lower(unaccent(f.name)), '^.* ', '')) AS by_name,
          row_number() OVER (ORDER BY h.level DESC, rule.authority_kind, h.subject_kind, coalesce(h.threshold, 0) DESC, d.given_name_key COLLATE "vi-x-icu",
            ${subjectName} COLLATE "vi-x-icu", h.id) AS nth
        FROM honour h JOIN award_candidate c ON c.id = h.candidate_id LEFT JOIN award_rule rule ON rule.id = h.rule_id
          ${subjectTables(sql`h`)}
        WHERE c.round_id = ${roundId}::uuid AND h.revoked_at IS NULL AND ${within}),
      first AS (SELECT DISTINCT ON (subject_id) * FROM called ORDER BY subject_id, nth)
      SELECT g.id, g.subject_id AS "subjectId", g.subject_kind AS "subjectKind", g.name, g.sex, g.place, g.invited_at AS "invitedAt",
        g.has_contact AS "hasContact", s.row_no AS row, s.seat_no AS seat,
        (SELECT array_agg(honour ORDER BY nth) FROM called WHERE subject_id = g.subject_id) AS honours,
        row_number() OVER (ORDER BY g.by_name COLLATE "vi-x-icu", g.name COLLATE "vi-x-icu", g.id) AS "byName"
      FROM first g LEFT JOIN ceremony_seat s ON s.round_id = ${roundId}::uuid AND s.subject_id = g.subject_id
      ORDER BY g.nth`,
    on,
  );
}
