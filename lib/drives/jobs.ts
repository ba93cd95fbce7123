import sql from "sql-template-tag";
import { todayInVietnam } from "@/lib/core/time";
import { execute } from "@/lib/db/statement";

/**
 * Ends the bookings of days that are over: whoever neither came nor cancelled did not come, also where nobody closed
 * the drive. Without this an old booking would keep its donor from making another. Answers how many it ended.
 */
export async function endPastBookings(now = new Date()): Promise<number> {
  return execute(
    sql`UPDATE booking SET status = 'no_show', ended_at = ${now}, ended_by = 'day_over'
      FROM drive d
      WHERE booking.status = 'booked' AND d.id = booking.drive_id AND d.held_on < ${todayInVietnam(now)}::date`,
  );
}
