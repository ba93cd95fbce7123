import type { StaffActor } from "@/lib/auth/actor";
import type { Outcome } from "@/lib/core/outcome";
import { driveForDeed } from "../place";
import type { FindAtDesk } from "../schema";
import { type FindRefusal, type Found, peopleAtDesk } from "./queries";
/** Looks somebody up for the desk; see `peopleAtDesk`. */
export async function findAtDesk(actor: StaffActor, input: FindAtDesk): Promise<Outcome<Found, FindRefusal>> {
  const drive = await driveForDeed(actor, "donor.look_up", input.driveId);
  return peopleAtDesk(actor, drive, input);
}
