import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AmendForm } from "@/components/awards/amend-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { roundPlan } from "@/lib/awards/amending/queries";
import { isAmendable } from "@/lib/awards/amending/rules";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("amending"))("title") };
}

/** Changes what was planned of a round, as far as it may still change. */
export default async function AmendRoundPage({ params }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.run", locale, `/staff/awards/${id}/edit`);
  const [plan, t, awards] = await Promise.all([
    roundPlan(actor, id),
    getTranslations("amending"),
    getTranslations("awards"),
  ]);
  if (plan === null) notFound();
  const round = localizedPath(locale, `/staff/awards/${id}`);
  return (
    <div className="max-w-4xl">
      <Breadcrumbs
        crumbs={[
          { label: awards("round.back"), href: localizedPath(locale, "/staff/awards") },
          { label: plan.name, href: round },
          { label: t("title") },
        ]}
      />
      <PageHeader title={t("title")} over={plan.unitName}>
        {isAmendable(plan) ? t("lead") : null}
      </PageHeader>
      <Card>
        {isAmendable(plan) ? (
          <AmendForm plan={plan} seatingHref={`${round}/seating`} />
        ) : (
          <p className="text-ink-2">{t("over")}</p>
        )}
      </Card>
    </div>
  );
}
