import { getLocale, getTranslations } from "next-intl/server";
import type { PublicDriveItem } from "@/lib/drives/queries";
import {
  formatDateLong,
  formatDay,
  formatMonthShort,
  formatNumber,
  formatTimeRange,
  formatWeekdayShort,
} from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { DriveCardWords } from "./drive-cards";

/** Drives in words, ready for `DriveCards`: nothing goes to the browser that the card does not show. */
export async function driveCardWords(
  drives: readonly PublicDriveItem[],
  hrefOf = (drive: PublicDriveItem) => `/drives/${drive.id}`,
): Promise<DriveCardWords[]> {
  const [t, kit, locale] = await Promise.all([getTranslations("home"), getTranslations("kit"), getLocale()]);
  const n = (value: number) => formatNumber(locale, value);
  return drives.map((drive) => {
    const { capacity, freePlaces: free, distanceKm: km } = drive;
    const few = free <= capacity * 0.1;
    const over = [
      ...drive.campaigns.map((campaign) => (locale === "en" ? campaign.nameEn : campaign.nameVi)),
      ...(drive.title === drive.hostName || drive.title === drive.venueName ? [] : [drive.title]),
    ].join(" · ");
    return {
      href: localizedPath(locale, hrefOf(drive)),
      day: {
        on: drive.heldOn,
        weekday: formatWeekdayShort(locale, drive.heldOn),
        date: formatDay(locale, drive.heldOn),
        month: formatMonthShort(locale, drive.heldOn),
        whole: formatDateLong(locale, drive.heldOn),
      },
      ...(over ? { over } : {}),
      venue: drive.venueName,
      place: `${drive.communeName}, ${drive.provinceName}`,
      hours: formatTimeRange(locale, drive.startsAt, drive.endsAt),
      ...(km === null ? {} : { distance: km < 1 ? t("distanceUnder") : t("distance", { km: n(Math.round(km)) }) }),
      taken: capacity > 0 ? Math.round(Math.min(1, Math.max(0, 1 - free / capacity)) * 100) : 100,
      room: kit(free <= 0 ? "noPlaces" : few ? "fewPlacesLeft" : "placesLeft", { free: n(free) }),
      ...(few ? { few } : {}),
    };
  });
}
