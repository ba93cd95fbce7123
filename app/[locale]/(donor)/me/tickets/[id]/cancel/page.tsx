import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { CancelForm } from "@/components/bookings/cancel-form";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { donorFor } from "@/lib/auth/current";
import { ticket } from "@/lib/bookings/queries";
import { isId } from "@/lib/core/ids";
import { formatDateLong, formatTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bookings.cancel"))("title") };
}

/** Asks before a booking is ended: what it means, and that moving is possible too. */
export default async function CancelPage({ params }: Props) {
  const { locale: segment, id } = await params;
  const actor = await donorFor(segment, `/me/tickets/${id}/cancel`);
  const found = isId(id) ? await ticket(actor, id) : null;
  if (!found) notFound();
  const [t, locale] = await Promise.all([getTranslations("bookings.cancel"), getLocale()]);
  const path = localizedPath(locale, `/me/tickets/${found.id}`);
  if (found.status !== "booked") redirect(path);
  return (
    <PublicShell width="narrow" demo={found.isDemo}>
      <Card className="mx-auto mt-6 max-w-lg">
        <h1 className="text-2xl font-bold tracking-tight">{t("title")}</h1>
        <p className="mt-3 text-lg font-semibold">
          {formatTime(locale, found.startsAt)}, {formatDateLong(locale, found.heldOn)}
        </p>
        <p className="text-ink-2">{found.venueName}</p>
        <p className="mt-3 mb-6">{t("text")}</p>
        <CancelForm bookingId={found.id} words={{ cancel: t("submit"), pending: t("pending") }} />
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          <ButtonLink href={`${path}/move`} pill>
            {t("move")}
          </ButtonLink>
          <ButtonLink href={path} variant="quiet" pill>
            {t("keep")}
          </ButtonLink>
        </div>
      </Card>
    </PublicShell>
  );
}
