import { Building2, CalendarDays, MapPin, Phone, Stethoscope } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatPhone } from "@/lib/core/phone";
import { formatDateLong, formatTimeRange } from "@/lib/i18n/format";

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

const iconStyle = "mt-0.75 size-4.5 shrink-0 text-ink-3";

/** When and where, who invites and who takes the blood; the place opens on a map. */
export function DriveFacts({ drive }: { drive: Facts }) {
  const t = useTranslations("bookings.drive");
  const locale = useLocale();
  return (
    <ul className="space-y-3">
      <Fact icon={<CalendarDays aria-hidden className={iconStyle} />}>
        <span className="font-medium">{formatDateLong(locale, drive.heldOn)}</span>
        <span className="block text-ink-2 tabular-nums">{formatTimeRange(locale, drive.startsAt, drive.endsAt)}</span>
      </Fact>
      <Fact icon={<MapPin aria-hidden className={iconStyle} />}>
        <span className="font-medium">{drive.venueName}</span>
        <span className="block text-ink-2">
          {drive.address}, {drive.communeName}, {drive.provinceName}
        </span>
        <a
          href={mapAddress(drive)}
          rel="noreferrer"
          className="inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
        >
          {t("map")}
        </a>
      </Fact>
      {drive.hostName ? (
        <Fact icon={<Building2 aria-hidden className={iconStyle} />}>
          <span className="block text-sm text-ink-3">{t("host")}</span>
          {drive.hostName}
        </Fact>
      ) : null}
      {drive.facilityName ? (
        <Fact icon={<Stethoscope aria-hidden className={iconStyle} />}>
          <span className="block text-sm text-ink-3">{t("facility")}</span>
          {drive.facilityName}
        </Fact>
      ) : null}
      {drive.contactPhone ? (
        <Fact icon={<Phone aria-hidden className={iconStyle} />}>
          <span className="block text-sm text-ink-3">{t("phone")}</span>
          <a
            href={`tel:${drive.contactPhone}`}
            className="inline-flex min-h-8 items-center underline underline-offset-4"
          >
            {formatPhone(drive.contactPhone)}
          </a>
        </Fact>
      ) : null}
    </ul>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      {icon}
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  );
}

/** The place on OpenStreetMap: its point when the venue has one, else a search for its address. */
function mapAddress(drive: Facts): string {
  if (drive.lat !== null && drive.lon !== null && !drive.positionIsApproximate) {
    return `https://www.openstreetmap.org/?mlat=${drive.lat}&mlon=${drive.lon}#map=17/${drive.lat}/${drive.lon}`;
  }
  const place = [drive.address, drive.communeName, drive.provinceName].join(", ");
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}`;
}
