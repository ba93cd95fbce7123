import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { row, rows } from "@/lib/db/statement";
import { homeUnit, rankedCandidates } from "../balance/statements";
import { type Brought, broughtTo } from "../counting/brought";
import { storedRules } from "../editing/stored";
import { dayOf, honourEventsOf } from "../honours/events";
import { awardsWithin } from "../policy";
import { type CandidateStatus, candidateStatuses } from "../rounds/rules";
import {
  awardLevels,
  awardMetrics,
  awardObjects,
  rulesFor,
  rungsMissed,
  type SubjectKind,
  subjectKinds,
} from "../rules";
import type { StoredRule } from "../schema";
import { subjectId, subjectName, subjectPlace, subjectTables } from "../subjects";
import type { CandidateGroup } from "./group";

const count = z.coerce.number().int();

const candidateShape = z.object({
  id: z.string(),
  subjectKind: z.enum(subjectKinds),
  name: z.string(),
  bornYear: count.nullable(),
  sex: z.enum(["female", "male"]).nullable(),
  place: z.string().nullable(),
  ruleId: z.string(),
  ruleName: z.string(),
  ruleNameEn: z.string(),
  threshold: count.nullable(),
  metric: z.enum(awardMetrics),
  counted: count.nullable(),
  earlier: count,
  source: z.enum(["rule", "nomination", "hand"]),
  namedBy: z.string(),
  citation: z.string().nullable(),
  status: z.enum(candidateStatuses),
  statusBecause: z.string().nullable(),
  /** The day their honour of this round was revoked. */
  revokedOn: z.string().nullable(),
});
export type Candidate = z.output<typeof candidateShape>;

/** A candidate in the list, with the place in the order of their rule; no place where the rule gives no order. */
const listedShape = candidateShape.extend({
  rank: count.nullable(),
  alike: count,
  shown: count.nullable(),
  years: count.nullable(),
  lastOn: z.string().nullable(),
});
export type ListedCandidate = z.output<typeof listedShape>;

const candidateColumns = sql`c.id, c.subject_kind AS "subjectKind",
  ${subjectName} AS name, extract(year FROM d.born_on)::int AS "bornYear", d.sex,
  ${subjectPlace} AS place, c.rule_id AS "ruleId", a.name_vi AS "ruleName",
  a.name_en AS "ruleNameEn", a.threshold, a.metric, c.counted, c.counted_earlier AS earlier, c.source, n.full_name AS "namedBy",
  c.citation, c.status, c.status_because AS "statusBecause",
  (SELECT ${dayOf(sql`gone.revoked_at`)}::text FROM honour gone WHERE gone.candidate_id = c.id) AS "revokedOn"`;

const candidateTables = sql`award_candidate c JOIN award_round r ON r.id = c.round_id JOIN award_rule a ON a.id = c.rule_id
  JOIN unit n ON n.id = c.unit_id
  ${subjectTables(sql`c`)}`;

/** The organiser sees every candidate of a round; a unit that names people for it sees those it named. */
function seenBy(actor: StaffActor): Sql {
  return sql`(${awardsWithin(actor, "award.view", sql`r.unit_id`)}
    OR (c.source = 'nomination' AND ${awardsWithin(actor, "award.nominate", sql`c.unit_id`, sql`c.unit_id`)}))`;
}

export const candidatePageSize = 50;

export interface CandidateSearch {
  readonly kind: SubjectKind | null;
  readonly ruleId: string | null;
  readonly status: CandidateStatus | null;
  readonly q: string;
  readonly page: number;
  /** One group of the balance: women, students, a commune; null for everybody. */
  readonly group?: CandidateGroup | null;
}

function inGroup(group: CandidateGroup | null): Sql {
  if (!group) return sql`true`;
  switch (group.dimension) {
    case "sex":
      return sql`d.sex = ${group.key}`;
    case "segment":
      return sql`d.segment = ${group.key}`;
    case "category":
      return sql`p.category = ${group.key}`;
    case "unit":
      return sql`${homeUnit} = ${group.key}`;
  }
}

/**
 * A page of a round's candidates, in the order of each rule, the highest rung first. The reading is audited by the round and how many
 * were shown; nobody outside the round's unit sees whom it considers.
 */
export async function candidates(
  actor: StaffActor,
  roundId: string,
  search: CandidateSearch,
): Promise<{ items: ListedCandidate[]; total: number; groupName: string | null }> {
  if (!isId(roundId)) return { items: [], total: 0, groupName: null };
  const words = nameSearchKey(search.q)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
  const wanted = sql`c.round_id = ${roundId}::uuid AND ${seenBy(actor)}
    AND (${search.kind}::text IS NULL OR c.subject_kind = ${search.kind}::text)
    AND (${search.ruleId}::text IS NULL OR c.rule_id = ${search.ruleId}::text)
    AND (${search.status}::text IS NULL OR c.status = ${search.status}::text)
    AND ${inGroup(search.group ?? null)}
    AND coalesce(d.name_key, o.name_key, p.name_key, lower(f.name)) LIKE ALL (${words}::text[])`;
  const heaps = await rows(
    heapShape,
    sql`SELECT c.rule_id AS "ruleId", count(*) AS size FROM ${candidateTables} WHERE ${wanted}
      GROUP BY c.rule_id, a.threshold ORDER BY coalesce(a.threshold, 0) DESC, c.rule_id`,
  );
  const page = rulesShown(heaps, (Math.max(1, search.page) - 1) * candidatePageSize, candidatePageSize);
  const [items, group] = await Promise.all([
    rows(
      listedShape,
      sql`SELECT ${candidateColumns}, ranked.rank, coalesce(ranked.alike, 1) AS alike, ranked.shown, ranked.years,
          ranked.last_on::text AS "lastOn"
        FROM ${candidateTables} LEFT JOIN (${rankedCandidates(roundId, page.ruleIds)}) ranked ON ranked.id = c.id
        WHERE ${wanted} AND c.rule_id = ANY (${[...page.ruleIds]}::text[])
        ORDER BY coalesce(a.threshold, 0) DESC, c.rule_id, ranked.rank NULLS LAST,
          d.given_name_key COLLATE "vi-x-icu", coalesce(d.name_key, o.name_key, p.name_key), c.id
        LIMIT ${candidatePageSize} OFFSET ${page.offset}`,
    ),
    row(
      z.object({ name: z.string().nullable() }),
      sql`SELECT full_name AS name FROM unit WHERE id = ${search.group?.key ?? null}`,
    ),
  ]);
  if (items.length > 0)
    await recordAudit(actor, {
      action: "award.read_candidates",
      subjectKind: "award_round",
      subjectId: roundId,
      detail: { shown: items.length },
    });
  return { items, total: heaps.reduce((sum, { size }) => sum + size, 0), groupName: group?.name ?? null };
}

const heapShape = z.object({ ruleId: z.string(), size: count });

/**
 * Which of the rules, in the order of the list, a page shows anybody of, and how many of those it passes by: so that
 * only these have to be ranked, not the whole round at each look.
 */
function rulesShown(
  heaps: readonly z.output<typeof heapShape>[],
  offset: number,
  size: number,
): { ruleIds: readonly string[]; offset: number } {
  const ruleIds: string[] = [];
  let before = 0;
  let passed = 0;
  for (const heap of heaps) {
    if (before >= offset + size) break;
    if (before + heap.size <= offset) passed += heap.size;
    else ruleIds.push(heap.ruleId);
    before += heap.size;
  }
  return { ruleIds, offset: offset - passed };
}

const rungShape = z.object({
  honourId: z.string(),
  threshold: count.nullable(),
  object: z.enum(awardObjects),
  level: z.enum(awardLevels),
  levelKey: z.string(),
  honouredOn: z.string(),
  unitName: z.string(),
  decisionNumber: z.string().nullable(),
  origin: z.enum(["round", "list"]),
  revokedOn: z.string().nullable(),
});

const noteShape = z.object({
  id: z.string(),
  kind: z.string(),
  words: z.string().nullable(),
  happenedAt: z.coerce.date(),
  by: z.string().nullable(),
});

/** One candidate with everything a decision rests on. */
export interface CandidateView extends Candidate {
  readonly roundId: string;
  /** The body that would sign. */
  readonly authorityName: string | null;
  readonly firstGivenOn: string | null;
  readonly blood: string | null;
  /** Honours given, oldest first, the revoked among them: the rungs below this one. */
  readonly honours: z.output<typeof rungShape>[];
  /** Rungs of the same kind the count has passed and nobody was honoured for, lowest first. */
  readonly missed: Pick<StoredRule, "id" | "threshold" | "object" | "level">[];
  /** Donations recorded here and those of confirmed papers, newest first. */
  readonly donations: { on: string; what: string; donations: number; proof: string }[];
  readonly notes: z.output<typeof noteShape>[];
  /** For whoever mobilises: at which drives how many people gave whom they brought. */
  readonly brought: Brought[];
}

/** One candidate: count, what the count consists of, earlier honours and what was said; an audited read. */
export async function candidate(actor: StaffActor, id: string): Promise<CandidateView | null> {
  if (!isId(id)) return null;
  const found = await row(
    candidateShape.extend({
      roundId: z.string(),
      subjectId: z.string(),
      donorId: z.string().nullable(),
      familyId: z.string().nullable(),
      unitId: z.string(),
      blood: z.string().nullable(),
      level: z.enum(awardLevels),
      authorityName: z.string().nullable(),
      firstGivenOn: z.string().nullable(),
      periodMonths: count.nullable(),
      countedUntil: z.string(),
    }),
    sql`SELECT ${candidateColumns}, c.round_id AS "roundId", r.unit_id AS "unitId", c.donor_id AS "donorId", c.family_id AS "familyId",
        a.level, a.period_months AS "periodMonths", r.counted_until::text AS "countedUntil",
        (SELECT body.name_vi FROM award_authority body WHERE body.unit_id = r.unit_id AND body.kind = a.authority_kind) AS "authorityName",
        ${subjectId(sql`c`)} AS "subjectId",
        CASE WHEN d.blood_abo IS NOT NULL THEN d.blood_abo || coalesce(d.blood_rh, '') END AS blood,
        (SELECT min(on_day)::text FROM (
          SELECT min(given_on) AS on_day FROM donation WHERE donor_id = c.donor_id AND status <> 'voided'
          UNION ALL SELECT min(coalesce(first_on, last_on)) FROM earlier_donation WHERE donor_id = c.donor_id AND status = 'confirmed') days) AS "firstGivenOn"
      FROM ${candidateTables} WHERE c.id = ${id}::uuid AND ${seenBy(actor)}`,
  );
  if (found === null) return null;
  await recordAudit(actor, {
    action: "award.read_candidate",
    subjectKind: found.donorId ? "donor" : "award_candidate",
    subjectId: found.donorId ?? found.id,
    unitId: found.unitId,
    detail: { candidate: found.id },
  });
  const givers = found.donorId
    ? sql`SELECT ${found.donorId}::uuid AS id`
    : sql`SELECT donor_id AS id FROM family_member WHERE family_id = ${found.familyId}::uuid AND left_at IS NULL`;
  const [honours, donations, notes, brought, rules] = await Promise.all([
    rows(
      rungShape,
      sql`SELECT h.id AS "honourId", h.threshold, h.object, h.level, h.level_key AS "levelKey", h.honoured_on::text AS "honouredOn", u.name AS "unitName",
          h.decision_number AS "decisionNumber", h.origin, ${dayOf(sql`h.revoked_at`)}::text AS "revokedOn"
        FROM honour h JOIN unit u ON u.id = h.unit_id
        WHERE ${subjectId(sql`h`)} = ${found.subjectId}::uuid
        ORDER BY h.honoured_on, h.threshold, h.revoked_at NULLS LAST`,
    ),
    rows(
      z.object({ on: z.string(), what: z.string(), donations: count, proof: z.string() }),
      sql`SELECT given.* FROM (
          SELECT g.given_on::text AS on, g.component AS what, 1 AS donations, coalesce(dr.title, v.name) AS proof
          FROM donation g JOIN drive dr ON dr.id = g.drive_id JOIN venue v ON v.id = dr.venue_id
          WHERE g.donor_id IN (${givers}) AND g.status <> 'voided' AND g.kind = 'voluntary'
          UNION ALL
          SELECT e.last_on::text, e.evidence, e.donations, e.evidence_ref FROM earlier_donation e
          WHERE e.donor_id IN (${givers}) AND e.status = 'confirmed') given
        ORDER BY given.on DESC LIMIT 200`,
    ),
    rows(
      noteShape,
      sql`SELECT e.id, e.kind, e.words, e.happened_at AS "happenedAt", a.name AS by
        FROM award_event e LEFT JOIN account a ON a.id = e.by_account WHERE e.candidate_id = ${found.id}::uuid
        UNION ALL SELECT id, kind, words, "happenedAt", by
          FROM (${honourEventsOf(["revoked", "absent", "delivered"], sql`c.id = ${found.id}::uuid`)}) after
        ORDER BY "happenedAt" DESC, id DESC LIMIT 50`,
    ),
    found.metric === "mobilised_donors" ? broughtTo(found.subjectId, found.periodMonths ?? 12, found.countedUntil) : [],
    storedRules(),
  ]);
  const ladder = rulesFor(rules, found.unitId, found.countedUntil);
  const missed =
    // A rung that was revoked is told as such, not as one never given.
    found.counted === null ? [] : rungsMissed(ladder, { ...found, id: found.ruleId }, found.counted, honours);
  return { ...found, honours, missed, donations: found.donorId || found.familyId ? donations : [], notes, brought };
}
