import sql from "sql-template-tag";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { type CivilDate, instantInVietnam } from "@/lib/core/time";
import { execute, type Runner, rows } from "@/lib/db/statement";
import type { PlannedSlot, SlotPlan } from "../rules";
import type { RecutSlots } from "../schema";

/** How a form asks for a day to be cut into slots. */
export function cuttingOf(
  input: Pick<RecutSlots, "slotMinutes" | "places" | "reserveKind" | "reserveValue" | "pauseFrom" | "pauseTo"> & {
    heldOn: CivilDate;
  },
  hours: { startsAt: Date; endsAt: Date },
): SlotPlan {
  return {
    startsAt: hours.startsAt,
    endsAt: hours.endsAt,
    slotMinutes: input.slotMinutes,
    places: input.places,
    reserve:
      input.reserveKind === "percent"
        ? { kind: "percent", percent: input.reserveValue }
        : { kind: "number", people: input.reserveValue },
    pause:
      input.pauseFrom && input.pauseTo
        ? { from: instantInVietnam(input.heldOn, input.pauseFrom), to: instantInVietnam(input.heldOn, input.pauseTo) }
        : null,
  };
}

/** Writes planned slots of a drive. */
export async function insertSlots(driveId: string, slots: readonly PlannedSlot[], tx: Runner): Promise<void> {
  if (slots.length === 0) return;
  await execute(
    sql`INSERT INTO slot (id, drive_id, starts_at, ends_at, capacity, walk_in_reserve)
      SELECT planned.id, ${driveId}::uuid, planned.starts_at, planned.ends_at, planned.capacity, planned.walk_in_reserve
      FROM unnest(${slots.map(newId)}::uuid[], ${slots.map((slot) => slot.startsAt.toISOString())}::timestamptz[],
        ${slots.map((slot) => slot.endsAt.toISOString())}::timestamptz[], ${slots.map((slot) => slot.capacity)}::int[],
        ${slots.map((slot) => slot.walkInReserve)}::int[]) AS planned (id, starts_at, ends_at, capacity, walk_in_reserve)`,
    tx,
  );
}

/** Takes slots away; one that is booked refuses by its constraint. */
export async function deleteSlots(ids: readonly string[], tx: Runner, ofDrive: string | null = null): Promise<void> {
  if (ids.length === 0) return;
  await execute(
    sql`DELETE FROM slot WHERE id = ANY (${ids}::uuid[]) AND (${ofDrive}::uuid IS NULL OR drive_id = ${ofDrive}::uuid)`,
    tx,
  );
}

/** The slots of a drive as they stand, in their order. */
export async function standingSlots(driveId: string, tx: Runner) {
  return rows(
    z.object({
      id: z.string(),
      startsAt: z.date(),
      endsAt: z.date(),
      capacity: z.number(),
      walkInReserve: z.number(),
      booked: z.number(),
    }),
    sql`SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", capacity, walk_in_reserve AS "walkInReserve", booked
      FROM slot WHERE drive_id = ${driveId}::uuid ORDER BY starts_at`,
    tx,
  );
}
