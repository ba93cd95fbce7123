import { getTranslations } from "next-intl/server";
import { donorFor } from "@/lib/auth/current";
import { ticket } from "@/lib/bookings/queries";
import { formatTicketCode, isId } from "@/lib/core/ids";
import { calendarResponse } from "@/lib/documents/calendar";
import { localizedPath } from "@/lib/i18n/path";

/** The appointment for one's own calendar; after a move the new file replaces the old entry. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string; id: string }> }) {
  const { locale, id } = await params;
  const actor = await donorFor(locale, `/me/tickets/${id}`);
  const found = isId(id) ? await ticket(actor, id) : null;
  if (!found) return new Response(null, { status: 404 });
  const t = await getTranslations({ locale: locale === "en" ? "en" : "vi", namespace: "bookings.calendar" });
  return calendarResponse(
    {
      uid: `ticket-${found.id}@giothong`,
      startsAt: found.startsAt,
      endsAt: new Date(found.startsAt.getTime() + 45 * 60_000),
      title: t("title", { venue: found.venueName }),
      place: [found.venueName, found.address, found.communeName, found.provinceName].join(", "),
      description: `${t("ticket", { code: formatTicketCode(found.code) })}\n${t("bring")}`,
      address: `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(locale, `/me/tickets/${found.id}`)}`,
      position: found.lat !== null && found.lon !== null ? { lat: found.lat, lon: found.lon } : null,
      cancelled: found.status === "cancelled" || found.status === "drive_cancelled",
      writtenAt: new Date(),
    },
    `hien-mau-${found.heldOn}`,
  );
}
