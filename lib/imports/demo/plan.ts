import type { ClientBase } from "pg";
import { newId } from "@/lib/core/ids";
import { addDays, type CivilDate, daysBetween, instantInVietnam, monthOf, weekdayOf } from "@/lib/core/time";
import type { Ground, Places, Spot } from "./places";
import { type Chance, chanceOf } from "./random";
import type { RowsToWrite, TableRow } from "./rows";

/** A drive of the demonstration, with its slots, while a top-up works on it. */
export interface PlannedDrive {
  readonly id: string;
  readonly provinceId: string;
  readonly communeId: string;
  readonly segment: string | null;
  readonly fixed: boolean;
  readonly heldOn: CivilDate;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly plannedUnits: number;
  status: string;
  readonly slots: { readonly id: string; readonly startsAt: Date; readonly capacity: number; booked: number }[];
  lastVisitNumber: number;
  /** The row of a new drive, written when its day is settled; null when the database holds the drive already. */
  readonly row: TableRow | null;
}

/** An edition of a campaign, for linking drives that fall into it. */
export interface Edition {
  readonly id: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

/** Drives on a usual weekday, over the whole country, beside the fixed points. */
const drivesAWeekday = 0.6;
/** Where fixed points stand, open every day but Monday: provinces by code. */
const fixedPoints = ["01"];
/** Fewer in June to September and around Tết, more in spring and before the year's end: as the published years went. */
export const monthFactor = [0.8, 0.75, 1.35, 1.35, 1.1, 0.9, 0.8, 0.8, 0.85, 1.05, 1.1, 1.1];

/** Few hold a drive in the days before Tết, and nobody comes until the festival is over. */
export function tetFactor(day: CivilDate, tets: readonly CivilDate[]): number {
  return tets.some((tetOn) => daysBetween(tetOn, day) >= -8 && daysBetween(tetOn, day) <= 12) ? 0.25 : 1;
}

/** The first days of lunar years. */
export async function readTets(client: ClientBase): Promise<CivilDate[]> {
  const { rows } = await client.query<{ day: string }>(
    "SELECT to_char(tet_on, 'YYYY-MM-DD') AS day FROM tet_date ORDER BY 1",
  );
  return rows.map(({ day }) => day);
}

/** The national editions of campaigns that demo drives may belong to. */
export async function readEditions(client: ClientBase): Promise<Edition[]> {
  const { rows } = await client.query(
    `SELECT id, to_char(starts_on, 'YYYY-MM-DD') AS "startsOn", to_char(ends_on, 'YYYY-MM-DD') AS "endsOn"
     FROM campaign_edition WHERE scope_unit_id = 'VN' ORDER BY id`,
  );
  return rows;
}

/** Plans one day of the country: its fixed points and drives, announced, with slots and nobody in them yet. */
export function planDay(
  day: CivilDate,
  grounds: readonly Ground[],
  editions: readonly Edition[],
  places: Places,
  rows: RowsToWrite,
  tets: readonly CivilDate[] = [],
): PlannedDrive[] {
  const chance = chanceOf(`drives of ${day}`);
  const drives: PlannedDrive[] = [];
  const add = (ground: Ground, spot: Spot, shape: Shape) =>
    drives.push(planDrive(chance, day, ground, spot, shape, editions, places, rows));

  for (const code of fixedPoints) {
    const ground = grounds.find((province) => province.code === code);
    if (!ground || weekdayOf(day) === 1) continue;
    add(ground, places.fixedPoint(ground), {
      from: "07:30",
      hours: 10,
      plannedUnits: chance.whole(14, 22),
      fixed: true,
    });
  }
  for (let left = drivesOn(chance, day, tets); left > 0; left -= 1) {
    const ground = chance.weighted(grounds, ({ code, people }) => people * (code === "01" ? 2.4 : 1));
    add(ground, places.somewhere(chance, ground), shapeOf(chance));
  }
  // The two provinces people look at first always have something within a fortnight.
  for (const [code, probability] of Object.entries({ "01": 0.45, "79": 0.3 })) {
    const ground = grounds.find((province) => province.code === code);
    if (ground && chance.happens(probability)) add(ground, places.somewhere(chance, ground), shapeOf(chance));
  }
  for (const ministry of ["MBCA", "MBQP"]) {
    if (!chance.happens(0.12)) continue;
    const ground = chance.weighted(grounds, ({ people }) => people);
    add(ground, places.barracks(chance, ground, ministry), { ...shapeOf(chance), creditedUnitId: ministry });
  }
  return drives;
}

interface Shape {
  readonly from: string;
  readonly hours: number;
  readonly plannedUnits: number;
  readonly fixed?: boolean;
  readonly creditedUnitId?: string;
}

function shapeOf(chance: Chance): Shape {
  return {
    from: chance.one(["07:00", "07:30", "08:00"]),
    hours: chance.one([3.5, 4, 4, 8]),
    plannedUnits: 5 * chance.whole(4, 10),
  };
}

function drivesOn(chance: Chance, day: CivilDate, tets: readonly CivilDate[]): number {
  const weekend = weekdayOf(day) >= 6 ? 2.2 : 1;
  const wanted =
    drivesAWeekday * weekend * (monthFactor[monthOf(day) - 1] ?? 1) * tetFactor(day, tets) * chance.between(0.6, 1.5);
  return Math.floor(wanted) + (chance.happens(wanted % 1) ? 1 : 0);
}

function planDrive(
  chance: Chance,
  day: CivilDate,
  ground: Ground,
  spot: Spot,
  shape: Shape,
  editions: readonly Edition[],
  places: Places,
  rows: RowsToWrite,
): PlannedDrive {
  const id = newId();
  const startsAt = instantInVietnam(day, shape.from);
  const endsAt = new Date(startsAt.getTime() + shape.hours * 3_600_000);
  const putOff = !shape.fixed && chance.happens(0.02) ? chance.one(["weather", "surplus", "venue"]) : null;
  const status = putOff === null ? "published" : putOff === "surplus" ? "postponed" : "cancelled";
  const row = {
    id,
    title: null,
    title_key: "",
    host_organisation_id: spot.hostId,
    // Nobody's: a number for each commune, of a block the demonstration alone uses.
    contact_phone: `+849001${spot.communeId.slice(-5)}`,
    facility_id: places.facility(ground),
    venue_id: spot.venueId,
    province_id: ground.provinceId,
    commune_id: spot.communeId,
    credited_unit_id: shape.creditedUnitId ?? ground.provinceId,
    held_on: day,
    starts_at: startsAt,
    ends_at: endsAt,
    planned_units: shape.plannedUnits,
    status,
    status_reason: putOff,
    published_at: instantInVietnam(addDays(day, -45), "09:00"),
    is_demo: true,
    version: 1,
    created_at: instantInVietnam(addDays(day, -50), "09:00"),
    updated_at: instantInVietnam(addDays(day, -45), "09:00"),
  };
  const running = editions.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
  if (!shape.fixed && running.length > 0 && chance.happens(0.7))
    rows.add("drive_campaign", { drive_id: id, edition_id: chance.one(running).id });
  return {
    id,
    provinceId: ground.provinceId,
    communeId: spot.communeId,
    segment: spot.segment ?? null,
    fixed: shape.fixed === true,
    heldOn: day,
    startsAt,
    endsAt,
    plannedUnits: shape.plannedUnits,
    status,
    slots: slotsOf(startsAt, shape),
    lastVisitNumber: 0,
    row,
  };
}

const slotMinutes = 30;

function slotsOf(startsAt: Date, shape: Shape): PlannedDrive["slots"] {
  const count = Math.round((shape.hours * 60) / slotMinutes);
  const capacity = Math.max(2, Math.ceil((shape.plannedUnits * 0.9) / count));
  return Array.from({ length: count }, (_, index) => ({
    id: newId(),
    startsAt: new Date(startsAt.getTime() + index * slotMinutes * 60_000),
    capacity,
    booked: 0,
  }));
}

/** Lets a new drive and its slots wait to be written, as its day left them. */
export function addDrive(drive: PlannedDrive, now: Date, rows: RowsToWrite): void {
  rows.add("drive", {
    ...drive.row,
    status: drive.status,
    last_visit_number: drive.lastVisitNumber,
    opened_at: drive.lastVisitNumber > 0 ? drive.startsAt : null,
    closed_at: drive.endsAt <= now && drive.lastVisitNumber > 0 ? drive.endsAt : null,
    reconciled_at: drive.status === "reconciled" ? instantInVietnam(addDays(drive.heldOn, 2), "10:00") : null,
  });
  for (const slot of drive.slots)
    rows.add("slot", {
      id: slot.id,
      drive_id: drive.id,
      starts_at: slot.startsAt,
      ends_at: new Date(slot.startsAt.getTime() + slotMinutes * 60_000),
      capacity: slot.capacity,
      walk_in_reserve: Math.ceil(slot.capacity * 0.25),
      booked: slot.booked,
    });
}

/** Demo drives that stand in the database already and still have a day before them, or one to be played. */
export async function readOpenDrives(client: ClientBase): Promise<PlannedDrive[]> {
  const { rows } = await client.query(
    `SELECT d.id, d.province_id AS "provinceId", d.commune_id AS "communeId",
       CASE v.kind WHEN 'school' THEN 'student' WHEN 'factory' THEN 'worker' WHEN 'barracks' THEN 'armed_forces' END AS segment,
       v.is_fixed AS fixed, to_char(d.held_on, 'YYYY-MM-DD') AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt",
       d.planned_units AS "plannedUnits", d.status, d.last_visit_number AS "lastVisitNumber",
       (SELECT json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'capacity', s.capacity, 'booked', s.booked)
          ORDER BY s.starts_at) FROM slot s WHERE s.drive_id = d.id) AS slots
     FROM drive d JOIN venue v ON v.id = d.venue_id
     WHERE d.is_demo AND d.created_by IS NULL AND d.status IN ('published', 'open') ORDER BY d.held_on, d.id`,
  );
  return rows.map((row) => ({
    ...row,
    row: null,
    slots: (row.slots ?? []).map((slot: { startsAt: string }) => ({ ...slot, startsAt: new Date(slot.startsAt) })),
  }));
}
