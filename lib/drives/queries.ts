import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { addDays, type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { drivesWithin } from "./reach";
import { driveStatuses } from "./rules";

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

const deskSelect = sql`SELECT d.id, coalesce(d.title, h.name) AS title, h.name AS "hostName", v.name AS "venueName", v.address,
    d.commune_id AS "communeId", c.full_name AS "communeName", d.province_id AS "provinceId", p.name AS "provinceName",
    d.credited_unit_id AS "creditedUnitId", u.name AS "creditedUnitName", d.facility_id AS "facilityId",
    f.name AS "facilityName", d.held_on AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.status,
    d.status_reason AS "statusReason", d.planned_units AS "plannedUnits", sums.capacity, sums.booked,
    sums.walk_in_reserve AS "walkInReserve", ${campaignsOf}, d.is_demo AS "isDemo"
  FROM drive d ${placesOf} JOIN facility f ON f.id = d.facility_id JOIN unit u ON u.id = d.credited_unit_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(s.capacity), 0) AS capacity, coalesce(sum(s.booked), 0) AS booked,
      coalesce(sum(s.walk_in_reserve), 0) AS walk_in_reserve FROM slot s WHERE s.drive_id = d.id) sums`;

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
