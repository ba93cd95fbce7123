import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";

/** What stands in a donor's way on a day, as JSON columns of one read; why a deferral stands is not among them. */
export const standingShape = {
  deferrals: z.array(z.object({ countedFrom: z.string(), lastDay: z.string().nullable() })),
  donations: z.array(
    z.object({
      component: z.enum(["whole_blood", "red_cells", "platelets", "plasma", "granulocytes", "stem_cells"]),
      givenOn: z.string(),
      lostMl: z.number().nullable(),
    }),
  ),
};

/**
 * The columns `deferrals` and `donations` of a donor `p`: the deferrals not lifted, and every donation that may still
 * ask for rest. The donor's own last-donation row counts too: it may tell of one given elsewhere. So does blood lost
 * without a bag, and a needle days ago of which nobody said what came of it: until somebody does, blood has flowed.
 */
export const standingColumns: Sql = sql`
  coalesce((SELECT json_agg(json_build_object('countedFrom', f.counted_from, 'lastDay', f.last_day))
    FROM deferral f WHERE f.donor_id = p.id AND f.lifted_at IS NULL), '[]'::json) AS deferrals,
  coalesce((SELECT json_agg(json_build_object('component', past.component, 'givenOn', past.given_on, 'lostMl', past.lost_ml)) FROM (
      SELECT g.component, g.given_on, NULL::int AS lost_ml FROM donation g
      WHERE g.donor_id = p.id AND g.status = 'recorded' AND g.given_on > current_date - 400
      UNION SELECT p.last_component, p.last_given_on, NULL WHERE p.last_given_on IS NOT NULL
      UNION SELECT CASE WHEN u.status = 'bleeding' THEN coalesce(u.component, 'whole_blood') ELSE 'whole_blood' END,
        w.held_on, u.blood_lost_ml
      FROM visit u JOIN drive w ON w.id = u.drive_id
      WHERE u.donor_id = p.id AND ((u.status = 'bleeding' AND u.left_open_at IS NOT NULL) OR u.blood_lost_ml IS NOT NULL)
    ) past), '[]'::json) AS donations`;

export const liftedRow = z.object({ id: z.string(), donorId: z.string() });

/**
 * Ends a deferral early, with its reason and its audit row. No row: it was lifted already, is not this
 * donor's, or the donor neither booked nor came to this drive.
 */
export function liftDeferralRow(
  actor: Actor & { accountId: string },
  asked: { deferralId: string; donorId: string; because: string; driveId: string; now: Date },
): Sql {
  return sql`
    WITH lifted AS (
      UPDATE deferral SET lifted_at = ${asked.now}, lifted_by = ${actor.accountId}::uuid, lifted_because = ${asked.because}
      WHERE id = ${asked.deferralId}::uuid AND donor_id = ${asked.donorId}::uuid AND lifted_at IS NULL
        AND (EXISTS (SELECT FROM visit v WHERE v.donor_id = deferral.donor_id AND v.drive_id = ${asked.driveId}::uuid)
          OR EXISTS (SELECT FROM booking b WHERE b.donor_id = deferral.donor_id AND b.drive_id = ${asked.driveId}::uuid))
      RETURNING id, donor_id
    ), audit AS (${auditFrom(actor, "deferral.lift", {
      from: sql`lifted`,
      subjectKind: "deferral",
      subjectId: sql`lifted.id`,
      driveId: sql`${asked.driveId}`,
    })})
    SELECT id, donor_id AS "donorId" FROM lifted`;
}
