import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { type RuleSet, ruleSetInForce } from "./rule-set";
import { readRuleSet } from "./schema";

/** The rule set in force on a day. Throws when none is loaded: nobody may be screened or booked without rules. */
export async function publicRules(on: CivilDate): Promise<RuleSet> {
  const found = ruleSetInForce(await ruleSets(), on);
  if (found === null) throw new Error(`No eligibility rules are in force on ${on}: load the reference data.`);
  return found;
}

/** A rule set by its id: the one somebody was screened by. */
export async function publicRuleSet(id: string): Promise<RuleSet | null> {
  return (await ruleSets()).find((set) => set.id === id) ?? null;
}

/** What the rules in force on a day are called, in both languages: shown beside every verdict. */
export async function publicRulesTitle(on: CivilDate): Promise<{ vi: string; en: string }> {
  const found = await row(
    z.object({ vi: z.string(), en: z.string() }),
    sql`SELECT title_vi AS vi, title_en AS en FROM eligibility_rule_set WHERE effective_from <= ${on}::date
      ORDER BY effective_from DESC LIMIT 1`,
  );
  if (found === null) throw new Error(`No eligibility rules are in force on ${on}: load the reference data.`);
  return found;
}

const ruleSetRow = z.object({ id: z.string(), effectiveFrom: z.string(), rules: z.unknown() });
const freshForMilliseconds = 10_000;
let held: { sets: Promise<RuleSet[]>; until: number } | undefined;

/** Every rule set, re-read every ten seconds: a changed file answers soon, and a queue at the desk costs one read. */
async function ruleSets(): Promise<RuleSet[]> {
  if (held && held.until > Date.now()) return held.sets;
  const sets = rows(
    ruleSetRow,
    sql`SELECT id, effective_from AS "effectiveFrom", rules FROM eligibility_rule_set ORDER BY effective_from`,
  ).then((stored) => stored.map(readRuleSet));
  held = { sets, until: Date.now() + freshForMilliseconds };
  sets.catch(() => {
    held = undefined;
  });
  return sets;
}
