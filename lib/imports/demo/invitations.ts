import type { ClientBase } from "pg";

/** How many people each of the demonstration's mobilisers brought, the first two enough for a Certificate of Merit. */
const brought = [118, 104, 46, 31, 22, 14, 9, 7];

/**
 * Gives the demonstration donors who invite by a link of their own, in Hà Nội, and whoever signs in to look at a donor's
 * page: of the bookings that led to a donation within the year some are theirs. Made once; everybody is made up.
 */
export async function addInvitations(client: ClientBase, today: string): Promise<void> {
  await client.query(
    `WITH inviter AS (
        SELECT id, row_number() OVER (ORDER BY phone IS DISTINCT FROM '+84900000001', donation_count DESC, id) AS n
        FROM donor WHERE is_demo AND home_province_id = 'P01' ORDER BY n LIMIT $1
      ), share AS (
        -- Those who sign in come first and brought the fewest.
        SELECT i.id, s.many, sum(s.many) OVER (ORDER BY s.at) - s.many AS before
        FROM inviter i JOIN unnest($2::int[]) WITH ORDINALITY AS s (many, at) ON s.at = CASE WHEN i.n <= 2 THEN $1 - 2 + i.n ELSE i.n - 2 END
      ), link AS (
        INSERT INTO donor_invitation (id, donor_id, code, shows_name, is_demo)
        SELECT gen_random_uuid(), id, left(translate(md5('invitation ' || id), '01', 'gh'), 16), many % 2 = 0, true FROM share
        RETURNING id, donor_id
      ), gave AS (
        SELECT DISTINCT ON (b.donor_id) b.id, b.donor_id, b.booked_at
        FROM booking b JOIN visit v ON v.booking_id = b.id JOIN donation g ON g.visit_id = v.id
          JOIN drive d ON d.id = b.drive_id
        WHERE d.is_demo AND d.province_id = 'P01' AND g.status <> 'voided' AND g.kind = 'voluntary'
          AND g.given_on > $3::date - 300 AND b.donor_id NOT IN (SELECT id FROM inviter)
        ORDER BY b.donor_id, b.id
      ), numbered AS (
        SELECT *, row_number() OVER (ORDER BY md5(id::text)) - 1 AS n FROM gave
      )
      INSERT INTO booking_referral (booking_id, booked_by, donor_id, invitation_id, made_at)
      SELECT n.id, n.donor_id, s.id, l.id, n.booked_at
      FROM share s JOIN link l ON l.donor_id = s.id JOIN numbered n ON n.n >= s.before AND n.n < s.before + s.many`,
    [brought.length, brought, today],
  );
}
