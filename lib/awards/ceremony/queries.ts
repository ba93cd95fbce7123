import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { type Runner, row, rows } from "@/lib/db/statement";
import { awardsWithin } from "../policy";
import { roundStatuses } from "../rounds/rules";
import { subjectKinds } from "../rules";
import type { Seat } from "./rules";

const count = z.coerce.number().int();

const ceremonyShape = z.object({
  roundId: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  name: z.string(),
  status: z.enum(roundStatuses),
  on: z.string().nullable(),
  place: z.string().nullable(),
  theme: z.string().nullable(),
  /** The body that invites, in Vietnamese. */
  host: z.string().nullable(),
  beginsAt: z.string().nullable(),
  note: z.string().nullable(),
  /** The hall, once it was told. */
  hall: z.object({ seatRows: count, seatsInRow: count, keptRows: count }).nullable(),
});
/** A round's ceremony as its office prepares it. */
export type Ceremony = z.output<typeof ceremonyShape>;

/** When and where a round's people are honoured, or null where the actor may not see their names. */
export async function ceremony(actor: StaffActor, roundId: string): Promise<Ceremony | null> {
  if (!isId(roundId)) return null;
  return row(
    ceremonyShape,
    sql`SELECT r.id AS "roundId", r.unit_id AS "unitId", u.name AS "unitName", r.name, r.status, r.ceremony_on::text AS on,
        r.ceremony_place AS place, r.theme, coalesce(r.hosts, (SELECT name_vi FROM award_authority WHERE unit_id = r.unit_id
          ORDER BY kind = 'red_cross' DESC, kind = 'steering_committee' DESC, id LIMIT 1)) AS host,
        to_char(c.begins_at, 'HH24:MI') AS "beginsAt", c.note,
        CASE WHEN c.round_id IS NOT NULL THEN jsonb_build_object('seatRows', c.seat_rows, 'seatsInRow', c.seats_in_row,
          'keptRows', c.kept_rows) END AS hall
      FROM award_round r JOIN unit u ON u.id = r.unit_id LEFT JOIN ceremony c ON c.round_id = r.id
      WHERE r.id = ${roundId}::uuid AND ${awardsWithin(actor, "award.view", sql`r.unit_id`)}`,
  );
}

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

/** The seat of a guest, or null. */
export const seatOf = ({ row: at, seat }: Pick<Guest, "row" | "seat">): Seat | null =>
  at === null || seat === null ? null : { row: at, seat };

/** Everybody a ceremony calls up, each once, in the order of the call: by body, group and level, then by given name. */
export function guestsOf(roundId: string, within: Sql, on?: Runner): Promise<Guest[]> {
  return rows(
    guestShape,
    sql`WITH called AS (
        SELECT h.id, coalesce(h.donor_id, h.family_id, h.organisation_id, h.person_id) AS subject_id, h.subject_kind,
          coalesce(d.full_name, f.name, o.name, p.full_name) AS name, d.sex,
          coalesce(home.full_name, fc.full_name, oc.full_name, p.position) AS place, coalesce(rule.name_vi, '') AS honour, h.invited_at,
          (d.phone IS NOT NULL OR d.email IS NOT NULL) IS TRUE AS has_contact,
          coalesce(d.given_name_key, regexp_replace(p.name_key, '^.* ', ''), o.name_key, lower(unaccent(f.name))) AS by_name,
          row_number() OVER (ORDER BY h.level DESC, rule.authority_kind, h.subject_kind, coalesce(h.threshold, 0) DESC, d.given_name_key,
            coalesce(d.full_name, f.name, o.name, p.full_name) COLLATE "vi-x-icu", h.id) AS nth
        FROM honour h JOIN award_candidate c ON c.id = h.candidate_id LEFT JOIN award_rule rule ON rule.id = h.rule_id
          LEFT JOIN donor d ON d.id = h.donor_id LEFT JOIN unit home ON home.id = d.home_commune_id
          LEFT JOIN family f ON f.id = h.family_id LEFT JOIN unit fc ON fc.id = f.commune_id
          LEFT JOIN organisation o ON o.id = h.organisation_id LEFT JOIN unit oc ON oc.id = o.commune_id
          LEFT JOIN award_person p ON p.id = h.person_id
        WHERE c.round_id = ${roundId}::uuid AND h.revoked_at IS NULL AND ${within}),
      first AS (SELECT DISTINCT ON (subject_id) * FROM called ORDER BY subject_id, nth)
      SELECT g.id, g.subject_id AS "subjectId", g.subject_kind AS "subjectKind", g.name, g.sex, g.place, g.invited_at AS "invitedAt",
        g.has_contact AS "hasContact", s.row_no AS row, s.seat_no AS seat,
        (SELECT array_agg(honour ORDER BY nth) FROM called WHERE subject_id = g.subject_id) AS honours,
        row_number() OVER (ORDER BY g.by_name, g.name COLLATE "vi-x-icu", g.id) AS "byName"
      FROM first g LEFT JOIN ceremony_seat s ON s.round_id = ${roundId}::uuid AND s.subject_id = g.subject_id
      ORDER BY g.nth`,
    on,
  );
}

/** The guests of a ceremony for those who may see their names; an audited read. */
export async function guests(actor: StaffActor, roundId: string): Promise<Guest[]> {
  if (!isId(roundId)) return [];
  const found = await guestsOf(roundId, awardsWithin(actor, "award.view", sql`h.unit_id`));
  if (found.length > 0)
    await recordAudit(actor, {
      action: "award.read_ceremony",
      subjectKind: "award_round",
      subjectId: roundId,
      detail: { shown: found.length },
    });
  return found;
}
