import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ownAccount } from "@/lib/accounts/queries";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { drivesForDesk } from "@/lib/drives/desk/queries";
import { formatDateLong, formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.today"))("title") };
}

/** Where staff begin: what is to do today, and the places their roles open. */
export default async function TodayPage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("account.own", locale, "/staff");
  const today = todayInVietnam(new Date());
  const atDesk = may(actor, "desk.view", anywhere);
  const [account, drives, t] = await Promise.all([
    ownAccount(actor),
    atDesk ? drivesForDesk(actor, today) : [],
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
              <EmptyState
                title={t("noDrivesToday")}
                action={
                  <ButtonLink href={localizedPath(locale, "/staff/drives")} variant="secondary">
                    {t("allDrives")}
                  </ButtonLink>
                }
              >
                {t("noDrivesTodayHint")}
              </EmptyState>
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
        {places.length > 0 ? (
          <ul className="grid gap-3 lg:grid-cols-2">
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
