import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EditCampaignForm } from "@/components/campaigns/campaign-form";
import { CampaignDeed } from "@/components/campaigns/deeds";
import { EditionTable } from "@/components/campaigns/edition-table";
import { CampaignTrail } from "@/components/campaigns/trail";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { campaignPlanned, campaignTrail } from "@/lib/campaigns/own/queries";
import { mayTakeAway } from "@/lib/campaigns/policy";
import { takesAway } from "@/lib/campaigns/rules";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ done?: string; moved?: string }>;
};
const path = "/staff/drives/campaigns";
const told = ["made", "edited", "end", "reopen", "edition_withdrawn", "undone"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("one") };
}

/** One campaign: its editions, how it is called, what was done to it. */
export default async function CampaignPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("campaign.view", locale, `${path}/${id}`);
  const campaign = await campaignPlanned(actor, id);
  if (campaign === null) notFound();
  const [trail, t, drives, asked] = await Promise.all([
    campaignTrail(actor, { id }),
    getTranslations("campaigns"),
    getTranslations("drives.list"),
    searchParams,
  ]);
  const done = told.find((word) => word === asked.done);
  const name = locale === "en" ? campaign.nameEn : campaign.nameVi;
  const isOwn = campaign.ownerUnitId !== null;
  const mayPlan = may(actor, "campaign.plan", { unitId: campaign.unitId });
  const isOwner = mayTakeAway(actor, campaign.unitId);
  const moved = Number(asked.moved) || 0;
  const thisYear = yearOf(todayInVietnam(new Date()));
  const nextYear = Math.max(thisYear, (campaign.editions[0]?.year ?? 0) + 1);
  const board = `/staff/progress/campaigns/${campaign.id}${isOwn && campaign.unitCode !== "VN" ? `?unit=${campaign.unitCode}` : ""}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          ...(may(actor, "drive.view", anywhere)
            ? [{ label: drives("title"), href: localizedPath(locale, "/staff/drives") }]
            : []),
          { label: t("title"), href: localizedPath(locale, path) },
          { label: name },
        ]}
      />
      <PageHeader
        title={name}
        over={[
          isOwn ? (locale === "en" ? campaign.unitNameEn : campaign.unitName) : t("ofNation"),
          campaign.isDemo ? t("demo") : null,
        ]
          .filter(Boolean)
          .join(" · ")}
        actions={
          <>
            {campaign.editions.some(({ year }) => year <= thisYear) ? (
              <ButtonLink href={localizedPath(locale, board)}>{t("board")}</ButtonLink>
            ) : null}
            {mayPlan && campaign.endedOn === null && nextYear <= 2100 ? (
              <ButtonLink variant="primary" href={localizedPath(locale, `${path}/${campaign.id}/${nextYear}`)}>
                <Plus aria-hidden className="size-5" />
                {t("addYear", { year: String(nextYear) })}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        {(locale === "en" ? campaign.descriptionEn : campaign.descriptionVi) ?? null}
      </PageHeader>
      {done ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${done}`)}{" "}
          {done === "edition_withdrawn" && isOwner && trail.find(({ isUndone }) => !isUndone)?.kind === done
            ? t("done.undoBelow")
            : null}
          {moved > 0 ? t("done.moved", { count: moved, number: formatNumber(locale, moved) }) : null}
        </Notice>
      ) : null}
      <div className="flex flex-col gap-5">
        <Card>
          <CardTitle className="mb-2">{t("editions")}</CardTitle>
          <EditionTable campaignId={campaign.id} editions={campaign.editions} />
        </Card>
        {isOwn && mayPlan ? (
          <>
            <Card>
              <CardTitle className="mb-3">{t("names")}</CardTitle>
              <EditCampaignForm
                campaignId={campaign.id}
                version={campaign.version}
                start={{
                  nameVi: campaign.nameVi,
                  nameEn: campaign.nameEn,
                  shortVi: campaign.shortVi,
                  shortEn: campaign.shortEn,
                  organiserVi: campaign.organiserVi ?? "",
                  descriptionVi: campaign.descriptionVi ?? "",
                  descriptionEn: campaign.descriptionEn ?? "",
                }}
              />
            </Card>
            <Card>
              <CardTitle className="mb-2">{t("going")}</CardTitle>
              <p className="mb-4 text-ink-2">
                {campaign.endedOn ? t("hasEnded", { on: formatDate(locale, campaign.endedOn) }) : t("goesOn")}
              </p>
              <div className="flex flex-wrap items-start gap-3">
                <CampaignDeed campaignId={campaign.id} step={campaign.endedOn ? "reopen" : "end"} />
                {isOwner ? <CampaignDeed campaignId={campaign.id} step="withdraw" /> : null}
              </div>
            </Card>
          </>
        ) : null}
        <Card>
          <CardTitle className="mb-2">{t("trail.title")}</CardTitle>
          <CampaignTrail changes={trail} mayUndo={(kind) => (takesAway(kind) ? isOwner : mayPlan)} />
        </Card>
      </div>
    </>
  );
}
