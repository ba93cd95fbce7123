import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DriveForm } from "@/components/drives/drive-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { formatPhone } from "@/lib/core/phone";
import { timeOfDay, todayInVietnam } from "@/lib/core/time";
import { drivePlan } from "@/lib/drives/plan/queries";
import { mayPlanDrive } from "@/lib/drives/policy";
import { editionsOn, isEditable } from "@/lib/drives/rules";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { wholeAddress } from "@/lib/venues/rules";
import { driveChoices } from "../../drive-choices";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.edit"))("title") };
}

/** A drive's plan, to change. */
export default async function EditDrivePage({ params }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("drive.plan", locale, `/staff/drives/${id}/edit`);
  const drive = await drivePlan(actor, id);
  if (drive === null || !mayPlanDrive(actor, drive)) notFound();
  const today = todayInVietnam(new Date());
  const named = drive.campaigns.map((campaign) => campaign.editionId);
  const [choices, t] = await Promise.all([
    driveChoices(actor, [drive.heldOn, today].sort()[0] ?? today, named),
    getTranslations("drives"),
  ]);
  const path = localizedPath(locale, `/staff/drives/${id}`);
  // Somebody who left the campaigns to the day wants them to follow it.
  const ofTheDay = editionsOn(choices.editions, drive.heldOn).map((edition) => edition.id);
  const byDay = ofTheDay.length === named.length && ofTheDay.every((edition) => named.includes(edition));
  const place = { detail: wholeAddress(drive.address, drive.communeName, drive.provinceName) };
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") },
          { label: drive.title, href: path },
          { label: t("edit.title") },
        ]}
      />
      <PageHeader title={t("edit.title")} over={drive.title} />
      {isEditable(drive.status) ? (
        <>
          {drive.booked > 0 ? (
            <Notice tone="info" className="mb-5">
              {t("edit.booked", { count: formatNumber(locale, drive.booked) })}{" "}
              <a href={`${path}/slots`} className="font-semibold underline underline-offset-4">
                {t("edit.slotsLink")}
              </a>
            </Notice>
          ) : null}
          <DriveForm
            drive={{ id: drive.id, version: drive.version }}
            today={today}
            back={path}
            choices={choices}
            chosen={{
              host: { id: drive.hostId, name: drive.hostName, detail: "" },
              facility: { id: drive.facilityId, name: drive.facilityName, detail: "" },
              venue: { id: drive.venueId, name: drive.venueName, ...place },
            }}
            start={{
              title: drive.ownTitle ?? "",
              hostId: drive.hostId,
              facilityId: drive.facilityId,
              venueId: drive.venueId,
              creditedUnitId: drive.creditedUnitId,
              heldOn: drive.heldOn,
              startTime: timeOfDay(drive.startsAt),
              endTime: timeOfDay(drive.endsAt),
              plannedUnits: String(drive.plannedUnits),
              campaignsBy: byDay ? "auto" : "chosen",
              editions: named,
              publicNote: drive.publicNote ?? "",
              contactPhone: drive.contactPhone ? formatPhone(drive.contactPhone) : "",
            }}
          />
        </>
      ) : (
        <Notice
          tone="behind"
          title={t(`status.${drive.status}`)}
          action={<ButtonLink href={`${path}/copy`}>{t("view.copy")}</ButtonLink>}
        >
          {t("refusal.drive_over")}
        </Notice>
      )}
    </>
  );
}
