import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/authorize";
import { rows } from "@/lib/db/statement";
import { driveForDesk } from "@/lib/drives/desk/queries";
import { driveTarget } from "@/lib/drives/policy";
import { COMPONENTS } from "@/lib/eligibility/rule-set";
import { deskSight } from "@/lib/visits/policy";
import { donationKinds } from "./rules";

const listedShape = z.object({
  id: z.string(),
  number: z.string(),
  visitId: z.string(),
  visitNumber: z.number(),
  donorName: z.string(),
  birthYear: z.number(),
  givenAt: z.coerce.date(),
  kind: z.enum(donationKinds),
  firstTime: z.boolean(),
  component: z.enum(COMPONENTS),
  volumeMl: z.number(),
  adverseReaction: z.string().nullable(),
  adverseSeverity: z.number().nullable(),
  flags: z.array(z.string()),
  status: z.enum(["recorded", "voided"]),
  version: z.number(),
  reviewedByName: z.string().nullable(),
  reviewedAt: z.coerce.date().nullable(),
  recordedByName: z.string().nullable(),
  /** Who recorded it, and the last one who recorded or corrected it: somebody else than both must confirm. */
  recordedBy: z.string().nullable(),
  changedBy: z.string().nullable(),
  events: z.array(
    z.object({ kind: z.string(), reason: z.string().nullable(), at: z.coerce.date(), by: z.string().nullable() }),
  ),
});

/** A donation in the drive's list, with what happened to its record. */
export type ListedDonation = z.output<typeof listedShape>;

/**
 * The donations of a drive by hour, or those that wait for a second person; null outside the actor's reach. Reactions
 * and the flags that speak of health are left out for whoever may not see health.
 */
export async function driveDonations(
  actor: StaffActor,
  driveId: string,
  { toReview = false }: { toReview?: boolean } = {},
): Promise<ListedDonation[] | null> {
  const drive = await driveForDesk(actor, driveId);
  if (drive === null || !may(actor, "donation.confirm", driveTarget(drive))) return null;
  const { health } = deskSight(actor, drive);
  const found = await rows(
    listedShape,
    sql`SELECT g.id, g.number, g.visit_id AS "visitId", v.number AS "visitNumber", p.full_name AS "donorName",
        extract(year FROM p.born_on)::int AS "birthYear", g.given_at AS "givenAt", g.kind, g.first_time AS "firstTime",
        g.component, g.volume_ml AS "volumeMl", g.adverse_reaction AS "adverseReaction", g.adverse_severity AS "adverseSeverity",
        g.flags, g.status, g.version, reviewer.name AS "reviewedByName", g.reviewed_at AS "reviewedAt", recorder.name AS "recordedByName", g.recorded_by AS "recordedBy",
        (SELECT e.by_account FROM donation_event e WHERE e.donation_id = g.id AND e.kind IN ('recorded', 'corrected')
          ORDER BY e.happened_at DESC, e.id DESC LIMIT 1) AS "changedBy",
        coalesce((SELECT json_agg(json_build_object('kind', e.kind, 'reason', e.reason, 'at', e.happened_at, 'by', a.name)
            ORDER BY e.happened_at, e.id)
          FROM donation_event e LEFT JOIN account a ON a.id = e.by_account
          WHERE e.donation_id = g.id AND e.kind <> 'recorded'), '[]'::json) AS events
      FROM donation g JOIN visit v ON v.id = g.visit_id JOIN donor p ON p.id = g.donor_id
        LEFT JOIN account reviewer ON reviewer.id = g.reviewed_by LEFT JOIN account recorder ON recorder.id = g.recorded_by
      WHERE g.drive_id = ${driveId}::uuid
        AND (NOT ${toReview} OR (g.flags <> '{}' AND g.reviewed_at IS NULL AND g.status = 'recorded'))
      ORDER BY g.given_at, g.id LIMIT 2000`,
  );
  await recordAudit(actor, {
    action: "donation.list",
    subjectKind: "drive",
    subjectId: driveId,
    driveId,
    unitId: drive.creditedUnitId,
    detail: { shown: found.length },
  });
  return health ? found : found.map((donation) => ({ ...donation, adverseReaction: null, adverseSeverity: null }));
}
