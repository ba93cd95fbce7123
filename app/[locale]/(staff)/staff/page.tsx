import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OfficeWork } from "@/components/accounts/office-work";
import { DriveList } from "@/components/drives/drive-list";
import { SupportDue } from "@/components/progress/support-due";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ownAccount } from "@/lib/accounts/queries";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { drivesForDesk } from "@/lib/drives/desk/queries";
import { staffDrives } from "@/lib/drives/plan/queries";
import { formatDateLong, formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { supportDue } from "@/lib/progress/watch/queries";
import { officeTasks } from "./office-tasks";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.today"))("title") };
}

const shownOfWeek = 6;

/** Where staff begin: what is to do today, and the places their roles open. */
export default async function TodayPage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("account.own", locale, "/staff");
  const today = todayInVietnam(new Date());
  const atDesk = may(actor, "desk.view", anywhere);
  const atOffice = may(actor, "drive.view", anywhere);
  const [account, drives, week, due, tasks, t] = await Promise.all([
    ownAccount(actor),
    atDesk ? drivesForDesk(actor, today) : [],
    atOffice
      ? staffDrives(actor, { times: "coming", to: addDays(today, 7), limit: shownOfWeek, offset: 0 })
      : { items: [], total: 0 },
    may(actor, "progress.support", anywhere) ? supportDue(actor, addDays(today, 7)) : [],
    officeTasks(actor, locale, today),
    getTranslations("accounts.today"),
  ]);
  const places = [
    {
      open: may(actor, "progress.view", anywhere),
      href: "/staff/progress",
      title: t("totals"),
      hint: t("totalsHint"),
      verb: t("totalsOpen"),
    },
    {
      open: may(actor, "people.view", anywhere),
      href: "/staff/people",
      title: t("people"),
      hint: t("peopleHint"),
      verb: t("peopleOpen"),
    },
    {
      open: may(actor, "audit.view", anywhere),
      href: "/staff/audit",
      title: t("audit"),
      hint: t("auditHint"),
      verb: t("auditOpen"),
    },
  ].filter((place) => place.open);
  return (
    <>
      <PageHeader title={t("hello", { name: account.name })} over={formatDateLong(locale, today)} />
      {account.roles.length === 0 ? <EmptyState title={t("noRoles")}>{t("noRolesHint")}</EmptyState> : null}
      <div className="flex flex-col gap-6">
        {atDesk ? (
          <section aria-labelledby="drives-today">
            <h2 id="drives-today" className="mb-3 text-xl font-semibold tracking-tight">
              {t("drivesToday")}
            </h2>
            {drives.length === 0 ? (
              <NoDrives title={t("noDrivesToday")} />
            ) : (
              <ul className="grid gap-3 lg:grid-cols-2">
                {drives.map((drive) => (
                  <li key={drive.id}>
                    <Card className="flex h-full flex-wrap items-center justify-between gap-4">
                      <div className="min-w-0">
                        <p className="font-semibold">{drive.title}</p>
                        <p className="text-sm text-ink-2">
                          {formatTimeRange(locale, drive.startsAt, drive.endsAt)} · {drive.venueName} ·{" "}
                          {drive.communeName}
                        </p>
                        <p className="text-sm text-ink-2">
                          {t("placesTaken", { taken: drive.booked, capacity: drive.capacity })}
                        </p>
                      </div>
                      <ButtonLink
                        href={localizedPath(locale, `/staff/desk/${drive.id}`)}
                        variant="secondary"
                        aria-label={t("deskOf", { title: drive.title })}
                      >
                        {t("desk")}
                      </ButtonLink>
                    </Card>
                  </li>
                ))}
              </ul>
            )}
          </section>
        ) : null}
        {tasks.length > 0 ? <OfficeWork tasks={tasks} /> : null}
        {due.length > 0 ? <SupportDue actions={due} today={today} /> : null}
        {atOffice && (week.total > 0 || !atDesk) ? (
          <section aria-labelledby="drives-week">
            <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
              <h2 id="drives-week" className="text-xl font-semibold tracking-tight">
                {t("drivesWeek")}
              </h2>
              {week.total > 0 ? (
                <a
                  href={localizedPath(locale, "/staff/drives")}
                  className="py-2 font-medium text-blood-ink underline-offset-4 hover:underline"
                >
                  {week.total > week.items.length ? t("weekMore", { count: week.total }) : t("allDrives")}
                </a>
              ) : null}
            </div>
            {week.total > 0 ? (
              <Card flush className="max-lg:border-0 max-lg:bg-transparent lg:px-6 lg:py-2">
                <DriveList drives={week.items} past={false} today={today} manyUnits={false} />
              </Card>
            ) : (
              <NoDrives title={t("noDrivesWeek")} />
            )}
          </section>
        ) : null}
        {places.length > 0 ? (
          <ul className="grid gap-3 lg:grid-cols-3">
            {places.map((place) => (
              <li key={place.href}>
                <Card className="flex h-full flex-col items-start gap-3">
                  <CardTitle>{place.title}</CardTitle>
                  <p className="text-ink-2">{place.hint}</p>
                  <ButtonLink href={localizedPath(locale, place.href)} variant="secondary" className="mt-auto">
                    {place.verb}
                  </ButtonLink>
                </Card>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </>
  );
}

/** Nothing here in these days, and the way to the others. */
async function NoDrives({ title }: { title: string }) {
  const [t, locale] = await Promise.all([getTranslations("accounts.today"), getLocale()]);
  return (
    <EmptyState
      title={title}
      action={
        <ButtonLink href={localizedPath(locale, "/staff/drives")} variant="secondary">
          {t("allDrives")}
        </ButtonLink>
      }
    >
      {t("noDrivesHint")}
    </EmptyState>
  );
}
