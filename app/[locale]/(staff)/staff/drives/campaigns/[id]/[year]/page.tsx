import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DatesFrom, Days } from "@/components/campaigns/campaign-table";
import { WithdrawEdition } from "@/components/campaigns/deeds";
import { EditionForm } from "@/components/campaigns/edition-form";
import { EditionStanding } from "@/components/campaigns/edition-standing";
import { CampaignTrail } from "@/components/campaigns/trail";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { campaignPlanned, campaignTrail, type PlannedEdition, targetsOnEdition } from "@/lib/campaigns/own/queries";
import { mayTakeAway } from "@/lib/campaigns/policy";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string; year: string }>;
  searchParams: Promise<{ done?: string; moved?: string }>;
};
const path = "/staff/drives/campaigns";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("edition") };
}

/** The edition of a year: its days and who decided them, what counts on it, and a form to change it or write it down. */
export default async function CampaignEditionPage({ params, searchParams }: Props) {
  const { locale, id, year: written } = await params;
  const actor = await staffFor("campaign.view", locale, `${path}/${id}/${written}`);
  const year = /^20\d\d$/.test(written) ? Number(written) : null;
  const campaign = year === null ? null : await campaignPlanned(actor, id);
  if (year === null || campaign === null) notFound();
  const edition = campaign.editions.find((one) => one.year === year) ?? null;
  const mayPlan = may(actor, "campaign.plan", { unitId: campaign.unitId });
  if (edition === null && (!mayPlan || campaign.endedOn !== null)) notFound();
  const [targets, trail, t, drives, asked] = await Promise.all([
    edition ? targetsOnEdition(actor, edition.id) : [],
    campaignTrail(actor, { id, year }),
    getTranslations("campaigns"),
    getTranslations("drives.list"),
    searchParams,
  ]);
  const name = locale === "en" ? campaign.nameEn : campaign.nameVi;
  const title = `${name} ${year}`;
  const moved = Number(asked.moved) || 0;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          ...(may(actor, "drive.view", anywhere)
            ? [{ label: drives("title"), href: localizedPath(locale, "/staff/drives") }]
            : []),
          { label: t("title"), href: localizedPath(locale, path) },
          { label: name, href: localizedPath(locale, `${path}/${campaign.id}`) },
          { label: String(year) },
        ]}
      />
      <PageHeader title={title} over={campaign.ownerUnitId === null ? t("ofNation") : campaign.unitName} />
      {asked.done === "saved" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("done.saved")} {moved > 0 ? t("done.moved", { count: moved, number: formatNumber(locale, moved) }) : null}
        </Notice>
      ) : null}
      <div className="flex flex-col gap-5">
        {edition ? (
          <Card>
            <div className="flex flex-wrap items-start justify-between gap-3">
              <div className="text-lg font-semibold">
                <Days edition={edition} />
              </div>
              <DatesFrom edition={edition} />
            </div>
            <p className="mt-2 text-ink-2">{edition.source}</p>
            {edition.note ? <p className="text-ink-2">{edition.note}</p> : null}
            <EditionStanding
              edition={edition}
              campaign={campaign}
              targets={targets}
              withDrives={may(actor, "drive.view", anywhere)}
            />
          </Card>
        ) : null}
        {mayPlan ? (
          <Card>
            <CardTitle className="mb-3">{t(edition ? "change" : "addYear", { year: String(year) })}</CardTitle>
            <EditionForm
              key={edition?.version ?? 0}
              campaignId={campaign.id}
              year={year}
              version={edition?.version ?? 0}
              isNational={campaign.ownerUnitId === null}
              start={edition ? startOf(edition) : {}}
            />
          </Card>
        ) : null}
        {edition?.madeHere && mayTakeAway(actor, campaign.unitId) ? (
          <Card>
            <CardTitle className="mb-3">{t("withdrawTitle")}</CardTitle>
            <WithdrawEdition editionId={edition.id} />
          </Card>
        ) : null}
        {edition ? (
          <Card>
            <CardTitle className="mb-2">{t("trail.title")}</CardTitle>
            <CampaignTrail changes={trail} />
          </Card>
        ) : null}
      </div>
    </>
  );
}

/** What the form begins with; days by rule have no source to be told yet. */
function startOf(edition: PlannedEdition): Record<string, string> {
  const { startsOn, endsOn, mainOn, decisionNumber, decidedOn, signatory, address, note } = edition;
  return Object.fromEntries(
    Object.entries({ startsOn, endsOn, mainOn, decisionNumber, decidedOn, signatory, address, note }).flatMap(
      ([field, value]) => (value === null ? [] : [[field, value]]),
    ),
  );
}
