import { CalendarPlus, ClipboardCheck, ClipboardList } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DropInvitationForm } from "@/components/bookings/invite-forms";
import { driveCardWords } from "@/components/drives/drive-card-words";
import { DriveCards } from "@/components/drives/drive-cards";
import { DriveFacts } from "@/components/drives/drive-facts";
import { PutOffNotice } from "@/components/drives/put-off-notice";
import { PublicShell } from "@/components/shell/public-shell";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { QrCode } from "@/components/ui/qr-code";
import { StatusPill } from "@/components/ui/status-pill";
import { donorFor } from "@/lib/auth/current";
import { declaredAt } from "@/lib/bookings/declarations/queries";
import { invitationOfBooking } from "@/lib/bookings/invitations/queries";
import { type Ticket, ticket } from "@/lib/bookings/queries";
import { formatTicketCode, isId } from "@/lib/core/ids";
import { publicDrivesNearby } from "@/lib/drives/nearby";
import { publicDrive } from "@/lib/drives/queries";
import { formatDateLong, formatDateTime, formatTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const tones = {
  booked: "met",
  arrived: "met",
  cancelled: "plain",
  no_show: "watch",
  drive_cancelled: "behind",
} as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bookings.ticket"))("title") };
}

/** What to show at the table, and where and when to be there. Prints on one sheet. */
export default async function TicketPage({ params, searchParams }: Props) {
  const { locale: segment, id } = await params;
  const told = await searchParams;
  const actor = await donorFor(segment, `/me/tickets/${id}`);
  const found = isId(id) ? await ticket(actor, id) : null;
  if (!found) notFound();
  const [t, locale] = await Promise.all([getTranslations("bookings.ticket"), getLocale()]);
  const now = new Date();
  const isOpen = found.status === "booked";
  const news = isOpen ? (["new", "moved", "declared"] as const).find((word) => told[word] === "1") : undefined;
  return (
    <PublicShell width="narrow" demo={found.isDemo}>
      <div className="pt-2">
        <Breadcrumbs crumbs={[{ label: t("mine"), href: localizedPath(locale, "/me") }, { label: t("title") }]} />
      </div>
      {news ? (
        <div data-print="hide">
          <Notice tone="met" role="status" className="mb-5" title={t(`${news}.title`)}>
            {t(`${news}.text`)}
          </Notice>
        </div>
      ) : null}
      {told.uninvited === "1" ? <Uninvited /> : null}
      {isOpen ? null : <Ended ticket={found} />}
      <Card className="mt-1">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-2xl font-bold tracking-tight">{found.venueName}</h1>
          <StatusPill tone={tones[found.status]}>{t(`status.${found.status}`)}</StatusPill>
        </div>
        <p className="mt-1 text-lg font-semibold">
          {formatTime(locale, found.startsAt)}, {formatDateLong(locale, found.heldOn)}
        </p>
        {isOpen ? (
          <div className="my-5 flex flex-col items-center gap-3 border-y border-dashed border-line py-6">
            <QrCode
              text={found.code}
              label={t("qr", { code: formatTicketCode(found.code) })}
              className="size-52 rounded-chip"
            />
            <p className="text-center">
              <span className="block text-sm text-ink-3">{t("code")}</span>
              <span className="text-3xl font-bold tracking-widest tabular-nums">{formatTicketCode(found.code)}</span>
            </p>
            <p className="max-w-xs text-center text-sm text-ink-2">{t("show")}</p>
          </div>
        ) : (
          <div className="my-5 border-t border-line" />
        )}
        <DriveFacts drive={{ ...found, startsAt: found.startsAt, endsAt: found.endsAt }} />
        {isOpen ? (
          <>
            <h2 className="mt-6 mb-2 font-semibold">{t("bring")}</h2>
            <ul className="list-disc space-y-1 pl-5 text-ink-2">
              {(["papers", "food", "early"] as const).map((word) => (
                <li key={word}>{t(`bringList.${word}`)}</li>
              ))}
            </ul>
          </>
        ) : null}
      </Card>
      {isOpen ? (
        <>
          <OpenTicketActions ticket={found} declared={await declaredAt(actor, found.id)} over={found.startsAt <= now} />
          <InvitedBy bookingId={found.id} invitation={await invitationOfBooking(actor, found.id)} />
        </>
      ) : null}
    </PublicShell>
  );
}

/** By whose invitation the booking was made, and the way to leave it out. */
async function InvitedBy({ bookingId, invitation }: { bookingId: string; invitation: { name: string | null } | null }) {
  if (invitation === null) return null;
  const t = await getTranslations("invitations.book");
  return (
    <div className="mt-5 flex flex-wrap items-center justify-between gap-3" data-print="hide">
      <p className="text-ink-2">
        {invitation.name ? t("byName", { name: invitation.name }) : t("bySomebody")} {t("why")}
      </p>
      <DropInvitationForm bookingId={bookingId} words={{ drop: t("drop"), pending: t("pending") }} />
    </div>
  );
}

async function Uninvited() {
  const t = await getTranslations("invitations.book");
  return (
    <div data-print="hide">
      <Notice tone="met" role="status" className="mb-5">
        {t("dropped")}
      </Notice>
    </div>
  );
}

async function OpenTicketActions({ ticket, declared, over }: { ticket: Ticket; declared: Date | null; over: boolean }) {
  const [t, locale] = await Promise.all([getTranslations("bookings.ticket"), getLocale()]);
  const path = localizedPath(locale, `/me/tickets/${ticket.id}`);
  return (
    <div className="mt-5 space-y-5" data-print="hide">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-card px-5 py-4">
        {declared ? (
          <ClipboardCheck aria-hidden className="size-6 text-met" />
        ) : (
          <ClipboardList aria-hidden className="size-6 text-ink-3" />
        )}
        <p className="min-w-48 flex-1">
          <span className="block font-semibold">{declared ? t("declaration.done") : t("declaration.title")}</span>
          <span className="text-sm text-ink-2">
            {declared ? t("declaration.doneAt", { at: formatDateTime(locale, declared) }) : t("declaration.text")}
          </span>
        </p>
        <ButtonLink href={`${path}/declaration`}>
          {declared ? t("declaration.again") : t("declaration.start")}
        </ButtonLink>
      </div>
      <div className="flex flex-wrap gap-2.5">
        <ButtonLink href={`${path}/calendar.ics`}>
          <CalendarPlus aria-hidden className="size-5" />
          {t("calendar")}
        </ButtonLink>
        {over ? null : <ButtonLink href={`${path}/move`}>{t("move")}</ButtonLink>}
        <ButtonLink href={`${path}/cancel`} variant="danger">
          {t("cancel")}
        </ButtonLink>
      </div>
    </div>
  );
}

/** Why there is nothing to show at the table any more, and what to do next. */
async function Ended({ ticket }: { ticket: Ticket }) {
  const [t, locale] = await Promise.all([getTranslations("bookings.ticket"), getLocale()]);
  if (ticket.status === "drive_cancelled") {
    const [drive, nearby] = await Promise.all([
      publicDrive(ticket.driveId),
      publicDrivesNearby({ id: ticket.driveId, lat: ticket.lat, lon: ticket.lon }, 3),
    ]);
    return (
      <div className="mb-5 space-y-5" data-print="hide">
        {drive ? <PutOffNotice drive={drive} over /> : null}
        <DriveCards cards={await driveCardWords(nearby)} className="grid gap-4" />
      </div>
    );
  }
  const status = ticket.status as "arrived" | "cancelled" | "no_show";
  return (
    <Notice
      tone={status === "arrived" ? "met" : "info"}
      className="mb-5"
      title={t(`ended.${status}.title`)}
      action={
        status === "arrived" ? (
          <ButtonLink href={localizedPath(locale, "/me")}>{t("mine")}</ButtonLink>
        ) : (
          <ButtonLink href={localizedPath(locale, "/")}>{t("findAgain")}</ButtonLink>
        )
      }
    >
      {t(`ended.${status}.text`)}
    </Notice>
  );
}
