import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { row, rows } from "@/lib/db/statement";
import { type Ground, groundsOf } from "../editing/grounds";
import { rulesOfRound } from "../editing/stored";
import { awardsWithin } from "../policy";
import { authorityKinds, awardMetrics, awardObjects, subjectKinds } from "../rules";
import { subjectName, subjectPlace, subjectTables } from "../subjects";
import { proposerOf } from "./proposer";

const count = z.coerce.number().int();

const listedShape = z.object({
  ruleId: z.string(),
  ruleName: z.string(),
  object: z.enum(awardObjects),
  /** What `counted` is a number of. */
  metric: z.enum(awardMetrics),
  subjectKind: z.enum(subjectKinds),
  authorityId: z.string().nullable(),
  name: z.string(),
  /** Birth year of a donor; nobody else has one here. */
  bornYear: count.nullable(),
  /** Home, seat or position. */
  place: z.string().nullable(),
  counted: count.nullable(),
  citation: z.string().nullable(),
});
/** Somebody on the list that goes with a proposal or a decision. */
export type ListedPerson = z.output<typeof listedShape>;

const bodyShape = z.object({
  id: z.string(),
  kind: z.enum(authorityKinds),
  name: z.string(),
  place: z.string(),
  signatoryTitle: z.string(),
  signatoryName: z.string().nullable(),
});
/** A body that proposes or decides. */
export type Body = z.output<typeof bodyShape>;

const roundShape = z.object({
  id: z.string(),
  unitId: z.string(),
  name: z.string(),
  year: count,
  countedUntil: z.string(),
  ceremonyOn: z.string().nullable(),
  ceremonyPlace: z.string().nullable(),
  number: z.string(),
  proposedOn: z.string(),
  /** Who signs the proposal; the head of the issuer where the proposal names nobody, without a name if none is known. */
  signatory: z.object({ title: z.string(), name: z.string().nullable() }),
  /** The society of the unit, which prepares the round, and the society above it. */
  issuer: bodyShape,
  above: z.string().nullable(),
});

const decisionShape = z.object({
  id: z.string(),
  number: z.string(),
  decidedOn: z.string(),
  signatoryTitle: z.string(),
  signatoryName: z.string(),
  authority: bodyShape,
  above: z.string().nullable(),
});

/** A round that was proposed, with whom it proposes. */
export interface Proposal {
  /** `grounds` are the decisions its rules stand on. */
  readonly round: z.output<typeof roundShape> & { readonly grounds: readonly Ground[] };
  readonly addressees: readonly Body[];
  readonly people: readonly ListedPerson[];
}

/** What one body decided of a proposal, with whom it honours. */
export interface DecisionPaper {
  readonly round: Proposal["round"];
  readonly decision: z.output<typeof decisionShape>;
  readonly people: readonly ListedPerson[];
}

const bodyOf = (table: Sql): Sql =>
  sql`jsonb_build_object('id', ${table}.id, 'kind', ${table}.kind, 'name', ${table}.name_vi, 'place', ${table}.place,
    'signatoryTitle', ${table}.signatory_title, 'signatoryName', ${table}.signatory_name)`;

/** The name of the body above another: of the same kind, one unit up. */
const aboveOf = (table: Sql): Sql =>
  sql`(SELECT up.name_vi FROM unit own JOIN award_authority up ON up.unit_id = own.parent_id AND up.kind = ${table}.kind
    WHERE own.id = ${table}.unit_id)`;

async function proposedRound(actor: StaffActor, roundId: string): Promise<Proposal["round"] | null> {
  if (!isId(roundId)) return null;
  const round = await row(
    roundShape,
    sql`SELECT r.id, r.unit_id AS "unitId", r.name, r.year, r.counted_until::text AS "countedUntil",
        r.ceremony_on::text AS "ceremonyOn", r.ceremony_place AS "ceremonyPlace", r.proposal_number AS number,
        r.proposed_on::text AS "proposedOn",
        jsonb_build_object('title', coalesce(r.proposal_signatory_title, i.signatory_title),
          'name', coalesce(r.proposal_signatory_name, i.signatory_name)) AS signatory,
        ${bodyOf(sql`i`)} AS issuer, ${aboveOf(sql`i`)} AS above
      FROM award_round r CROSS JOIN ${proposerOf}
      WHERE r.id = ${roundId}::uuid AND r.proposal_number IS NOT NULL AND r.proposed_on IS NOT NULL AND r.status <> 'cancelled'
        AND ${awardsWithin(actor, "award.view", sql`r.unit_id`)}`,
  );
  return round && { ...round, grounds: groundsOf(await rulesOfRound(round.id)) };
}

/** Candidates with their names, in the order of the ceremony: the higher body first, then by group and level, then by name. */
function people(unitId: string, which: Sql): Promise<ListedPerson[]> {
  return rows(
    listedShape,
    sql`SELECT rule.id AS "ruleId", rule.name_vi AS "ruleName", rule.object, rule.metric, c.subject_kind AS "subjectKind", a.id AS "authorityId",
        ${subjectName} AS name, extract(year FROM d.born_on) AS "bornYear",
        ${subjectPlace} AS place, c.counted, c.citation
      FROM award_candidate c JOIN award_rule rule ON rule.id = c.rule_id
        LEFT JOIN award_authority a ON a.unit_id = ${unitId} AND a.kind = rule.authority_kind
        ${subjectTables(sql`c`)}
      WHERE ${which}
      ORDER BY a.kind = 'people_committee' DESC, a.kind, rule.subject_kind, coalesce(rule.threshold, 0) DESC, rule.id,
        d.given_name_key COLLATE "vi-x-icu", ${subjectName} COLLATE "vi-x-icu", c.id`,
  );
}

/**
 * The proposal of a round: everybody who was sent up with it, whatever was decided since. Only for those who may see
 * the names; an audited read.
 */
export async function proposal(actor: StaffActor, roundId: string): Promise<Proposal | null> {
  const round = await proposedRound(actor, roundId);
  if (round === null) return null;
  const [listed, addressees] = await Promise.all([
    people(round.unitId, sql`c.round_id = ${round.id}::uuid AND c.status IN ('chosen', 'approved', 'refused')`),
    rows(
      bodyShape,
      sql`SELECT a.id, a.kind, a.name_vi AS name, a.place, a.signatory_title AS "signatoryTitle", a.signatory_name AS "signatoryName"
        FROM award_authority a WHERE a.unit_id = ${round.unitId} AND EXISTS (SELECT FROM award_candidate c
          JOIN award_rule rule ON rule.id = c.rule_id WHERE c.round_id = ${round.id}::uuid AND rule.authority_kind = a.kind
            AND c.status IN ('chosen', 'approved', 'refused'))
        ORDER BY a.kind = 'people_committee' DESC, a.kind`,
    ),
  ]);
  await noteRead(actor, round, "award.read_proposal", listed.length);
  return { round, addressees, people: listed };
}

/** What a body decided, with everybody it honoured then; who lost the honour since stays in the paper that gave it. */
export async function decisionPaper(
  actor: StaffActor,
  roundId: string,
  decisionId: string,
): Promise<DecisionPaper | null> {
  const round = await proposedRound(actor, roundId);
  if (round === null || !isId(decisionId)) return null;
  const decision = await row(
    decisionShape,
    sql`SELECT n.id, n.number, n.decided_on::text AS "decidedOn", n.signatory_title AS "signatoryTitle",
        n.signatory_name AS "signatoryName", ${bodyOf(sql`a`)} AS authority, ${aboveOf(sql`a`)} AS above
      FROM award_decision n JOIN award_authority a ON a.id = n.authority_id
      WHERE n.id = ${decisionId}::uuid AND n.round_id = ${round.id}::uuid`,
  );
  if (decision === null) return null;
  const listed = await people(
    round.unitId,
    sql`c.id IN (SELECT candidate_id FROM honour WHERE decision_id = ${decision.id}::uuid)`,
  );
  await noteRead(actor, round, "award.read_decision", listed.length);
  return { round, decision, people: listed };
}

function noteRead(actor: StaffActor, round: Proposal["round"], action: string, shown: number): Promise<void> {
  return recordAudit(actor, {
    action,
    subjectKind: "award_round",
    subjectId: round.id,
    unitId: round.unitId,
    detail: { shown },
  });
}
