import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import { type Counted, countedFor, heldHonours } from "../counting/counted";
import { type AwardRule, type HeldHonour, rungsToGive, type SubjectKind } from "../rules";

/** A subject that may be honoured by a rule, as the rules and the ledger stand. */
export interface Earned<R extends AwardRule = AwardRule> {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly rule: R;
  readonly counted: number;
  /** How many of them stand on papers from before. */
  readonly earlier: number;
  /** When this subject was last honoured, by anybody. */
  readonly lastHonouredOn: CivilDate | null;
}

const pageSize = 2000;

/**
 * Whoever earned one of these rules' honours on a unit's ground, counted until the end of a day: page by page, so that
 * a nation of donors never stands in memory. The dry run of a rule and the gathering of a round both read from here,
 * so what one shows is what the other takes. Nominations earn nothing by themselves and are left out. Whoever calls
 * has asked who may.
 */
export async function* earnedOn<R extends AwardRule>(
  unit: { id: string; kind: string },
  rules: readonly R[],
  until: CivilDate,
  on?: Runner,
): AsyncGenerator<Earned<R>[]> {
  for (const subjectKind of new Set(rules.map((rule) => rule.subjectKind))) {
    const theirs = rules.filter((rule) => rule.subjectKind === subjectKind && rule.metric !== "nomination");
    if (theirs.length === 0) continue;
    let after: string | null = null;
    for (;;) {
      const ids: string[] = await subjectsOn(unit, subjectKind, theirs, after, on);
      if (ids.length > 0) yield await earnedAmong(subjectKind, ids, theirs, until, on);
      if (ids.length < pageSize) break;
      after = ids.at(-1) ?? null;
    }
  }
}

/** Of these subjects, whoever may be honoured by which of these rules. */
export async function earnedAmong<R extends AwardRule>(
  subjectKind: SubjectKind,
  ids: readonly string[],
  rules: readonly R[],
  until: CivilDate,
  on?: Runner,
): Promise<Earned<R>[]> {
  const counts = new Map<string, Map<string, Counted>>();
  for (const rule of rules) {
    const key = countingKey(rule);
    if (!counts.has(key)) counts.set(key, await countedFor(rule, ids, until, on));
  }
  const held = await heldHonours(ids, on);
  return ids.flatMap((subjectId) => {
    const honours = held.get(subjectId) ?? [];
    const countedBy = (rule: R) => counts.get(countingKey(rule))?.get(subjectId) ?? null;
    return rungsToGive(rules, (rule) => countedBy(rule)?.counted ?? null, honours, until).map((rule) => ({
      subjectKind,
      subjectId,
      rule,
      counted: countedBy(rule)?.counted ?? 0,
      earlier: countedBy(rule)?.earlier ?? 0,
      lastHonouredOn: lastOf(honours),
    }));
  });
}

const countingKey = (rule: AwardRule) => `${rule.metric} ${rule.periodMonths ?? ""}`;

function lastOf(honours: readonly HeldHonour[]): CivilDate | null {
  return honours.reduce<CivilDate | null>(
    (last, { honouredOn }) => (last === null || honouredOn > last ? honouredOn : last),
    null,
  );
}

/** A page of the subjects on a unit's ground that could reach the lowest threshold at all, by id. */
async function subjectsOn(
  unit: { id: string; kind: string },
  subjectKind: SubjectKind,
  rules: readonly AwardRule[],
  after: string | null,
  on?: Runner,
): Promise<string[]> {
  const found = await rows(
    z.object({ id: z.string() }),
    sql`${subjectQuery(unit, subjectKind, rules)} AND (${after}::uuid IS NULL OR s.id > ${after}::uuid) ORDER BY s.id LIMIT ${pageSize}`,
    on,
  );
  return found.map(({ id }) => id);
}

function subjectQuery(unit: { id: string; kind: string }, subjectKind: SubjectKind, rules: readonly AwardRule[]): Sql {
  switch (subjectKind) {
    case "donor": {
      // Both counts only grow with what is counted, so together they bound it from above.
      const least = Math.min(...rules.map((rule) => (rule.metric === "mobilised_donors" ? 0 : (rule.threshold ?? 0))));
      return sql`SELECT s.id FROM donor s WHERE s.donation_count + s.earlier_count >= ${least} AND ${donorLivesOn(unit)}`;
    }
    case "collective":
      return sql`SELECT s.id FROM organisation s WHERE ${within(unit, sql`s.unit_id`, sql`s.commune_id`)}`;
    case "family":
      return sql`SELECT s.id FROM family s WHERE ${within(unit, sql`s.unit_id`, sql`s.commune_id`)}`;
    case "mobiliser":
      // People of merit, and donors who invite by their own link; who is both is asked about once.
      return sql`SELECT s.id FROM (
          SELECT s.id FROM award_person s WHERE s.category = 'mobiliser' AND ${within(unit, sql`s.unit_id`, sql`NULL::text`)}
          UNION ALL
          SELECT s.id FROM donor s WHERE EXISTS (SELECT FROM booking_referral r WHERE r.donor_id = s.id) AND ${donorLivesOn(unit)}
            AND NOT EXISTS (SELECT FROM award_person p WHERE p.donor_id = s.id AND p.category = 'mobiliser')) s WHERE true`;
    case "person":
      return sql`SELECT s.id FROM award_person s WHERE s.category <> 'mobiliser' AND ${within(unit, sql`s.unit_id`, sql`NULL::text`)}`;
  }
}

/** A donor belongs where they live now; to a ministry, where they last gave at one of its own drives. */
export function donorLivesOn(unit: { id: string; kind: string }): Sql {
  if (unit.kind === "nation") return sql`true`;
  if (unit.kind === "commune") return sql`s.home_commune_id = ${unit.id}`;
  if (unit.kind === "province") return sql`s.home_province_id = ${unit.id}`;
  return sql`(SELECT d.credited_unit_id FROM donation g JOIN drive d ON d.id = g.drive_id
    WHERE g.donor_id = s.id AND g.status <> 'voided' ORDER BY g.given_on DESC LIMIT 1) = ${unit.id}`;
}

function within(unit: { id: string; kind: string }, unitId: Sql, communeId: Sql): Sql {
  if (unit.kind === "nation") return sql`true`;
  return unit.kind === "commune" ? sql`${communeId} = ${unit.id}` : sql`${unitId} = ${unit.id}`;
}
