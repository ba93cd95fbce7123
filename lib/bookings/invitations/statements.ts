import sql, { type Sql } from "sql-template-tag";

/**
 * Remembers, in the statement that makes a booking (`made`), by whose open invitation it came. One's own link, an
 * ended or an unknown one leave no trace. When whoever invites was once brought by the one who books, by one step or
 * many, it is written down in doubt and counts for nobody.
 */
export function broughtBy(code: string, now: Date): Sql {
  return sql`INSERT INTO booking_referral (booking_id, booked_by, donor_id, invitation_id, doubt, made_at)
    SELECT made.id, made.donor_id, i.donor_id, i.id,
      CASE WHEN EXISTS (
        WITH RECURSIVE brought_by AS (
          SELECT r.donor_id FROM booking_referral r WHERE r.booked_by = i.donor_id AND r.donor_id IS NOT NULL
          UNION
          SELECT r.donor_id FROM booking_referral r JOIN brought_by ON r.booked_by = brought_by.donor_id
          WHERE r.donor_id IS NOT NULL
        ) SELECT FROM brought_by WHERE brought_by.donor_id = made.donor_id) THEN 'loop' END, ${now}
    FROM made JOIN donor_invitation i ON i.code = ${code} AND i.ended_at IS NULL AND i.donor_id <> made.donor_id
    RETURNING invitation_id`;
}
