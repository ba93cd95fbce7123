import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { insist, type Place } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { done, type Outcome } from "@/lib/core/outcome";
import { givenNameSortKey, nameSearchKey, normalizePersonName } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import { row, statement } from "@/lib/db/statement";
import { consentTextVersion } from "./consents";
import type { IdentityKind } from "./identity-number";
import { hashesOfNumber, type SealedNumber, sealNumber } from "./identity-vault";

export interface NewDonor {
  readonly fullName: string;
  readonly bornOn: CivilDate;
  readonly sex: "female" | "male";
  readonly identityKind: IdentityKind;
  readonly identityNumber: string;
  /** The nine-digit number that the card replaced, when the scan told it. */
  readonly oldNumber: string | null;
  readonly phone: string | null;
  readonly homeProvinceId: string | null;
  readonly homeCommuneId: string | null;
  readonly addressLine: string | null;
  readonly segment: string;
  readonly employer: string | null;
  readonly registrationKey: string;
  readonly isDemo: boolean;
}

const donorRow = z.object({ id: z.string() });

/**
 * Keeps a person who stands at the desk, with the consent they gave there before the clerk as witness. One person of
 * one number: when another desk registered the same number first, this answers with that record (`known`). The same
 * request twice gives the first answer.
 */
export async function registerDonor(
  actor: StaffActor,
  place: Place & { driveId: string },
  donor: NewDonor,
  now = new Date(),
): Promise<Outcome<{ id: string; known: boolean }, "home_unknown">> {
  insist(actor, "donor.register", place);
  const hashes = hashesOfNumber(donor.identityKind, donor.identityNumber);
  if (donor.oldNumber) hashes.push(...hashesOfNumber("old_id_card", donor.oldNumber));
  const known = await row(donorRow, donorOfHashes(hashes));
  if (known) return done({ id: known.id, known: true });

  const sealed = sealNumber(donor.identityKind, donor.identityNumber);
  const written = await statement<typeof donorRow, "home_unknown">(
    donorRow,
    keepDonor(actor, donor, { sealed, driveId: place.driveId, now }),
    {
      refuse: { donor_home_province_id_fkey: "home_unknown", donor_home_commune_id_fkey: "home_unknown" },
      replay: {
        donor_registration_once: () =>
          row(donorRow, sql`SELECT id FROM donor WHERE registration_key = ${donor.registrationKey}::uuid`),
        donor_identity_one_person: () => row(donorRow, donorOfHashes(hashes)),
      },
    },
  );
  return written.ok ? done({ id: written.value.id, known: false }) : written;
}

function donorOfHashes(hashes: readonly Buffer[]): Sql {
  return sql`SELECT donor_id AS id FROM donor_identity WHERE number_hash = ANY (${hashes}::bytea[]) ORDER BY created_at LIMIT 1`;
}

function keepDonor(
  actor: StaffActor,
  donor: NewDonor,
  { sealed, driveId, now }: { sealed: SealedNumber; driveId: string; now: Date },
): Sql {
  const fullName = normalizePersonName(donor.fullName);
  const old = donor.oldNumber && donor.identityKind === "citizen_card" ? donor.oldNumber : null;
  const sealedOld = old === null ? null : sealNumber("old_id_card", old);
  return sql`
    WITH kept AS (
      INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, phone, home_province_id, home_commune_id,
        address_line, segment, employer, created_at, created_by, registration_key, is_demo)
      VALUES (${newId()}::uuid, ${fullName}, ${nameSearchKey(fullName)}, ${givenNameSortKey(fullName)}, ${donor.sex},
        ${donor.bornOn}::date, ${donor.phone}, ${donor.homeProvinceId}, ${donor.homeCommuneId}, ${donor.addressLine},
        ${donor.segment}, ${donor.employer}, ${now}, ${actor.accountId}::uuid, ${donor.registrationKey}::uuid, ${donor.isDemo})
      RETURNING id
    ), papers AS (
      INSERT INTO donor_identity (id, donor_id, kind, number_hash, number_cipher, key_version, last_four, created_at)
      SELECT paper.id, kept.id, paper.kind, paper.hash, paper.cipher, ${sealed.keyVersion}::int, paper.last_four, ${now}
      FROM kept, (VALUES
        (${newId()}::uuid, ${donor.identityKind}::text, ${sealed.hash}::bytea, ${sealed.cipher}::bytea, ${sealed.lastFour}::text),
        (${newId()}::uuid, 'old_id_card', ${sealedOld?.hash ?? null}::bytea, ${sealedOld?.cipher ?? null}::bytea, ${sealedOld?.lastFour ?? null}::text)
      ) AS paper (id, kind, hash, cipher, last_four)
      WHERE paper.hash IS NOT NULL
      RETURNING id
    ), agreed AS (
      INSERT INTO consent (id, donor_id, purpose, text_version, channel, given_at, witnessed_by)
      SELECT ${newId()}::uuid, kept.id, 'donation_record', ${consentTextVersion}, 'desk', ${now}, ${actor.accountId}::uuid
      FROM kept
      RETURNING id
    ), audit AS (${auditFrom(actor, "donor.register", {
      from: sql`kept`,
      subjectKind: "donor",
      subjectId: sql`kept.id`,
      driveId: sql`${driveId}`,
    })})
    SELECT id FROM kept`;
}

/** Keeps the agreement somebody gives at the desk to have their donation recorded; once is enough. */
export async function recordDeskConsent(
  actor: StaffActor,
  place: Place & { driveId: string },
  donorId: string,
  now = new Date(),
): Promise<void> {
  insist(actor, "donor.register", place);
  await statement<typeof donorRow, never>(
    donorRow,
    sql`WITH agreed AS (
        INSERT INTO consent (id, donor_id, purpose, text_version, channel, given_at, witnessed_by)
        VALUES (${newId()}::uuid, ${donorId}::uuid, 'donation_record', ${consentTextVersion}, 'desk', ${now}, ${actor.accountId}::uuid)
        RETURNING id, donor_id
      ), audit AS (${auditFrom(actor, "consent.give", {
        from: sql`agreed`,
        subjectKind: "donor",
        subjectId: sql`agreed.donor_id`,
        driveId: sql`${place.driveId}`,
      })})
      SELECT id FROM agreed`,
    { replay: { consent_one_in_force: async () => ({ id: donorId }) } },
  );
}
