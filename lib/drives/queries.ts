import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { addDays, type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { drivesWithin, reachesNothing } from "./reach";
import { type DriveStatus, driveStatuses, planAheadDays } from "./rules";
import { publishFactsOf, publishFactsShape } from "./statements";

// ── what everybody may read ──

/** A campaign's yearly edition, as a drive names it. */
export interface DriveCampaign {
  readonly editionId: string;
  readonly campaignId: string;
  readonly nameVi: string;
  readonly nameEn: string;
}

const campaignShape = z.object({
  editionId: z.string(),
  campaignId: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
});

const publicDriveShape = z.object({
  id: z.string(),
  /** The drive's own title, or its host's name when it has none. */
  title: z.string(),
  hostName: z.string(),
  venueName: z.string(),
  address: z.string(),
  communeCode: z.string(),
  communeName: z.string(),
  provinceCode: z.string(),
  provinceName: z.string(),
  heldOn: z.string(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  status: z.enum(driveStatuses),
  campaigns: z.array(campaignShape),
  /** Places that can still be booked: in slots that have not begun. */
  freePlaces: z.number(),
  /** Places to book over the whole day. */
  capacity: z.number(),
  /** A session of a fixed donation point. */
  isFixed: z.boolean(),
  isDemo: z.boolean(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  /** The venue has no position of its own: the commune's centre stands in. */
  positionIsApproximate: z.boolean(),
  distanceKm: z.number().nullable(),
});

/** A drive as a public list shows it. */
export type PublicDriveItem = z.output<typeof publicDriveShape>;

/** What to look for among the announced drives. */
export interface PublicDriveSearch {
  readonly provinceCode?: string | null;
  readonly communeCode?: string | null;
  readonly from?: CivilDate | null;
  readonly to?: CivilDate | null;
  /** Nearest first, from this position. */
  readonly near?: { readonly lat: number; readonly lon: number } | null;
  /** Words of the title, host, venue, commune or province, with or without accents. */
  readonly text?: string | null;
  readonly limit: number;
  readonly offset: number;
}

/**
 * Announced drives that are not over, soonest first (or nearest first), with the number of all that match.
 * Days outside today and the coming year are never searched.
 */
export async function publicDrives(
  search: PublicDriveSearch,
  now = new Date(),
): Promise<{ items: PublicDriveItem[]; total: number }> {
  const today = todayInVietnam(now);
  const from = search.from && search.from > today ? search.from : today;
  const to = search.to && search.to < addDays(today, 366) ? search.to : addDays(today, 366);
  const words = wordsOf(search.text);
  const found = await row(
    z.object({ total: z.number(), items: z.array(publicDriveShape) }),
    sql`WITH matched AS (
        SELECT d.id, d.held_on, d.starts_at, ${distance(search.near ?? null)} AS distance_km
        FROM drive d ${placesOf}
        WHERE d.held_on BETWEEN ${from}::date AND ${to}::date AND d.status IN ('published', 'open') AND d.ends_at > ${now}
          AND (${search.provinceCode ?? null}::text IS NULL OR p.code = ${search.provinceCode ?? null}::text)
          AND (${search.communeCode ?? null}::text IS NULL OR c.code = ${search.communeCode ?? null}::text)
          AND (cardinality(${words}::text[]) = 0 OR (${searchable}) LIKE ALL (${words}::text[]))
      ), page AS (
        SELECT * FROM matched ORDER BY distance_km NULLS LAST, held_on, starts_at, id
        LIMIT ${search.limit} OFFSET ${search.offset}
      )
      SELECT (SELECT count(*) FROM matched) AS total, coalesce((
        SELECT json_agg(item ORDER BY item."distanceKm" NULLS LAST, item."heldOn", item."startsAt", item.id) FROM (
          SELECT ${publicColumns}, page.distance_km AS "distanceKm"
          FROM page JOIN drive d ON d.id = page.id ${placesOf} ${slotSums(now)}
        ) item), '[]'::json) AS items`,
  );
  return found ?? { items: [], total: 0 };
}

const publicSlotShape = z.object({
  id: z.string(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  capacity: z.number(),
  booked: z.number(),
  /** Places left to book; none once the slot has begun. */
  free: z.number(),
});

/** A slot as everybody may see it. */
export type PublicSlot = z.output<typeof publicSlotShape>;

const publicDriveDetailShape = publicDriveShape.omit({ distanceKm: true }).extend({
  facilityName: z.string(),
  creditedUnitName: z.string(),
  statusReason: z.string().nullable(),
  postponedTo: z.string().nullable(),
  publicNote: z.string().nullable(),
  contactPhone: z.string().nullable(),
  plannedUnits: z.number(),
  slots: z.array(publicSlotShape),
});

/** A drive's public page. */
export type PublicDrive = z.output<typeof publicDriveDetailShape>;

/** An announced drive with its slots, also when it is over or put off (with the reason); a draft is not there. */
export async function publicDrive(id: string, now = new Date()): Promise<PublicDrive | null> {
  if (!isId(id)) return null;
  return row(
    publicDriveDetailShape,
    sql`SELECT ${publicColumns}, f.name AS "facilityName", u.name AS "creditedUnitName",
        d.status_reason AS "statusReason", d.postponed_to AS "postponedTo", d.public_note AS "publicNote",
        d.contact_phone AS "contactPhone", d.planned_units AS "plannedUnits",
        coalesce((SELECT json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
            'capacity', s.capacity, 'booked', s.booked,
            'free', CASE WHEN d.status IN ('published', 'open') AND s.starts_at > ${now} THEN s.capacity - s.booked ELSE 0 END)
          ORDER BY s.starts_at)
          FROM slot s WHERE s.drive_id = d.id), '[]'::json) AS slots
      FROM drive d ${placesOf} JOIN facility f ON f.id = d.facility_id JOIN unit u ON u.id = d.credited_unit_id
        ${slotSums(now)}
      WHERE d.id = ${id}::uuid AND d.status <> 'draft'`,
  );
}

// ── what the desk reads ──

const deskDriveShape = z.object({
  id: z.string(),
  title: z.string(),
  hostName: z.string(),
  venueName: z.string(),
  address: z.string(),
  communeId: z.string(),
  communeName: z.string(),
  provinceId: z.string(),
  provinceName: z.string(),
  creditedUnitId: z.string(),
  creditedUnitName: z.string(),
  facilityId: z.string(),
  facilityName: z.string(),
  heldOn: z.string(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  status: z.enum(driveStatuses),
  statusReason: z.string().nullable(),
  plannedUnits: z.number(),
  capacity: z.number(),
  booked: z.number(),
  walkInReserve: z.number(),
  campaigns: z.array(campaignShape),
  isDemo: z.boolean(),
});

/** A drive as the people at its desk know it; also the scope for `driveTarget`. */
export type DeskDrive = z.output<typeof deskDriveShape>;

/** The drive whose desk is asked for, when it is within the actor's reach and announced; else null. */
export async function driveForDesk(actor: Actor, id: string): Promise<DeskDrive | null> {
  if (!isId(id)) return null;
  return row(
    deskDriveShape,
    sql`${deskSelect} WHERE d.id = ${id}::uuid AND d.status <> 'draft' AND ${drivesWithin(reachOf(actor, "desk.view"))}`,
  );
}

/** The drives of a day whose desk the actor may work at, by hour. */
export async function drivesForDesk(actor: Actor, on: CivilDate): Promise<DeskDrive[]> {
  return rows(
    deskDriveShape,
    sql`${deskSelect} WHERE d.held_on = ${on}::date AND d.status IN ('published', 'open', 'closed', 'reconciled')
        AND ${drivesWithin(reachOf(actor, "desk.view"))}
      ORDER BY d.starts_at, v.name COLLATE "vi-x-icu", d.id LIMIT 200`,
  );
}

// ── what planners read ──

const staffDriveShape = z.object({
  id: z.string(),
  title: z.string(),
  venueName: z.string(),
  communeName: z.string(),
  creditedUnitName: z.string(),
  heldOn: z.string(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  status: z.enum(driveStatuses),
  plannedUnits: z.number(),
  capacity: z.number(),
  booked: z.number(),
  donations: z.number(),
  campaigns: z.array(campaignShape),
  isDemo: z.boolean(),
});

/** A drive as the list of an office shows it. */
export type StaffDriveItem = z.output<typeof staffDriveShape>;

/** Which drives a list shows: those to come (today's too), or those behind. */
export type DriveTimes = "coming" | "past";

/** What an office looks for among its drives. */
export interface StaffDriveSearch {
  readonly times: DriveTimes;
  readonly status?: DriveStatus | null;
  readonly from?: CivilDate | null;
  readonly to?: CivilDate | null;
  readonly unitId?: string | null;
  readonly campaignId?: string | null;
  readonly text?: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** The drives within reach: those to come soonest first, those behind latest first; with the number that match. */
export async function staffDrives(
  actor: Actor,
  search: StaffDriveSearch,
  now = new Date(),
): Promise<{ items: StaffDriveItem[]; total: number; coming: number; past: number }> {
  const today = todayInVietnam(now);
  const words = wordsOf(search.text);
  const coming = search.times === "coming";
  const order = (table: Sql) =>
    coming
      ? sql`${table}.held_on, ${table}.starts_at, ${table}.id`
      : sql`${table}.held_on DESC, ${table}.starts_at DESC, ${table}.id DESC`;
  const found = await row(
    z.object({ total: z.number(), coming: z.number(), past: z.number(), items: z.array(staffDriveShape) }),
    sql`WITH matched AS (
        SELECT d.id, d.held_on, d.starts_at, d.held_on >= ${today}::date AS coming
        FROM drive d ${placesOf}
        WHERE ${drivesWithin(reachOf(actor, "drive.view"))}
          AND (${search.status ?? null}::text IS NULL OR d.status = ${search.status ?? null}::text)
          AND (${search.from ?? null}::date IS NULL OR d.held_on >= ${search.from ?? null}::date)
          AND (${search.to ?? null}::date IS NULL OR d.held_on <= ${search.to ?? null}::date)
          AND (${search.unitId ?? null}::text IS NULL OR d.credited_unit_id = ${search.unitId ?? null}::text)
          AND (${search.campaignId ?? null}::text IS NULL OR EXISTS (SELECT FROM drive_campaign dc
            JOIN campaign_edition e ON e.id = dc.edition_id
            WHERE dc.drive_id = d.id AND e.campaign_id = ${search.campaignId ?? null}::text))
          AND (cardinality(${words}::text[]) = 0 OR (${searchable}) LIKE ALL (${words}::text[]))
      ), page AS (
        SELECT * FROM matched WHERE coming = ${coming} ORDER BY ${order(sql`matched`)}
        LIMIT ${search.limit} OFFSET ${search.offset}
      )
      SELECT (SELECT count(*) FROM matched WHERE coming = ${coming}) AS total,
        (SELECT count(*) FROM matched WHERE coming) AS coming, (SELECT count(*) FROM matched WHERE NOT coming) AS past,
        coalesce((SELECT json_agg(json_build_object('id', d.id, 'title', coalesce(d.title, h.name), 'venueName', v.name,
            'communeName', c.full_name, 'creditedUnitName', u.name, 'heldOn', d.held_on, 'startsAt', d.starts_at,
            'endsAt', d.ends_at, 'status', d.status, 'plannedUnits', d.planned_units, 'capacity', sums.capacity,
            'booked', sums.booked, 'donations', coalesce(t.donations, 0), 'campaigns', named.campaigns, 'isDemo', d.is_demo)
            ORDER BY ${order(sql`page`)})
          FROM page JOIN drive d ON d.id = page.id ${placesOf} JOIN unit u ON u.id = d.credited_unit_id
            LEFT JOIN drive_total t ON t.drive_id = d.id ${slotTotals} CROSS JOIN LATERAL (SELECT ${campaignsOf}) named),
        '[]'::json) AS items`,
  );
  return found ?? { items: [], total: 0, coming: 0, past: 0 };
}

const staffSlotShape = z.object({
  id: z.string(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  capacity: z.number(),
  walkInReserve: z.number(),
  booked: z.number(),
});

/** A slot as planners see it. */
export type StaffSlot = z.output<typeof staffSlotShape>;

const drivePlanShape = deskDriveShape.extend({
  ownTitle: z.string().nullable(),
  hostId: z.string(),
  venueId: z.string(),
  isFixed: z.boolean(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  positionIsApproximate: z.boolean(),
  postponedTo: z.string().nullable(),
  publicNote: z.string().nullable(),
  contactPhone: z.string().nullable(),
  version: z.number(),
  donations: z.number(),
  volumeMl: z.number(),
  /** People received, and those between the door and the way out. */
  visits: z.number(),
  inside: z.number(),
  toReview: z.number(),
  facilityDailyCapacity: z.number().nullable(),
  slots: z.array(staffSlotShape),
  publishing: publishFactsShape,
});

/** Everything about one drive that its planners need. */
export type DrivePlan = z.output<typeof drivePlanShape>;

/** The drive within reach of `drive.view`, also a draft; else null. */
export async function drivePlan(actor: Actor, id: string): Promise<DrivePlan | null> {
  if (!isId(id)) return null;
  return row(
    drivePlanShape,
    sql`SELECT desk.*, d.title AS "ownTitle", d.host_organisation_id AS "hostId", d.venue_id AS "venueId",
        v.is_fixed AS "isFixed", coalesce(v.lat, c.lat) AS lat, coalesce(v.lon, c.lon) AS lon,
        v.lat IS NULL AS "positionIsApproximate", d.postponed_to AS "postponedTo", d.public_note AS "publicNote",
        d.contact_phone AS "contactPhone", d.version, coalesce(t.donations, 0) AS donations,
        coalesce(t.volume_ml, 0) AS "volumeMl", f.daily_capacity AS "facilityDailyCapacity",
        (SELECT count(*) FROM visit WHERE drive_id = d.id) AS visits,
        (SELECT count(*) FROM visit WHERE drive_id = d.id AND status IN ('arrived', 'fit', 'bleeding')) AS inside,
        (SELECT count(*) FROM donation g WHERE g.drive_id = d.id AND g.flags <> '{}' AND g.reviewed_at IS NULL
          AND g.status = 'recorded') AS "toReview",
        coalesce((SELECT json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
          'capacity', s.capacity, 'walkInReserve', s.walk_in_reserve, 'booked', s.booked) ORDER BY s.starts_at)
          FROM slot s WHERE s.drive_id = d.id), '[]'::json) AS slots,
        (SELECT row_to_json(facts) FROM (SELECT ${publishFactsOf}) facts) AS publishing
      FROM (${deskSelect} WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, "drive.view"))}) desk
        JOIN drive d ON d.id = desk.id JOIN venue v ON v.id = d.venue_id JOIN unit c ON c.id = d.commune_id
        JOIN facility f ON f.id = d.facility_id LEFT JOIN drive_total t ON t.drive_id = d.id`,
  );
}

const historyShape = z.object({
  id: z.string(),
  at: z.date(),
  action: z.string(),
  who: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

/** One thing that was done with a drive. */
export type DriveEvent = z.output<typeof historyShape>;

/** What was done with a drive within reach, by whom and when, latest first; at most fifty. */
export async function driveHistory(actor: Actor, id: string): Promise<DriveEvent[]> {
  return rows(
    historyShape,
    sql`SELECT e.id, e.happened_at AS at, e.action, a.name AS who, e.detail
      FROM drive d JOIN audit_event e ON e.subject_kind = 'drive' AND e.subject_id = d.id::text
        LEFT JOIN account a ON a.id = e.actor_id
      WHERE d.id = ${id}::uuid AND e.action LIKE 'drive.%' AND ${drivesWithin(reachOf(actor, "drive.view"))}
      ORDER BY e.happened_at DESC, e.id DESC LIMIT 50`,
  );
}

const colleagueShape = z.object({
  assignmentId: z.string(),
  accountId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["desk_clerk", "medical_screener"]),
});

/** Who has a role at this one drive, for those who may say so. */
export async function driveColleagues(actor: Actor, id: string): Promise<z.output<typeof colleagueShape>[]> {
  return rows(
    colleagueShape,
    sql`SELECT r.id AS "assignmentId", a.id AS "accountId", a.name, a.email, r.role
      FROM drive d JOIN role_assignment r ON r.drive_id = d.id AND r.scope_kind = 'drive' AND r.revoked_at IS NULL
        AND r.role IN ('desk_clerk', 'medical_screener')
        JOIN account a ON a.id = r.account_id
      WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, "drive.staff"))}
      ORDER BY r.role, a.name COLLATE "vi-x-icu"`,
  );
}

/** Accounts that already work at desks of the drive's unit, to choose from. */
export async function possibleColleagues(actor: Actor, id: string): Promise<{ id: string; name: string }[]> {
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT a.id, a.name FROM account a WHERE a.disabled_at IS NULL AND EXISTS (
        SELECT FROM drive d JOIN role_assignment r ON r.account_id = a.id AND r.revoked_at IS NULL
            AND r.role IN ('desk_clerk', 'medical_screener', 'collecting_facility', 'drive_manager')
          LEFT JOIN drive other ON other.id = r.drive_id
        WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, "drive.staff"))}
          AND (r.unit_id IN (d.credited_unit_id, d.commune_id) OR other.credited_unit_id = d.credited_unit_id))
      ORDER BY a.name COLLATE "vi-x-icu" LIMIT 200`,
  );
}

const editionShape = z.object({
  id: z.string(),
  campaignId: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  scopeUnitId: z.string(),
  isNational: z.boolean(),
});

/** A campaign's edition that a drive may belong to, with its days. */
export type EditionChoice = z.output<typeof editionShape>;

/** Editions that end on or after a day, the country's and those of the units the actor plans for. */
export async function editionChoices(actor: Actor, from: CivilDate): Promise<EditionChoice[]> {
  const reach = reachOf(actor, "drive.plan");
  return rows(
    editionShape,
    sql`SELECT e.id, k.id AS "campaignId", k.short_vi AS "nameVi", k.short_en AS "nameEn", e.starts_on AS "startsOn",
        e.ends_on AS "endsOn", e.scope_unit_id AS "scopeUnitId", u.kind = 'nation' AS "isNational"
      FROM campaign_edition e JOIN campaign k ON k.id = e.campaign_id JOIN unit u ON u.id = e.scope_unit_id
      WHERE e.ends_on >= ${from}::date AND e.starts_on <= ${from}::date + ${planAheadDays}::int
        AND (u.kind = 'nation' OR ${reach.nation} OR u.id = ANY (${reach.unitIds}::text[]))
      ORDER BY e.starts_on, k.sort_order LIMIT 60`,
  );
}

/** The recurring campaigns, to filter a list by. */
export async function campaignChoices(actor: Actor): Promise<{ id: string; nameVi: string; nameEn: string }[]> {
  if (reachesNothing(reachOf(actor, "drive.view"))) return [];
  return rows(
    z.object({ id: z.string(), nameVi: z.string(), nameEn: z.string() }),
    sql`SELECT id, short_vi AS "nameVi", short_en AS "nameEn" FROM campaign ORDER BY sort_order`,
  );
}

/** The units whose drives an actor sees, to filter a list by; empty for those who see one unit only. */
export async function unitChoices(actor: Actor): Promise<{ id: string; name: string }[]> {
  const reach = reachOf(actor, "drive.view");
  if (!reach.nation && reach.unitIds.length < 2) return [];
  return rows(
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT id, name FROM unit WHERE kind IN ('province', 'ministry') AND valid_to IS NULL
        AND (${reach.nation} OR id = ANY (${reach.unitIds}::text[]))
      ORDER BY kind = 'ministry', name COLLATE "vi-x-icu"`,
  );
}

// ── parts of the statements above ──

const placesOf = sql`JOIN venue v ON v.id = d.venue_id JOIN organisation h ON h.id = d.host_organisation_id
  JOIN unit c ON c.id = d.commune_id JOIN unit p ON p.id = d.province_id`;

/** Everything about a drive that a word may be found in, folded. */
const searchable = sql`concat_ws(' ', d.title_key, h.name_key, v.name_key, c.name_key, p.name_key)`;

const campaignsOf = sql`coalesce((SELECT json_agg(json_build_object('editionId', e.id, 'campaignId', k.id,
    'nameVi', k.short_vi, 'nameEn', k.short_en) ORDER BY k.sort_order)
  FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id JOIN campaign k ON k.id = e.campaign_id
  WHERE dc.drive_id = d.id), '[]'::json) AS campaigns`;

const publicColumns = sql`d.id, coalesce(d.title, h.name) AS title, h.name AS "hostName", v.name AS "venueName", v.address,
    c.code AS "communeCode", c.full_name AS "communeName", p.code AS "provinceCode", p.name AS "provinceName",
    d.held_on AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.status, ${campaignsOf},
    sums.free AS "freePlaces", sums.capacity, v.is_fixed AS "isFixed", d.is_demo AS "isDemo",
    coalesce(v.lat, c.lat) AS lat, coalesce(v.lon, c.lon) AS lon, v.lat IS NULL AS "positionIsApproximate"`;

const slotTotals = sql`CROSS JOIN LATERAL (SELECT coalesce(sum(s.capacity), 0) AS capacity,
    coalesce(sum(s.booked), 0) AS booked, coalesce(sum(s.walk_in_reserve), 0) AS walk_in_reserve
  FROM slot s WHERE s.drive_id = d.id) sums`;

const deskSelect = sql`SELECT d.id, coalesce(d.title, h.name) AS title, h.name AS "hostName", v.name AS "venueName", v.address,
    d.commune_id AS "communeId", c.full_name AS "communeName", d.province_id AS "provinceId", p.name AS "provinceName",
    d.credited_unit_id AS "creditedUnitId", u.name AS "creditedUnitName", d.facility_id AS "facilityId",
    f.name AS "facilityName", d.held_on AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.status,
    d.status_reason AS "statusReason", d.planned_units AS "plannedUnits", sums.capacity, sums.booked,
    sums.walk_in_reserve AS "walkInReserve", ${campaignsOf}, d.is_demo AS "isDemo"
  FROM drive d ${placesOf} JOIN facility f ON f.id = d.facility_id JOIN unit u ON u.id = d.credited_unit_id
    ${slotTotals}`;

/** Places of a drive in all, and those that can still be booked. */
function slotSums(now: Date): Sql {
  return sql`CROSS JOIN LATERAL (SELECT coalesce(sum(s.capacity), 0) AS capacity,
      CASE WHEN d.status IN ('published', 'open')
        THEN coalesce(sum(s.capacity - s.booked) FILTER (WHERE s.starts_at > ${now}), 0) ELSE 0 END AS free
    FROM slot s WHERE s.drive_id = d.id) sums`;
}

/** Kilometres as the crow flies between a position and a drive's venue, or NULL when none was asked for. */
function distance(near: { lat: number; lon: number } | null): Sql {
  if (near === null) return sql`NULL::double precision`;
  return sql`6371 * 2 * asin(sqrt(least(1, power(sin(radians(coalesce(v.lat, c.lat) - ${near.lat}::float8) / 2), 2)
    + cos(radians(${near.lat}::float8)) * cos(radians(coalesce(v.lat, c.lat)))
      * power(sin(radians(coalesce(v.lon, c.lon) - ${near.lon}::float8) / 2), 2))))`;
}

/** The words of a search as LIKE patterns on folded text. */
function wordsOf(text: string | null | undefined): string[] {
  return nameSearchKey(text ?? "")
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
}
