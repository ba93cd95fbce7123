import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RecutForm, SlotsForm } from "@/components/drives/slots-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { drivePlan } from "@/lib/drives/plan/queries";
import { mayPlanDrive } from "@/lib/drives/policy";
import { isEditable } from "@/lib/drives/rules";
import { formatDateLong, formatNumber, formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.slots"))("title") };
}

/** A drive's slots: places one by one, or the whole day cut anew. */
export default async function SlotsPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("drive.plan", locale, `/staff/drives/${id}/slots`);
  const drive = await drivePlan(actor, id);
  if (drive === null || !mayPlanDrive(actor, drive)) notFound();
  const t = await getTranslations("drives");
  const path = localizedPath(locale, `/staff/drives/${id}`);
  const first = drive.slots[0];
  const places = first ? first.capacity + first.walkInReserve : 12;
  return (
    <div className="max-w-4xl">
      <Breadcrumbs
        crumbs={[
          { label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") },
          { label: drive.title, href: path },
          { label: t("slots.title") },
        ]}
      />
      <PageHeader
        title={t("slots.title")}
        over={`${drive.title} · ${formatDateLong(locale, drive.heldOn)}, ${formatTimeRange(locale, drive.startsAt, drive.endsAt)}`}
      >
        {t("slots.hint")}
      </PageHeader>
      {isEditable(drive.status) ? (
        <div className="flex flex-col gap-5">
          {(await searchParams).done === "slots" ? (
            <Notice tone="met" role="status">
              {t("done.slots")}
            </Notice>
          ) : null}
          <Card>
            <CardTitle>{t("slots.each")}</CardTitle>
            <div className="mt-3">
              <SlotsForm key={drive.version} drive={drive} slots={drive.slots} />
            </div>
          </Card>
          <Card>
            <CardTitle>{t("slots.recut")}</CardTitle>
            {drive.booked > 0 ? (
              <p className="mt-2 text-ink-2">{t("slots.recutLocked", { count: formatNumber(locale, drive.booked) })}</p>
            ) : (
              <>
                <p className="mt-1 mb-4 text-ink-2">{t("slots.recutHint")}</p>
                <RecutForm
                  drive={drive}
                  start={{
                    slotMinutes: first ? String((+first.endsAt - +first.startsAt) / 60_000) : "15",
                    places: String(places),
                    reserveKind: first ? "number" : "percent",
                    reserveValue: first ? String(first.walkInReserve) : "20",
                  }}
                />
              </>
            )}
          </Card>
        </div>
      ) : (
        <Notice
          tone="behind"
          title={t(`status.${drive.status}`)}
          action={<ButtonLink href={`${path}/copy`}>{t("view.copy")}</ButtonLink>}
        >
          {t("refusal.drive_over")}
        </Notice>
      )}
    </div>
  );
}
