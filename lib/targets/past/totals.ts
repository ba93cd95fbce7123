import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, daysBetween } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import { flowTables } from "@/lib/units/flow/statements";
import type { YearTotal } from "../projection";
import { daysOf } from "../rules";
import { approvedMonths } from "./reported";

const totalShape = z.object({
  unitId: z.string(),
  year: z.number(),
  printed: z.number().nullable(),
  isRounded: z.boolean(),
  recorded: z.number().nullable(),
  firstOn: z.string().nullable(),
  through: z.string().nullable(),
  reports: z.number(),
  isDemo: z.boolean(),
});

/**
 * What units received in the years up to one, for planning: printed totals as they are, and what is official here
 * (of a month its approved report, else what drives recorded), of a running year scaled to the whole by the days since
 * its first drive. A merged unit counts with what those that have gone into it recorded and reported. Communes count by
 * the ground and by what was recorded, all others by the credit. Of a `period` the same half of each year is meant.
 */
export async function yearTotals(
  unitIds: readonly string[],
  { period = "year", ...years }: { from: number; to: number; period?: "year" | "h1" | "h2" },
  today: CivilDate,
  on?: Runner,
): Promise<Map<string, YearTotal[]>> {
  const ofPeriod = (day: Sql) =>
    period === "year" ? sql`true` : sql`(extract(month FROM ${day}) <= 6) = ${period === "h1"}`;
  const found = await rows(
    totalShape,
    sql`WITH RECURSIVE ${flowTables(today)}, asked AS (SELECT id, kind FROM unit WHERE id = ANY (${unitIds}::text[])),
      counting AS (
        SELECT id, id AS counted FROM asked UNION
        SELECT to_id, from_id FROM sole JOIN asked ON asked.id = sole.to_id WHERE parts = 1
      ), recorded AS (
        SELECT who.id AS unit_id, extract(year FROM d.held_on)::integer AS year, sum(t.donations)::integer AS donations,
          min(d.held_on) AS first_on, max(d.held_on) AS last_on, bool_or(d.is_demo) AS is_demo
        FROM drive d JOIN drive_total t ON t.drive_id = d.id
          JOIN LATERAL (
            SELECT c.id FROM counting c WHERE c.counted IN (d.credited_unit_id, d.commune_id)
            UNION SELECT id FROM asked WHERE kind = 'nation') who ON true
        WHERE d.held_on BETWEEN ${`${years.from}-01-01`}::date AND ${`${years.to}-12-31`}::date AND t.donations > 0 AND ${ofPeriod(sql`d.held_on`)}
        GROUP BY 1, 2
      ), reported AS (
        SELECT who.id AS unit_id, extract(year FROM a.starts_on)::integer AS year, sum(a.received - a.recorded)::integer AS donations,
          min(a.starts_on) AS first_on, max(a.ends_on) AS last_on, bool_or(a.is_demo) AS is_demo, count(*)::integer AS reports
        FROM ${approvedMonths({ from: `${years.from}-01-01`, to: `${years.to}-12-31` })} a
          JOIN LATERAL (
            SELECT c.id FROM counting c WHERE c.counted = a.unit_id
            UNION SELECT id FROM asked WHERE kind = 'nation') who ON true
        WHERE ${ofPeriod(sql`a.starts_on`)}
        GROUP BY 1, 2
      ), official AS (
        SELECT unit_id, year, coalesce(c.donations, 0) + coalesce(r.donations, 0) AS donations, least(c.first_on, r.first_on) AS first_on,
          -- Who reports on paper is known up to the last report, not up to today.
          CASE WHEN r.last_on > coalesce(c.last_on, '-infinity') THEN least(r.last_on, ${today}::date) ELSE ${today}::date END AS through,
          coalesce(c.is_demo, false) OR coalesce(r.is_demo, false) AS is_demo, coalesce(r.reports, 0) AS reports
        FROM recorded c FULL JOIN reported r USING (unit_id, year)
      ), printed AS (
        SELECT DISTINCT ON (f.unit_id, f.year) f.unit_id, f.year, f.value::float8 AS value, f.qualifier <> 'exact' AS is_rounded
        FROM published_figure f
        WHERE f.unit_id IN (SELECT id FROM asked) AND f.year BETWEEN ${years.from} AND ${years.to} AND f.period = ${period}
          AND f.metric IN ('units_received', 'donations_received') AND f.campaign_id IS NULL AND f.value IS NOT NULL
        ORDER BY f.unit_id, f.year, f.headline DESC, f.metric DESC, f.as_of DESC NULLS LAST
      )
      SELECT coalesce(p.unit_id, r.unit_id) AS "unitId", coalesce(p.year, r.year) AS year, p.value AS printed, coalesce(p.is_rounded, false) AS "isRounded",
        r.donations AS recorded, to_char(r.first_on, 'YYYY-MM-DD') AS "firstOn", to_char(r.through, 'YYYY-MM-DD') AS through,
        coalesce(r.reports, 0) AS reports, coalesce(r.is_demo, false) AS "isDemo"
      FROM printed p FULL JOIN official r ON r.unit_id = p.unit_id AND r.year = p.year`,
    on,
  );
  const totals = new Map<string, YearTotal[]>();
  for (const one of found) {
    const known = totals.get(one.unitId) ?? [];
    if (one.printed !== null)
      known.push({
        year: one.year,
        total: one.printed,
        from: "published",
        isDemo: false,
        ...(one.isRounded ? { isRounded: true } : {}),
      });
    if (one.recorded !== null && one.firstOn !== null)
      known.push({
        year: one.year,
        total: wholeAt(one.recorded, one.firstOn, one.through ?? today, daysOf(period, one.year, null).to, today),
        from: "recorded",
        ...(one.reports > 0 ? { reports: one.reports } : {}),
        isDemo: one.isDemo,
      });
    totals.set(one.unitId, known);
  }
  return totals;
}

/**
 * A running time's count as it would be on its last day, if it went on as from its first drive to the day it is known
 * `through`; of one that is over, as it is.
 */
export function wholeAt(
  recorded: number,
  firstOn: CivilDate,
  through: CivilDate,
  lastDay: CivilDate,
  today: CivilDate,
): number {
  if (today > lastDay) return recorded;
  const days = daysBetween(firstOn, through) + 1;
  const left = daysBetween(through, lastDay);
  return days < 14 ? recorded : Math.round((recorded * (days + left)) / days);
}

/** The total of one year to compare with: as printed, else as recorded. */
export function totalOf(totals: readonly YearTotal[] | undefined, year: number): YearTotal | null {
  const ofYear = (totals ?? []).filter((one) => one.year === year);
  return ofYear.find((one) => one.from === "published") ?? ofYear[0] ?? null;
}
