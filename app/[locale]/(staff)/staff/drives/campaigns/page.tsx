import { CalendarRange, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignTable } from "@/components/campaigns/campaign-table";
import { UndoChange } from "@/components/campaigns/deeds";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { anywhere, may, reachOf } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { campaignsPlanned, campaignsWithdrawn } from "@/lib/campaigns/own/queries";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ year?: string; done?: string }>;
};
const path = "/staff/drives/campaigns";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

/** When the campaigns of a year are held: the nation's, and those of the units one sees. */
export default async function CampaignsPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("campaign.view", locale, path);
  const asked = await searchParams;
  const thisYear = yearOf(todayInVietnam(new Date()));
  const year = /^20\d\d$/.test(asked.year ?? "") ? Number(asked.year) : thisYear;
  const [campaigns, withdrawn, t, drives] = await Promise.all([
    campaignsPlanned(actor, year),
    campaignsWithdrawn(actor),
    getTranslations("campaigns"),
    getTranslations("drives.list"),
  ]);
  const national = campaigns.filter(({ ownerUnitId }) => ownerUnitId === null);
  const own = campaigns.filter(({ ownerUnitId }) => ownerUnitId !== null);
  const mayPlan = may(actor, "campaign.plan", anywhere) && plansForUnits(reachOf(actor, "campaign.plan"));
  const years = [...new Set([thisYear - 1, thisYear, thisYear + 1, thisYear + 2, year])].sort();
  return (
    <>
      <Breadcrumbs
        crumbs={[
          ...(may(actor, "drive.view", anywhere)
            ? [{ label: drives("title"), href: localizedPath(locale, "/staff/drives") }]
            : []),
          { label: t("title") },
        ]}
      />
      <PageHeader
        title={t("title")}
        actions={
          mayPlan ? (
            <ButtonLink variant="primary" href={localizedPath(locale, `${path}/new`)}>
              <Plus aria-hidden className="size-5" />
              {t("new")}
            </ButtonLink>
          ) : null
        }
      >
        {t("lead")}
      </PageHeader>
      {asked.done === "withdrawn" || asked.done === "undone" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${asked.done}`)} {asked.done === "withdrawn" && withdrawn.length > 0 ? t("done.undoBelow") : null}
        </Notice>
      ) : null}
      <Tabs
        label={t("years")}
        className="mb-4"
        tabs={years.map((one) => ({
          href: localizedPath(locale, one === thisYear ? path : `${path}?year=${one}`),
          label: String(one),
          current: one === year,
        }))}
      />
      <div className="flex flex-col gap-5">
        <Card>
          <CardTitle className="mb-2">{t("national")}</CardTitle>
          <CampaignTable caption={t("national")} campaigns={national} year={year} />
        </Card>
        {own.length > 0 ? (
          <Card>
            <CardTitle className="mb-2">{t("own")}</CardTitle>
            <CampaignTable caption={t("own")} campaigns={own} year={year} withUnit />
          </Card>
        ) : mayPlan ? (
          <EmptyState icon={<CalendarRange aria-hidden className="size-7" />} title={t("ownNone")}>
            {t("ownNoneHint")}
          </EmptyState>
        ) : null}
        {withdrawn.length > 0 ? (
          <Card>
            <CardTitle className="mb-2">{t("withdrawn")}</CardTitle>
            <ul className="flex flex-col divide-y divide-line">
              {withdrawn.map((change) => (
                <li key={change.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
                  <span>{change.nameVi}</span>
                  <UndoChange changeId={change.id} what={change.nameVi ?? ""} />
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </>
  );
}

/** Who works for a commune alone makes no campaigns. */
function plansForUnits(reach: ReturnType<typeof reachOf>): boolean {
  return reach.nation || reach.unitIds.length > 0;
}
