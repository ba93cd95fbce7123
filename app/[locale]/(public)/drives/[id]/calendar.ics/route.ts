import { getTranslations } from "next-intl/server";
import { calendarResponse } from "@/lib/documents/calendar";
import { publicDrive } from "@/lib/drives/queries";
import { localizedPath } from "@/lib/i18n/path";

/** The drive as an entry for one's own calendar. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string; id: string }> }) {
  const { locale, id } = await params;
  const now = new Date();
  const drive = await publicDrive(id, now);
  if (!drive) return new Response(null, { status: 404 });
  const t = await getTranslations({ locale: locale === "en" ? "en" : "vi", namespace: "bookings.calendar" });
  return calendarResponse(
    {
      uid: `drive-${drive.id}@giothong`,
      startsAt: drive.startsAt,
      endsAt: drive.endsAt,
      title: t("title", { venue: drive.venueName }),
      place: [drive.venueName, drive.address, drive.communeName, drive.provinceName].join(", "),
      description: t("bring"),
      address: `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(locale, `/drives/${drive.id}`)}`,
      position: drive.lat !== null && drive.lon !== null ? { lat: drive.lat, lon: drive.lon } : null,
      cancelled: drive.status === "cancelled" || drive.status === "postponed",
      writtenAt: now,
    },
    `hien-mau-${drive.heldOn}`,
  );
}
