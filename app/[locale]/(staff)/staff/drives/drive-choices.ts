import type { DriveChoices } from "@/components/drives/drive-form";
import type { StaffActor } from "@/lib/auth/actor";
import type { CivilDate } from "@/lib/core/time";
import { editionChoices } from "@/lib/drives/choices/queries";
import {
  communeChoices,
  creditableUnits,
  facilityChoices,
  organisationChoices,
  provinceChoices,
  venueChoices,
} from "@/lib/venues/queries";

/** How many entries the plain lists hold, where no script can search. */
const withoutScript = 200;

/** Everything the drive's form offers to choose from, within the actor's reach; the editions a drive has stay offered. */
export async function driveChoices(
  actor: StaffActor,
  from: CivilDate,
  kept: readonly string[] = [],
): Promise<DriveChoices> {
  const [hosts, facilities, venues, communes, provinces, units, editions] = await Promise.all([
    organisationChoices(actor, "", withoutScript),
    facilityChoices(actor, "", withoutScript),
    venueChoices(actor, "", withoutScript),
    communeChoices(actor, ""),
    provinceChoices(actor),
    creditableUnits(actor),
    editionChoices(actor, from, kept),
  ]);
  return { hosts, facilities, venues, communes, provinces, units, editions };
}
