import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { WithdrawForm } from "@/components/outreach/withdraw-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { outreachActivity } from "@/lib/outreach/queries";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outreach.withdraw"))("title") };
}

/** Asks before an activity is struck out. */
export default async function WithdrawPage({ params }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("outreach.log", locale, `/staff/outreach/${id}/withdraw`);
  const activity = await outreachActivity(actor, id);
  if (activity === null || activity.withdrawnBecause !== null) notFound();
  const t = await getTranslations("outreach");
  const back = localizedPath(locale, "/staff/outreach");
  return (
    <div className="max-w-2xl">
      <Breadcrumbs crumbs={[{ label: t("title"), href: back }, { label: t("withdraw.title") }]} />
      <PageHeader title={t("withdraw.title")} over={`${activity.unitName} · ${formatDate(locale, activity.heldOn)}`}>
        {t("withdraw.lead")}
      </PageHeader>
      <Card>
        <p className="mb-4 text-lg font-medium">{activity.title}</p>
        <WithdrawForm activityId={id} back={back} />
      </Card>
    </div>
  );
}
