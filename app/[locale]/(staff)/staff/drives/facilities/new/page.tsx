import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { FacilityForm } from "@/components/venues/facility-form";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { unitsOfFacilities } from "@/lib/venues/facilities/queries";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues.facilities"))("new") };
}

/** A collecting facility that is not in the list yet. */
export default async function NewFacilityPage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("place.manage", locale, "/staff/drives/facilities/new");
  const [units, t, drives] = await Promise.all([
    unitsOfFacilities(actor),
    getTranslations("venues.facilities"),
    getTranslations("drives.list"),
  ]);
  const [first] = units;
  const path = (to: string) => localizedPath(locale, `/staff/drives${to}`);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: drives("title"), href: path("") },
          { label: t("title"), href: path("/facilities") },
          { label: t("new") },
        ]}
      />
      <PageHeader title={t("new")} />
      <Card>
        {first ? (
          <FacilityForm newId={newId()} units={units} start={{ kind: "blood_centre", unitId: first.id }} />
        ) : (
          <p>{t("communeOnly")}</p>
        )}
      </Card>
    </>
  );
}
