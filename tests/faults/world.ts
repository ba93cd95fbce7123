import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { cookieName, type SessionKind, sealToken } from "@/lib/auth/seal";
import { newId } from "@/lib/core/ids";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { checkCharacterOf } from "@/lib/donations/din";
import { addAccount, addDrive, addFacility, addRoleAssignment, addSlot } from "@/tests/support/facts";

/** A donor who has agreed to be recorded, signed in on their phone. */
export interface Person {
  readonly donorId: string;
  readonly cookie: string;
}

/** Somebody with the needle in, at the desk of a drive. */
export interface Bleeding {
  readonly visitId: string;
  readonly donorId: string;
}

export const somewhere = { provinceId: "P96", communeId: "C31825" } as const;

/** A drive of tomorrow that takes bookings, with its slots. */
export async function announcedDrive(
  db: Pool,
  slots: { count: number; capacity: number },
): Promise<{ driveId: string; slotIds: string[] }> {
  const drive = await driveOn(db, addDays(todayInVietnam(new Date()), 1), "published");
  const slotIds: string[] = [];
  for (let made = 0; made < slots.count; made += 1)
    slotIds.push((await addSlot(db, { driveId: drive, capacity: slots.capacity })).id);
  return { driveId: drive, slotIds };
}

/** A drive that is going on, and the cookie of somebody who records its donations. */
export async function openDrive(db: Pool): Promise<{ driveId: string; cookie: string }> {
  const driveId = await driveOn(db, todayInVietnam(new Date()), "open");
  const account = await addAccount(db);
  await addRoleAssignment(db, { accountId: account.id, role: "medical_screener", scopeKind: "nation" });
  const session = newSession();
  await db.query(
    `INSERT INTO session (id, token_hash, kind, account_id, expires_at) VALUES ($1, $2, 'staff', $3, now() + interval '8 hours')`,
    [session.id, session.hash, account.id],
  );
  return { driveId, cookie: await cookieOf("staff", session.token) };
}

async function driveOn(db: Pool, heldOn: string, status: string): Promise<string> {
  const facility = await addFacility(db, { unitId: somewhere.provinceId });
  const drive = await addDrive(db, {
    ...somewhere,
    facilityId: facility.id,
    heldOn,
    status,
    startsAt: new Date(`${heldOn}T00:01:00+07:00`),
    endsAt: new Date(`${heldOn}T23:59:00+07:00`),
  });
  return drive.id;
}

/** Many donors at once, past every rule but the database's own. */
export async function people(db: Pool, count: number): Promise<Person[]> {
  const made = Array.from({ length: count }, () => ({
    donorId: newId(),
    consentId: newId(),
    session: newSession(),
    // One of each, since tries are counted by phone.
    phone: `+849${String(randomInt(100_000_000)).padStart(8, "0")}`,
  }));
  const ids = made.map(({ donorId }) => donorId);
  await db.query(
    `INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, segment)
     SELECT id, 'Người Thử', 'nguoi thu', 'thu', 'female', '1999-05-20', 'student' FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  await db.query(
    `INSERT INTO consent (id, donor_id, purpose, text_version, channel)
     SELECT id, donor, 'donation_record', 'test', 'web' FROM unnest($1::uuid[], $2::uuid[]) AS made (id, donor)`,
    [made.map(({ consentId }) => consentId), ids],
  );
  await db.query(
    `INSERT INTO session (id, token_hash, kind, donor_id, contact, expires_at)
     SELECT id, hash, 'donor', donor, phone, now() + interval '1 day'
     FROM unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::text[]) AS made (id, hash, donor, phone)`,
    [
      made.map(({ session }) => session.id),
      made.map(({ session }) => session.hash),
      ids,
      made.map(({ phone }) => phone),
    ],
  );
  return Promise.all(
    made.map(async ({ donorId, session }) => ({ donorId, cookie: await cookieOf("donor", session.token) })),
  );
}

function newSession() {
  const token = randomBytes(32).toString("base64url");
  return { id: newId(), token, hash: createHash("sha256").update(token).digest() };
}

const cookieOf = async (kind: SessionKind, token: string) => `${cookieName(kind)}=${await sealToken(kind, token)}`;

/** Many people in the chairs of a drive, found fit for 350 ml. */
export async function bleedingAt(db: Pool, driveId: string, count: number): Promise<Bleeding[]> {
  const donors = await people(db, count);
  const made = donors.map(({ donorId }) => ({ donorId, visitId: newId() }));
  await db.query(
    `INSERT INTO visit (id, drive_id, donor_id, number, status, segment, component, volume_ml, request_key, arrived_at, needle_at)
     SELECT id, $3, donor, $4 + row_number() OVER (), 'bleeding', 'student', 'whole_blood', 350, gen_random_uuid(),
       now() - interval '40 minutes', now() - interval '5 minutes'
     FROM unnest($1::uuid[], $2::uuid[]) AS made (id, donor)`,
    [made.map(({ visitId }) => visitId), made.map(({ donorId }) => donorId), driveId, randomInt(1_000_000)],
  );
  return made;
}

/** A fresh bag's number with its check character, as it is scanned. */
export function freshBag(): string {
  bags += 1;
  const number = `HN26${String(bags).padStart(6, "0")}`;
  return number + checkCharacterOf(number);
}
let bags = 0;

export const freshKey = (): string => randomUUID();
