import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { MoveForm } from "@/components/bookings/move-form";
import { slotGroups } from "@/components/bookings/slot-groups";
import { driveCardWords } from "@/components/drives/drive-card-words";
import { OtherDrives } from "@/components/drives/other-drives";
import { PutOffNotice } from "@/components/drives/put-off-notice";
import { PublicShell } from "@/components/shell/public-shell";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Notice } from "@/components/ui/notice";
import { donorFor } from "@/lib/auth/current";
import { ticket } from "@/lib/bookings/queries";
import { takesBookings } from "@/lib/bookings/rules";
import { isId } from "@/lib/core/ids";
import { publicDrivesNearby } from "@/lib/drives/nearby";
import { publicDrive } from "@/lib/drives/queries";
import { formatDateLong, formatTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ drive?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bookings.move"))("title") };
}

/** The same ticket, another hour: of this drive, or of another one. */
export default async function MovePage({ params, searchParams }: Props) {
  const { locale: segment, id } = await params;
  const asked = (await searchParams).drive;
  const wanted = typeof asked === "string" && isId(asked) ? asked : null;
  const actor = await donorFor(segment, `/me/tickets/${id}/move${wanted ? `?drive=${wanted}` : ""}`);
  const found = isId(id) ? await ticket(actor, id) : null;
  if (!found) notFound();
  const [t, locale] = await Promise.all([getTranslations("bookings.move"), getLocale()]);
  const path = localizedPath(locale, `/me/tickets/${found.id}`);
  if (found.status !== "booked") redirect(path);
  const now = new Date();
  const drive = await publicDrive(wanted ?? found.driveId, now);
  if (!drive) notFound();
  const others = await publicDrivesNearby({ id: drive.id, lat: found.lat, lon: found.lon }, 4, now);
  const open = takesBookings(drive.status) && drive.endsAt > now;
  const slots = drive.slots
    .filter((slot) => slot.id !== found.slotId)
    .map((slot) => ({ ...slot, begun: slot.startsAt <= now }));
  return (
    <PublicShell width="narrow" demo={found.isDemo}>
      <div className="pt-2">
        <Breadcrumbs crumbs={[{ label: t("ticket"), href: path }, { label: t("title") }]} />
      </div>
      <h1 className="text-3xl font-bold tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-6 text-ink-2">
        {t("now", {
          hour: formatTime(locale, found.startsAt),
          day: formatDateLong(locale, found.heldOn),
          venue: found.venueName,
        })}{" "}
        {t("keeps")}
      </p>
      <section aria-labelledby="hours">
        <p className="font-medium text-blood-ink">{formatDateLong(locale, drive.heldOn)}</p>
        <h2 id="hours" className="mb-4 text-xl font-semibold tracking-tight">
          {drive.venueName}
        </h2>
        {!open ? (
          <PutOffNotice drive={drive} over />
        ) : slots.some(({ free }) => free > 0) ? (
          <MoveForm
            key={drive.id}
            bookingId={found.id}
            groups={await slotGroups(slots)}
            words={{ move: t("submit"), pending: t("pending") }}
          />
        ) : (
          <Notice tone="watch">{t("noneLeft")}</Notice>
        )}
      </section>
      <OtherDrives
        id="others"
        title={t("others")}
        cards={await driveCardWords(others, (other) => `/me/tickets/${found.id}/move?drive=${other.id}`)}
      />
    </PublicShell>
  );
}
