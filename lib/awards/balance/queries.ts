import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { inToldOrder, isFew } from "@/lib/core/few";
import { isId } from "@/lib/core/ids";
import { row, rows } from "@/lib/db/statement";
import { awardsWithin, mayAward } from "../policy";
import type { RoundView } from "../rounds/queries";
import type { SubjectKind } from "../rules";
import { subjectName, subjectPlace, subjectTables } from "../subjects";
import { type Filling, fillByRank, type Group, type Told, type Weighed, weighed, withoutFewOf } from "./rules";
import { homeUnit, rankedCandidates, stands } from "./statements";

const count = z.coerce.number().int();

/** By what the chosen are weighed: where they live or stand, women and men, which part of society, for what. */
export const dimensions = ["sex", "segment", "category", "unit", "kind"] as const;
export type Dimension = (typeof dimensions)[number];

const groupShape = z.object({
  dimension: z.enum(dimensions),
  key: z.string().nullable(),
  /** The name of a unit; other keys have their words in the messages. */
  label: z.string().nullable(),
  candidates: count,
  chosen: count,
});
export type BalanceGroup = Group & { readonly label: string | null };

/** One way to divide the candidates, with every group beside the whole, or as far as it may be told. */
export interface Balance {
  readonly dimension: Dimension;
  readonly weighed: readonly Weighed<BalanceGroup>[];
  /** Set for those who may count but see nobody: small figures are kept back, and no leaning is said. */
  readonly told: readonly Told<BalanceGroup>[] | null;
}

/**
 * How the chosen of a round stand by sex, part of society, unit and kind beside all its candidates, for one kind of
 * subject or one rule. `also` are candidates looked at as if they were chosen: a preview. A dimension in which there is
 * only one group is left out. Whoever sees no people is told of a kind as a whole only: the whole less all rules but one
 * would tell that one.
 */
export async function balanceOf(
  actor: StaffActor,
  round: Pick<RoundView, "id" | "unitId">,
  of: { kind: SubjectKind | null; ruleId: string | null },
  also: readonly string[] = [],
): Promise<Balance[]> {
  const seesPeople = mayAward(actor, "award.view", round);
  if (!isId(round.id) || (!seesPeople && of.ruleId !== null)) return [];
  const found = await rows(
    groupShape,
    sql`SELECT part.dimension, part.key, max(part.label) AS label, count(*) AS candidates,
        count(*) FILTER (WHERE c.status IN ('chosen', 'approved') OR c.id = ANY (${also}::uuid[])) AS chosen
      FROM award_candidate c JOIN award_round r ON r.id = c.round_id
        LEFT JOIN donor d ON d.id = c.donor_id LEFT JOIN family f ON f.id = c.family_id
        LEFT JOIN organisation o ON o.id = c.organisation_id LEFT JOIN award_person p ON p.id = c.person_id
        LEFT JOIN unit home ON home.id = ${homeUnit}
        CROSS JOIN LATERAL (VALUES ('sex', CASE WHEN c.donor_id IS NOT NULL THEN d.sex END, NULL::text, c.donor_id IS NOT NULL),
          ('segment', d.segment, NULL, c.donor_id IS NOT NULL), ('category', p.category, NULL, c.person_id IS NOT NULL),
          ('unit', home.id, home.full_name, true), ('kind', c.subject_kind, NULL, true)) AS part (dimension, key, label, applies)
      WHERE c.round_id = ${round.id}::uuid AND ${stands} AND part.applies
        AND ${awardsWithin(actor, "award.totals", sql`r.unit_id`)}
        AND (${of.kind}::text IS NULL OR c.subject_kind = ${of.kind}::text)
        AND (${of.ruleId}::text IS NULL OR c.rule_id = ${of.ruleId}::text)
      GROUP BY part.dimension, part.key`,
  );
  return dimensions.flatMap((dimension): Balance[] => {
    const groups = found.filter((group) => group.dimension === dimension);
    if (groups.length < 2) return [];
    if (seesPeople) return [{ dimension, weighed: weighed(groups), told: null }];
    // Where all are few, a group that is named at all points at somebody in it.
    if (isFew(groups.reduce((sum, group) => sum + group.candidates, 0))) return [];
    const told = inToldOrder(withoutFewOf(groups), {
      count: ({ candidates }) => candidates,
      name: ({ group }) => group.label ?? group.key ?? "",
    });
    return [{ dimension, weighed: weighed(groups), told }];
  });
}

const waitingShape = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string().nullable(),
  rank: count.nullable(),
  shown: count.nullable(),
});
export type Waiting = z.output<typeof waitingShape>;

/** What filling so many places by the order would do: whom it takes, and whether equals stand across the line. */
export interface FillPreview extends Filling {
  readonly people: readonly Waiting[];
  /** How many are looked at and wait, taken or not. */
  readonly waiting: number;
}

/** Who would be chosen, were so many places of a rule filled by the order now; for those who run the round. */
export async function fillPreview(
  actor: StaffActor,
  roundId: string,
  ruleId: string,
  places: number,
): Promise<FillPreview | null> {
  if (!isId(roundId)) return null;
  const waiting = await rows(
    waitingShape,
    sql`SELECT c.id, ${subjectName} AS name,
        ${subjectPlace} AS place, ranked.rank, ranked.shown
      FROM (${rankedCandidates(roundId, [ruleId])}) ranked JOIN award_candidate c ON c.id = ranked.id
        JOIN award_round r ON r.id = c.round_id
        ${subjectTables(sql`c`)}
      WHERE c.status = 'checked' AND ${awardsWithin(actor, "award.run", sql`r.unit_id`)}
      ORDER BY ranked.rank NULLS LAST, c.id`,
  );
  const filling = fillByRank(waiting, places);
  const taken = new Set(filling.ids);
  return { ...filling, people: waiting.filter(({ id }) => taken.has(id)), waiting: waiting.length };
}

const fillShape = z.object({ id: z.string(), ruleId: z.string(), chosen: count, stillChosen: count });
export type LastFill = z.output<typeof fillShape>;

/** The newest filling of a round that can still be taken back, and how many of it are still chosen by it. */
export async function lastFill(actor: StaffActor, roundId: string): Promise<LastFill | null> {
  if (!isId(roundId)) return null;
  return row(
    fillShape,
    sql`SELECT f.id, f.rule_id AS "ruleId", f.chosen, count(c.id) AS "stillChosen"
      FROM award_fill f JOIN award_round r ON r.id = f.round_id
        JOIN award_candidate c ON c.fill_id = f.id AND c.status = 'chosen'
      WHERE f.round_id = ${roundId}::uuid AND f.undone_at IS NULL AND ${awardsWithin(actor, "award.run", sql`r.unit_id`)}
      GROUP BY f.id ORDER BY f.made_at DESC LIMIT 1`,
  );
}

const chosenShape = z.object({ id: z.string(), name: z.string(), rank: count.nullable() });

/** Whom one might put back so that somebody else of the same rule is chosen: the last of the order first. */
export async function chosenToSwap(actor: StaffActor, roundId: string, ruleId: string) {
  if (!isId(roundId)) return [];
  return rows(
    chosenShape,
    sql`SELECT c.id, ${subjectName} AS name, ranked.rank
      FROM (${rankedCandidates(roundId, [ruleId])}) ranked JOIN award_candidate c ON c.id = ranked.id
        JOIN award_round r ON r.id = c.round_id
        ${subjectTables(sql`c`)}
      WHERE c.status = 'chosen' AND ${awardsWithin(actor, "award.run", sql`r.unit_id`)}
      ORDER BY ranked.rank DESC NULLS FIRST, c.id LIMIT 40`,
  );
}
