import sql from "sql-template-tag";
import { z } from "zod";
import { execute, type Runner, rows, Undo } from "@/lib/db/statement";
import type { TargetUnit } from "../policy";
import { exceedsAnew, isRate, metrics, periods, type TargetMetric } from "../rules";
import { type TargetOf, targetOf } from "../split/whole";

/**
 * Parts beside their whole in a decision. Sharing a whole out must come out even; a single paper over some parts need
 * not: a committee gives its units more than its own target to be safe, and raises the whole later. It has only to say
 * so with both sums before its eyes.
 */

type Whole = TargetOf<TargetMetric> & { readonly unitId: string };

/** The wholes a decision moves or moves parts of. Rates do not add up, and a commune has no parts. */
export function wholesTouched(
  decided: readonly { readonly held: Whole; readonly unit: TargetUnit }[],
  splits: readonly (TargetOf & { readonly unitId: string })[],
): Whole[] {
  const touched: Whole[] = decided
    .filter(({ held }) => !isRate(held.metric))
    .flatMap(({ held: { year, period, metric, editionId }, unit }) =>
      [unit.kind === "commune" ? null : unit.id, unit.parentId].flatMap((unitId) =>
        unitId === null ? [] : [{ unitId, year, period, metric, editionId }],
      ),
    );
  touched.push(...splits.map((split) => ({ ...targetOf(split), unitId: split.unitId })));
  return [...new Map(touched.map((one) => [nameOf(one), one])).values()];
}

const nameOf = ({ unitId, year, period, metric, editionId }: Whole) =>
  [unitId, year, period, metric, editionId ?? ""].join(" ");

/** Decisions over the same whole come one after the other, so that each sees what the one before it gave the parts. */
export async function lockWholes(wholes: readonly Whole[], tx: Runner): Promise<void> {
  await execute(
    sql`SELECT id FROM unit WHERE id = ANY (${wholes.map((one) => one.unitId)}::text[]) ORDER BY id FOR NO KEY UPDATE`,
    tx,
  );
}

const standingShape = z.object({
  unitId: z.string(),
  name: z.string(),
  year: z.number(),
  period: z.enum(periods),
  metric: z.enum(metrics),
  editionId: z.string().nullable(),
  whole: z.number().nullable(),
  parts: z.number(),
});
type Stands = z.output<typeof standingShape>;

/**
 * The latest decided whole and what its parts were given together: units below it that are there at its
 * period's end, and its bodies. What was made up for the demonstration never stands beside a real decision.
 */
export async function standings(wholes: readonly Whole[], isDemo: boolean, tx: Runner): Promise<Stands[]> {
  const same = sql`t.year = w.year AND t.period = w.period AND t.metric = w.metric
    AND t.campaign_edition_id IS NOT DISTINCT FROM w.edition_id AND t.superseded_at IS NULL AND t.is_demo <= ${isDemo}`;
  return rows(
    standingShape,
    sql`SELECT w.unit_id AS "unitId", u.name, w.year, w.period, w.metric, w.edition_id AS "editionId",
        (SELECT t.value::float8 FROM target t WHERE t.unit_id = w.unit_id AND ${same} ORDER BY t.is_demo DESC LIMIT 1) AS whole,
        (coalesce((SELECT sum(part.value) FROM (
            SELECT DISTINCT ON (t.unit_id) t.value FROM target t JOIN unit c ON c.id = t.unit_id
            WHERE c.parent_id = w.unit_id AND ${same} AND c.valid_from <= w.last_day
              AND (c.valid_to IS NULL OR c.valid_to > w.last_day)
            ORDER BY t.unit_id, t.is_demo DESC) part), 0)
          + coalesce((SELECT sum(body.value) FROM (
            SELECT DISTINCT ON (b.organisation_id) b.value FROM body_target b JOIN organisation o ON o.id = b.organisation_id
            WHERE o.unit_id = w.unit_id AND b.year = w.year AND b.period = w.period AND b.metric = w.metric
              AND b.campaign_edition_id IS NOT DISTINCT FROM w.edition_id AND b.superseded_at IS NULL AND b.is_demo <= ${isDemo}
            ORDER BY b.organisation_id, b.is_demo DESC) body), 0))::float8 AS parts
      FROM (SELECT asked.*, coalesce((SELECT ends_on FROM campaign_edition WHERE id = asked.edition_id),
            make_date(asked.year, CASE asked.period WHEN 'h1' THEN 6 ELSE 12 END, CASE asked.period WHEN 'h1' THEN 30 ELSE 31 END)) AS last_day
          FROM unnest(${wholes.map((one) => one.unitId)}::text[], ${wholes.map((one) => one.year)}::integer[],
          ${wholes.map((one) => one.period)}::text[], ${wholes.map((one) => one.metric)}::text[],
          ${wholes.map((one) => one.editionId)}::text[]) WITH ORDINALITY
            AS asked (unit_id, year, period, metric, edition_id, n)) w
        JOIN unit u ON u.id = w.unit_id
      ORDER BY w.n`,
    tx,
  );
}

/**
 * Refuses parts that come to exceed their wholes until the word for exactly these sums of each is given; answers the words
 * that were needed, for the audit. All of them are asked for at once: the refusal tells the first that is missing, how many
 * `more` are, and in `words` every one that is needed, a line each. Between the page and the paper the sums may have moved:
 * then the new ones are asked about.
 */
export function insistWithinWholes(
  before: readonly Stands[],
  after: readonly Stands[],
  given: readonly string[],
): string[] {
  const needed = after.flatMap((one, at) => {
    const was = before[at];
    if (one.whole === null || (was && !exceedsAnew(was, one))) return [];
    return [{ ...one, whole: one.whole, word: `${one.parts}>${one.whole}@${nameOf(one)}|${one.name}` }];
  });
  const words = needed.map(({ word }) => word);
  const missing = needed.filter(({ word }) => !given.includes(word));
  const [first] = missing;
  if (first) {
    const { name, year, period, metric, parts, whole } = first;
    const sums = { sum: parts, whole, difference: parts - whole };
    const facts = { unit: name, year: String(year), period, metric, ...sums };
    throw new Undo("parts_beyond_whole", { ...facts, more: missing.length - 1, words: words.join("\n") });
  }
  return words;
}
