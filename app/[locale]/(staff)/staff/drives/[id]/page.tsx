import { CalendarClock, Copy, ExternalLink, Pencil, Printer, Users } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DriveHistory } from "@/components/drives/drive-history";
import { DriveStatusPill } from "@/components/drives/drive-status";
import { NextStep } from "@/components/drives/next-step";
import { PlanFacts } from "@/components/drives/plan-facts";
import { SlotTable } from "@/components/drives/slot-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { StatCard } from "@/components/ui/stat";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { driveHistory, drivePlan } from "@/lib/drives/plan/queries";
import {
  driveTarget,
  mayPlanDrive,
  mayPublishDrive,
  mayPutOffDrive,
  mayReconcileDrive,
  mayRunDrive,
  mayStaffDrive,
} from "@/lib/drives/policy";
import { isAnnounced, isEditable, whatIsMissing } from "@/lib/drives/rules";
import { driveColleagues } from "@/lib/drives/team/queries";
import { formatDateLong, formatNumber, formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ done?: string; people?: string }>;
};

const doneWords = [
  "planned",
  "published",
  "edited",
  "slots",
  "opened",
  "closed",
  "reopened",
  "reconciled",
  "copied",
  "copiedUnannounced",
] as const;
const toldWords = ["postponed", "cancelled"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  const actor = await staffFor("drive.view", locale, `/staff/drives/${id}`);
  const drive = await drivePlan(actor, id);
  return { title: drive?.title };
}

/** One drive: what it is, how full it is, what comes next, and what was done with it. */
export default async function DrivePage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("drive.view", locale, `/staff/drives/${id}`);
  const drive = await drivePlan(actor, id);
  if (drive === null) notFound();
  const mayStaff = mayStaffDrive(actor, drive);
  const [events, team, asked, t] = await Promise.all([
    driveHistory(actor, id),
    mayStaff ? driveColleagues(actor, id) : [],
    searchParams,
    getTranslations("drives"),
  ]);
  const now = new Date();
  const today = todayInVietnam(now);
  const mayPlan = mayPlanDrive(actor, drive);
  const mayDesk = may(actor, "desk.view", driveTarget(drive));
  const editable = mayPlan && isEditable(drive.status);
  const path = localizedPath(locale, `/staff/drives/${id}`);
  const n = (value: number) => formatNumber(locale, value);
  const done = doneWords.find((word) => word === asked.done);
  const told = toldWords.find((word) => word === asked.done);
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") }, { label: drive.title }]}
      />
      <PageHeader
        over={`${formatDateLong(locale, drive.heldOn)} · ${formatTimeRange(locale, drive.startsAt, drive.endsAt)}`}
        title={drive.title}
        actions={
          <>
            {editable ? (
              <ButtonLink href={`${path}/edit`}>
                <Pencil aria-hidden className="size-5" />
                {t("view.edit")}
              </ButtonLink>
            ) : null}
            {isAnnounced(drive.status) ? (
              <ButtonLink href={localizedPath(locale, `/drives/${id}`)}>
                <ExternalLink aria-hidden className="size-5" />
                {t("view.publicPage")}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        <span className="flex flex-wrap items-center gap-2">
          <DriveStatusPill status={drive.status} />
          {drive.isDemo ? <Pill>{t("list.demo")}</Pill> : null}
        </span>
      </PageHeader>
      {done ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${done}`)}
        </Notice>
      ) : null}
      {told ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${told}`, { people: n(Number(asked.people) || 0) })}
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <div className="grid grid-cols-2 gap-3 sm:gap-5 lg:grid-cols-4">
            <StatCard
              label={t("view.booked")}
              value={n(drive.booked)}
              caption={t("view.ofPlaces", { capacity: n(drive.capacity) })}
            />
            <StatCard label={t("view.walkIn")} value={n(drive.walkInReserve)} caption={t("view.walkInHint")} />
            <StatCard label={t("view.visits")} value={n(drive.visits)} caption={t("view.visitsHint")} />
            <StatCard
              label={t("view.received")}
              value={n(drive.donations)}
              caption={t("view.ofPlanned", { planned: n(drive.plannedUnits) })}
            />
          </div>
          <NextStep
            drive={drive}
            missing={drive.status === "draft" ? whatIsMissing({ ...drive, ...drive.publishing }, now) : []}
            today={today}
            may={{
              plan: mayPlan,
              publish: mayPublishDrive(actor, drive),
              run: mayRunDrive(actor, drive),
              reconcile: mayReconcileDrive(actor, drive),
              desk: mayDesk,
            }}
          />
          {isEditable(drive.status) &&
          drive.facilityDailyCapacity !== null &&
          drive.plannedUnits > drive.facilityDailyCapacity ? (
            <Notice tone="watch">
              {t("view.overCapacity", { planned: n(drive.plannedUnits), daily: n(drive.facilityDailyCapacity) })}
            </Notice>
          ) : null}
          <PlanFacts drive={drive} />
          <Card>
            <CardTitle
              aside={
                editable ? (
                  <ButtonLink href={`${path}/slots`} size="sm">
                    <CalendarClock aria-hidden className="size-4.5" />
                    {t("view.slots")}
                  </ButtonLink>
                ) : null
              }
            >
              {t("view.slotsTitle")}
            </CardTitle>
            <div className="mt-3">
              {drive.slots.length > 0 ? (
                <SlotTable slots={drive.slots} over={!isEditable(drive.status)} now={now} />
              ) : (
                <EmptyState
                  title={t("view.noSlots")}
                  action={editable ? <ButtonLink href={`${path}/slots`}>{t("view.slots")}</ButtonLink> : null}
                >
                  {t("view.noSlotsHint")}
                </EmptyState>
              )}
            </div>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <nav data-print="hide" aria-label={t("view.more")} className="flex flex-wrap gap-2.5 xl:flex-col">
            {isEditable(drive.status) ? (
              <ButtonLink href={`${path}/poster`}>
                <Printer aria-hidden className="size-5" />
                {t("view.poster")}
              </ButtonLink>
            ) : null}
            {mayPlan ? (
              <ButtonLink href={`${path}/copy`}>
                <Copy aria-hidden className="size-5" />
                {t("view.copy")}
              </ButtonLink>
            ) : null}
            {editable && mayPutOffDrive(actor, drive) && drive.visits === 0 ? (
              <>
                <ButtonLink href={`${path}/put-off?how=postponed`}>{t("view.postpone")}</ButtonLink>
                <ButtonLink href={`${path}/put-off?how=cancelled`} variant="danger">
                  {t("view.cancel")}
                </ButtonLink>
              </>
            ) : null}
          </nav>
          {mayStaff ? (
            <Card>
              <CardTitle
                aside={
                  <ButtonLink href={`${path}/people`} size="sm">
                    <Users aria-hidden className="size-4.5" />
                    {t("view.people")}
                  </ButtonLink>
                }
              >
                {t("view.team")}
              </CardTitle>
              {team.length === 0 ? (
                <p className="mt-3 text-sm text-ink-2">{t("view.noTeam")}</p>
              ) : (
                <ul className="mt-3 flex flex-col gap-2">
                  {team.map((person) => (
                    <li key={person.assignmentId}>
                      <span className="font-medium">{person.name}</span>
                      <span className="block text-sm text-ink-2">{t(`role.${person.role}`)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          ) : null}
          <DriveHistory events={events} />
        </div>
      </div>
    </>
  );
}
