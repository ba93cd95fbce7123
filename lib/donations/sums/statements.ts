import sql, { type Sql } from "sql-template-tag";
import type { CivilDate } from "@/lib/core/time";

/**
 * How to ask for sums over many drives. Months that are over stand added up by credited unit (`month_sum`,
 * `month_cell`); those still running, to come, or touched since are read drive by drive, in the same statement and so
 * at the same moment: an answer is exact, whether the worker has been at work or not.
 *
 * ```ts
 * sql`WITH ${monthsToRead("2026-01-01", "2026-12-01")}, cells AS (${cellsByMonth((unit) => sql`${unit} = ${"P01"}`)})
 *   SELECT month, segment, sum(donations) FROM cells GROUP BY month, segment`
 * ```
 *
 * The condition is one on the credited unit; without it all are read. `totalsByMonth` gives what a drive's total tells, by month and credited unit; `cellsByMonth` also by kind, first time,
 * component, volume and segment. A quarter or a year is a sum of months. What is asked of one commune, facility or
 * drive, or of days within a month, has few drives and is read from `drive_total` and `drive_breakdown` directly, along
 * `drive_commune_day` or `drive_facility_day`: there is nothing to be gained here.
 */
export function monthsToRead(first: CivilDate, last: CivilDate): Sql {
  return sql`asked_month AS MATERIALIZED (
      SELECT m::date AS month, (m + interval '1 month')::date AS next, NOT EXISTS (SELECT FROM month_added a WHERE a.month = m::date)
        OR EXISTS (SELECT FROM month_touched t WHERE t.month = m::date) AS by_drive
      FROM generate_series(${first}::timestamp, ${last}::timestamp, interval '1 month') m)`;
}

/** A condition on the column that holds the credited unit. */
export type OfUnits = (unitId: Sql) => Sql;
const all: OfUnits = () => sql`true`;

/** A donation stays a fact when its drive is broken off; a drive called off without any counts as none. Of `drive d`, `drive_total t`. */
export const driveCounts = sql`(t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed'))`;

/**
 * The total of `drive d`, asked for drive by drive, so that an answer costs what its drives cost: left to choose, Postgres
 * takes a month for more drives than it has and reads the totals of all years.
 */
export const itsTotal = sql`LATERAL (SELECT * FROM drive_total WHERE drive_id = d.id OFFSET 0)`;

/** The same of what was given at it, by kind, first time, component, volume and segment. */
const itsBreakdown = sql`LATERAL (SELECT * FROM drive_breakdown WHERE drive_id = d.id AND donations > 0 OFFSET 0)`;

/** What drives tell, added up; of `drive d` left-joined to its `drive_total t`. `today` tells which have been held. */
export function sumsOfDrives(today: CivilDate | Sql): Sql {
  return sql`coalesce(sum(t.donations), 0)::integer AS donations, coalesce(sum(t.voluntary), 0)::integer AS voluntary,
    coalesce(sum(t.first_time), 0)::integer AS first_time, coalesce(sum(t.at_least_350_ml), 0)::integer AS at_least_350_ml,
    coalesce(sum(t.apheresis), 0)::integer AS apheresis, coalesce(sum(t.volume_ml), 0)::bigint AS volume_ml,
    (count(*) FILTER (WHERE d.held_on <= ${today}))::integer AS drives, count(*)::integer AS every_drive,
    sum(d.planned_units)::integer AS planned_units, bool_or(d.is_demo) AS contains_demo,
    bool_and(d.status = 'reconciled') AS reconciled`;
}

const addedSums = sql`s.donations, s.voluntary, s.first_time, s.at_least_350_ml, s.apheresis, s.volume_ml, s.drives, s.drives AS every_drive,
    s.planned_units, s.contains_demo, s.reconciled`;

/**
 * Rows `month, unit_id` and the columns of `sumsOfDrives` for the months of `monthsToRead`.
 * Drafts and drives called off without a donation count nothing.
 */
export function totalsByMonth(today: CivilDate, ofUnits: OfUnits = all): Sql {
  return sql`SELECT s.month, s.unit_id, ${addedSums}
    FROM asked_month JOIN month_sum s ON s.month = asked_month.month AND s.campaign_id = '' AND s.campaign_year = 0
    WHERE NOT asked_month.by_drive AND ${ofUnits(sql`s.unit_id`)}
    UNION ALL
    SELECT asked_month.month, live.*
    FROM asked_month CROSS JOIN LATERAL (
      SELECT d.credited_unit_id AS unit_id, ${sumsOfDrives(today)}
      FROM drive d LEFT JOIN ${itsTotal} t ON true
      WHERE d.held_on >= asked_month.month AND d.held_on < asked_month.next AND ${driveCounts} AND ${ofUnits(sql`d.credited_unit_id`)}
      GROUP BY d.credited_unit_id) live
    WHERE asked_month.by_drive`;
}

/**
 * The same once more for each campaign whose edition is of that year: rows `month, unit_id, campaign_id` and the sums; a
 * drive in two editions of one campaign counts once in it. The months read should reach a year to both sides, as an
 * edition may begin before its year.
 */
export function campaignTotalsByMonth(today: CivilDate, year: number): Sql {
  return sql`SELECT s.month, s.unit_id, s.campaign_id, ${addedSums}
    FROM asked_month JOIN month_sum s ON s.month = asked_month.month AND s.campaign_id <> '' AND s.campaign_year = ${year}
    WHERE NOT asked_month.by_drive
    UNION ALL
    SELECT asked_month.month, live.*
    FROM asked_month CROSS JOIN LATERAL (
      SELECT d.credited_unit_id AS unit_id, c.campaign_id, ${sumsOfDrives(today)}
      FROM drive d LEFT JOIN ${itsTotal} t ON true CROSS JOIN LATERAL (
        SELECT DISTINCT e.campaign_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
        WHERE dc.drive_id = d.id AND e.year = ${year}) c
      WHERE d.held_on >= asked_month.month AND d.held_on < asked_month.next AND ${driveCounts}
      GROUP BY d.credited_unit_id, c.campaign_id) live
    WHERE asked_month.by_drive`;
}

/** Rows `month, unit_id, kind, first_time, component, volume_ml, segment, donations` for the months of `monthsToRead`. */
export function cellsByMonth(ofUnits: OfUnits = all): Sql {
  return sql`SELECT s.month, s.unit_id, s.kind, s.first_time, s.component, s.volume_ml, s.segment, s.donations
    FROM asked_month JOIN month_cell s ON s.month = asked_month.month
    WHERE NOT asked_month.by_drive AND ${ofUnits(sql`s.unit_id`)}
    UNION ALL
    SELECT asked_month.month, live.*
    FROM asked_month CROSS JOIN LATERAL (
      SELECT d.credited_unit_id AS unit_id, b.kind, b.first_time, b.component, b.volume_ml, b.segment, sum(b.donations)::integer AS donations
      FROM drive d CROSS JOIN ${itsBreakdown} b
      WHERE d.held_on >= asked_month.month AND d.held_on < asked_month.next AND ${ofUnits(sql`d.credited_unit_id`)}
      GROUP BY d.credited_unit_id, b.kind, b.first_time, b.component, b.volume_ml, b.segment) live
    WHERE asked_month.by_drive`;
}
