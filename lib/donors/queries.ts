import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import type { Reach } from "@/lib/auth/authorize";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import type { IdentityKind } from "./identity-number";
import { hashesOfNumber } from "./identity-vault";

const found = z.object({ id: z.string() });

/** Whose papers these are: an exact key, so it finds anybody in the country. Whoever asks records the read. */
export async function donorsByNumber(
  _actor: StaffActor,
  numbers: readonly { kind: IdentityKind; number: string }[],
): Promise<string[]> {
  if (numbers.length === 0) return [];
  const hashes = numbers.flatMap(({ kind, number }) => hashesOfNumber(kind, number));
  const ids = await rows(
    found,
    sql`SELECT DISTINCT donor_id AS id FROM donor_identity WHERE number_hash = ANY (${hashes}::bytea[]) LIMIT 10`,
  );
  return ids.map(({ id }) => id);
}

/** The people of a telephone, in the whole country; one phone may belong to several. */
export async function donorsByPhone(_actor: StaffActor, phone: string, bornOn: CivilDate | null): Promise<string[]> {
  const ids = await rows(
    found,
    sql`SELECT id FROM donor WHERE phone = ${phone} AND (${bornOn}::date IS NULL OR born_on = ${bornOn}::date)
      ORDER BY born_on, id LIMIT 20`,
  );
  return ids.map(({ id }) => id);
}

/**
 * People by the words of a name and a day of birth, with or without accents, within a reach: those who live in the
 * actor's province or commune, and those who booked or came to `driveId`. Every word must be in the name, so the
 * order in which it is told does not matter; at most 20, first those who are called just so, for among twelve million
 * donors a short name begins dozens of longer ones of the same day.
 */
export async function donorsByName(
  _actor: StaffActor,
  asked: { name: string; bornOn: CivilDate; reach: Reach; driveId: string },
): Promise<string[]> {
  const key = nameSearchKey(asked.name);
  const words = key
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `% ${escapeLike(word)}%`);
  if (words.length === 0) return [];
  const ids = await rows(
    found,
    sql`SELECT p.id FROM donor p
      WHERE p.born_on = ${asked.bornOn}::date AND ' ' || p.name_key LIKE ALL (${words}::text[])
        AND (${livesWithin(asked.reach)} OR ${isOfDrive(asked.driveId)})
      ORDER BY p.name_key <> ${key}, p.name_key, p.id LIMIT 20`,
  );
  return ids.map(({ id }) => id);
}

function livesWithin(reach: Reach): Sql {
  if (reach.nation) return sql`true`;
  const facilityUnits = reach.facilities.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]));
  return sql`(p.home_province_id = ANY (${[...reach.unitIds, ...facilityUnits]}::text[])
    OR p.home_commune_id = ANY (${reach.communeIds}::text[]))`;
}

function isOfDrive(driveId: string): Sql {
  return sql`(EXISTS (SELECT FROM booking b WHERE b.donor_id = p.id AND b.drive_id = ${driveId}::uuid)
    OR EXISTS (SELECT FROM visit v WHERE v.donor_id = p.id AND v.drive_id = ${driveId}::uuid))`;
}
