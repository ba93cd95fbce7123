import sql from "sql-template-tag";
import { z } from "zod";
import { keptBackOfficial } from "@/lib/core/few";
import type { CivilDate } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { publicKeptBack } from "../past/neighbours";
import { communeMonths } from "../past/reported";
import { totalOf, wholeAt, yearTotals } from "../past/totals";
import type { TargetUnit } from "../policy";
import { daysOf, type TargetPeriod } from "../rules";
import type { TargetOf } from "./whole";

/** The time whose results weigh the parts: the year or the half before, or the campaign's last edition. */
export interface TimeBefore {
  readonly period: TargetPeriod;
  readonly year: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The campaign whose editions of that year count, whole; null for a year or a half. */
  readonly campaignId: string | null;
}

const editionShape = z.object({ campaignId: z.string(), year: z.number(), from: z.string(), to: z.string() });

/** The time before a target's own; null for a campaign's first edition. */
export async function timeBefore({ year, period, editionId }: Omit<TargetOf, "metric">): Promise<TimeBefore | null> {
  if (editionId === null) {
    return { period, year: year - 1, ...daysOf(period, year - 1, null), campaignId: null };
  }
  const last = await row(
    editionShape,
    sql`SELECT e.campaign_id AS "campaignId", e.year, min(e.starts_on) AS from, max(e.ends_on) AS to FROM campaign_edition e
      WHERE e.campaign_id = (SELECT campaign_id FROM campaign_edition WHERE id = ${editionId}) AND e.year < ${year}
      GROUP BY 1, 2 ORDER BY e.year DESC LIMIT 1`,
  );
  return last && { period, ...last };
}

/** Does the time before still run, so that its results are scaled to the whole? An edition's stand as they are. */
export const isRunning = ({ period, from, to }: TimeBefore, today: CivilDate): boolean =>
  period !== "campaign" && from <= today && today <= to;

/** Is drive `d` of the editions that a year of a campaign has? */
const ofEditions = ({ campaignId, year }: TimeBefore) => sql`EXISTS (SELECT FROM drive_campaign f
  JOIN campaign_edition g ON g.id = f.edition_id WHERE f.drive_id = d.id AND g.campaign_id = ${campaignId} AND g.year = ${year})`;

/** Which part a drive (`d`) counts for: its host where that is one, else its commune as it is now. */
export const partOf = (
  keys: readonly string[],
) => sql`CASE WHEN d.host_organisation_id::text = ANY (${[...keys]}::text[])
  THEN d.host_organisation_id::text ELSE coalesce((SELECT s.successor_id FROM unit_succession s
    WHERE s.predecessor_id = d.commune_id AND s.successor_id = ANY (${[...keys]}::text[]) ORDER BY 1 LIMIT 1), d.commune_id) END`;

/** What the parts of a unit gave in the time before, as they are weighed by; fewer than five of a commune or body are kept back. */
export function resultsOf(
  unit: Pick<TargetUnit, "id" | "kind">,
  keys: readonly string[],
  before: TimeBefore | null,
  today: CivilDate,
): Promise<Results> {
  if (before === null) return Promise.resolve(new Map());
  if (unit.kind !== "nation") return partsBefore(unit.id, keys, before, today);
  return before.campaignId === null ? unitsBefore(keys, before, today) : unitsInCampaign(keys, before, today);
}

type Results = Map<string, { total: number | null; fewer: boolean }>;

async function unitsBefore(keys: readonly string[], { period, year }: TimeBefore, today: CivilDate): Promise<Results> {
  const ofTime = period === "campaign" ? "year" : period;
  const totals = await yearTotals(keys, { from: year, to: year, period: ofTime }, today);
  return new Map(keys.map((key) => [key, { total: totalOf(totals.get(key), year)?.total ?? null, fewer: false }]));
}

/** What drives of a campaign's editions brought, by the unit they are credited to, or went into since. */
async function unitsInCampaign(keys: readonly string[], before: TimeBefore, today: CivilDate): Promise<Results> {
  const [found, flow] = await Promise.all([
    rows(
      z.object({ unitId: z.string(), donations: z.number() }),
      sql`SELECT d.credited_unit_id AS "unitId", sum(t.donations)::integer AS donations
        FROM drive d JOIN drive_total t ON t.drive_id = d.id WHERE t.donations > 0 AND ${ofEditions(before)} GROUP BY 1`,
    ),
    publicFlow(today),
  ]);
  const results: Results = new Map();
  for (const { unitId, donations } of found) {
    const key = flow.get(unitId) ?? unitId;
    if (keys.includes(key)) results.set(key, { total: (results.get(key)?.total ?? 0) + donations, fewer: false });
  }
  return results;
}

async function partsBefore(
  unitId: string,
  keys: readonly string[],
  before: TimeBefore,
  today: CivilDate,
): Promise<Results> {
  const gone = [...(await publicFlow(today))].filter(([, to]) => to === unitId).map(([from]) => from);
  const lineage = [unitId, ...gone];
  const { campaignId, year, from, to } = before;
  const isCampaign = campaignId !== null;
  const found = await rows(
    z.object({ key: z.string(), recorded: z.number(), official: z.number(), firstOn: z.string(), through: z.string() }),
    sql`WITH recorded AS (SELECT ${partOf(keys)} AS key, sum(t.donations)::integer AS donations, min(d.held_on) AS first_on,
        max(d.held_on) AS last_on
      FROM drive d JOIN drive_total t ON t.drive_id = d.id
      WHERE d.credited_unit_id = ANY (${lineage}::text[]) AND t.donations > 0
        AND ${isCampaign ? ofEditions(before) : sql`d.held_on BETWEEN ${from}::date AND ${to}::date`}
      GROUP BY 1), reported AS (
        -- What a commune reported beyond its own drives is its own, whoever hosted them; of no campaign is anything reported.
        SELECT commune_id AS key, sum(received - recorded)::integer AS donations, min(starts_on) AS first_on,
          max(ends_on) AS last_on
        FROM ${communeMonths({ provinceId: unitId, from })} r WHERE ends_on <= ${to}::date AND ${!isCampaign} GROUP BY 1)
      SELECT key, coalesce(c.donations, 0) AS recorded, coalesce(c.donations, 0) + coalesce(r.donations, 0) AS official,
        to_char(min(least(c.first_on, r.first_on)) OVER (), 'YYYY-MM-DD') AS "firstOn",
        -- Who reports on paper is known up to the last report, not up to today (as in yearTotals).
        to_char(CASE WHEN r.last_on > coalesce(c.last_on, '-infinity') THEN least(r.last_on, ${today}::date)
          ELSE ${today}::date END, 'YYYY-MM-DD') AS through
      FROM recorded c FULL JOIN reported r USING (key)`,
  );
  const parts = found.filter(({ key }) => keys.includes(key));
  const kept = keptBackOfficial(parts);
  const { listed } = await publicKeptBack({
    unitId,
    from,
    to,
    ...(isCampaign ? { campaignId, editions: { year, until: today } } : {}),
  });
  const scaled = isRunning(before, today);
  return new Map(
    parts.map(({ key, official, firstOn, through }, at) => [
      key,
      kept[at] || listed.has(key)
        ? { total: null, fewer: true }
        : { total: scaled ? wholeAt(official, firstOn, through, to, today) : official, fewer: false },
    ]),
  );
}
