import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlanForm, type RuleChoice } from "@/components/awards/plan-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { staffFor } from "@/lib/auth/current";
import { rulesToChoose } from "@/lib/awards/rounds/queries";
import { subjectKinds } from "@/lib/awards/rules";
import type { StoredRule } from "@/lib/awards/schema";
import { honouringUnits } from "@/lib/awards/units/queries";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ unit?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.plan"))("title") };
}

/** Plans a round: first for which unit, as its rules follow from that. */
export default async function PlanRoundPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.run", locale, "/staff/awards/new");
  const [units, t, asked] = await Promise.all([
    honouringUnits(actor, "award.run"),
    getTranslations("awards"),
    searchParams,
  ]);
  const unit = units.find(({ id }) => id === asked.unit) ?? units[0];
  const today = todayInVietnam(new Date());
  const rules = unit ? await rulesToChoose(actor, unit.id, today) : [];
  const choice = (rule: StoredRule): RuleChoice => ({
    id: rule.id,
    name: locale === "vi" ? rule.nameVi : rule.nameEn,
    detail: [t(`level.${rule.level}`), rule.decisionNumber].filter(Boolean).join(" · "),
    doubt: rule.doubt,
    quota: rule.quota,
  });
  const groups = subjectKinds
    .map((kind) => ({
      name: t(`subject.${kind}`),
      rules: rules.filter((rule) => rule.subjectKind === kind).map(choice),
    }))
    .filter((group) => group.rules.length > 0);
  return (
    <div className="max-w-4xl">
      <Breadcrumbs
        crumbs={[
          { label: t("rounds.title"), href: localizedPath(locale, "/staff/awards") },
          { label: t("plan.title") },
        ]}
      />
      <PageHeader title={t("plan.title")} over={unit?.name} />
      {units.length > 1 ? (
        <form className="mb-5 flex items-end gap-2.5" action={localizedPath(locale, "/staff/awards/new")}>
          <Select
            name="unit"
            label={t("plan.unit")}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={unit?.id}
            fieldClassName="min-w-0 flex-1 sm:max-w-100"
          />
          <Button type="submit" variant="secondary" className="min-h-12">
            {t("plan.show")}
          </Button>
        </form>
      ) : null}
      <Card>
        {unit ? (
          <PlanForm
            key={unit.id}
            unitId={unit.id}
            start={{ year: `${yearOf(today)}`, countedUntil: today }}
            groups={groups}
          />
        ) : null}
      </Card>
    </div>
  );
}
