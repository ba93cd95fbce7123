import { useLocale, useTranslations } from "next-intl";
import { formatPhone } from "@/lib/core/phone";
import { formatDateLong, formatTimeRange } from "@/lib/i18n/format";
import { type DriveFact, FactRows } from "./fact-rows";

interface Facts {
  heldOn: string;
  startsAt: Date;
  endsAt: Date;
  venueName: string;
  address: string;
  communeName: string;
  provinceName: string;
  lat: number | null;
  lon: number | null;
  positionIsApproximate?: boolean;
  hostName?: string;
  facilityName?: string;
  contactPhone: string | null;
}

/** When and where, who invites and who takes the blood; the place opens on a map. */
export function DriveFacts({ drive }: { drive: Facts }) {
  const t = useTranslations("bookings.drive");
  const locale = useLocale();
  const place = [drive.address, drive.communeName, drive.provinceName].join(", ");
  const facts: DriveFact[] = [
    {
      kind: "when",
      title: formatDateLong(locale, drive.heldOn),
      text: formatTimeRange(locale, drive.startsAt, drive.endsAt),
    },
    { kind: "where", title: drive.venueName, text: place, link: [mapAddress(drive, place), t("map")] },
  ];
  if (drive.hostName) facts.push({ kind: "host", label: t("host"), text: drive.hostName });
  if (drive.facilityName) facts.push({ kind: "facility", label: t("facility"), text: drive.facilityName });
  if (drive.contactPhone)
    facts.push({
      kind: "phone",
      label: t("phone"),
      link: [`tel:${drive.contactPhone}`, formatPhone(drive.contactPhone)],
    });
  return <FactRows facts={facts} />;
}

/** The place on OpenStreetMap: its point when the venue has one, else a search for its address. */
function mapAddress({ lat, lon, positionIsApproximate }: Facts, place: string): string {
  if (lat !== null && lon !== null && !positionIsApproximate)
    return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`;
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}`;
}
