import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeclarationForm } from "@/components/bookings/declaration-form";
import { questionWords } from "@/components/eligibility/words";
import { PublicShell } from "@/components/shell/public-shell";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { donorFor } from "@/lib/auth/current";
import { ticket } from "@/lib/bookings/queries";
import { isId } from "@/lib/core/ids";
import { todayInVietnam } from "@/lib/core/time";
import { ownProfile } from "@/lib/donors/own/queries";
import { publicQuestions } from "@/lib/eligibility/advice";
import { localizedPath } from "@/lib/i18n/path";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bookings.book"))("declareTitle") };
}

/** The answers given at home for a booking that stands already. */
export default async function DeclarationPage({ params }: Props) {
  const { locale: segment, id } = await params;
  const actor = await donorFor(segment, `/me/tickets/${id}/declaration`);
  const [found, profile, locale] = await Promise.all([
    isId(id) ? ticket(actor, id) : null,
    ownProfile(actor),
    getLocale(),
  ]);
  if (!found) notFound();
  const path = localizedPath(locale, `/me/tickets/${found.id}`);
  if (found.status !== "booked") redirect(path);
  const [t, ticketWords] = await Promise.all([getTranslations("bookings.book"), getTranslations("bookings.ticket")]);
  return (
    <PublicShell width="narrow" demo={found.isDemo}>
      <div className="pt-2">
        <Breadcrumbs crumbs={[{ label: ticketWords("title"), href: path }, { label: t("declareTitle") }]} />
      </div>
      <PageHeader title={t("declareTitle")}>{ticketWords("declaration.lead")}</PageHeader>
      <DeclarationForm
        bookingId={found.id}
        questions={await publicQuestions(found.heldOn, profile.sex, locale)}
        today={todayInVietnam(new Date())}
        words={{ ...(await questionWords()), submit: ticketWords("declaration.submit"), pending: t("pending") }}
      />
    </PublicShell>
  );
}
