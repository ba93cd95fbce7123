import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { execute, type Runner, rows, transaction } from "@/lib/db/statement";
import { driveCounts, sumsOfDrives } from "./statements";

/** How many days after its end a month may be added up; the triggers note changes from the second day on. */
const restingDays = 3;

/**
 * Adds up every month that is over and not added up yet, or touched since: each in a transaction of its own, and all it
 * reads and writes as of one moment. Whoever records meanwhile neither waits nor is missed: the row that says so
 * (`month_touched`) is not seen here, stays, and has the month read drive by drive until the next time. Two workers at
 * once: the second begins anew and finds it done. Answers the months it added up.
 */
export async function addUpMonths(): Promise<CivilDate[]> {
  const due = await rows(
    z.object({ month: z.string() }),
    sql`SELECT m::date AS month FROM generate_series(
        (SELECT date_trunc('month', min(held_on)::timestamp) FROM drive),
        date_trunc('month', (now() AT TIME ZONE 'Asia/Ho_Chi_Minh') - interval '1 day' * ${restingDays}) - interval '1 month', interval '1 month') m
      WHERE NOT EXISTS (SELECT FROM month_added a WHERE a.month = m::date) OR EXISTS (SELECT FROM month_touched t WHERE t.month = m::date)
      ORDER BY month DESC`,
  );
  for (const { month } of due) await transaction((tx) => addUp(month, tx));
  return due.map(({ month }) => month);
}

async function addUp(month: CivilDate, tx: Runner): Promise<void> {
  const within = sql`d.held_on >= ${month}::date AND d.held_on < ${month}::date + interval '1 month'`;
  // Everybody's today has come for a month that is over: all its drives have been held.
  const sums = sumsOfDrives(sql`d.held_on`);
  await execute(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`, tx);
  await execute(
    sql`INSERT INTO month_added (month) VALUES (${month}::date) ON CONFLICT (month) DO UPDATE SET added_at = now()`,
    tx,
  );
  await execute(sql`DELETE FROM month_touched WHERE month = ${month}::date`, tx);
  await execute(sql`DELETE FROM month_sum WHERE month = ${month}::date`, tx);
  await execute(sql`DELETE FROM month_cell WHERE month = ${month}::date`, tx);
  const columns = sql`donations, voluntary, first_time, at_least_350_ml, apheresis, volume_ml, drives, planned_units, contains_demo, reconciled`;
  await execute(
    sql`INSERT INTO month_sum (month, unit_id, campaign_id, campaign_year, ${columns})
      SELECT ${month}::date, unit_id, campaign_id, campaign_year, ${columns} FROM (
        SELECT d.credited_unit_id AS unit_id, c.campaign_id, c.campaign_year, ${sums}
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id CROSS JOIN LATERAL (
          SELECT '' AS campaign_id, 0 AS campaign_year
          UNION SELECT e.campaign_id, e.year FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
            WHERE dc.drive_id = d.id) c
        WHERE ${within} AND ${driveCounts}
        GROUP BY d.credited_unit_id, c.campaign_id, c.campaign_year) summed`,
    tx,
  );
  await execute(
    sql`INSERT INTO month_cell (month, unit_id, kind, first_time, component, volume_ml, segment, donations)
      SELECT ${month}::date, d.credited_unit_id, b.kind, b.first_time, b.component, b.volume_ml, b.segment, sum(b.donations)
      FROM drive d JOIN drive_breakdown b ON b.drive_id = d.id
      WHERE ${within} AND b.donations > 0
      GROUP BY d.credited_unit_id, b.kind, b.first_time, b.component, b.volume_ml, b.segment`,
    tx,
  );
}
