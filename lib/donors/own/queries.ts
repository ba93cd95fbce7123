import sql from "sql-template-tag";
import { z } from "zod";
import type { DonorActor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { prepared, row, rows } from "@/lib/db/statement";
import { consentPurposes } from "../consents";

const profileShape = z.object({
  fullName: z.string(),
  bornOn: z.string(),
  sex: z.enum(["female", "male"]),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  bloodAbo: z.string().nullable(),
  bloodRh: z.string().nullable(),
  provinceId: z.string().nullable(),
  provinceCode: z.string().nullable(),
  provinceName: z.string().nullable(),
  communeId: z.string().nullable(),
  communeName: z.string().nullable(),
  segment: z.string().nullable(),
  employer: z.string().nullable(),
  locale: z.enum(["vi", "en"]),
  donationCount: z.number(),
  lastGivenOn: z.string().nullable(),
  lastComponent: z.string().nullable(),
  lastVolumeMl: z.number().nullable(),
  papers: z.array(z.object({ kind: z.string(), lastFour: z.string() })),
  isDemo: z.boolean(),
  version: z.number(),
});

/** What is kept about the donor who asks. */
export type OwnProfile = z.output<typeof profileShape>;

/** The donor's own record. */
export async function ownProfile(actor: DonorActor): Promise<OwnProfile> {
  insist(actor, "donor.own", anywhere);
  const found = await row(
    profileShape,
    prepared(sql`SELECT d.full_name AS "fullName", d.born_on AS "bornOn", d.sex, d.phone, d.email, d.blood_abo AS "bloodAbo",
        d.blood_rh AS "bloodRh", p.id AS "provinceId", p.code AS "provinceCode", p.name AS "provinceName",
        c.id AS "communeId", c.full_name AS "communeName", d.segment, d.employer, d.locale,
        d.donation_count AS "donationCount", d.last_given_on AS "lastGivenOn", d.last_component AS "lastComponent",
        d.last_volume_ml AS "lastVolumeMl", d.is_demo AS "isDemo", d.version,
        coalesce((SELECT json_agg(json_build_object('kind', i.kind, 'lastFour', i.last_four) ORDER BY i.kind)
          FROM donor_identity i WHERE i.donor_id = d.id), '[]') AS papers
      FROM donor d LEFT JOIN unit p ON p.id = d.home_province_id LEFT JOIN unit c ON c.id = d.home_commune_id
      WHERE d.id = ${actor.donorId}::uuid`),
  );
  if (found === null) throw new Error("A signed-in donor has no record.");
  return found;
}

const consentShape = z.object({
  purpose: z.enum(consentPurposes),
  givenAt: z.date(),
  withdrawnAt: z.date().nullable(),
  textVersion: z.string(),
  channel: z.string(),
});

/** Everything the donor ever agreed to and took back, newest first. */
export async function ownConsents(actor: DonorActor): Promise<z.output<typeof consentShape>[]> {
  insist(actor, "donor.own", anywhere);
  return rows(
    consentShape,
    prepared(sql`SELECT purpose, given_at AS "givenAt", withdrawn_at AS "withdrawnAt", text_version AS "textVersion", channel
      FROM consent WHERE donor_id = ${actor.donorId}::uuid ORDER BY given_at DESC, purpose LIMIT 100`),
  );
}
