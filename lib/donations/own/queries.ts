import sql from "sql-template-tag";
import { z } from "zod";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { prepared, rows } from "@/lib/db/statement";
import { COMPONENTS } from "@/lib/eligibility/rule-set";

const donationShape = z.object({
  id: z.string(),
  givenOn: z.string(),
  component: z.enum(COMPONENTS),
  volumeMl: z.number(),
  kind: z.enum(["voluntary", "replacement"]),
  venueName: z.string(),
  communeName: z.string(),
  provinceName: z.string(),
  facilityName: z.string(),
});

/** One donation as its donor sees it. */
export type OwnDonation = z.output<typeof donationShape>;

/** The donor's own donations, newest first; voided ones are not among them. */
export async function ownDonations(actor: DonorActor): Promise<OwnDonation[]> {
  insist(actor, "donor.own", anywhere);
  return rows(
    donationShape,
    prepared(sql`SELECT g.id, g.given_on AS "givenOn", g.component, g.volume_ml AS "volumeMl", g.kind, v.name AS "venueName",
        c.full_name AS "communeName", p.name AS "provinceName", f.name AS "facilityName"
      FROM donation g JOIN drive d ON d.id = g.drive_id JOIN venue v ON v.id = d.venue_id
        JOIN unit c ON c.id = d.commune_id JOIN unit p ON p.id = d.province_id JOIN facility f ON f.id = d.facility_id
      WHERE g.donor_id = ${actor.donorId}::uuid AND g.status = 'recorded'
      ORDER BY g.given_at DESC, g.id LIMIT 300`),
  );
}
