import type { PublicDrive, PublicDriveItem } from "@/lib/drives/queries";

/** A drive in the words of the open data. A contact's phone stays on the page: it may be a person's. */
export function told(drive: Omit<PublicDriveItem, "distanceKm">) {
  return {
    id: drive.id,
    title: drive.title,
    host: drive.hostName,
    venue: drive.venueName,
    address: drive.address,
    commune: { code: drive.communeCode, name: drive.communeName },
    province: { code: drive.provinceCode, name: drive.provinceName },
    lat: drive.lat,
    lon: drive.lon,
    positionIsApproximate: drive.positionIsApproximate,
    heldOn: drive.heldOn,
    startsAt: drive.startsAt.toISOString(),
    endsAt: drive.endsAt.toISOString(),
    status: drive.status,
    campaigns: drive.campaigns.map(({ campaignId, editionId, nameVi, nameEn }) => ({
      id: campaignId,
      editionId,
      nameVi,
      nameEn,
    })),
    freePlaces: drive.freePlaces,
    capacity: drive.capacity,
    isDemo: drive.isDemo,
    url: `/drives/${drive.id}`,
  };
}

export function toldInFull(drive: PublicDrive) {
  return {
    ...told(drive),
    facility: drive.facilityName,
    creditedUnit: drive.creditedUnitName,
    plannedUnits: drive.plannedUnits,
    note: drive.publicNote,
    statusReason: drive.statusReason,
    postponedTo: drive.postponedTo,
    slots: drive.slots.map(({ id, startsAt, endsAt, capacity, free }) => ({
      id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      capacity,
      free,
    })),
  };
}
