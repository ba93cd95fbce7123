import type { StaffActor } from "@/lib/auth/actor";
import { insist, NotAllowed } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import { type DeskDrive, driveForDesk } from "@/lib/drives/desk/queries";
import { driveTarget } from "@/lib/drives/policy";

/** The drive of a desk for a deed at it; whoever does not reach it is answered as if it were not there. */
export async function driveForDeed(actor: StaffActor, deed: Deed, driveId: string): Promise<DeskDrive> {
  const drive = await driveForDesk(actor, driveId);
  if (drive === null) throw new NotAllowed(deed);
  insist(actor, deed, driveTarget(drive));
  return drive;
}

/** Where a deed at a desk happens, for the audit and for what it writes. */
export const placeOf = (drive: DeskDrive) => ({ ...driveTarget(drive), driveId: drive.id });
