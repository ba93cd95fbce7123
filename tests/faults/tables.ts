import type { ClientBase, Pool } from "pg";
import type { Cell, Donation, Tables, Total } from "./checker";

/** Reads what the checker compares, of the drives named, at one moment. */
export async function tablesOf(db: ClientBase | Pool, driveIds: readonly string[]): Promise<Tables> {
  const of = async <Row>(sql: string) => (await db.query(sql, [driveIds])).rows as Row[];
  return {
    slots: await of("SELECT id, capacity, booked FROM slot WHERE drive_id = ANY ($1)"),
    bookings: await of(
      `SELECT id, request_key AS key, slot_id AS "slotId", donor_id AS "donorId", status FROM booking WHERE drive_id = ANY ($1)`,
    ),
    donations: await of<Donation>(
      `SELECT id, request_key AS key, drive_id AS "driveId", visit_id AS "visitId", donor_id AS "donorId", status, kind,
         first_time AS "firstTime", component, volume_ml AS "volumeMl", segment
       FROM donation WHERE drive_id = ANY ($1)`,
    ),
    totals: await of<Total>(
      `SELECT drive_id AS "driveId", donations, voluntary, first_time AS "firstTime", at_least_350_ml AS "atLeast350Ml",
         apheresis, volume_ml AS "volumeMl"
       FROM drive_total WHERE drive_id = ANY ($1)`,
    ),
    cells: await of<Cell>(
      `SELECT drive_id AS "driveId", kind, first_time AS "firstTime", component, volume_ml AS "volumeMl", segment, donations
       FROM drive_breakdown WHERE drive_id = ANY ($1)`,
    ),
    audits: await of(
      `SELECT subject_id AS "subjectId", count(*)::int AS times FROM audit_event
       WHERE drive_id = ANY ($1) AND action IN ('booking.make', 'donation.record') GROUP BY subject_id`,
    ),
  };
}
