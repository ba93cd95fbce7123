import { bookingWish, donationWish, type Wish } from "./client";
import type { Ground } from "./ground";
import { announcedDrive, bleedingAt, openDrive, people } from "./world";

/** A crowd in which everybody wants one thing, a place or the record of a bag in turn; places and chairs for all. */
export class Crowd {
  private next = 0;

  private constructor(
    private readonly wishes: readonly Wish[],
    readonly driveIds: readonly string[],
  ) {}

  static async gather(ground: Ground, size: number): Promise<Crowd> {
    const half = Math.ceil(size / 2);
    const slots = Math.max(8, Math.ceil(half / 900));
    const booked = await announcedDrive(ground.owner, { count: slots, capacity: Math.ceil(half / slots) });
    const open = await openDrive(ground.owner);
    const donors = await people(ground.owner, half);
    const chairs = await bleedingAt(ground.owner, open.driveId, half);
    const wishes = donors.flatMap((donor, index) => {
      const slot = booked.slotIds[index % slots];
      const chair = chairs[index];
      return slot && chair ? [bookingWish(booked.driveId, slot, donor), donationWish(open, chair)] : [];
    });
    return new Crowd(wishes, [booked.driveId, open.driveId]);
  }

  nextWish(): Wish {
    const wish = this.wishes[this.next];
    if (!wish) throw new Error("The crowd is used up.");
    this.next += 1;
    return wish;
  }
}
