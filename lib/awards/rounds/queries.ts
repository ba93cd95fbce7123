import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { row, rows } from "@/lib/db/statement";
import { storedRules } from "../editing/stored";
import { honourEventsOf } from "../honours/events";
import { proposerOf } from "../lists/proposer";
import { awardsWithin } from "../policy";
import { rulesFor, subjectKinds } from "../rules";
import type { StoredRule } from "../schema";
import { roundKinds, roundStatuses } from "./rules";

const count = z.coerce.number().int();

const roundShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  kind: z.enum(roundKinds),
  name: z.string(),
  year: count,
  countedUntil: z.string(),
  nominationsUntil: z.string().nullable(),
  ceremonyOn: z.string().nullable(),
  ceremonyPlace: z.string().nullable(),
  theme: z.string().nullable(),
  hosts: z.string().nullable(),
  status: z.enum(roundStatuses),
  cancelledBecause: z.string().nullable(),
  proposalNumber: z.string().nullable(),
  proposedOn: z.string().nullable(),
  proposalSignatory: z.string().nullable(),
  /** Did the asking account send the proposal itself? Then another decides. */
  isOwnProposal: z.boolean(),
  sentBackAt: z.coerce.date().nullable(),
  /** Why the proposal was sent back, for those who may see the people it may speak of. */
  sentBackBecause: z.string().nullable(),
  isDemo: z.boolean(),
  candidates: count,
  chosen: count,
  approved: count,
  /** Of the honours decided, those that were taken back since. */
  revoked: count,
  returned: count,
});
export type AwardRound = z.output<typeof roundShape>;

const roundColumns = (
  actor: StaffActor,
) => sql`r.id, r.unit_id AS "unitId", u.name AS "unitName", r.kind, r.name, r.year,
  r.counted_until::text AS "countedUntil", r.nominations_until::text AS "nominationsUntil", r.ceremony_on::text AS "ceremonyOn",
  r.ceremony_place AS "ceremonyPlace", r.theme, r.hosts, r.status, r.cancelled_because AS "cancelledBecause",
  r.proposal_number AS "proposalNumber", r.proposed_on::text AS "proposedOn",
  r.proposal_signatory_name AS "proposalSignatory", coalesce(r.proposed_by = ${actor.accountId}::uuid, false) AS "isOwnProposal",
  r.sent_back_at AS "sentBackAt",
  CASE WHEN ${awardsWithin(actor, "award.view", sql`r.unit_id`)} THEN r.sent_back_because END AS "sentBackBecause", r.is_demo AS "isDemo",
  c.candidates, c.chosen, c.approved, c.revoked, c.returned`;

/** How many stand where; no name among them. */
const roundCounts = sql`CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE status NOT IN ('passed_over', 'refused')) AS candidates,
    count(*) FILTER (WHERE status IN ('chosen', 'approved')) AS chosen, count(*) FILTER (WHERE status = 'approved') AS approved,
    count(*) FILTER (WHERE status = 'approved' AND EXISTS (SELECT FROM honour h WHERE h.candidate_id = award_candidate.id
      AND h.revoked_at IS NOT NULL)) AS revoked,
    count(*) FILTER (WHERE status = 'returned') AS returned
  FROM award_candidate WHERE round_id = r.id) c`;

/** The rounds of the actor's units, those of the nation that their units name people for, newest first. */
export async function awardRounds(actor: StaffActor, year: number | null = null): Promise<AwardRound[]> {
  return rows(
    roundShape,
    sql`SELECT ${roundColumns(actor)} FROM award_round r JOIN unit u ON u.id = r.unit_id ${roundCounts}
      WHERE (${awardsWithin(actor, "award.totals", sql`r.unit_id`)}
          OR EXISTS (SELECT FROM award_quota q WHERE q.round_id = r.id AND ${awardsWithin(actor, "award.nominate", sql`q.unit_id`, sql`q.unit_id`)}))
        AND (${year}::int IS NULL OR r.year = ${year}::int)
      ORDER BY r.year DESC, r.made_at DESC, r.id LIMIT 100`,
  );
}

/**
 * The rounds proposed to the actor's units that wait for a decision, the longest waiting first, but those the actor sent:
 * another decides on these. Numbers only.
 */
export async function roundsToDecide(actor: StaffActor): Promise<AwardRound[]> {
  return rows(
    roundShape,
    sql`SELECT ${roundColumns(actor)} FROM award_round r JOIN unit u ON u.id = r.unit_id ${roundCounts}
      WHERE r.status = 'proposed' AND ${awardsWithin(actor, "award.approve", sql`r.unit_id`)}
        AND r.proposed_by IS DISTINCT FROM ${actor.accountId}::uuid
      ORDER BY r.proposed_on, r.id LIMIT 100`,
  );
}

/** The rounds of the actor's offices whose proposal was sent back and not mended yet, the longest waiting first. */
export async function roundsSentBack(actor: StaffActor): Promise<AwardRound[]> {
  return rows(
    roundShape,
    sql`SELECT ${roundColumns(actor)} FROM award_round r JOIN unit u ON u.id = r.unit_id ${roundCounts}
      WHERE r.sent_back_at IS NOT NULL AND r.status <> 'cancelled' AND ${awardsWithin(actor, "award.run", sql`r.unit_id`)}
      ORDER BY r.sent_back_at, r.id LIMIT 100`,
  );
}

const roundRuleShape = z.object({
  ruleId: z.string(),
  quota: count.nullable(),
  subjectKind: z.enum(subjectKinds),
  candidates: count,
  /** Of them: nobody has checked them yet; sent back, and not answered. */
  unchecked: count,
  returned: count,
  chosen: count,
  approved: count,
  /** Of the approved, those whose honour was revoked since. */
  revoked: count,
});

const decisionShape = z.object({
  id: z.string(),
  authorityId: z.string(),
  authorityName: z.string(),
  number: z.string(),
  decidedOn: z.string(),
  signatoryTitle: z.string(),
  signatoryName: z.string(),
  /** What the body said with it, for those who may see the people it may speak of. */
  words: z.string().nullable(),
  honours: count,
  /** Of these, how many were revoked since. */
  revoked: count,
});

const authorityShape = z.object({
  id: z.string(),
  kind: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  signatoryTitle: z.string(),
  signatoryName: z.string().nullable(),
  toDecide: count,
});

const signatoryShape = z.object({ title: z.string(), name: z.string().nullable() });
/** Who is suggested to sign: an office, and a name where one is known. */
export type SuggestedSignatory = z.output<typeof signatoryShape>;

/** One round, with its rules and how many stand under each, the decisions taken and the authorities that have not. */
export interface RoundView extends AwardRound {
  readonly rules: (z.output<typeof roundRuleShape> & { rule: StoredRule })[];
  readonly decisions: z.output<typeof decisionShape>[];
  readonly authorities: z.output<typeof authorityShape>[];
  /** Who would sign its proposal: whoever signed the unit's last one, else the head of the body that proposes. */
  readonly proposer: SuggestedSignatory | null;
}

/** A round as those who prepare, name for it, decide or count may see it; numbers only, nobody's name. */
export async function awardRound(actor: StaffActor, id: string): Promise<RoundView | null> {
  if (!isId(id)) return null;
  const round = await row(
    roundShape,
    sql`SELECT ${roundColumns(actor)} FROM award_round r JOIN unit u ON u.id = r.unit_id ${roundCounts}
      WHERE r.id = ${id}::uuid AND (${awardsWithin(actor, "award.totals", sql`r.unit_id`)}
        OR EXISTS (SELECT FROM award_quota q WHERE q.round_id = r.id AND ${awardsWithin(actor, "award.nominate", sql`q.unit_id`, sql`q.unit_id`)}))`,
  );
  if (round === null) return null;
  const [all, standing, decisions, authorities, proposer] = await Promise.all([
    storedRules(),
    rows(
      roundRuleShape,
      sql`SELECT q.rule_id AS "ruleId", q.quota, a.subject_kind AS "subjectKind",
          count(c.id) FILTER (WHERE c.status NOT IN ('passed_over', 'refused')) AS candidates,
          count(c.id) FILTER (WHERE c.status = 'gathered') AS unchecked,
          count(c.id) FILTER (WHERE c.status = 'returned') AS returned,
          count(c.id) FILTER (WHERE c.status IN ('chosen', 'approved')) AS chosen,
          count(c.id) FILTER (WHERE c.status = 'approved') AS approved,
          count(h.id) FILTER (WHERE h.revoked_at IS NOT NULL) AS revoked
        FROM award_round_rule q JOIN award_rule a ON a.id = q.rule_id
          LEFT JOIN award_candidate c ON c.round_id = q.round_id AND c.rule_id = q.rule_id
          LEFT JOIN honour h ON h.candidate_id = c.id
        WHERE q.round_id = ${id}::uuid GROUP BY q.rule_id, q.quota, a.subject_kind, a.threshold
        ORDER BY a.subject_kind, coalesce(a.threshold, 0) DESC, q.rule_id`,
    ),
    rows(
      decisionShape,
      sql`SELECT d.id, d.authority_id AS "authorityId", a.name_vi AS "authorityName", d.number, d.decided_on::text AS "decidedOn",
          d.signatory_title AS "signatoryTitle", d.signatory_name AS "signatoryName",
          CASE WHEN ${awardsWithin(actor, "award.view", sql`r.unit_id`)} THEN d.words END AS words, given.honours, given.revoked
        FROM award_decision d JOIN award_authority a ON a.id = d.authority_id JOIN award_round r ON r.id = d.round_id
          CROSS JOIN LATERAL (SELECT count(*) AS honours, count(*) FILTER (WHERE h.revoked_at IS NOT NULL) AS revoked
            FROM honour h WHERE h.decision_id = d.id) given
        WHERE d.round_id = ${id}::uuid
        ORDER BY d.decided_on, d.number`,
    ),
    rows(
      authorityShape,
      sql`SELECT a.id, a.kind, a.name_vi AS "nameVi", a.name_en AS "nameEn", a.signatory_title AS "signatoryTitle",
          a.signatory_name AS "signatoryName", count(c.id) AS "toDecide"
        FROM award_authority a JOIN award_candidate c ON c.round_id = ${id}::uuid AND c.status = 'chosen'
          JOIN award_rule rule ON rule.id = c.rule_id AND rule.authority_kind = a.kind
        WHERE a.unit_id = ${round.unitId}
          AND NOT EXISTS (SELECT FROM award_decision d WHERE d.round_id = ${id}::uuid AND d.authority_id = a.id)
        GROUP BY a.id ORDER BY a.name_vi COLLATE "vi-x-icu"`,
    ),
    row(
      signatoryShape,
      sql`SELECT coalesce(last.title, i.signatory_title) AS title, coalesce(last.name, i.signatory_name) AS name
        FROM award_round r JOIN ${proposerOf} ON true
          LEFT JOIN LATERAL (SELECT p.proposal_signatory_title AS title, p.proposal_signatory_name AS name FROM award_round p
            WHERE p.unit_id = r.unit_id AND p.proposal_signatory_name IS NOT NULL
            ORDER BY p.proposed_on DESC, p.id DESC LIMIT 1) last ON true
        WHERE r.id = ${id}::uuid`,
    ),
  ]);
  const byId = new Map(all.map((rule) => [rule.id, rule]));
  return {
    ...round,
    rules: standing.flatMap((one) => {
      const rule = byId.get(one.ruleId);
      return rule ? [{ ...one, rule }] : [];
    }),
    decisions,
    authorities,
    proposer,
  };
}

/** The rules a unit may honour by on a day, to choose from when a round is planned. */
export async function rulesToChoose(_actor: StaffActor, unitId: string, on: string): Promise<StoredRule[]> {
  return rulesFor(await storedRules(), unitId, on);
}

const historyShape = z.object({
  id: z.string(),
  kind: z.string(),
  words: z.string().nullable(),
  happenedAt: z.coerce.date(),
  by: z.string().nullable(),
  /** Whom a line is about, and which honour, where it is not about the round as a whole. */
  candidateId: z.string().nullable(),
  honourVi: z.string().nullable(),
  honourEn: z.string().nullable(),
});
export type RoundEvent = z.output<typeof historyShape>;

/** What happened to a round as a whole, and which of its honours were revoked, newest first, for those who work on it. */
export async function roundHistory(actor: StaffActor, id: string): Promise<RoundEvent[]> {
  return rows(
    historyShape,
    sql`SELECT e.id, e.kind, e.words, e.happened_at AS "happenedAt", a.name AS by, NULL::uuid AS "candidateId",
        NULL::text AS "honourVi", NULL::text AS "honourEn"
      FROM award_event e JOIN award_round r ON r.id = e.round_id LEFT JOIN account a ON a.id = e.by_account
      WHERE e.round_id = ${id}::uuid AND e.candidate_id IS NULL AND ${awardsWithin(actor, "award.view", sql`r.unit_id`)}
      UNION ALL ${honourEventsOf(["revoked"], sql`c.round_id = ${id}::uuid AND ${awardsWithin(actor, "award.view", sql`h.unit_id`)}`)}
      ORDER BY "happenedAt" DESC, id DESC LIMIT 100`,
  );
}

const quotaShape = z.object({
  unitId: z.string(),
  unitName: z.string(),
  quota: count.nullable(),
  nominated: count,
});
export type NominationQuota = z.output<typeof quotaShape>;

/** How many each unit below may name under one rule, and has; for the organiser all of them, for others their own. */
export async function nominationQuotas(actor: StaffActor, roundId: string, ruleId: string): Promise<NominationQuota[]> {
  return rows(
    quotaShape,
    sql`SELECT u.id AS "unitId", u.full_name AS "unitName", q.quota, coalesce(q.nominated, 0) AS nominated
      FROM award_round r JOIN unit u ON u.parent_id = r.unit_id AND u.valid_to IS NULL
        LEFT JOIN award_quota q ON q.round_id = r.id AND q.rule_id = ${ruleId} AND q.unit_id = u.id
      WHERE r.id = ${roundId}::uuid AND (${awardsWithin(actor, "award.run", sql`r.unit_id`)}
        OR (q.unit_id IS NOT NULL AND ${awardsWithin(actor, "award.nominate", sql`u.id`, sql`u.id`)}))
      ORDER BY u.name COLLATE "vi-x-icu", u.id`,
  );
}
