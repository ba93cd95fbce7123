import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MakeRuleForm } from "@/components/awards/rule-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { honouringUnits } from "@/lib/awards/units/queries";
import { todayInVietnam } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ unit?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.rules"))("add") };
}

/** Writes down a rule of a unit's own. */
export default async function NewRulePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.rules", locale, "/staff/awards/rules/new");
  const [units, asked, t] = await Promise.all([
    honouringUnits(actor, "award.rules"),
    searchParams,
    getTranslations("awards"),
  ]);
  const unit = units.find(({ id }) => id === asked.unit) ?? units[0];
  if (!unit) notFound();
  return (
    <div className="max-w-4xl">
      <Breadcrumbs
        crumbs={[
          { label: t("nav.rules"), href: localizedPath(locale, `/staff/awards/rules?unit=${unit.id}`) },
          { label: t("rules.add") },
        ]}
      />
      <PageHeader title={t("rules.add")} over={unit.name}>
        {t("rules.addLead")}
      </PageHeader>
      <Card>
        <MakeRuleForm
          unitId={unit.id}
          level={unit.kind === "nation" ? "nation" : unit.kind === "ministry" ? "ministry" : "province"}
          today={todayInVietnam(new Date())}
        />
      </Card>
    </div>
  );
}
