import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { prepared, row, rows } from "@/lib/db/statement";
import { campaignShape, deskSelect } from "../columns";
import { drivesWithin } from "../reach";
import { driveStatuses } from "../rules";

export const deskDriveShape = z.object({
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
    prepared(
      sql`${deskSelect} WHERE d.id = ${id}::uuid AND d.status <> 'draft' AND ${drivesWithin(reachOf(actor, "desk.view"))}`,
    ),
  );
}

/** The drives of a day whose desk the actor may work at, by hour; those that are over come last. */
export async function drivesForDesk(actor: Actor, on: CivilDate): Promise<DeskDrive[]> {
  return rows(
    deskDriveShape,
    sql`${deskSelect} WHERE d.held_on = ${on}::date AND d.status IN ('published', 'open', 'closed', 'reconciled')
        AND ${drivesWithin(reachOf(actor, "desk.view"))}
      ORDER BY d.status IN ('closed', 'reconciled'), d.starts_at, v.name COLLATE "vi-x-icu", d.id LIMIT 200`,
  );
}
