import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { FacilityForm } from "@/components/venues/facility-form";
import { FacilityState } from "@/components/venues/facility-state";
import { staffFor } from "@/lib/auth/current";
import { isId } from "@/lib/core/ids";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { facilityKept, unitsOfFacilities } from "@/lib/venues/facilities/queries";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues.facilities"))("one") };
}

/** One collecting facility: what is known of it, and whether it still collects. */
export default async function FacilityPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("place.manage", locale, `/staff/drives/facilities/${id}`);
  const facility = isId(id) ? await facilityKept(actor, id) : null;
  if (facility === null) notFound();
  const [units, t, drives, { done }] = await Promise.all([
    unitsOfFacilities(actor),
    getTranslations("venues.facilities"),
    getTranslations("drives.list"),
    searchParams,
  ]);
  const path = (to: string) => localizedPath(locale, `/staff/drives${to}`);
  // A unit that has ended stays in the list of its own facility, so that saving does not move it unasked.
  const offered = units.some((unit) => unit.id === facility.unitId)
    ? units
    : [{ id: facility.unitId, name: facility.unitName }, ...units];
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: drives("title"), href: path("") },
          { label: t("title"), href: path("/facilities") },
          { label: facility.name },
        ]}
      />
      <PageHeader title={facility.name} over={facility.unitName} />
      {done === "closed" || done === "reopened" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${done}`)}
        </Notice>
      ) : null}
      <div className="flex flex-col gap-5">
        <Card>
          <FacilityForm
            facilityId={facility.id}
            version={facility.version}
            units={offered}
            start={{
              name: facility.name,
              kind: facility.kind,
              unitId: facility.unitId,
              dailyCapacity: facility.dailyCapacity === null ? "" : formatNumber(locale, facility.dailyCapacity),
            }}
          />
        </Card>
        <Card>
          <CardTitle className="mb-2">{t("working")}</CardTitle>
          <p className="mb-4 text-ink-2">
            {facility.closedOn
              ? t("isClosed", { on: formatDate(locale, facility.closedOn) })
              : t("isOpen", { count: facility.drivesAhead })}
          </p>
          <FacilityState facilityId={facility.id} closed={facility.closedOn !== null} />
        </Card>
      </div>
    </>
  );
}
