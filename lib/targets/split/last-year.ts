import sql from "sql-template-tag";
import { z } from "zod";
import { keptBackOfficial } from "@/lib/core/few";
import { type CivilDate, yearOf } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { publicKeptBack } from "../past/neighbours";
import { communeMonths } from "../past/reported";
import { totalOf, wholeYear, yearTotals } from "../past/totals";
import type { TargetUnit } from "../policy";

/** Which part a drive (`d`) counts for: its host where that is one, else its commune as it is now. */
export const partOf = (
  keys: readonly string[],
) => sql`CASE WHEN d.host_organisation_id::text = ANY (${[...keys]}::text[])
  THEN d.host_organisation_id::text ELSE coalesce((SELECT s.successor_id FROM unit_succession s
    WHERE s.predecessor_id = d.commune_id AND s.successor_id = ANY (${[...keys]}::text[]) ORDER BY 1 LIMIT 1), d.commune_id) END`;

/** What the parts of a unit gave in a year, as they are weighed by; fewer than five of a commune or body are kept back. */
export function resultsOf(
  unit: Pick<TargetUnit, "id" | "kind">,
  keys: readonly string[],
  year: number,
  today: CivilDate,
): Promise<LastYear> {
  return unit.kind === "nation" ? unitsLastYear(keys, year, today) : partsLastYear(unit.id, keys, year, today);
}

type LastYear = Map<string, { total: number | null; fewer: boolean }>;

async function unitsLastYear(keys: readonly string[], year: number, today: CivilDate): Promise<LastYear> {
  const totals = await yearTotals(keys, { from: year, to: year }, today);
  return new Map(keys.map((key) => [key, { total: totalOf(totals.get(key), year)?.total ?? null, fewer: false }]));
}

async function partsLastYear(
  unitId: string,
  keys: readonly string[],
  year: number,
  today: CivilDate,
): Promise<LastYear> {
  const gone = [...(await publicFlow(today))].filter(([, to]) => to === unitId).map(([from]) => from);
  const lineage = [unitId, ...gone];
  const found = await rows(
    z.object({ key: z.string(), recorded: z.number(), official: z.number(), firstOn: z.string(), through: z.string() }),
    sql`WITH recorded AS (SELECT ${partOf(keys)} AS key, sum(t.donations)::integer AS donations, min(d.held_on) AS first_on,
        max(d.held_on) AS last_on
      FROM drive d JOIN drive_total t ON t.drive_id = d.id
      WHERE d.credited_unit_id = ANY (${lineage}::text[])
        AND d.held_on BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date AND t.donations > 0
      GROUP BY 1), reported AS (
        -- What a commune reported beyond its own drives is its own, whoever hosted them.
        SELECT commune_id AS key, sum(received - recorded)::integer AS donations, min(starts_on) AS first_on,
          max(ends_on) AS last_on
        FROM ${communeMonths({ provinceId: unitId, from: `${year}-01-01` })} r WHERE ends_on <= ${`${year}-12-31`}::date GROUP BY 1)
      SELECT key, coalesce(c.donations, 0) AS recorded, coalesce(c.donations, 0) + coalesce(r.donations, 0) AS official,
        to_char(min(least(c.first_on, r.first_on)) OVER (), 'YYYY-MM-DD') AS "firstOn",
        -- Who reports on paper is known up to the last report, not up to today (as in yearTotals).
        to_char(CASE WHEN r.last_on > coalesce(c.last_on, '-infinity') THEN least(r.last_on, ${today}::date)
          ELSE ${today}::date END, 'YYYY-MM-DD') AS through
      FROM recorded c FULL JOIN reported r USING (key)`,
  );
  const parts = found.filter(({ key }) => keys.includes(key));
  const kept = keptBackOfficial(parts);
  const { listed } = await publicKeptBack({ unitId, from: `${year}-01-01`, to: `${year}-12-31` });
  return new Map(
    parts.map(({ key, official, firstOn, through }, at) => [
      key,
      kept[at] || listed.has(key)
        ? { total: null, fewer: true }
        : { total: wholeYear(official, firstOn, year, yearOf(today) === year ? through : today), fewer: false },
    ]),
  );
}
