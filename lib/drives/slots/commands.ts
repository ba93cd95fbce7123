import sql from "sql-template-tag";
import type { Actor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { instantInVietnam } from "@/lib/core/time";
import { execute, Undo, undoing } from "@/lib/db/statement";
import { insistSameVersion, lockDrive, orUndo, touch } from "../changing";
import { type SlotRefusal, slotsMost, slotsOf, whyNotSlots } from "../rules";
import type { EditSlots, RecutSlots } from "../schema";
import { cuttingOf, deleteSlots, insertSlots, standingSlots } from "./rows";

export type EditSlotsRefusal = SlotRefusal | "changed_meanwhile";

/** Changes the places slot by slot, drops empty slots, adds one. */
export async function editSlots(
  actor: Actor,
  input: EditSlots,
  now = new Date(),
): Promise<Outcome<{ id: string }, EditSlotsRefusal>> {
  return undoing<{ id: string }, EditSlotsRefusal>(
    async (tx) => {
      const drive = await lockDrive(actor, "drive.plan", input.driveId, tx);
      await insistSameVersion(drive, input.version, tx);
      const add = input.add && {
        startsAt: instantInVietnam(drive.heldOn, input.add.from),
        endsAt: instantInVietnam(drive.heldOn, input.add.to),
        capacity: input.add.capacity,
        walkInReserve: input.add.walkInReserve,
      };
      orUndo(whyNotSlots(drive, await standingSlots(drive.id, tx), input.slots, add));
      const kept = input.slots.filter((slot) => !slot.remove);
      await deleteSlots(
        input.slots.filter((slot) => slot.remove).map((slot) => slot.id),
        tx,
        drive.id,
      );
      await execute(
        sql`WITH wanted AS (
            SELECT slot.id, asked.capacity, asked.walk_in_reserve
            FROM slot JOIN unnest(${kept.map((slot) => slot.id)}::uuid[], ${kept.map((slot) => slot.capacity)}::int[],
              ${kept.map((slot) => slot.walkInReserve)}::int[]) AS asked (id, capacity, walk_in_reserve) ON asked.id = slot.id
            WHERE slot.drive_id = ${drive.id}::uuid ORDER BY slot.id FOR UPDATE OF slot
          )
          UPDATE slot SET capacity = wanted.capacity, walk_in_reserve = wanted.walk_in_reserve FROM wanted
          WHERE slot.id = wanted.id`,
        tx,
      );
      if (add) await insertSlots(drive.id, [add], tx);
      await touch(actor, drive, "drive.slots", now, tx);
      return { id: drive.id };
    },
    { slot_booked_within_capacity: "capacity_below_booked", booking_slot_of_its_drive: "slot_is_booked" },
  );
}

/** Cuts all slots anew; only while nobody has booked. */
export async function recutSlots(
  actor: Actor,
  input: RecutSlots,
  now = new Date(),
): Promise<Outcome<{ id: string }, EditSlotsRefusal>> {
  return undoing<{ id: string }, EditSlotsRefusal>(
    async (tx) => {
      const drive = await lockDrive(actor, "drive.plan", input.driveId, tx);
      await insistSameVersion(drive, input.version, tx);
      orUndo(whyNotSlots(drive, [], [], null));
      const standing = await standingSlots(drive.id, tx);
      const booked = standing.reduce((sum, slot) => sum + slot.booked, 0);
      if (booked > 0) throw new Undo<EditSlotsRefusal>("slots_booked", { count: booked });
      const slots = slotsOf(cuttingOf({ ...input, heldOn: drive.heldOn }, drive));
      if (slots.length > slotsMost) throw new Undo<EditSlotsRefusal>("too_many_slots", { most: slotsMost });
      await deleteSlots(
        standing.map((slot) => slot.id),
        tx,
      );
      await insertSlots(drive.id, slots, tx);
      await touch(actor, drive, "drive.slots", now, tx);
      return { id: drive.id };
    },
    { booking_slot_of_its_drive: "slots_booked" },
  );
}
