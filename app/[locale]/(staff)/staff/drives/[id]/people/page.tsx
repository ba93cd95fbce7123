import { Users } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AssignForm, UnassignForm } from "@/components/drives/people-forms";
import { Avatar } from "@/components/ui/avatar";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { drivePlan } from "@/lib/drives/plan/queries";
import { mayStaffDrive } from "@/lib/drives/policy";
import { driveColleagues, possibleColleagues } from "@/lib/drives/team/queries";
import { formatDateLong } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.people"))("title") };
}

/** Who works at one drive, beside those whose roles reach it anyway. */
export default async function DrivePeoplePage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("drive.staff", locale, `/staff/drives/${id}/people`);
  const drive = await drivePlan(actor, id);
  if (drive === null || !mayStaffDrive(actor, drive)) notFound();
  const [team, possible, t, { done }] = await Promise.all([
    driveColleagues(actor, id),
    possibleColleagues(actor, id),
    getTranslations("drives"),
    searchParams,
  ]);
  return (
    <div className="max-w-3xl">
      <Breadcrumbs
        crumbs={[
          { label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") },
          { label: drive.title, href: localizedPath(locale, `/staff/drives/${id}`) },
          { label: t("people.title") },
        ]}
      />
      <PageHeader title={t("people.title")} over={`${drive.title} · ${formatDateLong(locale, drive.heldOn)}`}>
        {t("people.hint")}
      </PageHeader>
      <div className="flex flex-col gap-5">
        {done === "staffed" || done === "unstaffed" ? (
          <Notice tone="met" role="status">
            {t(`done.${done}`)}
          </Notice>
        ) : null}
        {team.length === 0 ? (
          <EmptyState icon={<Users aria-hidden className="size-7" />} title={t("people.none")}>
            {t("people.noneHint")}
          </EmptyState>
        ) : (
          <Card>
            <ul className="flex flex-col divide-y divide-line">
              {team.map((person) => (
                <li key={person.assignmentId} className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0">
                  <Avatar name={person.name} />
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">{person.name}</span>
                    <span className="block text-sm break-all text-ink-2">
                      {t(`role.${person.role}`)} · {person.email}
                    </span>
                  </span>
                  <UnassignForm driveId={id} assignmentId={person.assignmentId} name={person.name} />
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card>
          <CardTitle>{t("people.assign")}</CardTitle>
          <div className="mt-4">
            <AssignForm key={team.length} driveId={id} people={possible} />
          </div>
        </Card>
      </div>
    </div>
  );
}
