import { CalendarX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { drivesForDesk } from "@/lib/drives/desk/queries";
import { formatDateLong, formatNumber, formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visits.today"))("title") };
}

/** The drives of today whose desk this person may work at. */
export default async function DesksPage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("desk.view", locale, "/staff/desk");
  const today = todayInVietnam(new Date());
  const [drives, t, words] = await Promise.all([
    drivesForDesk(actor, today),
    getTranslations("visits.today"),
    getTranslations("drives.status"),
  ]);
  const count = (value: number) => formatNumber(locale, value);
  return (
    <>
      <PageHeader title={t("title")} over={formatDateLong(locale, today)} />
      {drives.length === 0 ? (
        <EmptyState
          icon={<CalendarX aria-hidden className="size-7" />}
          title={t("empty")}
          action={
            <ButtonLink href={localizedPath(locale, "/staff/drives")} variant="secondary">
              {t("allDrives")}
            </ButtonLink>
          }
        >
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <>
          <p className="mb-4 text-ink-2">{t("lead")}</p>
          <ul className="grid gap-3 lg:grid-cols-2">
            {drives.map((drive) => (
              <li key={drive.id}>
                <Card className="flex h-full flex-wrap items-center justify-between gap-4">
                  <div className="min-w-0 flex-1 basis-60">
                    <p className="text-lg font-semibold tracking-tight">{drive.title}</p>
                    <p className="text-ink-2">
                      {formatTimeRange(locale, drive.startsAt, drive.endsAt)} · {drive.venueName} · {drive.communeName}
                    </p>
                    <p className="text-sm text-ink-3 tabular-nums">
                      {t("booked", { booked: count(drive.booked), capacity: count(drive.capacity) })} ·{" "}
                      {t("plan", { planned: count(drive.plannedUnits) })}
                    </p>
                  </div>
                  <div className="flex items-center gap-3">
                    <StatusPill
                      tone={drive.status === "open" ? "met" : drive.status === "published" ? "info" : "plain"}
                    >
                      {words(drive.status)}
                    </StatusPill>
                    <ButtonLink
                      href={localizedPath(locale, `/staff/desk/${drive.id}`)}
                      variant="secondary"
                      aria-label={t("openOf", { title: drive.title })}
                    >
                      {t("open")}
                    </ButtonLink>
                  </div>
                </Card>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
