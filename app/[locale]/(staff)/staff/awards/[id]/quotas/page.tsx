import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { QuotaForm } from "@/components/awards/quota-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { staffFor } from "@/lib/auth/current";
import { mayAward } from "@/lib/awards/policy";
import { awardRound, nominationQuotas } from "@/lib/awards/rounds/queries";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ rule?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.quotas"))("title") };
}

/** Gives out the places that units below may fill by nomination, one honour at a time. */
export default async function QuotasPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.run", locale, `/staff/awards/${id}/quotas`);
  const round = await awardRound(actor, id);
  if (round === null || !mayAward(actor, "award.run", round)) notFound();
  const asked = await searchParams;
  const rule = round.rules.find(({ ruleId }) => ruleId === asked.rule) ?? round.rules[0];
  const [units, t] = await Promise.all([
    rule ? nominationQuotas(actor, id, rule.ruleId) : [],
    getTranslations("awards"),
  ]);
  return (
    <div className="max-w-6xl">
      <Breadcrumbs
        crumbs={[
          { label: t("round.back"), href: localizedPath(locale, "/staff/awards") },
          { label: round.name, href: localizedPath(locale, `/staff/awards/${id}`) },
          { label: t("quotas.title") },
        ]}
      />
      <PageHeader title={t("quotas.title")} over={round.name}>
        {t("quotas.lead")}
      </PageHeader>
      <form
        className="mb-5 flex max-w-3xl items-end gap-2.5"
        action={localizedPath(locale, `/staff/awards/${id}/quotas`)}
      >
        <Select
          name="rule"
          label={t("quotas.rule")}
          options={round.rules.map((one) => ({
            value: one.ruleId,
            label: locale === "vi" ? one.rule.nameVi : one.rule.nameEn,
          }))}
          defaultValue={rule?.ruleId}
          fieldClassName="min-w-0 flex-1"
        />
        <Button type="submit" variant="secondary" className="min-h-12">
          {t("quotas.choose")}
        </Button>
      </form>
      <Card>
        {rule && units.length > 0 ? (
          <QuotaForm key={rule.ruleId} roundId={id} ruleId={rule.ruleId} limit={rule.quota} units={units} />
        ) : (
          <p className="text-ink-2">{t("quotas.none")}</p>
        )}
      </Card>
    </div>
  );
}
