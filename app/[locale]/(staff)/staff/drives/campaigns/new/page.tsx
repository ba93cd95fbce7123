import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MakeCampaignForm } from "@/components/campaigns/campaign-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { unitsOfCampaigns } from "@/lib/campaigns/own/queries";
import { newId } from "@/lib/core/ids";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }> };
const path = "/staff/drives/campaigns";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("new") };
}

/** A campaign of a unit's own, with its first edition. */
export default async function NewCampaignPage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("campaign.plan", locale, `${path}/new`);
  const [units, t, drives] = await Promise.all([
    unitsOfCampaigns(actor),
    getTranslations("campaigns"),
    getTranslations("drives.list"),
  ]);
  const [first] = units;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: drives("title"), href: localizedPath(locale, "/staff/drives") },
          { label: t("title"), href: localizedPath(locale, path) },
          { label: t("new") },
        ]}
      />
      <PageHeader title={t("new")} over={units.length === 1 ? first?.name : undefined}>
        {t("newLead")}
      </PageHeader>
      <Card>
        {first ? (
          <MakeCampaignForm
            requestKey={newId()}
            units={units}
            start={{ unitId: first.id, year: String(yearOf(todayInVietnam(new Date()))) }}
          />
        ) : (
          <p>{t("communeOnly")}</p>
        )}
      </Card>
    </>
  );
}
