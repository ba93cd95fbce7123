import { type Kind, kinds, nameOfCount } from "./made-up";

/** How much history a database is given. */
export interface Scale {
  readonly donations: number;
  readonly donors: number;
  /** Only what sums are made of: drives, donations and their totals, but no donors, visits, bookings or audit. */
  readonly sumsOnly?: boolean;
}

/** Donations of one drive, and of one year at most: about what the whole country collects. */
const donationsPerDrive = 80;
export const donationsPerYear = 2_000_000;

export const drivesOf = ({ donations }: Scale) => Math.ceil(donations / donationsPerDrive);

/** A piece of the load that one connection does at a time. */
export interface Chunk {
  tables: string[];
  what: string;
  text: string;
}

/** A table in one piece. */
export const whole = (table: string, what: string, text: string): Chunk => ({
  tables: table ? [table] : [],
  what,
  text,
});

/** Whole drives, so that a drive's total is made of one piece. */
const rowsOfChunk = 400_000;

/** A table in pieces of rows numbered from 0. */
function pieces(tables: string[], rows: number, text: (from: number, to: number) => string): Chunk[] {
  return Array.from({ length: Math.ceil(rows / rowsOfChunk) }, (_, n) => {
    const from = n * rowsOfChunk;
    return { tables, what: tables.join(", "), text: text(from, Math.min(rows, from + rowsOfChunk) - 1) };
  });
}

interface Of extends Scale {
  drives: number;
  firstDay: string;
  days: number;
}

/** What must be there first, in this order; and what can come in any order, the longest first. */
export function history(of: Of): { ground: Chunk[]; rest: Chunk[] } {
  const id = (kind: Kind, n: string) => `pg_temp.numbered('${kinds[kind]}', ${n})`;
  const places = "(SELECT count(*) FROM place)";
  // Day by day, so that ids, days and places on disk run together as in a register kept over years.
  const dayOf = (drive: string) => `(date '${of.firstDay}' + (${drive} * ${of.days}::bigint / ${of.drives})::int)`;
  const last = (n: string) => `(${n} + ((${of.donations - 1} - ${n}) / ${of.donors}) * ${of.donors}::bigint)`;
  const ground = [
    whole(
      "facility",
      "facility",
      `INSERT INTO facility (id, name, name_key, kind, unit_id, daily_capacity)
     SELECT ${id("facility", "row_number() OVER (ORDER BY id) - 1")}, 'Trung tâm Máu ' || name, 'trung tam mau ' || name_key,
       'blood_centre', id, 800 FROM unit WHERE kind = 'province' AND valid_to IS NULL`,
    ),
    whole(
      "organisation",
      "organisation",
      `INSERT INTO organisation (id, name, name_key, kind, unit_id, commune_id)
     SELECT ${id("organisation", "nth")}, 'Hội Chữ thập đỏ ' || full_name, 'hoi chu thap do ' || name_key || ' ' || commune_id, 'red_cross',
       province_id, commune_id FROM place`,
    ),
    whole(
      "venue",
      "venue",
      `INSERT INTO venue (id, name, name_key, kind, province_id, commune_id, address)
     SELECT ${id("venue", "nth")}, 'Nhà văn hoá ' || full_name, 'nha van hoa ' || name_key, 'hall', province_id, commune_id,
       nth || ' Trần Hưng Đạo' FROM place`,
    ),
    whole(
      "drive",
      "drive",
      `INSERT INTO drive (id, title, title_key, host_organisation_id, facility_id, venue_id, province_id, commune_id,
       credited_unit_id, held_on, starts_at, ends_at, planned_units, status, published_at, opened_at, closed_at, reconciled_at, last_visit_number)
     SELECT ${id("drive", "d")}, 'Ngày hội hiến máu ' || d, 'ngay hoi hien mau ' || d, ${id("organisation", "place.nth")}, facility.id,
       ${id("venue", "place.nth")}, place.province_id, place.commune_id, place.province_id, day,
       (day + time '07:30') AT TIME ZONE 'Asia/Ho_Chi_Minh', (day + time '11:30') AT TIME ZONE 'Asia/Ho_Chi_Minh',
       100, 'reconciled', day - 20, day, day, day + 2, ${donationsPerDrive}
     FROM generate_series(0, ${of.drives - 1}) d CROSS JOIN LATERAL (SELECT ${dayOf("d")} AS day) on_day
       JOIN place ON place.nth = (d * 37) % ${places} JOIN facility ON facility.unit_id = place.province_id`,
    ),
    whole(
      "drive_campaign",
      "drive_campaign",
      `INSERT INTO drive_campaign (drive_id, edition_id)
     SELECT d.id, e.id FROM drive d CROSS JOIN LATERAL (
       SELECT id FROM campaign_edition WHERE d.held_on BETWEEN starts_on AND ends_on AND scope_unit_id = 'VN' ORDER BY id LIMIT 1) e`,
    ),
    whole(
      "slot",
      "slot",
      `INSERT INTO slot (id, drive_id, starts_at, ends_at, capacity, booked)
     SELECT ${id("slot", "n - 1")}, id, starts_at, ends_at, 100, ${donationsPerDrive / 4}
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM drive) d`,
    ),
  ];
  const donations = pieces(
    ["donation", "drive_total", "drive_breakdown"],
    of.donations,
    (from, to) => `WITH made AS (
     INSERT INTO donation (id, number, drive_id, visit_id, donor_id, given_on, given_at, kind, first_time, component, volume_ml,
            segment, request_key, recorded_at)
          SELECT ${id("donation", "n")}, 'H' || lpad(n::text, 12, '0'), ${id("drive", `n / ${donationsPerDrive}`)}, ${id("visit", "n")},
            ${id("donor", `n % ${of.donors}`)}, day, day + interval '2 hours', CASE n % 40 WHEN 0 THEN 'replacement' ELSE 'voluntary' END,
            n < ${of.donors}, CASE n % 33 WHEN 0 THEN 'platelets' ELSE 'whole_blood' END,
            CASE WHEN n % 10 < 6 THEN 350 WHEN n % 10 < 9 THEN 250 ELSE 450 END,
            (ARRAY['student', 'civil_servant', 'armed_forces', 'worker', 'farmer', 'religious', 'other'])[1 + n % 7],
            ${id("donation", "n")}, day + interval '2 hours'
          FROM generate_series(${from}::bigint, ${to}) n CROSS JOIN LATERAL (
            SELECT ${dayOf(`(n / ${donationsPerDrive})`)} AS day) x
     RETURNING drive_id, kind, first_time, component, volume_ml, segment
   ), total AS (
     INSERT INTO drive_total (drive_id, donations, voluntary, first_time, at_least_350_ml, apheresis, volume_ml)
     SELECT drive_id, count(*), count(*) FILTER (WHERE kind = 'voluntary'), count(*) FILTER (WHERE first_time),
       count(*) FILTER (WHERE volume_ml >= 350), count(*) FILTER (WHERE component <> 'whole_blood'), sum(volume_ml)
     FROM made GROUP BY drive_id
   )
   INSERT INTO drive_breakdown (drive_id, kind, first_time, component, volume_ml, segment, donations)
   SELECT drive_id, kind, first_time, component, volume_ml, segment, count(*) FROM made
   GROUP BY drive_id, kind, first_time, component, volume_ml, segment`,
  );
  if (of.sumsOnly) return { ground, rest: donations };
  const rest = [
    ...donations,
    ...pieces(
      ["visit"],
      of.donations,
      (
        from,
        to,
      ) => `INSERT INTO visit (id, drive_id, donor_id, booking_id, number, status, segment, component, volume_ml, request_key, arrived_at,
       needle_at, closed_at)
     SELECT ${id("visit", "n")}, ${id("drive", `n / ${donationsPerDrive}`)}, ${id("donor", `n % ${of.donors}`)},
       CASE WHEN n % 4 = 0 THEN ${id("booking", "n")} END, n % ${donationsPerDrive} + 1, 'donated', 'worker', 'whole_blood', 350,
       ${id("visit", "n")}, at, at + interval '20 min', at + interval '30 min'
     FROM generate_series(${from}::bigint, ${to}) n CROSS JOIN LATERAL (
       SELECT (${dayOf(`(n / ${donationsPerDrive})`)} + time '00:40') AT TIME ZONE 'UTC' + (n % ${donationsPerDrive}) * interval '2 min' AS at) x`,
    ),
    ...pieces(
      ["donor"],
      of.donors,
      (
        from,
        to,
      ) => `INSERT INTO donor (id, full_name, name_key, given_name_key, sex, born_on, phone, home_province_id, home_commune_id, segment,
       donation_count, last_given_on, last_component, last_volume_ml)
     SELECT ${id("donor", "n")}, name.full_name, name.name_key, name.given_name_key, CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END,
       date '1966-01-01' + ((n::bigint * 7919) % 14600)::int, '+849' || lpad(n::text, 8, '0'), place.province_id, place.commune_id,
       'worker', CASE WHEN n < ${of.donations} THEN 1 + (${of.donations - 1} - n) / ${of.donors} ELSE 0 END,
       CASE WHEN n < ${of.donations} THEN ${dayOf(`(${last("n")} / ${donationsPerDrive})`)} END,
       CASE WHEN n < ${of.donations} THEN 'whole_blood' END, CASE WHEN n < ${of.donations} THEN 350 END
     FROM generate_series(${from}, ${to}) n JOIN name ON name.nth = n % ${nameOfCount} JOIN place ON place.nth = (n * 13::bigint) % ${places}`,
    ),
    ...pieces(
      ["donor_identity"],
      of.donors,
      (from, to) => `INSERT INTO donor_identity (id, donor_id, kind, number_hash, number_cipher, key_version, last_four)
     SELECT ${id("identity", "n")}, ${id("donor", "n")}, 'citizen_card', ${hashOfCard("('0010' || (10000000 + n))")},
       decode(repeat(md5(n::text), 2), 'hex'), 1, right((10000000 + n)::text, 4)
     FROM generate_series(${from}, ${to}) n`,
    ),
    ...pieces(
      ["booking"],
      of.donations,
      (
        from,
        to,
      ) => `INSERT INTO booking (id, slot_id, drive_id, donor_id, status, code, request_key, channel, booked_at, ended_at)
     SELECT ${id("booking", "n")}, ${id("slot", `n / ${donationsPerDrive}`)}, ${id("drive", `n / ${donationsPerDrive}`)},
       ${id("donor", `n % ${of.donors}`)}, 'arrived', 'H' || upper(lpad(to_hex(n), 7, '0')), ${id("booking", "n")}, 'web',
       ${dayOf(`(n / ${donationsPerDrive})`)} - 3, ${dayOf(`(n / ${donationsPerDrive})`)}
     FROM generate_series(${from}::bigint, ${to}, 4) n`,
    ),
    ...pieces(
      ["consent"],
      of.donors,
      (from, to) => `INSERT INTO consent (id, donor_id, purpose, text_version, channel)
     SELECT ${id("consent", "n")}, ${id("donor", "n")}, 'reminders', 'bench', 'desk' FROM generate_series(${from}, ${to}, 2) n`,
    ),
    ...pieces(
      ["audit_event"],
      Math.min(of.donations, donationsPerYear),
      (
        from,
        to,
      ) => `INSERT INTO audit_event (id, happened_at, actor_kind, action, subject_kind, subject_id, drive_id, unit_id)
     SELECT ${id("audit", "n")}, ${dayOf(`(n / ${donationsPerDrive})`)}, 'staff', 'donation.record', 'donation',
       ${id("donation", "n")}::text, ${id("drive", `n / ${donationsPerDrive}`)}, 'P01'
     FROM generate_series(${from}::bigint, ${to}) n`,
    ),
  ];
  return { ground, rest };
}

/** HMAC-SHA256 of `citizen_card:<number>` under the house's key, in SQL: RFC 2104 with the two padded keys made here. */
function hashOfCard(number: string): string {
  const key = Buffer.alloc(64);
  Buffer.from(process.env.IDENTITY_HASH_KEY ?? "", "base64").copy(key);
  const padded = (byte: number) => `'\\x${Buffer.from(key.map((one) => one ^ byte)).toString("hex")}'::bytea`;
  return `sha256(${padded(0x5c)} || sha256(${padded(0x36)} || convert_to('citizen_card:' || ${number}, 'UTF8')))`;
}
