import sql from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, daysBetween, yearOf } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import type { YearTotal } from "../projection";

const totalShape = z.object({
  unitId: z.string(),
  year: z.number(),
  printed: z.number().nullable(),
  recorded: z.number().nullable(),
  firstOn: z.string().nullable(),
  isDemo: z.boolean(),
});

/**
 * What units received in the years up to one, for planning: printed totals as they are, and what drives recorded here, of
 * a running year scaled to the whole by the days since its first drive. A merged province counts with what its
 * predecessors recorded. Communes count by the ground, all others by the credit.
 */
export async function yearTotals(
  unitIds: readonly string[],
  years: { from: number; to: number },
  today: CivilDate,
  on?: Runner,
): Promise<Map<string, YearTotal[]>> {
  const found = await rows(
    totalShape,
    sql`WITH asked AS (SELECT id, kind FROM unit WHERE id = ANY (${unitIds}::text[])),
      counting AS (
        SELECT id, id AS counted FROM asked UNION
        SELECT s.successor_id, s.predecessor_id FROM unit_succession s JOIN asked ON asked.id = s.successor_id
      ), recorded AS (
        SELECT who.id AS unit_id, extract(year FROM d.held_on)::integer AS year, sum(t.donations)::integer AS donations,
          min(d.held_on) AS first_on, bool_or(d.is_demo) AS is_demo
        FROM drive d JOIN drive_total t ON t.drive_id = d.id
          JOIN LATERAL (
            SELECT c.id FROM counting c WHERE c.counted IN (d.credited_unit_id, d.commune_id)
            UNION SELECT id FROM asked WHERE kind = 'nation') who ON true
        WHERE d.held_on BETWEEN ${`${years.from}-01-01`}::date AND ${`${years.to}-12-31`}::date AND t.donations > 0
        GROUP BY 1, 2
      ), printed AS (
        SELECT DISTINCT ON (f.unit_id, f.year) f.unit_id, f.year, f.value::float8 AS value
        FROM published_figure f
        WHERE f.unit_id IN (SELECT id FROM asked) AND f.year BETWEEN ${years.from} AND ${years.to} AND f.period = 'year'
          AND f.metric IN ('units_received', 'donations_received') AND f.campaign_id IS NULL AND f.value IS NOT NULL
        ORDER BY f.unit_id, f.year, f.headline DESC, f.metric DESC, f.as_of DESC NULLS LAST
      )
      SELECT coalesce(p.unit_id, r.unit_id) AS "unitId", coalesce(p.year, r.year) AS year, p.value AS printed,
        r.donations AS recorded, r.first_on AS "firstOn", coalesce(r.is_demo, false) AS "isDemo"
      FROM printed p FULL JOIN recorded r ON r.unit_id = p.unit_id AND r.year = p.year`,
    on,
  );
  const totals = new Map<string, YearTotal[]>();
  for (const one of found) {
    const known = totals.get(one.unitId) ?? [];
    if (one.printed !== null) known.push({ year: one.year, total: one.printed, from: "published", isDemo: false });
    if (one.recorded !== null && one.firstOn !== null)
      known.push({
        year: one.year,
        total: wholeYear(one.recorded, one.firstOn, one.year, today),
        from: "recorded",
        isDemo: one.isDemo,
      });
    totals.set(one.unitId, known);
  }
  return totals;
}

/** A running year's count as it would be at its end, if it went on as since its first drive; a past year's as it is. */
export function wholeYear(recorded: number, firstOn: CivilDate, year: number, today: CivilDate): number {
  if (yearOf(today) !== year) return recorded;
  const days = daysBetween(firstOn, today) + 1;
  const left = daysBetween(today, `${year}-12-31`);
  return days < 14 ? recorded : Math.round((recorded * (days + left)) / days);
}

/** The total of one year to compare with: as printed, else as recorded. */
export function totalOf(totals: readonly YearTotal[] | undefined, year: number): YearTotal | null {
  const ofYear = (totals ?? []).filter((one) => one.year === year);
  return ofYear.find((one) => one.from === "published") ?? ofYear[0] ?? null;
}
