import type { Client } from "pg";
import { givenNameSortKey, nameSearchKey } from "@/lib/core/text";

/** How much history a database is given. */
export interface Scale {
  readonly donations: number;
  readonly donors: number;
}

/** Donations of one drive, and of one year at most: about what the whole country collects. */
const donationsPerDrive = 80;
const donationsPerYear = 2_000_000;

/** The numbers that history leaves behind: what everything after it is made from. */
export interface Loaded {
  /** The full year that dashboards are asked about: the last one that is over. */
  year: number;
  donations: number;
  donors: number;
  drives: number;
}

/**
 * Fills an empty database (migrated, reference data in) with made-up history by a few statements over whole sets:
 * donors with their cards, drives over every commune, visits, donations, their totals and their audit. Ids count up,
 * so that a row can be named by its number (`numbered`). Runs as the superuser with foreign keys asleep: they hold by
 * construction, and would triple the time.
 */
export async function loadHistory(client: Client, scale: Scale, now = new Date()): Promise<Loaded> {
  const year = now.getUTCFullYear() - 1;
  const years = Math.ceil(scale.donations / donationsPerYear);
  const drives = Math.ceil(scale.donations / donationsPerDrive);
  const firstDay = `${year - years + 1}-01-01`;
  await client.query("SET session_replication_role = replica; SET synchronous_commit = off");
  await client.query(countedIds);
  await namesAndPlaces(client);
  const restore = await withoutIndexes(client, loadedTables);
  for (const text of statements({ ...scale, drives, firstDay, days: years * 365 })) await client.query(text);
  await restore();
  await client.query("RESET session_replication_role; RESET synchronous_commit");
  await client.query(`VACUUM (ANALYZE) ${loadedTables.join(", ")}`);
  return { year, drives, donations: scale.donations, donors: scale.donors };
}

/** What a row's id is made from. */
export const kinds = {
  facility: "7001",
  organisation: "7002",
  venue: "7003",
  drive: "7004",
  slot: "7005",
  donor: "7006",
  identity: "7007",
  visit: "7008",
  donation: "7009",
  booking: "700a",
  audit: "700b",
  consent: "700c",
  session: "700d",
  account: "700e",
  grant: "700f",
  screening: "7010",
} as const;
export type Kind = keyof typeof kinds;

/** The id of the n-th row of a kind. */
export function numbered(kind: Kind, n: number): string {
  return `00000000-0000-${kinds[kind]}-8000-${n.toString(16).padStart(12, "0")}`;
}

/** The same in SQL, for the connection that asks: `pg_temp.numbered('7006', n)`. */
export const countedIds = `CREATE OR REPLACE FUNCTION pg_temp.numbered(kind text, n bigint) RETURNS uuid
  LANGUAGE sql IMMUTABLE AS $$ SELECT ('00000000-0000-' || kind || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$`;

/** A citizen card's number of the n-th donor. */
export const cardOf = (n: number) => `0010${String(10_000_000 + n).padStart(8, "0")}`;

/** The phone of the n-th donor. */
export const phoneOf = (n: number) => `+849${String(n).padStart(8, "0")}`;

/** The day of birth of the n-th donor: a fixed spread over 1966–2006. */
export const bornOn = (n: number) =>
  new Date(Date.UTC(1966, 0, 1) + ((n * 7919) % 14_600) * 86_400_000).toISOString().slice(0, 10);

const families = words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý");
const middles = words("Văn Thị Minh Ngọc Thanh Hữu Đức Quang Kim Xuân Thu Hải Bảo Gia Anh Công");
const givens = words(
  "An Anh Bình Chi Cường Dung Dũng Giang Hà Hải Hạnh Hiền Hoa Hòa Hùng Hương Khánh Khoa Lan Linh Long Mai Nam Nga Ngân Nhung Phúc Phương Quân Quỳnh Sơn Thảo Thắng Thủy Trang Trung Tuấn Uyên Vân Yến",
);

/** The made-up full name of the n-th donor: 10,240 of them, so that many people share one. */
export function nameOf(n: number): string {
  const pick = (list: string[], step: number) => list[Math.floor(n / step) % list.length] ?? "";
  return `${pick(families, 1)} ${pick(middles, families.length)} ${pick(givens, families.length * middles.length)}`;
}

const differentNames = families.length * middles.length * givens.length;

function words(text: string): string[] {
  return text.split(" ");
}

/** Names with their search keys, and the communes of today, each with its number: what the statements pick from. */
async function namesAndPlaces(client: Client): Promise<void> {
  const names = Array.from({ length: differentNames }, (_, n) => nameOf(n));
  await client.query(
    "CREATE TEMP TABLE name (nth int PRIMARY KEY, full_name text, name_key text, given_name_key text)",
  );
  await client.query(
    "INSERT INTO name SELECT n - 1, f, k, g FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS x(f, k, g, n)",
    [names, names.map(nameSearchKey), names.map(givenNameSortKey)],
  );
  await client.query(
    `CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY c.id) - 1 AS nth, c.id AS commune_id, c.parent_id AS province_id,
      c.full_name, c.name_key FROM unit c WHERE c.kind = 'commune' AND c.valid_to IS NULL;
     ALTER TABLE place ADD PRIMARY KEY (nth)`,
  );
}

const loadedTables = [
  "facility",
  "organisation",
  "venue",
  "drive",
  "drive_campaign",
  "slot",
  "donor",
  "donor_identity",
  "consent",
  "booking",
  "visit",
  "donation",
  "drive_total",
  "drive_breakdown",
  "audit_event",
];

/** Takes plain indexes away for the load and answers how to build them again; constraints stay. */
async function withoutIndexes(client: Client, tables: string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${client.escapeIdentifier(name)}`);
  return async () => {
    for (const { definition } of rows) await client.query(definition);
  };
}

function statements(of: Scale & { drives: number; firstDay: string; days: number }): string[] {
  const id = (kind: Kind, n: string) => `pg_temp.numbered('${kinds[kind]}', ${n})`;
  const places = "(SELECT count(*) FROM place)";
  // Day by day, so that ids, days and places on disk run together as in a register kept over years.
  const dayOf = (drive: string) => `(date '${of.firstDay}' + (${drive} * ${of.days}::bigint / ${of.drives})::int)`;
  const last = (n: string) => `(${n} + ((${of.donations - 1} - ${n}) / ${of.donors}) * ${of.donors}::bigint)`;
  return [
    `INSERT INTO facility (id, name, name_key, kind, unit_id, daily_capacity)
     SELECT ${id("facility", "row_number() OVER (ORDER BY id) - 1")}, 'Trung tâm Máu ' || name, 'trung tam mau ' || name_key,
       'blood_centre', id, 800 FROM unit WHERE kind = 'province' AND valid_to IS NULL`,
    `INSERT INTO organisation (id, name, name_key, kind, unit_id, commune_id)
     SELECT ${id("organisation", "nth")}, 'Hội Chữ thập đỏ ' || full_name, 'hoi chu thap do ' || name_key || ' ' || commune_id, 'red_cross',
       province_id, commune_id FROM place`,
    `INSERT INTO venue (id, name, name_key, kind, province_id, commune_id, address)
     SELECT ${id("venue", "nth")}, 'Nhà văn hoá ' || full_name, 'nha van hoa ' || name_key, 'hall', province_id, commune_id,
       nth || ' Trần Hưng Đạo' FROM place`,
    `INSERT INTO drive (id, title, title_key, host_organisation_id, facility_id, venue_id, province_id, commune_id,
       credited_unit_id, held_on, starts_at, ends_at, planned_units, status, published_at, opened_at, closed_at, reconciled_at, last_visit_number)
     SELECT ${id("drive", "d")}, 'Ngày hội hiến máu ' || d, 'ngay hoi hien mau ' || d, ${id("organisation", "place.nth")}, facility.id,
       ${id("venue", "place.nth")}, place.province_id, place.commune_id, place.province_id, day,
       (day + time '07:30') AT TIME ZONE 'Asia/Ho_Chi_Minh', (day + time '11:30') AT TIME ZONE 'Asia/Ho_Chi_Minh',
       100, 'reconciled', day - 20, day, day, day + 2, ${donationsPerDrive}
     FROM generate_series(0, ${of.drives - 1}) d CROSS JOIN LATERAL (SELECT ${dayOf("d")} AS day) on_day
       JOIN place ON place.nth = (d * 37) % ${places} JOIN facility ON facility.unit_id = place.province_id`,
    `INSERT INTO drive_campaign (drive_id, edition_id)
     SELECT d.id, e.id FROM drive d CROSS JOIN LATERAL (
       SELECT id FROM campaign_edition WHERE d.held_on BETWEEN starts_on AND ends_on AND scope_unit_id = 'VN' ORDER BY id LIMIT 1) e`,
    `INSERT INTO slot (id, drive_id, starts_at, ends_at, capacity, booked)
     SELECT ${id("slot", "n - 1")}, id, starts_at, ends_at, 100, ${donationsPerDrive / 4}
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM drive) d`,
    `INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, phone, home_province_id, home_commune_id, segment,
       donation_count, last_given_on, last_component, last_volume_ml)
     SELECT ${id("donor", "n")}, name.full_name, name.name_key, name.given_name_key, CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END,
       date '1966-01-01' + ((n::bigint * 7919) % 14600)::int, '+849' || lpad(n::text, 8, '0'), place.province_id, place.commune_id,
       'worker', CASE WHEN n < ${of.donations} THEN 1 + (${of.donations - 1} - n) / ${of.donors} ELSE 0 END,
       CASE WHEN n < ${of.donations} THEN ${dayOf(`(${last("n")} / ${donationsPerDrive})`)} END,
       CASE WHEN n < ${of.donations} THEN 'whole_blood' END, CASE WHEN n < ${of.donations} THEN 350 END
     FROM generate_series(0, ${of.donors - 1}) n JOIN name ON name.nth = n % ${differentNames} JOIN place ON place.nth = (n * 13::bigint) % ${places}`,
    `INSERT INTO donor_identity (id, donor_id, kind, number_hash, number_cipher, key_version, last_four)
     SELECT ${id("identity", "n")}, ${id("donor", "n")}, 'citizen_card', ${hashOfCard("('0010' || (10000000 + n))")},
       decode(repeat(md5(n::text), 2), 'hex'), 1, right((10000000 + n)::text, 4)
     FROM generate_series(0, ${of.donors - 1}) n`,
    `INSERT INTO consent (id, donor_id, purpose, text_version, channel)
     SELECT ${id("consent", "n")}, ${id("donor", "n")}, 'reminders', 'bench', 'desk' FROM generate_series(0, ${of.donors - 1}, 2) n`,
    `INSERT INTO booking (id, slot_id, drive_id, donor_id, status, code, request_key, channel, booked_at, ended_at)
     SELECT ${id("booking", "n")}, ${id("slot", `n / ${donationsPerDrive}`)}, ${id("drive", `n / ${donationsPerDrive}`)},
       ${id("donor", `n % ${of.donors}`)}, 'arrived', 'H' || upper(lpad(to_hex(n), 7, '0')), ${id("booking", "n")}, 'web',
       ${dayOf(`(n / ${donationsPerDrive})`)} - 3, ${dayOf(`(n / ${donationsPerDrive})`)}
     FROM generate_series(0::bigint, ${of.donations - 1}, 4) n`,
    `INSERT INTO visit (id, drive_id, donor_id, booking_id, number, status, segment, component, volume_ml, request_key, arrived_at,
       needle_at, closed_at)
     SELECT ${id("visit", "n")}, ${id("drive", `n / ${donationsPerDrive}`)}, ${id("donor", `n % ${of.donors}`)},
       CASE WHEN n % 4 = 0 THEN ${id("booking", "n")} END, n % ${donationsPerDrive} + 1, 'donated', 'worker', 'whole_blood', 350,
       ${id("visit", "n")}, at, at + interval '20 min', at + interval '30 min'
     FROM generate_series(0::bigint, ${of.donations - 1}) n CROSS JOIN LATERAL (
       SELECT (${dayOf(`(n / ${donationsPerDrive})`)} + time '00:40') AT TIME ZONE 'UTC' + (n % ${donationsPerDrive}) * interval '2 min' AS at) x`,
    `INSERT INTO donation (id, number, drive_id, visit_id, donor_id, given_on, given_at, kind, first_time, component, volume_ml,
       segment, request_key, recorded_at)
     SELECT ${id("donation", "n")}, 'H' || lpad(n::text, 12, '0'), ${id("drive", `n / ${donationsPerDrive}`)}, ${id("visit", "n")},
       ${id("donor", `n % ${of.donors}`)}, day, day + interval '2 hours', CASE n % 40 WHEN 0 THEN 'replacement' ELSE 'voluntary' END,
       n < ${of.donors}, CASE n % 33 WHEN 0 THEN 'platelets' ELSE 'whole_blood' END,
       CASE WHEN n % 10 < 6 THEN 350 WHEN n % 10 < 9 THEN 250 ELSE 450 END,
       (ARRAY['student', 'civil_servant', 'armed_forces', 'worker', 'farmer', 'religious', 'other'])[1 + n % 7],
       ${id("donation", "n")}, day + interval '2 hours'
     FROM generate_series(0::bigint, ${of.donations - 1}) n CROSS JOIN LATERAL (
       SELECT ${dayOf(`(n / ${donationsPerDrive})`)} AS day) x`,
    rollUp,
    breakDown,
    `INSERT INTO audit_event (id, happened_at, actor_kind, action, subject_kind, subject_id, drive_id, unit_id)
     SELECT ${id("audit", "n")}, ${dayOf(`(n / ${donationsPerDrive})`)}, 'staff', 'donation.record', 'donation',
       ${id("donation", "n")}::text, ${id("drive", `n / ${donationsPerDrive}`)}, 'P01'
     FROM generate_series(0::bigint, ${Math.min(of.donations, donationsPerYear) - 1}) n`,
  ];
}

/** A drive's total from its donations: what the donation statement keeps one by one. */
export const rollUp = `INSERT INTO drive_total (drive_id, donations, voluntary, first_time, at_least_350_ml, apheresis, volume_ml)
  SELECT drive_id, count(*), count(*) FILTER (WHERE kind = 'voluntary'), count(*) FILTER (WHERE first_time),
    count(*) FILTER (WHERE volume_ml >= 350), count(*) FILTER (WHERE component <> 'whole_blood'), sum(volume_ml)
  FROM donation WHERE status = 'recorded' GROUP BY drive_id`;

const breakDown = `INSERT INTO drive_breakdown (drive_id, kind, first_time, component, volume_ml, segment, donations)
  SELECT drive_id, kind, first_time, component, volume_ml, segment, count(*) FROM donation WHERE status = 'recorded'
  GROUP BY drive_id, kind, first_time, component, volume_ml, segment`;

/** HMAC-SHA256 of `citizen_card:<number>` under the house's key, in SQL: RFC 2104 with the two padded keys made here. */
function hashOfCard(number: string): string {
  const key = Buffer.alloc(64);
  Buffer.from(process.env.IDENTITY_HASH_KEY ?? "", "base64").copy(key);
  const padded = (byte: number) => `'\\x${Buffer.from(key.map((one) => one ^ byte)).toString("hex")}'::bytea`;
  return `sha256(${padded(0x5c)} || sha256(${padded(0x36)} || convert_to('citizen_card:' || ${number}, 'UTF8')))`;
}
