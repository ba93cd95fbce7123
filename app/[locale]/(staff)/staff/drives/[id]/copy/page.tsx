import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CopyOnceForm, CopyWeeksForm } from "@/components/drives/copy-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { isCivilDate, todayInVietnam } from "@/lib/core/time";
import { drivePlan } from "@/lib/drives/plan/queries";
import { mayPlanDrive } from "@/lib/drives/policy";
import { followingWeeks } from "@/lib/drives/rules";
import { formatDate, formatDateLong, formatDayMonth, formatTimeRange, formatWeekday } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ on?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.copy"))("title") };
}

/** The same drive on other days: a fixed point's sessions, or a postponed drive's new day. */
export default async function CopyDrivePage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("drive.plan", locale, `/staff/drives/${id}/copy`);
  const drive = await drivePlan(actor, id);
  if (drive === null || !mayPlanDrive(actor, drive)) notFound();
  const [t, { on }] = await Promise.all([getTranslations("drives"), searchParams]);
  const weekday = formatWeekday(locale, drive.heldOn);
  return (
    <div className="max-w-3xl">
      <Breadcrumbs
        crumbs={[
          { label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") },
          { label: drive.title, href: localizedPath(locale, `/staff/drives/${id}`) },
          { label: t("copy.title") },
        ]}
      />
      <PageHeader
        title={t("copy.title")}
        over={`${drive.title} · ${formatDateLong(locale, drive.heldOn)}, ${formatTimeRange(locale, drive.startsAt, drive.endsAt)}`}
      >
        {t("copy.hint")}
      </PageHeader>
      <div className="flex flex-col gap-5">
        <CopyWeeksForm
          driveId={id}
          hint={t("copy.weeklyHint", { weekday, day: formatDate(locale, drive.heldOn) })}
          firstDays={`${followingWeeks(drive.heldOn, 4)
            .map((day) => formatDayMonth(locale, day))
            .join(", ")}…`}
        />
        <CopyOnceForm driveId={id} min={todayInVietnam(new Date())} on={isCivilDate(on) ? on : ""} />
      </div>
    </div>
  );
}
