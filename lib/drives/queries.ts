import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { addDays, type CivilDate, todayInVietnam } from "@/lib/core/time";
import { prepared, row } from "@/lib/db/statement";
import { campaignShape, campaignsOf, placesOf, searchable, wordsOf } from "./columns";
import { driveStatuses } from "./rules";

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
    prepared(sql`SELECT ${publicColumns}, f.name AS "facilityName", u.name AS "creditedUnitName",
        d.status_reason AS "statusReason", d.postponed_to AS "postponedTo", d.public_note AS "publicNote",
        d.contact_phone AS "contactPhone", d.planned_units AS "plannedUnits",
        coalesce((SELECT json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
            'capacity', s.capacity, 'booked', s.booked,
            'free', CASE WHEN d.status IN ('published', 'open') AND s.starts_at > ${now} THEN s.capacity - s.booked ELSE 0 END)
          ORDER BY s.starts_at)
          FROM slot s WHERE s.drive_id = d.id), '[]'::json) AS slots
      FROM drive d ${placesOf} JOIN facility f ON f.id = d.facility_id JOIN unit u ON u.id = d.credited_unit_id
        ${slotSums(now)}
      WHERE d.id = ${id}::uuid AND d.status <> 'draft'`),
  );
}

const publicColumns = sql`d.id, coalesce(d.title, h.name) AS title, h.name AS "hostName", v.name AS "venueName", v.address,
    c.code AS "communeCode", c.full_name AS "communeName", p.code AS "provinceCode", p.name AS "provinceName",
    d.held_on AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.status, ${campaignsOf},
    sums.free AS "freePlaces", sums.capacity, v.is_fixed AS "isFixed", d.is_demo AS "isDemo",
    coalesce(v.lat, c.lat) AS lat, coalesce(v.lon, c.lon) AS lon, v.lat IS NULL AS "positionIsApproximate"`;

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
