import { createHash, randomBytes } from "node:crypto";
import type { Pool } from "pg";
import sql from "sql-template-tag";
import { cookieName, sealToken } from "@/lib/auth/seal";
import { beginSession } from "@/lib/auth/sessions";
import { nameSearchKey } from "@/lib/core/text";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { closePool } from "@/lib/db/pool";
import type { BenchDatabase, House } from "./house";
import { type Kind, kinds, numbered } from "./made-up";

/** Numbers from here on belong to what the bench stages upon the history. */
const beyond = 50_000_000;

const id = (kind: Kind, n: string) => `('00000000-0000-${kinds[kind]}-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** A donor with an open session in a browser. */
export interface SignedInDonor {
  donorId: string;
  /** The `Cookie` header. */
  cookie: string;
}

export interface BookingStage {
  /** Slots of a thousand places each, over many drives a week ahead. */
  quietSlots: string[];
  /** Each the only slot of its drive, with a thousand places. */
  hotSlots: string[];
  hotDrives: string[];
  quietDrives: string[];
  /** The slots of the first of them. */
  slotsOfFirst: string[];
  /** Donors who may book. The first of them are signed in. */
  donors: string[];
  signedIn: SignedInDonor[];
  /** Takes every staged booking and count away again, as if nobody had booked. */
  clear(): Promise<void>;
}

export const hotCapacity = 1000;
/** Four hours in quarters, as real drives are cut, but with room for a thousand in each. */
const quiet = { drives: 60, slots: 16 };
const hotDrives = 12;
const bookers = 40_000;

/** Drives a week ahead, and forty thousand people with a signed agreement who want to come. */
export async function stageBookings(house: House, database: BenchDatabase, signedIn = 4_000): Promise<BookingStage> {
  const { owner } = database;
  const drives = quiet.drives + hotDrives;
  const day = addDays(todayInVietnam(new Date()), 7);
  await addDrives(owner, { first: beyond, count: drives, day, status: "published" });
  await owner.query(
    `INSERT INTO slot (id, drive_id, starts_at, ends_at, capacity)
     SELECT ${id("slot", `${beyond} + d * 1000 + s`)}, ${id("drive", `${beyond} + d`)}, at, at + interval '15 min', ${hotCapacity}
     FROM generate_series(0, ${drives - 1}) d CROSS JOIN generate_series(0, ${quiet.slots - 1}) s CROSS JOIN LATERAL (
       SELECT ($1::date + time '06:00') AT TIME ZONE 'Asia/Ho_Chi_Minh' + s * interval '15 min' AS at) x
     WHERE d < ${quiet.drives} OR s = 0
     ON CONFLICT DO NOTHING`,
    [day],
  );
  await addDonors(owner, { first: beyond, count: bookers });
  const slotOf = (drive: number, slot: number) => numbered("slot", beyond + drive * 1000 + slot);
  const donors = Array.from({ length: bookers }, (_, n) => numbered("donor", beyond + n));
  await house.enter(database);
  const stage: BookingStage = {
    quietSlots: Array.from({ length: quiet.drives * quiet.slots }, (_, n) =>
      slotOf(Math.floor(n / quiet.slots), n % quiet.slots),
    ),
    hotSlots: Array.from({ length: hotDrives }, (_, n) => slotOf(quiet.drives + n, 0)),
    hotDrives: Array.from({ length: hotDrives }, (_, n) => numbered("drive", beyond + quiet.drives + n)),
    slotsOfFirst: Array.from({ length: quiet.slots }, (_, n) => slotOf(0, n)),
    quietDrives: Array.from({ length: quiet.drives }, (_, n) => numbered("drive", beyond + n)),
    donors,
    signedIn: await signInDonors(owner, donors.slice(0, signedIn)),
    clear: async () => {
      await owner.query("DELETE FROM declaration WHERE donor_id >= $1", [numbered("donor", beyond)]);
      await owner.query("DELETE FROM booking WHERE drive_id >= $1", [numbered("drive", beyond)]);
      await owner.query("UPDATE slot SET booked = 0 WHERE booked > 0 AND drive_id >= $1", [numbered("drive", beyond)]);
      await owner.query("DELETE FROM audit_event WHERE action = 'booking.make' AND drive_id >= $1", [
        numbered("drive", beyond),
      ]);
      await owner.query("TRUNCATE rate_limit");
      await owner.query("VACUUM booking, slot");
    },
  };
  await stage.clear();
  return stage;
}

/** Whether the counters, the bookings and what was acknowledged say the same. */
export async function booksAgree(
  owner: Pool,
  drives: string[],
  acknowledged: number,
): Promise<{ oversold: number; drift: number; lost: number }> {
  const { rows } = await owner.query<{ oversold: number; drift: number; stored: number }>(
    `SELECT coalesce(sum(greatest(held - capacity, 0)), 0)::int AS oversold, coalesce(sum(abs(held - booked)), 0)::int AS drift,
       coalesce(sum(held), 0)::int AS stored
     FROM (SELECT s.capacity, s.booked, (SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND b.status = 'booked') AS held
       FROM slot s WHERE s.drive_id = ANY ($1)) counted`,
    [drives],
  );
  const found = rows[0] ?? { oversold: 0, drift: 0, stored: 0 };
  return { oversold: found.oversold, drift: found.drift, lost: acknowledged - found.stored };
}

// ── the desks of today ──

export interface BleedingVisit {
  driveId: string;
  visitId: string;
}

export interface DeskStage {
  visits: BleedingVisit[];
  accountId: string;
  /** The `Cookie` header of somebody who may record donations anywhere. */
  cookie: string;
  /** Everybody lies on the couch again and nothing has been recorded. */
  clear(): Promise<void>;
}

const desks = { drives: 100, visits: 400 };
const firstDesk = beyond + 1_000_000;
const staffEmail = "bench@giothong.example";

/** A hundred drives open today, each with four hundred people on their couches, found fit for 350 ml. */
export async function stageDesks(house: House, database: BenchDatabase): Promise<DeskStage> {
  const { owner } = database;
  const count = desks.drives * desks.visits;
  await addDrives(owner, { first: firstDesk, count: desks.drives, day: todayInVietnam(new Date()), status: "open" });
  await addDonors(owner, { first: firstDesk, count });
  await owner.query(
    `INSERT INTO visit (id, drive_id, donor_id, number, status, segment, component, volume_ml, request_key, needle_at)
     SELECT ${id("visit", `${firstDesk} + n`)}, ${id("drive", `${firstDesk} + n / ${desks.visits}`)}, ${id("donor", `${firstDesk} + n`)},
       n % ${desks.visits} + 1, 'bleeding', 'worker', 'whole_blood', 350, ${id("visit", `${firstDesk} + n`)}, now()
     FROM generate_series(0, ${count - 1}) n ON CONFLICT DO NOTHING`,
  );
  await owner.query(
    `INSERT INTO screening (id, visit_id, rule_set_id, answers, answers_from, signed_on_paper, verdict, permitted_volumes_ml, weight_kg)
     SELECT ${id("screening", `${firstDesk} + n`)}, ${id("visit", `${firstDesk} + n`)},
       (SELECT id FROM eligibility_rule_set ORDER BY effective_from LIMIT 1), '{}', 'asked', true, 'fit', '{250,350}', 58
     FROM generate_series(0, ${count - 1}) n ON CONFLICT DO NOTHING`,
  );
  const accountId = numbered("account", firstDesk);
  await owner.query("INSERT INTO account (id, email, name) VALUES ($1, $2, 'Người đo') ON CONFLICT DO NOTHING", [
    accountId,
    staffEmail,
  ]);
  await owner.query(
    `INSERT INTO role_assignment (id, account_id, role, scope_kind) VALUES
       ($2, $1, 'medical_screener', 'nation'), ($3, $1, 'committee_member', 'nation') ON CONFLICT DO NOTHING`,
    [accountId, numbered("grant", firstDesk), numbered("grant", firstDesk + 1)],
  );
  await house.enter(database);
  const stage: DeskStage = {
    accountId,
    cookie: await staffSession(accountId),
    visits: Array.from({ length: count }, (_, n) => ({
      driveId: numbered("drive", firstDesk + Math.floor(n / desks.visits)),
      visitId: numbered("visit", firstDesk + n),
    })),
    clear: () => clearDesks(owner),
  };
  await stage.clear();
  return stage;
}

async function clearDesks(owner: Pool): Promise<void> {
  const first = numbered("drive", firstDesk);
  await owner.query("DELETE FROM donation_event WHERE donation_id IN (SELECT id FROM donation WHERE drive_id >= $1)", [
    first,
  ]);
  await owner.query("DELETE FROM donation WHERE drive_id >= $1", [first]);
  await owner.query("DELETE FROM drive_total WHERE drive_id >= $1", [first]);
  await owner.query("DELETE FROM drive_breakdown WHERE drive_id >= $1", [first]);
  await owner.query("DELETE FROM audit_event WHERE action = 'donation.record' AND drive_id >= $1", [first]);
  await owner.query(
    "UPDATE visit SET status = 'bleeding', closed_at = NULL, version = 1 WHERE drive_id >= $1 AND status = 'donated'",
    [first],
  );
  await owner.query(
    `UPDATE donor SET donation_count = 0, last_given_on = NULL, last_component = NULL, last_volume_ml = NULL
     WHERE id >= $1 AND donation_count > 0`,
    [numbered("donor", firstDesk)],
  );
  await owner.query("VACUUM donation, donation_event, visit, donor, drive_total, drive_breakdown, audit_event");
}

/** Whether the drives' totals equal the sum of their donations, and these what was acknowledged. */
export async function totalsAgree(owner: Pool, acknowledged: number): Promise<{ drift: number; lost: number }> {
  const { rows } = await owner.query<{ drift: number; stored: number }>(
    `SELECT coalesce(sum(abs(g.n - coalesce(t.donations, 0)) + abs(g.ml - coalesce(t.volume_ml, 0))
         + abs(g.n - coalesce(b.n, 0))), 0)::int AS drift, coalesce(sum(g.n), 0)::int AS stored
     FROM (SELECT drive_id, count(*) AS n, sum(volume_ml) AS ml FROM donation WHERE drive_id >= $1 AND status = 'recorded' GROUP BY 1) g
       LEFT JOIN drive_total t USING (drive_id)
       LEFT JOIN (SELECT drive_id, sum(donations) AS n FROM drive_breakdown GROUP BY 1) b USING (drive_id)`,
    [numbered("drive", firstDesk)],
  );
  const found = rows[0] ?? { drift: 0, stored: 0 };
  return { drift: found.drift, lost: acknowledged - found.stored };
}

// ── people and places ──

async function addDrives(
  owner: Pool,
  { first, count, day, status }: { first: number; count: number; day: string; status: "published" | "open" },
): Promise<void> {
  await owner.query(
    `INSERT INTO drive (id, title, title_key, host_organisation_id, facility_id, venue_id, province_id, commune_id, credited_unit_id,
       held_on, starts_at, ends_at, planned_units, status, published_at, last_visit_number)
     SELECT ${id("drive", `${first} + n`)}, 'Ngày hội sắp tới ' || n, 'ngay hoi sap toi ' || n, v.host, f.id, v.id, v.province_id,
       v.commune_id, v.province_id, $1::date, ($1::date + time '06:00') AT TIME ZONE 'Asia/Ho_Chi_Minh',
       ($1::date + time '23:50') AT TIME ZONE 'Asia/Ho_Chi_Minh', 400, $2, now(), 400
     FROM generate_series(0, ${count - 1}) n
       JOIN (SELECT *, ('00000000-0000-${kinds.organisation}-' || right(id::text, 17))::uuid AS host,
         row_number() OVER (ORDER BY id) - 1 AS nth FROM venue) v ON v.nth = (n * 41) % (SELECT count(*) FROM venue)
       JOIN facility f ON f.unit_id = v.province_id
     ON CONFLICT (id) DO UPDATE SET held_on = excluded.held_on, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
    [day, status],
  );
}

async function addDonors(owner: Pool, { first, count }: { first: number; count: number }): Promise<void> {
  const name = "Người Thử Nghiệm";
  await owner.query(
    `INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, phone, segment)
     SELECT ${id("donor", `${first} + n`)}, $1, $2, 'nghiem', 'female', '1990-01-01', '+8497' || lpad(n::text, 7, '0'), 'worker'
     FROM generate_series(0, ${count - 1}) n ON CONFLICT DO NOTHING`,
    [name, nameSearchKey(name)],
  );
  await owner.query(
    `INSERT INTO consent (id, donor_id, purpose, text_version, channel)
     SELECT ${id("consent", `${first} + n`)}, ${id("donor", `${first} + n`)}, 'donation_record', 'bench', 'web'
     FROM generate_series(0, ${count - 1}) n ON CONFLICT DO NOTHING`,
  );
}

/** Sessions in one statement; the cookies are sealed as the site seals them. */
async function signInDonors(owner: Pool, donors: string[]): Promise<SignedInDonor[]> {
  const tokens = donors.map(() => randomBytes(32).toString("base64url"));
  const hashes = tokens.map((token) => createHash("sha256").update(token).digest());
  await owner.query("DELETE FROM session WHERE device = 'bench donor'");
  const { text, values } = sql`
    INSERT INTO session (id, token_hash, kind, donor_id, contact, expires_at, device)
    SELECT gen_random_uuid(), hash, 'donor', donor, '+8497' || lpad(n::text, 7, '0'), now() + interval '1 day', 'bench donor'
    FROM unnest(${hashes}::bytea[], ${donors}::uuid[]) WITH ORDINALITY AS x(hash, donor, n)`;
  await owner.query(text, values as unknown[]);
  return Promise.all(
    donors.map(async (donorId, n) => ({
      donorId,
      cookie: `${cookieName("donor")}=${await sealToken("donor", tokens[n] ?? "")}`,
    })),
  );
}

/** The `Cookie` header of a member of the nation's committee, who does nothing but look. */
export async function signInCommittee(house: House, { owner, ...database }: BenchDatabase): Promise<string> {
  const nth = firstDesk - 1;
  const accountId = numbered("account", nth);
  await owner.query(
    "INSERT INTO account (id, email, name) VALUES ($1, 'committee@giothong.example', 'Người xem') ON CONFLICT DO NOTHING",
    [accountId],
  );
  await owner.query(
    `INSERT INTO role_assignment (id, account_id, role, scope_kind) VALUES ($2, $1, 'committee_member', 'nation')
     ON CONFLICT DO NOTHING`,
    [accountId, numbered("grant", nth)],
  );
  await house.enter({ ...database, owner });
  return staffSession(accountId);
}

/** The `Cookie` header of a fresh staff session; `house.enter` must have chosen the database. */
async function staffSession(accountId: string): Promise<string> {
  const token = await beginSession({ kind: "staff", accountId }, "bench");
  await closePool();
  return `${cookieName("staff")}=${await sealToken("staff", token)}`;
}
