import { Users } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PutOffForm } from "@/components/drives/put-off-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { drivePlan } from "@/lib/drives/plan/queries";
import { mayPutOffDrive } from "@/lib/drives/policy";
import { whyNotPutOff } from "@/lib/drives/rules";
import { formatDateLong, formatNumber, formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ how?: string }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, { how }] = await Promise.all([getTranslations("drives.putOff"), searchParams]);
  return { title: how === "postponed" ? t("titlePostpone") : t("titleCancel") };
}

/** Asks before a drive is postponed or cancelled, and says how many people it concerns. */
export default async function PutOffPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("drive.put_off", locale, `/staff/drives/${id}/put-off`);
  const drive = await drivePlan(actor, id);
  if (drive === null || !mayPutOffDrive(actor, drive)) notFound();
  const t = await getTranslations("drives");
  const how = (await searchParams).how === "postponed" ? "postponed" : "cancelled";
  const title = how === "postponed" ? t("putOff.titlePostpone") : t("putOff.titleCancel");
  const path = localizedPath(locale, `/staff/drives/${id}`);
  const now = new Date();
  const why = whyNotPutOff(drive, { visits: drive.visits, postponedTo: null, reason: "surplus", words: "" }, now);
  const after = addDays(drive.heldOn, 1);
  const count = formatNumber(locale, drive.booked);
  return (
    <div className="max-w-2xl">
      <Breadcrumbs
        crumbs={[
          { label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") },
          { label: drive.title, href: path },
          { label: title },
        ]}
      />
      <PageHeader
        title={title}
        over={`${drive.title} · ${formatDateLong(locale, drive.heldOn)}, ${formatTimeRange(locale, drive.startsAt, drive.endsAt)}`}
      />
      {why ? (
        <Notice
          tone="behind"
          title={`${t("putOff.notPossible")}.`}
          action={<ButtonLink href={path}>{t("putOff.back")}</ButtonLink>}
        >
          {t(`refusal.${why.refusal}`, why.facts as { count: number; day: string })}
        </Notice>
      ) : (
        <Card>
          <p className="mb-5 flex items-start gap-3 text-lg font-medium">
            <Users aria-hidden className="mt-1 size-5 shrink-0 text-ink-3" />
            <span>
              {drive.booked > 0 ? t("putOff.people", { count }) : t("putOff.nobody")}
              <span className="block text-base font-normal text-ink-2">
                {how === "postponed" ? t("putOff.finalPostpone") : t("putOff.final")}
              </span>
            </span>
          </p>
          <PutOffForm
            driveId={id}
            how={how}
            people={drive.booked}
            peopleWords={count}
            firstDay={[after, todayInVietnam(now)].sort()[1] ?? after}
            back={path}
          />
        </Card>
      )}
    </div>
  );
}
