import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { DonorActor, StaffActor } from "@/lib/auth/actor";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { row, rows } from "@/lib/db/statement";
import { awardsWithin } from "../policy";
import { awardLevels, awardObjects, subjectKinds } from "../rules";
import { subjectId, subjectName, subjectPlace, subjectTables } from "../subjects";
import { dayOf } from "./events";

const count = z.coerce.number().int();

const honourShape = z.object({
  id: z.string(),
  subjectKind: z.enum(subjectKinds),
  name: z.string(),
  place: z.string().nullable(),
  honourName: z.string().nullable(),
  object: z.enum(awardObjects),
  level: z.enum(awardLevels),
  threshold: count.nullable(),
  unitName: z.string(),
  honouredOn: z.string(),
  decisionNumber: z.string().nullable(),
  serial: z.string().nullable(),
  origin: z.enum(["round", "list"]),
  roundId: z.string().nullable(),
  presentedAt: z.coerce.date().nullable(),
  deliveredAt: z.coerce.date().nullable(),
  revokedAt: z.coerce.date().nullable(),
  revokedBecause: z.string().nullable(),
  /** The day of the ceremony they were missed at, by the record of it. */
  absentOn: z.string().nullable(),
});
/** One row of the ledger of honours, as those who keep it see it. */
export type HonourRow = z.output<typeof honourShape>;

const columns = sql`h.id, h.subject_kind AS "subjectKind", ${subjectName} AS name,
  ${subjectPlace} AS place, rule.name_vi AS "honourName", h.object, h.level,
  h.threshold, u.name AS "unitName", h.honoured_on::text AS "honouredOn", h.decision_number AS "decisionNumber",
  h.certificate_serial AS serial, h.origin, c.round_id AS "roundId", h.presented_at AS "presentedAt",
  h.delivered_at AS "deliveredAt", h.revoked_at AS "revokedAt", h.revoked_because AS "revokedBecause",
  (SELECT max(${dayOf(sql`e.happened_at`)})::text FROM honour_event e WHERE e.honour_id = h.id AND e.kind = 'absent') AS "absentOn"`;

const tables = sql`honour h JOIN unit u ON u.id = h.unit_id LEFT JOIN award_rule rule ON rule.id = h.rule_id
  LEFT JOIN award_candidate c ON c.id = h.candidate_id
  ${subjectTables(sql`h`)}`;

export const ledgerPageSize = 50;

export interface LedgerSearch {
  readonly q: string;
  readonly year: number | null;
  readonly roundId: string | null;
  /** `waiting`: decided and not handed over yet. */
  readonly state: "waiting" | "delivered" | "revoked" | null;
  readonly page: number;
}

/** The ledger of honours of the actor's units, newest first; an audited read. */
export async function ledger(actor: StaffActor, search: LedgerSearch): Promise<{ items: HonourRow[]; total: number }> {
  const words = nameSearchKey(search.q)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
  const state = {
    waiting: sql`h.delivered_at IS NULL AND h.revoked_at IS NULL`,
    delivered: sql`h.delivered_at IS NOT NULL AND h.revoked_at IS NULL`,
    revoked: sql`h.revoked_at IS NOT NULL`,
    any: sql`true`,
  }[search.state ?? "any"];
  const wanted = sql`${awardsWithin(actor, "award.view", sql`h.unit_id`)} AND ${state}
    AND (${search.year}::int IS NULL OR extract(year FROM h.honoured_on) = ${search.year}::int)
    AND (${search.roundId}::uuid IS NULL OR c.round_id = ${search.roundId}::uuid)
    AND coalesce(d.name_key, o.name_key, p.name_key, lower(unaccent(f.name))) LIKE ALL (${words}::text[])`;
  const [items, total] = await Promise.all([
    rows(
      honourShape,
      sql`SELECT ${columns} FROM ${tables} WHERE ${wanted}
        ORDER BY h.honoured_on DESC, coalesce(h.threshold, 0) DESC, d.given_name_key COLLATE "vi-x-icu", ${subjectName} COLLATE "vi-x-icu", h.id
        LIMIT ${ledgerPageSize} OFFSET ${(Math.max(1, search.page) - 1) * ledgerPageSize}`,
    ),
    row(z.object({ total: count }), sql`SELECT count(*) AS total FROM ${tables} WHERE ${wanted}`),
  ]);
  if (items.length > 0)
    await recordAudit(actor, { action: "award.read_ledger", subjectKind: "honour", detail: { shown: items.length } });
  return { items, total: total?.total ?? 0 };
}

const guestShape = honourShape
  .pick({
    id: true,
    subjectKind: true,
    name: true,
    place: true,
    honourName: true,
    serial: true,
    decisionNumber: true,
    deliveredAt: true,
  })
  .extend({ subjectId: z.string(), seatRow: count.nullable(), seatNo: count.nullable() });
/** Somebody on a ceremony's list. */
export type CeremonyGuest = z.output<typeof guestShape>;

/** Whom a round's ceremony calls up, in the order of the call: highest honour first, then by given name. */
export async function ceremonyList(actor: StaffActor, roundId: string): Promise<CeremonyGuest[]> {
  const guests = await rows(
    guestShape,
    sql`SELECT ${columns}, ${subjectId(sql`h`)} AS "subjectId", s.row_no AS "seatRow", s.seat_no AS "seatNo" FROM ${tables}
        LEFT JOIN ceremony_seat s ON s.round_id = c.round_id
          AND s.subject_id = ${subjectId(sql`h`)}
      WHERE c.round_id = ${roundId}::uuid AND h.revoked_at IS NULL AND ${awardsWithin(actor, "award.view", sql`h.unit_id`)}
      ORDER BY h.level DESC, rule.authority_kind, h.subject_kind, coalesce(h.threshold, 0) DESC, d.given_name_key COLLATE "vi-x-icu",
        ${subjectName} COLLATE "vi-x-icu", h.id LIMIT 5000`,
  );
  if (guests.length > 0)
    await recordAudit(actor, {
      action: "award.read_ceremony",
      subjectKind: "award_round",
      subjectId: roundId,
      detail: { shown: guests.length },
    });
  return guests;
}

const handoverShape = z.object({ delivered: count, absent: count, unrecorded: count, revoked: count });
/** How the honours of a round stand, each counted once; who was missed and had theirs later counts as delivered. */
export type Handover = z.output<typeof handoverShape>;

/**
 * How many honours of a round were handed over, how many wait for somebody who was absent, of how many nothing is
 * recorded, and how many were revoked; numbers only, for those who keep the ledger.
 */
export async function handover(actor: StaffActor, roundId: string): Promise<Handover> {
  const found = await row(
    handoverShape,
    sql`SELECT count(*) FILTER (WHERE h.revoked_at IS NULL AND h.delivered_at IS NOT NULL) AS delivered,
        count(*) FILTER (WHERE h.revoked_at IS NULL AND h.delivered_at IS NULL AND missed.was) AS absent,
        count(*) FILTER (WHERE h.revoked_at IS NULL AND h.delivered_at IS NULL AND NOT missed.was) AS unrecorded,
        count(*) FILTER (WHERE h.revoked_at IS NOT NULL) AS revoked
      FROM honour h JOIN award_candidate c ON c.id = h.candidate_id
        CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM honour_event e WHERE e.honour_id = h.id AND e.kind = 'absent') AS was) missed
      WHERE c.round_id = ${roundId}::uuid AND ${awardsWithin(actor, "award.view", sql`h.unit_id`)}`,
  );
  return found ?? { delivered: 0, absent: 0, unrecorded: 0, revoked: 0 };
}

const ownShape = z.object({
  id: z.string(),
  honourName: z.string().nullable(),
  object: z.enum(awardObjects),
  threshold: count.nullable(),
  unitName: z.string(),
  honouredOn: z.string(),
  decisionNumber: z.string().nullable(),
  checkCode: z.string().nullable(),
});
/** An honour on a donor's own page. */
export type OwnHonour = z.output<typeof ownShape>;

/** A donor's own honours, newest first; those taken back are not shown as held. */
export async function ownHonours(actor: DonorActor): Promise<OwnHonour[]> {
  return rows(
    ownShape,
    sql`SELECT h.id, rule.name_vi AS "honourName", h.object, h.threshold, u.name AS "unitName", h.honoured_on::text AS "honouredOn",
        h.decision_number AS "decisionNumber", h.check_code AS "checkCode"
      FROM honour h JOIN unit u ON u.id = h.unit_id LEFT JOIN award_rule rule ON rule.id = h.rule_id
      WHERE h.donor_id = ${actor.donorId}::uuid AND h.revoked_at IS NULL
      ORDER BY h.honoured_on DESC, h.threshold DESC`,
  );
}
