import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { campaignShape, campaignsOf, deskSelect, placesOf, searchable, slotTotals, wordsOf } from "../columns";
import { deskDriveShape } from "../desk/queries";
import { drivesWithin } from "../reach";
import { type DriveStatus, driveStatuses } from "../rules";
import { publishFactsOf, publishFactsShape } from "../statements";

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
  /** Needles of days ago of which nobody said what came of them. */
  toFinish: z.number(),
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
        (SELECT count(*) FROM visit WHERE drive_id = d.id AND status = 'bleeding' AND left_open_at IS NOT NULL) AS "toFinish",
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
