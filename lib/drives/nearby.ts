import { addDays, todayInVietnam } from "@/lib/core/time";
import { type PublicDriveItem, publicDrives } from "./queries";

/** The nearest drives of the coming month that still have room: what to offer when one falls away or is full. */
export async function publicDrivesNearby(
  place: { id: string; lat: number | null; lon: number | null; provinceCode?: string },
  limit: number,
  now = new Date(),
): Promise<PublicDriveItem[]> {
  const near = place.lat !== null && place.lon !== null ? { lat: place.lat, lon: place.lon } : null;
  const { items } = await publicDrives(
    {
      near,
      provinceCode: near ? null : place.provinceCode,
      to: addDays(todayInVietnam(now), 31),
      limit: limit * 3 + 1,
      offset: 0,
    },
    now,
  );
  return items.filter(({ id, freePlaces }) => id !== place.id && freePlaces > 0).slice(0, limit);
}
