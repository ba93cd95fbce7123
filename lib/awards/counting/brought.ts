import sql from "sql-template-tag";
import { z } from "zod";
import { addCalendarMonths, type CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";

const broughtShape = z.object({ on: z.string(), place: z.string(), people: z.coerce.number().int() });
export type Brought = z.output<typeof broughtShape>;

/**
 * What a mobiliser's count consists of: at which drives how many people gave who had booked by their invitation, the
 * newest first; never who. Whoever calls has asked who may see the mobiliser.
 */
export async function broughtTo(subjectId: string, periodMonths: number, until: CivilDate): Promise<Brought[]> {
  return rows(
    broughtShape,
    sql`SELECT d.held_on::text AS on, v.name AS place, count(DISTINCT g.donor_id) AS people
      FROM booking_referral r LEFT JOIN award_person p ON p.id = ${subjectId}::uuid
        JOIN visit t ON t.booking_id = r.booking_id JOIN donation g ON g.visit_id = t.id
        JOIN drive d ON d.id = g.drive_id JOIN venue v ON v.id = d.venue_id
      WHERE (r.person_id = p.id OR r.donor_id = coalesce(p.donor_id, ${subjectId}::uuid)) AND r.doubt IS NULL
        AND g.given_on > ${addCalendarMonths(until, -periodMonths)}::date AND g.given_on <= ${until}::date
        AND g.status <> 'voided' AND g.kind = 'voluntary' AND g.donor_id <> coalesce(p.donor_id, ${subjectId}::uuid)
      GROUP BY d.id, v.id ORDER BY d.held_on DESC, v.name LIMIT 100`,
  );
}
