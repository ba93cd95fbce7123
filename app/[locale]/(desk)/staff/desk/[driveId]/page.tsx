import { ScanLine, UserRoundX } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { DeskShell, type Selected } from "@/components/visits/desk-shell";
import { PersonPanel } from "@/components/visits/person-panel";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { driveForDesk } from "@/lib/drives/desk/queries";
import { publicRulesTitle } from "@/lib/eligibility/queries";
import { formatDate, formatDateLong, formatTimeRange } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { deskPerson } from "@/lib/visits/person/queries";
import { deskSight } from "@/lib/visits/policy";
import { deskQueue } from "@/lib/visits/queue/queries";
import { whyNotToday } from "@/lib/visits/rules";

type Props = {
  params: Promise<{ locale: Locale; driveId: string }>;
  searchParams: Promise<{ visit?: string; booking?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, driveId } = await params;
  const drive = await driveForDesk(await staffFor("desk.view", locale, `/staff/desk/${driveId}`), driveId);
  return drive ? { title: (await getTranslations("visits.desk"))("title", { title: drive.title }) } : {};
}

/** The desk of a drive. The address names a visit or a booking by its id and nothing of a person. */
export default async function DeskPage({ params, searchParams }: Props) {
  const { locale, driveId } = await params;
  const actor = await staffFor("desk.view", locale, `/staff/desk/${driveId}`);
  const now = new Date();
  const drive = await driveForDesk(actor, driveId);
  if (drive === null) notFound();
  const selected = selectedOf(await searchParams);
  const [queue, person, ruleTitle, t, status, consent] = await Promise.all([
    deskQueue(actor, driveId, now),
    selected === null ? null : deskPerson(actor, driveId, selected),
    publicRulesTitle(drive.heldOn),
    getTranslations("visits"),
    getTranslations("drives.status"),
    getTranslations("donors.consent.donation_record"),
  ]);
  if (queue === null) notFound();
  const sight = deskSight(actor, drive);
  const closed = whyNotToday(drive, todayInVietnam(now));
  const campaigns = drive.campaigns.map(({ nameVi, nameEn }) => (locale === "en" ? nameEn : nameVi));
  return (
    <DeskShell
      drive={{
        id: drive.id,
        title: drive.title,
        subtitle: [
          formatDateLong(locale, drive.heldOn),
          formatTimeRange(locale, drive.startsAt, drive.endsAt),
          drive.venueName,
          ...campaigns,
        ].join(" · "),
        plannedUnits: drive.plannedUnits,
      }}
      queue={queue}
      selected={selected}
      receives={closed === null && sight.receive}
      review={sight.review}
      consentText={consent("text")}
    >
      {closed ? (
        <Notice tone={closed.refusal === "drive_tomorrow" ? "info" : "watch"} className="mb-5">
          {closed.refusal === "drive_tomorrow"
            ? t("desk.notToday", { heldOn: formatDate(locale, drive.heldOn) })
            : closed.refusal === "drive_over"
              ? t("desk.over", { heldOn: formatDate(locale, drive.heldOn) })
              : t("desk.closed", { status: status(drive.status).toLocaleLowerCase(locale) })}
        </Notice>
      ) : null}
      {person ? (
        <PersonPanel
          person={person}
          sight={sight}
          drive={{ id: drive.id, heldOn: drive.heldOn }}
          receives={closed === null && sight.receive}
          ruleTitle={ruleTitle[locale]}
          consentText={consent("text")}
        />
      ) : selected ? (
        <EmptyState icon={<UserRoundX aria-hidden className="size-7" />} title={t("desk.notFound")}>
          {t("desk.notFoundHint")}
        </EmptyState>
      ) : (
        <EmptyState icon={<ScanLine aria-hidden className="size-7" />} title={t("desk.pick")}>
          {t("desk.pickHint")}
        </EmptyState>
      )}
    </DeskShell>
  );
}

function selectedOf({ visit, booking }: { visit?: string; booking?: string }): Selected {
  if (typeof visit === "string") return { visitId: visit };
  return typeof booking === "string" ? { bookingId: booking } : null;
}
