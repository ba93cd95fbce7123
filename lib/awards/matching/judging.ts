import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import { heldHonours } from "../counting/counted";
import { whyNotPaper } from "../papers/rules";
import { type AwardLevel, levelKeyOf, rulesFor } from "../rules";
import type { StoredRule } from "../schema";
import { paperOf } from "./statements";

/** A row as far as what it would become goes. */
export interface Claim {
  readonly kind: "honour" | "donation";
  readonly amount: number;
  readonly gotOn: CivilDate;
  readonly decisionNumber: string | null;
  readonly ruleId: string | null;
}

/**
 * The rule an old honour was given by: of those in force on its day, else of today's, the one for so many donations of
 * a life. Several (a commune's and a province's) need the level told.
 */
export function ruleOfOld(
  rules: readonly StoredRule[],
  unitId: string,
  claim: { amount: number; level: AwardLevel | null; gotOn: CivilDate },
  today: CivilDate,
): StoredRule | "no_such_level" | "level_ambiguous" {
  for (const on of [claim.gotOn, today]) {
    const fitting = rulesFor(rules, unitId, on).filter(
      (rule) =>
        rule.subjectKind === "donor" &&
        rule.metric === "lifetime_donations" &&
        rule.threshold === claim.amount &&
        (claim.level === null || rule.level === claim.level),
    );
    if (new Set(fitting.map(({ level }) => level)).size > 1) return "level_ambiguous";
    if (fitting[0]) return fitting[0];
  }
  return "no_such_level";
}

/** The ledger's word for the level of a row's rule. */
export function keyOfOld(rule: StoredRule, gotOn: CivilDate): string {
  return levelKeyOf(rule, gotOn);
}

export type ClaimVerdict = { there: true } | { refused: string } | null;

const factShape = z.object({
  id: z.string(),
  bornOn: z.string(),
  firstRecordedOn: z.string().nullable(),
  papers: z.array(z.string()),
});

/**
 * Asks of many claims at once, each for the donor it is thought to mean: is it there already, or can it not be? Null
 * when it may be written. A paper must be able to be true of that donor (`whyNotPaper`).
 */
export async function claimVerdicts(
  claims: readonly { claim: Claim; donorId: string }[],
  rules: readonly StoredRule[],
  today: CivilDate,
  on?: Runner,
): Promise<ClaimVerdict[]> {
  const ids = [...new Set(claims.map(({ donorId }) => donorId))];
  const held = await heldHonours(ids, on);
  const facts = new Map(
    (
      await rows(
        factShape,
        sql`SELECT d.id, d.born_on::text AS "bornOn",
            (SELECT min(g.given_on)::text FROM donation g WHERE g.donor_id = d.id AND g.status <> 'voided') AS "firstRecordedOn",
            ARRAY(SELECT e.evidence_ref FROM earlier_donation e
              WHERE e.donor_id = d.id AND e.evidence = 'old_list' AND e.status <> 'refused') AS papers
          FROM donor d WHERE d.id = ANY (${ids}::uuid[])`,
        on,
      )
    ).map((fact) => [fact.id, fact]),
  );
  const ruleBy = new Map(rules.map((rule) => [rule.id, rule]));
  return claims.map(({ claim, donorId }) => {
    const fact = facts.get(donorId);
    if (!fact) return { refused: "donor_gone" };
    if (claim.kind === "honour") {
      const rule = ruleBy.get(claim.ruleId ?? "");
      if (!rule) return { refused: "no_such_level" };
      const key = keyOfOld(rule, claim.gotOn);
      return held.get(donorId)?.some(({ levelKey }) => levelKey === key) ? { there: true } : null;
    }
    if (fact.papers.includes(paperOf(claim))) return { there: true };
    const why = whyNotPaper({ donations: claim.amount, firstOn: null, lastOn: claim.gotOn }, fact, today);
    return why === null ? null : { refused: why };
  });
}
